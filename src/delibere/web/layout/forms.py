# SPDX-License-Identifier: EUPL-1.2
"""Fields that several journeys have."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings

from delibere.foundation.language import _

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class UploadField(forms.FileField):
    """One file to read; what is far too large is refused before it is read, what is empty by its reader."""

    def __init__(self, *, label: str, help_text: str) -> None:
        super().__init__(label=label, help_text=help_text, allow_empty_file=True)

    def clean(self, data: "UploadedFile[bytes]", initial: object = None) -> Any:  # noqa: ANN401 Django's own signature
        """Check the size.

        Raises:
            ValidationError: more than UPLOAD_LIMIT bytes.
        """
        file = super().clean(data, initial)
        if (file.size or 0) > settings.UPLOAD_LIMIT:
            message = _("Ce fichier fait {size} Mo, la limite est de {limit}. Vérifiez lequel c’est.")
            limit = settings.UPLOAD_LIMIT // (1024 * 1024)
            raise forms.ValidationError(message.format(size=(file.size or 0) // 1_000_000, limit=limit))
        return file


class _SeveralFiles(forms.ClearableFileInput):
    """One field, several files."""

    allow_multiple_selected = True


class UploadsField(UploadField):
    """Several files: each is checked as one would be."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: object = None) -> Any:  # noqa: ANN401 Django's own signature
        """A list of files."""
        files: list[Any] = data if isinstance(data, list) and data else [None]
        return [super(UploadsField, self).clean(one, initial) for one in files]


def day_input() -> forms.DateInput:
    """The browser's own calendar."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
