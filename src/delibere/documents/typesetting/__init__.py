# SPDX-License-Identifier: EUPL-1.2
"""From ready strings to archivable, accessible PDF: templates, fonts, batches, joined files."""

from delibere.documents.typesetting.batches import typeset_batches
from delibere.documents.typesetting.joining import join
from delibere.documents.typesetting.pages import Typesetter, picture, typeset
from delibere.documents.typesetting.values import Json, fingerprint, short_fingerprint

__all__ = [
    "Json",
    "Typesetter",
    "fingerprint",
    "join",
    "picture",
    "short_fingerprint",
    "typeset",
    "typeset_batches",
]
