# SPDX-License-Identifier: EUPL-1.2
"""Which column of somebody's own file holds what."""

from collections.abc import Mapping
from dataclasses import replace

from delibere.foundation.letters import plain_letters
from delibere.interchange.spreadsheet.cells import Cell, Row, Sheet
from delibere.interchange.spreadsheet.reading import read_book


def headings_of(data: bytes, name: str) -> tuple[str, ...]:
    """The headings of a file: its first row of two texts or more, empty ones left out.

    Raises:
        UnusableInputError: not a file of cells.
    """
    for sheet in read_book(data, name).sheets:
        for row in sheet.rows:
            texts = tuple(cell.text for cell in row.cells if cell.text)
            if len(texts) > 1:
                return texts
    return ()


def renamed(sheet: Sheet, columns: Mapping[str, str]) -> Sheet:
    """The same sheet, its row of headings written as we write them; what was not chosen is set aside."""
    own = {plain_letters(theirs): ours for ours, theirs in columns.items() if theirs}
    for place, row in enumerate(sheet.rows):
        letters = [plain_letters(cell.text) for cell in row.cells]
        if own.keys() <= set(letters):
            top = Row(row.line, tuple(_heading(cell, own) for cell in row.cells))
            return replace(sheet, rows=(*sheet.rows[:place], top, *sheet.rows[place + 1 :]))
    return sheet


def _heading(cell: Cell, own: Mapping[str, str]) -> Cell:
    ours = own.get(plain_letters(cell.text))
    return replace(cell, text=ours or (f"({cell.text})" if cell.text else ""))
