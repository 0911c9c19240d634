# SPDX-License-Identifier: EUPL-1.2
"""Cells, rows and sheets, and how to name a place in them."""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What the spreadsheet took a cell for."""

    TEXT = "text"
    NUMBER = "number"
    MOMENT = "moment"
    BOOLEAN = "boolean"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        text: stripped; a number with a dot and at most 15 significant digits, a moment as ISO 8601.
        form: TEXT for every cell of a text file.
    """

    text: str
    form: Form = Form.TEXT


EMPTY = Cell("")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty; `line` counts from 1, in the sheet or in the file."""

    line: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell of a column, from 0; EMPTY beyond the last."""
        return self.cells[column] if column < len(self.cells) else EMPTY


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of cells; `name` is None when the file is a text file, which has no sheets."""

    name: str | None
    rows: tuple[Row, ...]


def cell_name(line: int, column: int) -> str:
    """« D12 » for line 12 and column 3."""
    letters = ""
    rest = column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{line}"
