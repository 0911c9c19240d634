# SPDX-License-Identifier: EUPL-1.2
"""How to read a table without colour and without knowing the codes by heart."""

from collections.abc import Sequence

from delibere.calculation.local_rules import LocalRules
from delibere.documents.results.grid import NO_VALUE, Column, Figure
from delibere.documents.results.parameters import rounding_in_words
from delibere.foundation.language import _
from delibere.jury.codes import Code
from delibere.jury.wording.codes import legend as legend_of_codes


def legend(columns: Sequence[Column], rules: LocalRules) -> list[str]:
    """What the signs and the codes that are present mean; nothing about those that are not."""
    cells = [cell for column in columns for cell in column.cells]
    codes = [f"{code} {words}" for code, words in legend_of_codes([c for c in cells if isinstance(c, Code)])]
    signs = [_("en gras, sous 10"), _("{sign} pas de valeur").format(sign=NO_VALUE)]
    if any(isinstance(cell, Figure) and cell.provisional for cell in cells):
        signs.append(_("* moyenne provisoire : une note manque"))
    sentences = [_("Lecture : {signs}.").format(signs=", ".join(signs))]
    if codes:
        sentences.append(_("Codes proposés : {codes}.").format(codes=", ".join(codes)))
    sentences.append(rounding_in_words(rules.rounding).capitalize() + ".")
    return sentences
