# SPDX-License-Identifier: EUPL-1.2
"""What a spreadsheet lets people type in a mark cell."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from delibere.foundation.language import _
from delibere.foundation.marks import Reason
from delibere.foundation.numbers import french_minimal, minimal
from delibere.interchange.marksheets.pages import Column
from delibere.interchange.marksheets.slots import Bounds

SHEET = "valeurs"
LONGEST_LIST = 30_000
"""Excel shows no more than 32,767 items of a list."""


class AllowedValues:
    """The lists that cells point to: the letters first, then every hundredth up to the scale.

    A list, because it opens: nobody has to remember the letters. A scale too long for one gets a formula.
    """

    def __init__(self) -> None:
        self._lists: list[Bounds] = []

    def rule(self, column: Column, first_cell: str) -> Mapping[str, Any]:
        """The data validation of a column whose first slot is `first_cell` (« E9 »)."""
        bounds = column.bounds
        return {**_condition(self, column, first_cell), **_refusal(bounds, letters=column.letters)}

    def source(self, bounds: Bounds) -> str:
        """Where the list of these bounds stands."""
        if bounds not in self._lists:
            self._lists.append(bounds)
        letter = xl_col_to_name(self._lists.index(bounds))
        return f"={SHEET}!${letter}$1:${letter}${len(Reason) + _hundredths(bounds)}"

    def write(self, sheet: Worksheet) -> None:
        """Fill the hidden sheet."""
        for column, bounds in enumerate(self._lists):
            sheet.write_column(0, column, [reason.value for reason in Reason])
            lowest = int(bounds.lowest * 100)
            values = [Decimal(lowest + step).scaleb(-2) for step in range(_hundredths(bounds))]
            sheet.write_column(len(Reason), column, values)


def _hundredths(bounds: Bounds) -> int:
    return int((bounds.highest - bounds.lowest) * 100) + 1


def _condition(allowed: AllowedValues, column: Column, first_cell: str) -> Mapping[str, Any]:
    bounds = column.bounds
    if not column.letters:
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": minimal(bounds.lowest),
            "maximum": minimal(bounds.highest),
        }
    if _hundredths(bounds) <= LONGEST_LIST:
        return {"validate": "list", "source": allowed.source(bounds)}
    return {"validate": "custom", "value": _formula(bounds, first_cell)}


def _formula(bounds: Bounds, cell: str) -> str:
    number = [
        f"ISNUMBER({cell})",
        f"{cell}>={minimal(bounds.lowest)}",
        f"{cell}<={minimal(bounds.highest)}",
        f"ROUND({cell},2)={cell}",
    ]
    letters = [f'{cell}="{reason}"' for reason in Reason]
    return f"=OR(AND({','.join(number)}),{','.join(letters)})"


def _refusal(bounds: Bounds, *, letters: bool) -> Mapping[str, Any]:
    message = _("Un nombre de {lowest} à {highest}, deux décimales au plus, avec une virgule.").format(
        lowest=french_minimal(bounds.lowest), highest=french_minimal(bounds.highest)
    )
    reasons = _(" Ou bien {letters}.").format(letters=", ".join(Reason))
    advice = _(" Sinon, laissez vide.")
    return {
        "error_title": _("Ce n’est pas une note"),
        "error_message": message + (reasons if letters else "") + advice,
    }
