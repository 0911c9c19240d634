# SPDX-License-Identifier: EUPL-1.2
"""Forms about maquettes."""

from typing import TYPE_CHECKING

from django import forms
from django.conf import settings

from delibere.foundation.language import _

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class AnnexForm(forms.Form):
    """One annex."""

    file = forms.FileField(
        label=_("Le fichier de l’annexe"),
        help_text=_("texte ou Markdown, ou un export JSON, CSV, XLSX de Délibéré ; 10 Mo au plus"),
        allow_empty_file=True,
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is far too large before reading it."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_LIMIT:
            message = _("Ce fichier fait {size} Mo ; une annexe en fait moins de 10. Vérifiez lequel c’est.")
            raise forms.ValidationError(message.format(size=(file.size or 0) // 1_000_000))
        return file
