# SPDX-License-Identifier: EUPL-1.2
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from orchard import MAQUETTE, PLAN

from delibere.calculation.evaluations import MarkTable
from delibere.foundation.marks import Mark, Reason
from delibere.interchange.marksheets import Layout, SheetPlan, open_sheet, write_template
from delibere.interchange.marksheets.slots import Bounds


def marks_within(bounds: Bounds) -> st.SearchStrategy[Mark]:
    hundredths = st.integers(int(bounds.lowest * 100), int(bounds.highest * 100))
    numbers = hundredths.map(lambda n: Decimal(n) / 100)
    return st.one_of(numbers, st.sampled_from([None, *Reason]))


def rows_of(table: MarkTable) -> list[list[Mark]]:
    return [[table.mark(i, k) for k in range(len(table.evaluations))] for i in range(len(table.students))]


@settings(max_examples=12, deadline=None)
@given(data=st.data(), layout=st.sampled_from(Layout))
def test_a_filled_workbook_gives_its_marks_back(data: st.DataObject, layout: Layout) -> None:
    row = st.tuples(*(marks_within(Bounds.of(evaluation)) for evaluation in PLAN.evaluations))
    rows = data.draw(st.lists(row, min_size=3, max_size=3))
    points = st.one_of(st.none(), st.integers(0, 2000).map(lambda n: Decimal(n) / 100))
    bonus = data.draw(st.lists(st.tuples(points, points), min_size=3, max_size=3))
    table = MarkTable.of(PLAN.students, PLAN.evaluations, rows)
    filled = write_template(PLAN, layout, table, bonus)
    sheet = open_sheet(filled, "notes.xlsx").read(MAQUETTE, PLAN.academic_year)
    assert sheet.findings == ()
    assert sheet.table is not None
    assert rows_of(sheet.table) == [list(row) for row in rows]
    assert (sheet.table.students, sheet.table.evaluations) == (PLAN.students, PLAN.evaluations)
    assert (sheet.bonus_names, sheet.bonus_marks) == (PLAN.bonus_names, tuple(bonus))


@pytest.mark.parametrize("layout", Layout)
def test_an_empty_workbook_holds_nothing_yet_for_everybody(layout: Layout) -> None:
    sheet = open_sheet(write_template(PLAN, layout), "notes.xlsx").read(MAQUETTE, PLAN.academic_year)
    assert sheet.findings == ()
    assert sheet.table is not None
    assert rows_of(sheet.table) == [[None] * 7] * 3


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert write_template(PLAN) == write_template(PLAN)


def test_a_class_without_students_still_has_a_workbook() -> None:
    empty = SheetPlan(MAQUETTE, PLAN.academic_year, (), PLAN.evaluations)
    sheet = open_sheet(write_template(empty), "notes.xlsx").read(MAQUETTE, PLAN.academic_year)
    assert sheet.findings == ()
    assert sheet.table is not None
    assert rows_of(sheet.table) == []
