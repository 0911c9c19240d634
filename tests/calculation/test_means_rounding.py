# SPDX-License-Identifier: EUPL-1.2
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delibere.calculation.explanation import Operation, to_json
from delibere.calculation.local_rules import Rounding
from delibere.calculation.means import AsDecided
from delibere.calculation.rounding import explained, needed_mark, passes, shown, value_passes, value_shown

HALF_UP, TRUNCATE = Rounding.HALF_UP, Rounding.TRUNCATE_AT_BAR
TEN, EIGHT = Fraction(10), Fraction(8)

# value, rounding, passes 10, hundredths shown, why
CASES = [
    ("10", HALF_UP, True, 1000, "exactly ten"),
    ("9.995", HALF_UP, True, 1000, "a tie goes up, and passes"),
    ("9.99499999999999999999", HALF_UP, False, 999, "a hair under the tie does not"),
    ("9.995", TRUNCATE, False, 999, "rounding would show 10,00: truncated"),
    ("9.9999", TRUNCATE, False, 999, "so too as near as can be"),
    ("10", TRUNCATE, True, 1000, "exactly ten, compared exactly"),
    ("7.996", TRUNCATE, False, 799, "eight is a bar as well"),
    ("9.456", TRUNCATE, False, 946, "far from the bars, rounding is rounding"),
    ("29/3", HALF_UP, False, 967, "a third"),
]


@pytest.mark.parametrize("case", CASES, ids=[case[-1] for case in CASES])
def test_a_figure_is_shown_on_the_side_of_the_bar_where_it_is_decided(
    case: tuple[str, Rounding, bool, int, str],
) -> None:
    value, rounding, passing, hundredths, why = case
    table = AsDecided([[Fraction(value)]], ["UE31"])
    assert passes(table, TEN, rounding).tolist() == [[passing]], why
    assert shown(table, [EIGHT, TEN], rounding).tolist() == [[hundredths]], why


@given(
    values=st.lists(st.none() | st.fractions(0, 20, max_denominator=1000), max_size=5),
    rounding=st.sampled_from(Rounding),
    bar=st.sampled_from([EIGHT, TEN, Fraction("9.995"), Fraction(31, 3)]),
)
def test_one_figure_and_a_table_are_treated_alike(
    values: list[Fraction | None], rounding: Rounding, bar: Fraction
) -> None:
    table = AsDecided([[value] for value in values], ["UE31"])
    passing = [value is not None and value_passes(value, bar, rounding) for value in values]
    figures = [0 if value is None else value_shown(value, [bar], rounding) for value in values]
    assert passes(table, bar, rounding).ravel().tolist() == passing
    assert shown(table, [bar], rounding).ravel().tolist() == figures


def test_9_4625_in_ue33_needs_10_53_in_ue43() -> None:
    assert needed_mark(Fraction("9.4625") / 2, Fraction(1, 2), TEN, HALF_UP) == Fraction("10.53")
    assert needed_mark(Fraction("9.4625") / 2, Fraction(1, 2), TEN, TRUNCATE) == Fraction("10.54")


@given(
    base=st.fractions(-5, 15, max_denominator=60),
    slope=st.fractions(0, 1, max_denominator=30),
    rounding=st.sampled_from(Rounding),
)
def test_the_needed_mark_passes_and_the_hundredth_below_does_not(
    base: Fraction, slope: Fraction, rounding: Rounding
) -> None:
    needed = needed_mark(base, slope, TEN, rounding)
    if needed is None:
        assert not value_passes(base + slope * 20, TEN, rounding)
    else:
        assert value_passes(base + slope * needed, TEN, rounding)
        below = needed - Fraction(1, 100)
        assert needed == 0 or not value_passes(base + slope * below, TEN, rounding)


def test_the_last_step_of_an_explanation_says_how_it_was_rounded_and_compared() -> None:
    cell = AsDecided([[Fraction("9.4625")]], ["UE33"]).terms(0, 0)
    rounded = explained(cell, [TEN], HALF_UP)
    assert (rounded.operation, rounded.value, rounded.evaluate()) == (
        Operation.ROUNDED,
        Fraction("9.46"),
        Fraction("9.46"),
    )
    assert rounded.note == "757/80 arrondi une fois à 9,46 ; 9,46 < 10,00"
    almost = AsDecided([[Fraction("9.999")]], ["UE33"]).terms(0, 0)
    truncated = explained(almost, [TEN], TRUNCATE)
    assert (truncated.operation, truncated.evaluate()) == (Operation.TRUNCATED, Fraction("9.99"))
    assert to_json(truncated)["terms"][0]["value"] == "9999/1000"


def test_a_figure_without_value_has_no_last_step() -> None:
    nothing = AsDecided([[None]], ["UE33"]).terms(0, 0)
    assert explained(nothing, [TEN], HALF_UP) == nothing
