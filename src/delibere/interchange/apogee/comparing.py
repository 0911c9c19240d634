# SPDX-License-Identifier: EUPL-1.2
"""Two states of a file: changed cells only."""

from collections import defaultdict
from dataclasses import dataclass

from delibere.interchange.apogee.bytes import content, ending
from delibere.interchange.apogee.columns import Column
from delibere.interchange.apogee.file import ApogeeFile, Row

RowKey = tuple[str, int]
"""A number of student, and which of its rows."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cell that differs."""

    row: Row
    column: Column
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs from one file to the other.

    Attributes:
        changes: by student, then by column, in the order of the second file.
        removed_students, added_students: rows of one file only.
        removed_columns, added_columns: columns of one file only.
        other_lines: whether something differs outside the students' cells.
    """

    changes: tuple[Change, ...]
    removed_students: tuple[Row, ...]
    added_students: tuple[Row, ...]
    removed_columns: tuple[Column, ...]
    added_columns: tuple[Column, ...]
    other_lines: bool


def compare(old: ApogeeFile, new: ApogeeFile) -> Comparison:
    """Changed cells, students paired by number, columns by what they are about.

    Raises:
        UnusableInputError: one of the files cannot be used.
    """
    for file in (old, new):
        file.refuse_unusable()
    old_rows, new_rows = _rows(old), _rows(new)
    old_columns, new_columns = _columns(old), _columns(new)
    return Comparison(
        tuple(
            Change(row, column, before, after)
            for row_key, row in new_rows.items()
            for column_key, column in new_columns.items()
            if row_key in old_rows and column_key in old_columns
            if (before := old.cell(old_rows[row_key], old_columns[column_key]))
            != (after := new.cell(row, column))
        ),
        tuple(row for key, row in old_rows.items() if key not in new_rows),
        tuple(row for key, row in new_rows.items() if key not in old_rows),
        tuple(column for key, column in old_columns.items() if key not in new_columns),
        tuple(column for key, column in new_columns.items() if key not in old_columns),
        _frame(old) != _frame(new),
    )


def _rows(file: ApogeeFile) -> dict[RowKey, Row]:
    seen: dict[str, int] = defaultdict(int)
    keyed = {}
    for row in file.rows:
        keyed[row.nip, seen[row.nip]] = row
        seen[row.nip] += 1
    return keyed


def _columns(file: ApogeeFile) -> dict[tuple[str, ...], Column]:
    """By what they are about; of two that say the same, by their order too."""
    keyed: dict[tuple[str, ...], Column] = {}
    for column in file.columns:
        twins = sum(key[: len(column.key)] == column.key for key in keyed)
        keyed[*column.key, str(twins)] = column
    return keyed


def _frame(file: ApogeeFile) -> list[bytes]:
    """Every line that is no student's, and the identity of those that are."""
    places = {file.places[column.id] for column in file.columns if column.id in file.places}
    students = {row.index for row in file.rows}
    return [_identity(line, places) if index in students else line for index, line in enumerate(file.lines)]


def _identity(line: bytes, places: set[int]) -> bytes:
    cells = content(line).split(b"\t")
    kept = (cell for place, cell in enumerate(cells) if place not in places and cell)
    return b"\t".join(kept) + ending(line)
