# SPDX-License-Identifier: EUPL-1.2
"""Reads filled mark sheets, all remarks in one pass; nothing is half-read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from delibere.calculation.evaluations import Evaluation, MarkTable
from delibere.curriculum.model import Maquette
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity, errors
from delibere.foundation.language import _
from delibere.foundation.marks import Mark
from delibere.foundation.people import Student
from delibere.interchange.marksheets.columns import (
    FoundColumn,
    Slots,
    bonus_names,
    find_columns,
    wanted_columns,
)
from delibere.interchange.marksheets.entries import Refusal, read_points, read_slot
from delibere.interchange.marksheets.key import Key, read_key
from delibere.interchange.marksheets.plans import SheetPlan, default_evaluations, fingerprint
from delibere.interchange.marksheets.rows import HEADINGS, FoundRow, find_rows, students_of
from delibere.interchange.spreadsheet.cells import Cell
from delibere.interchange.spreadsheet.reading import Book, read_book
from delibere.interchange.spreadsheet.tables import Table, find_table


@dataclass(frozen=True, slots=True)
class MarkSheet:
    """What a filled sheet holds.

    Attributes:
        table: the marks; None as soon as a finding is an error.
        bonus_names: of the local bonus marks.
        bonus_marks: students × bonus names, out of 20; None where nothing was typed; empty without a table.
        findings: everything to settle or to know, in one pass.
    """

    table: MarkTable | None
    bonus_names: tuple[str, ...]
    bonus_marks: tuple[tuple[Decimal | None, ...], ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What is known beside the sheet, for one made by hand: a workbook of ours says it by itself.

    Attributes:
        evaluations: None for one by module with a coefficient.
        students: who must be there; None to take those of the sheet.
    """

    evaluations: Sequence[Evaluation] | None = None
    students: Sequence[Student] | None = None


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """A file of marks, opened but not read yet: what it says of itself tells for which maquette to read it.

    Attributes:
        book: its cells.
        tables: those with a row of headings.
        key: by which a workbook of ours says what it is; None for one made by hand.
    """

    book: Book
    tables: tuple[Table, ...]
    key: Key | None

    @property
    def maquette(self) -> str | None:
        """Slug of the maquette it was made for, None when it does not say."""
        return self.key.maquette if self.key else None

    def read(self, maquette: Maquette, academic_year: AcademicYear, given: Given | None = None) -> MarkSheet:
        """The marks, or everything that is wrong with them.

        Args:
            maquette: the one the marks are for; a workbook made for another one is refused.
            academic_year: likewise.
            given: see Given.
        """
        key, given = self.key, given or Given()
        strange = _strange(key, maquette, academic_year) if key else []
        if key and strange:
            return MarkSheet(None, key.bonus_names, (), (*self.book.notices, *strange))
        plan = _plan(key, maquette, academic_year, given, self.tables)
        remarks = [*self.book.notices, *(_aged(key, plan, given) if key else [])]
        return _read(plan, self.tables, Severity.ERROR if key else Severity.NOTICE, remarks)


def open_sheet(data: bytes, name: str) -> OpenedSheet:
    """Open a filled workbook, or a CSV « NIP;Nom;Prénom;R1.01;R1.02 / DS 1;Bonus / sport ».

    Args:
        data: the whole file.
        name: of the file, for the messages.

    Raises:
        UnusableInputError: not a file of cells, no row of headings with NIP, or a damaged hidden key.
    """
    book = read_book(data, name)
    tables = tuple(table for sheet in book.sheets if (table := find_table(sheet, HEADINGS)) is not None)
    if not tables:
        message = _("« {name} » n’est pas une feuille de notes : aucune ligne d’intitulés avec NIP.")
        raise UnusableInputError(message.format(name=name))
    return OpenedSheet(book, tables, read_key(book.sheets))


def _plan(
    key: Key | None, maquette: Maquette, year: AcademicYear, given: Given, tables: Sequence[Table]
) -> SheetPlan:
    """The key decides on evaluations, a list given beside it on people; else both come from the caller."""
    students = given.students or (key.students if key else students_of(tables[0]))
    evaluations = key.evaluations if key else given.evaluations or default_evaluations(maquette)
    names = key.bonus_names if key else bonus_names(tables)
    return SheetPlan(maquette, year, tuple(students), tuple(evaluations), names)


def _strange(key: Key, maquette: Maquette, year: AcademicYear) -> list[Finding]:
    """Why the workbook was made for something else altogether."""
    if key.maquette != maquette.id:
        message = _("Ce classeur est celui de « {theirs} », pas de « {ours} » : prenez le bon classeur.")
        return [Finding(Severity.ERROR, message.format(theirs=key.maquette, ours=maquette.id))]
    if key.academic_year != year:
        message = _("Ce classeur est de l’année {theirs}, l’annexe de {ours} : prenez le bon classeur.")
        return [Finding(Severity.ERROR, message.format(theirs=key.academic_year, ours=year))]
    known = {module.apogee for module in maquette.modules}
    message = _(
        "Le module {module}, noté dans ce classeur, n’est plus dans la maquette « {maquette} » : refaites un "
        "classeur et reportez les notes."
    )
    gone = dict.fromkeys(e.module for e in key.evaluations if e.module not in known)
    return [Finding(Severity.ERROR, message.format(module=m, maquette=maquette.id), subject=m) for m in gone]


def _aged(key: Key, plan: SheetPlan, given: Given) -> Iterator[Finding]:
    """What changed since the workbook was made, and stops nothing."""
    if key.fingerprint != fingerprint(plan.maquette):
        message = _(
            "La maquette « {maquette} » a changé depuis que ce classeur a été fait : les notes sont "
            "reprises, les coefficients sont ceux de l’annexe d’aujourd’hui."
        )
        yield Finding(Severity.NOTICE, message.format(maquette=plan.maquette.id))
    if given.evaluations and tuple(given.evaluations) != key.evaluations:
        message = _("Ce classeur porte ses propres évaluations : le fichier des évaluations ne sert pas.")
        yield Finding(Severity.NOTICE, message)


def _read(
    plan: SheetPlan, tables: Sequence[Table], missing: Severity, remarks: Sequence[Finding]
) -> MarkSheet:
    columns, findings = find_columns(plan, tables, missing)
    findings = [*remarks, *findings]
    wanted = wanted_columns(plan)
    grid: list[list[Mark]] = [[None] * len(wanted) for _student in plan.students]
    for table in tables:
        rows, problems = find_rows(plan.students, table)
        findings += [*table.doubles(), *table.strays(), *problems]
        own = [column for column in columns if column.table is table]
        for row in rows:
            findings += _fill(grid[row.index], row, own, wanted, plan.students[row.index])
    return _sheet(plan, grid, findings)


def _fill(
    marks: list[Mark],
    row: FoundRow,
    columns: Sequence[FoundColumn],
    wanted: Sequence[Slots],
    student: Student,
) -> Iterator[Finding]:
    """Write one student's marks in their places, and say what cannot be read."""
    for found in columns:
        slots = wanted[found.index]
        read = _slot(row.row.cell(found.column), slots)
        if isinstance(read, Refusal):
            name = student.name or student.nip
            message = f"{name}, {slots.heading} : {read.message}"
            yield found.table.finding(message, row.row, found.column, subject=student.nip)
        else:
            marks[found.index] = read


def _slot(cell: Cell, slots: Slots) -> Mark | Refusal:
    return read_slot(cell, slots.bounds) if slots.letters else read_points(cell, slots.bounds)


def _sheet(plan: SheetPlan, grid: Sequence[Sequence[Mark]], findings: Sequence[Finding]) -> MarkSheet:
    if errors(list(findings)):
        return MarkSheet(None, plan.bonus_names, (), tuple(findings))
    count = len(plan.evaluations)
    table = MarkTable.of(plan.students, plan.evaluations, [row[:count] for row in grid])
    points = tuple(tuple(m if isinstance(m, Decimal) else None for m in row[count:]) for row in grid)
    return MarkSheet(table, plan.bonus_names, points, tuple(findings))
