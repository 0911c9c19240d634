# SPDX-License-Identifier: EUPL-1.2
"""What was copied from a spreadsheet, matched with the cells it is for; nothing is written here."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, repeat

from delibere.calculation import evaluations as values
from delibere.foundation.people import without_zeros
from delibere.interchange.marksheets import Refusal, read_typed_mark
from delibere.services.records.enrolments import name_key
from delibere.services.records.marks.cells import CellAnswer, CellEdit
from delibere.services.records.marks.grid import NOTHING, StoredCells, stored_cells
from delibere.services.records.marks.writing import try_marks
from delibere.store.models import Enrolment, Promotion

MOST_IDENTITY_COLUMNS = 4
"""NIP, surname, first name, and one more."""
_ANY_SCALE = values.Evaluation("", "-", "", scale=Decimal(1000))

Line = list[str]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a paste starts, and what follows, as the page shows it.

    Attributes:
        enrolments: keys of the rows, from the active one down.
        evaluations: keys of the columns, from the active one to the right.
    """

    enrolments: Sequence[int]
    evaluations: Sequence[int]


@dataclass(frozen=True, slots=True)
class PastedCell:
    """One value that would be typed.

    Attributes:
        before: what stands there now.
        answer: what `write_marks` would say.
    """

    edit: CellEdit
    before: str
    answer: CellAnswer


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line of what was copied.

    Attributes:
        text: as copied.
        enrolment: None when nobody, or more than one person, answers to it, or no row is left for it.
        cells: the values that are not empty: an empty one changes nothing.
        beyond: how many values have no column in the grid.
    """

    text: str
    enrolment: Enrolment | None
    cells: tuple[PastedCell, ...]
    beyond: int


def read_pasted_marks(promotion: Promotion, module: str, text: str, target: Target) -> list[PastedLine]:
    """Whom each line is for, by NIP then by name, else by the order of rows; and what each value would do.

    Args:
        promotion: whose students.
        module: whose evaluations.
        text: lines of cells between tabulations, as spreadsheets copy them.
        target: the cell where they are pasted, and what follows.
    """
    copied = [[cell.strip() for cell in line] for line in csv.reader(text.splitlines(), "excel-tab")]
    width = _identity_columns(copied)
    lines = _with_people(copied) if width else copied
    people = list(promotion.enrolments.select_related("student"))
    found = _Roll(people).of(line[:width] for line in lines) if width else _in_order(people, target)
    stored = stored_cells(target.evaluations)
    drafts = [
        _Draft(line, one, tuple(_edits(line[width:], one, target, stored)))
        for line, one in zip(lines, chain(found, repeat(None)), strict=False)
    ]
    answers = iter(try_marks(promotion, [edit for draft in drafts for edit in draft.edits], module=module))
    return [draft.answered(answers, stored, width + len(target.evaluations)) for draft in drafts]


@dataclass(frozen=True, slots=True)
class _Draft:
    """One line before anybody said what its values would do."""

    line: Line
    enrolment: Enrolment | None
    edits: tuple[CellEdit, ...]

    def answered(self, answers: Iterator[CellAnswer], stored: StoredCells, width: int) -> PastedLine:
        """Takes as many answers as it has edits."""
        return PastedLine(
            " ".join(cell for cell in self.line if cell),
            self.enrolment,
            tuple(PastedCell(edit, stored.get(edit.cell, NOTHING)[0], next(answers)) for edit in self.edits),
            sum(bool(cell) for cell in self.line[width:]),
        )


def _is_mark(text: str) -> bool:
    return bool(text) and not isinstance(read_typed_mark(text, _ANY_SCALE), Refusal)


def _identity_columns(lines: Sequence[Line]) -> int:
    """How many of the first columns say who: those that hold no marks in most lines."""
    width = 0
    for column in range(MOST_IDENTITY_COLUMNS):
        cells = [line[column] for line in lines if column < len(line) and line[column]]
        if not cells or 2 * sum(map(_is_mark, cells)) >= len(cells):
            break
        width = column + 1
    return width if any(len(line) > width for line in lines) else 0


def _with_people(lines: Sequence[Line]) -> list[Line]:
    """Without empty lines, nor a first line of headings; in a block, an empty line is an empty row."""
    found = [line for line in lines if any(line)]
    return found if any(_is_mark(cell) for cell in found[0]) else found[1:]


class _Roll:
    """People by NIP and by name."""

    def __init__(self, people: Iterable[Enrolment]) -> None:
        self._by_nip: dict[str, Enrolment] = {}
        self._by_name: dict[tuple[str, ...], list[Enrolment]] = defaultdict(list)
        for one in people:
            self._by_nip[one.student.nip_key] = one
            self._by_name[name_key(one.student.name)].append(one)

    def of(self, identities: Iterable[Line]) -> Iterator[Enrolment | None]:
        """The one person that each line names; None when its NIP and its name are of two people."""
        for cells in identities:
            by_nip = [self._by_nip[key] for cell in cells if (key := without_zeros(cell)) in self._by_nip]
            words = [cell for cell in cells if cell and not cell.isdecimal()]
            names = (" ".join(words), *words, " ".join(words[:2]))
            by_name = next((found for name in names if (found := self._by_name.get(name_key(name)))), [])
            same = [one for one in by_name if one in by_nip] if by_nip and by_name else by_nip or by_name
            yield same[0] if len(same) == 1 else None


def _in_order(people: Sequence[Enrolment], target: Target) -> list[Enrolment | None]:
    """Row after row; lines past the last row are nobody's."""
    by_key = {one.pk: one for one in people}
    return [by_key.get(key) for key in target.enrolments]


def _edits(
    cells: Line, enrolment: Enrolment | None, target: Target, stored: StoredCells
) -> Iterator[CellEdit]:
    """Each bears the version that the preview shows."""
    if enrolment is not None:
        for evaluation, text in zip(target.evaluations, cells, strict=False):
            if text:
                version = stored.get((evaluation, enrolment.pk), NOTHING)[1]
                yield CellEdit(evaluation, enrolment.pk, text, version)
