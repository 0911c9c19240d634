# SPDX-License-Identifier: EUPL-1.2
"""The individual letter of a decision; its wording is a local template, approved by the university."""

from delibere.documents.letter.pages import Letter, LetterResult, typeset_letter
from delibere.documents.letter.wording import Wording, default_wording, filled

__all__ = ["Letter", "LetterResult", "Wording", "default_wording", "filled", "typeset_letter"]
