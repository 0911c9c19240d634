# SPDX-License-Identifier: EUPL-1.2
"""The form of a filled workbook."""

from django import forms

from delibere.foundation.language import _
from delibere.web.layout.forms import UploadField


class WorkbookForm(forms.Form):
    """One file."""

    file = UploadField(label=_("Le classeur rempli"), help_text=_("XLSX, ODS ou CSV ; 10 Mo au plus"))
