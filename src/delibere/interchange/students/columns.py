# SPDX-License-Identifier: EUPL-1.2
"""Which column of somebody's own file holds what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.interchange.spreadsheet.cells import Cell, Row, Sheet
from delibere.interchange.spreadsheet.reading import read_book
from delibere.interchange.spreadsheet.tables import Heading


def headings_of(data: bytes, name: str) -> tuple[str, ...]:
    """The headings of a file: its first row of two texts or more, empty ones left out.

    Raises:
        UnusableInputError: not a file of cells.
    """
    return next(filter(None, map(top_of, read_book(data, name).sheets)), ())


def top_of(sheet: Sheet) -> tuple[str, ...]:
    """The headings of one sheet, likewise."""
    rows = (tuple(cell.text for cell in row.cells if cell.text) for row in sheet.rows)
    return next((texts for texts in rows if len(texts) > 1), ())


def renamed(sheet: Sheet, columns: Mapping[str, str], headings: Sequence[Heading]) -> Sheet:
    """The same sheet, its row of headings written as we write them.

    Another column that would be taken for a chosen one is set aside; the others are left to be guessed.

    Args:
        sheet: as it was read.
        columns: our heading → the file's own.
        headings: all of ours.
    """
    own = {plain_letters(theirs): ours for ours, theirs in columns.items() if theirs}
    taken = {letters for heading in headings if columns.get(heading.name) for letters in heading.letters()}
    for place, row in enumerate(sheet.rows if own else ()):
        letters = [plain_letters(cell.text) for cell in row.cells]
        if own.keys() <= set(letters):
            top = Row(row.line, tuple(_heading(cell, own, taken) for cell in row.cells))
            return replace(sheet, rows=(*sheet.rows[:place], top, *sheet.rows[place + 1 :]))
    return sheet


def _heading(cell: Cell, own: Mapping[str, str], taken: set[str]) -> Cell:
    letters = plain_letters(cell.text)
    if letters in own:
        return replace(cell, text=own[letters])
    aside = _("{heading} (autre)").format(heading=cell.text) if letters in taken else cell.text
    return replace(cell, text=aside)
