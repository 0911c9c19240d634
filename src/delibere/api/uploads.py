# SPDX-License-Identifier: EUPL-1.2
"""A file that a program sends."""

from typing import Annotated

from django.conf import settings
from ninja import File, Header
from ninja.errors import HttpError
from ninja.files import UploadedFile

from delibere.foundation.language import _

Sent = Annotated[UploadedFile, File(...)]
Idempotency = Annotated[str | None, Header(None, alias="Idempotency-Key", max_length=100)]


def content_of(file: UploadedFile) -> tuple[str, bytes]:
    """Its name and its bytes.

    Raises:
        HttpError: far too large (422).
    """
    if (file.size or 0) > settings.UPLOAD_LIMIT:
        raise HttpError(422, _("Ce fichier est trop grand."))
    return (file.name or _("fichier")).replace("\0", ""), file.read()
