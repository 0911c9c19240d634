# SPDX-License-Identifier: EUPL-1.2
"""The individual letter of a decision; its wording is a local template, approved by the university."""

from delibere.documents.letter.editing import PARTS, read_wording, typed
from delibere.documents.letter.pages import TEMPLATE, Letter, LetterResult, letter_values, typeset_letter
from delibere.documents.letter.wording import FIELDS, Wording, default_wording, filled

__all__ = [
    "FIELDS",
    "PARTS",
    "TEMPLATE",
    "Letter",
    "LetterResult",
    "Wording",
    "default_wording",
    "filled",
    "letter_values",
    "read_wording",
    "typed",
    "typeset_letter",
]
