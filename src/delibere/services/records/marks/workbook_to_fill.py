# SPDX-License-Identifier: EUPL-1.2
"""The workbook of one module, with the marks of today and the version of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from delibere.calculation import evaluations as values
from delibere.calculation.evaluations import MarkTable
from delibere.curriculum.model import Maquette
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.people import Student
from delibere.interchange.marksheets import SheetPlan, write_template
from delibere.services.records.evaluations import LOCAL_BONUS
from delibere.services.records.maquettes import maquette_in_force
from delibere.services.records.marks.grid import GridRow, grid_of
from delibere.store.models import Evaluation, Group, Mark, Promotion


@dataclass(frozen=True, slots=True)
class WorkbookToFill:
    """A file (XLSX) and its name."""

    name: str
    data: bytes


def workbook_to_fill(promotion: Promotion, module: str, group: Group | None = None) -> WorkbookToFill:
    """The workbook of a module, or of the local bonus; of everybody, or of a group; not of those who left.

    Raises:
        UnusableInputError: no evaluation, nobody, or no maquette in force.
    """
    maquette, grid = maquette_in_force(promotion), grid_of(promotion, module, group)
    rows = [row for row in grid.rows if not row.standing.left]
    columns = [
        column.evaluation
        for column in grid.columns
        if any(row.standing.concerned_by(column.evaluation) for row in rows)
    ]
    if maquette is None or not columns:
        raise UnusableInputError(_("Rien à noter ici : ajoutez d’abord une évaluation et des inscrits."))
    parts = ("notes", promotion.slug, grid.module.pn if grid.module else "bonus", group.name if group else "")
    return WorkbookToFill(
        "-".join(filter(None, parts)) + ".xlsx", _written(promotion, maquette, columns, rows)
    )


def _written(
    promotion: Promotion, maquette: Maquette, columns: Sequence[Evaluation], rows: Sequence[GridRow]
) -> bytes:
    stored = {
        (mark.evaluation_id, mark.enrolment_id): mark for mark in Mark.objects.filter(evaluation__in=columns)
    }
    marks = [[stored.get((one.pk, row.enrolment.pk)) for one in columns] for row in rows]
    people = tuple(_identity(row) for row in rows)
    versions = {
        student.nip: tuple(mark.version if mark else 0 for mark in line)
        for student, line in zip(people, marks, strict=True)
    }
    cells = [[mark.value if mark else None for mark in line] for line in marks]
    plan = _plan(promotion, maquette, people, columns)
    if plan.bonus_names:
        points = [[cell if isinstance(cell, Decimal) else None for cell in line] for line in cells]
        return write_template(plan, bonus_marks=points, versions=versions)
    return write_template(plan, marks=MarkTable.of(people, plan.evaluations, cells), versions=versions)


def _identity(row: GridRow) -> Student:
    return replace(row.enrolment.student.identity, group=row.groups or None)


def _plan(
    promotion: Promotion, maquette: Maquette, people: tuple[Student, ...], columns: Sequence[Evaluation]
) -> SheetPlan:
    year = promotion.academic_year
    if columns[0].module == LOCAL_BONUS:
        return SheetPlan(maquette, year, people, (), tuple(one.title for one in columns))
    return SheetPlan(maquette, year, people, tuple(told_apart(one) for one in columns))


def told_apart(evaluation: Evaluation) -> values.Evaluation:
    """An evaluation whose title says its group, since each group has its « DS 1 »."""
    value = evaluation.value
    return replace(value, title=f"{value.title} ({evaluation.group.name})") if evaluation.group else value
