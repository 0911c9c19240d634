# SPDX-License-Identifier: EUPL-1.2
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delibere.interchange.mcc.arithmetic import Reading, placements, solve


def table_of(modules: list[list[Decimal]]) -> list[tuple[Decimal, ...]]:
    rows = [(sum(ues, Decimal(0)), *ues) for ues in modules]
    return [*rows, tuple(sum(column, Decimal(0)) for column in zip(*rows, strict=True))]


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[Decimal, ...]]:
    ues, height = draw(st.integers(2, 4)), draw(st.integers(2, 8))
    coefficient = st.integers(0, 40).map(lambda quarters: Decimal(quarters) / 4)
    return table_of([draw(st.lists(coefficient, min_size=ues, max_size=ues)) for _row in range(height)])


def as_read(table: list[tuple[Decimal, ...]]) -> list[list[Reading]]:
    return [[row] for row in table]


@settings(max_examples=80, deadline=None)
@given(tables(), st.data())
def test_one_lost_number_is_found_wherever_it_stood(
    table: list[tuple[Decimal, ...]], data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, len(table) - 1))
    lost = data.draw(st.integers(0, len(table[0]) - 1))
    readings = as_read(table)
    readings[row] = placements([v for i, v in enumerate(table[row]) if i != lost], len(table[0]))
    solution = solve(readings)
    assert solution is not None
    assert solution.rows == tuple(table)
    assert not solution.corrected


@settings(max_examples=80, deadline=None)
@given(tables(), st.data())
def test_one_wrong_number_is_the_one_where_a_row_and_a_column_fail(
    table: list[tuple[Decimal, ...]], data: st.DataObject
) -> None:
    row = data.draw(st.integers(0, len(table) - 1))
    column = data.draw(st.integers(0, len(table[0]) - 1))
    readings = as_read(table)
    wrong = tuple(v + Decimal("0.5") if i == column else v for i, v in enumerate(table[row]))
    readings[row] = [wrong]
    solution = solve(readings)
    assert solution is not None
    assert solution.rows == tuple(table)
    assert solution.corrected == {(row, column)}


@settings(max_examples=80, deadline=None)
@given(tables(), st.data())
def test_a_dropped_row_is_never_made_up_for(table: list[tuple[Decimal, ...]], data: st.DataObject) -> None:
    row = data.draw(st.integers(0, len(table) - 2))
    pushed = data.draw(st.integers(0, len(table) - 2))
    readings = as_read(table)
    readings[pushed] = placements(table[pushed][:-1], len(table[0]))
    del readings[row]
    solution = solve(readings)
    assert solution is None or row == pushed or not any(table[row])


D = Decimal


@pytest.mark.parametrize(
    ("readings", "why"),
    [
        (
            [[(D(2), None, None)], [(D(3), None, None)], [(D(5), D(2), D(3))]],
            "two rows lost the same two columns",
        ),
        ([[(D(3), D(1), D(1))], [(D(2), D(1), D(2))], [(D(4), D(2), D(2))]], "two numbers are wrong"),
        ([[(D(2), D(1), D(1))], []], "a row has no reading at all"),
    ],
)
def test_what_the_sums_leave_open_has_no_solution(readings: list[list[Reading]], why: str) -> None:
    assert solve(readings) is None, why


def test_numbers_too_many_are_left_out_in_every_possible_way() -> None:
    assert placements([D(1), D(1), D(2)], 2) == [(D(1), D(1)), (D(1), D(2))]


def test_a_lost_number_may_have_stood_anywhere() -> None:
    assert placements([D(1), D(2)], 3) == [(D(1), D(2), None), (D(1), None, D(2)), (None, D(1), D(2))]
