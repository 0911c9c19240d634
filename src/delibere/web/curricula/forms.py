# SPDX-License-Identifier: EUPL-1.2
"""Forms about maquettes."""

from django import forms

from delibere.foundation.language import _
from delibere.web.layout.forms import UploadField


class AnnexForm(forms.Form):
    """One annex."""

    file = UploadField(
        label=_("Le fichier de l’annexe"),
        help_text=_("texte ou Markdown, ou un export JSON, CSV, XLSX de Délibéré ; 10 Mo au plus"),
    )
