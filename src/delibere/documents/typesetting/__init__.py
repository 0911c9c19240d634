# SPDX-License-Identifier: EUPL-1.2
"""From ready strings to archivable, accessible PDF: templates, fonts, batches, joined files."""

from delibere.documents.typesetting.batches import compiled_batches, typeset_apart
from delibere.documents.typesetting.joining import join, join_into
from delibere.documents.typesetting.pages import Typesetter, picture, typeset
from delibere.documents.typesetting.values import Json, fingerprint, short_fingerprint

__all__ = [
    "Json",
    "Typesetter",
    "compiled_batches",
    "fingerprint",
    "join",
    "join_into",
    "picture",
    "short_fingerprint",
    "typeset",
    "typeset_apart",
]
