# SPDX-License-Identifier: EUPL-1.2
"""Random trees of every kind of node: what the arrays answer, what one cell is, what its explanation says."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delibere.calculation.explanation import Explanation, Operation, to_json
from delibere.calculation.means import (
    AsDecided,
    Beside,
    Better,
    Choice,
    Clamp,
    Columns,
    Increase,
    Linear,
    Means,
    Rows,
    Steps,
    Sum,
    WeightedMean,
    WeightedSum,
    Withheld,
)
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.numbers import half_up

ROWS, COLUMNS = 3, 2
LABELS = [f"UE{j}" for j in range(COLUMNS)]

denominators = st.sampled_from([1, 2, 3, 100, 200, 300, 999_983, 1_000_003, 10**12 + 39])
near_ten = st.builds(lambda units, d: 10 + Fraction(units, d), st.integers(-3, 3), denominators)
figures = st.one_of(near_ten, st.fractions(-5, 25, max_denominator=400))
small = st.fractions(0, 2, max_denominator=50)
weights = st.lists(
    st.lists(
        st.sampled_from([Fraction(0), Fraction(1), Fraction(7, 5), Fraction(1, 3)]), min_size=2, max_size=2
    ),
    min_size=2,
    max_size=2,
)
masks = st.lists(st.booleans(), min_size=ROWS * COLUMNS, max_size=ROWS * COLUMNS).map(
    lambda flags: np.array(flags, bool).reshape(ROWS, COLUMNS)
)
leaves = st.lists(
    st.lists(st.none() | figures, min_size=COLUMNS, max_size=COLUMNS), min_size=ROWS, max_size=ROWS
).map(lambda values: AsDecided(values, LABELS))


def nodes(below: st.SearchStrategy[Means]) -> st.SearchStrategy[Means]:
    picks = st.lists(st.integers(-1, 1), min_size=2, max_size=2)
    return st.one_of(
        st.builds(WeightedMean, below, weights, st.just(LABELS), complete=st.booleans()),
        st.builds(WeightedSum, below, weights, st.just(LABELS)),
        st.builds(Better, below, below),
        st.builds(Choice, masks, below, below),
        st.builds(Withheld, masks, below, st.just("défaillant")),
        st.builds(Clamp, below, st.just(Fraction(0)), st.sampled_from([None, Fraction(20), Fraction(1, 3)])),
        st.builds(Steps, below, st.just(((Fraction(8), Fraction(1, 3)), (Fraction(10), Fraction(11))))),
        st.builds(Sum, below, below),
        st.builds(Linear, below, small, figures),
        st.builds(Increase, below, st.builds(Linear, below, st.just(Fraction(1, 30)))),
        st.builds(lambda a, b: Columns(Beside(a, b), [0, 3]), below, below),
        st.builds(Columns, below, picks),
        st.builds(lambda a, index: Rows(a, [*index, 2]), below, picks),
    )


trees = st.recursive(leaves, nodes, max_leaves=6)


@settings(max_examples=100, deadline=None)
@given(tree=trees, bars=st.lists(near_ten, max_size=2))
def test_every_answer_of_every_node_is_the_one_of_its_opened_cells(tree: Means, bars: list[Fraction]) -> None:
    cells = [[tree.terms(i, j) for j in range(COLUMNS)] for i in range(ROWS)]
    values = [[cell.value for cell in row] for row in cells]
    assert [[cell.evaluate() for cell in row] for row in cells] == values
    assert [[tree.exact(i, j) for j in range(COLUMNS)] for i in range(ROWS)] == values
    assert tree.exact_rows(np.arange(ROWS)) == values
    assert list(zip(*(tree.fractions(j) for j in range(COLUMNS)), strict=True)) == [tuple(r) for r in values]
    assert [cell for row in cells for cell in row if cell.value is None and not cell.note] == []
    assert tree.known.tolist() == [[value is not None for value in row] for row in values]
    for bar in [*bars, *(value for row in values for value in row if value is not None)]:
        expected = [[value is not None and value >= bar for value in row] for row in values]
        assert tree.at_least(bar).tolist() == expected, bar
    assert tree.rounded(2).tolist() == [
        [int(half_up(value or Fraction(0), 2) * 100) for value in row] for row in values
    ]
    assert tree.truncated(1).tolist() == [[(value or 0) * 10 // 1 for value in row] for row in values]


@settings(max_examples=40, deadline=None)
@given(tree=trees)
def test_floats_stay_within_the_bound_that_the_node_declares(tree: Means) -> None:
    values, known = tree.floats(slice(None))
    for i, j in zip(*np.nonzero(known), strict=True):
        exact = tree.exact(int(i), int(j))
        assert exact is not None
        assert abs(Fraction(float(values[i, j])) - exact) <= Fraction(tree.bound)
        assert abs(exact) <= Fraction(tree.reach) * (1 + Fraction(1, 10**12))
    assert not values[~known].any()


def test_a_mean_whose_integers_overflow_is_still_decided_exactly() -> None:
    primes = [999_999_937, 999_999_929, 999_999_893, 999_999_883]
    gap = Fraction(1, 10**40)
    around_ten = [10 + sign * Fraction(1, prime) for prime in primes for sign in (1, -1)]
    marks = AsDecided([around_ten, [*around_ten[:-1], around_ten[-1] - 8 * gap]], ["?"] * 8)
    mean = WeightedMean(marks, [[1]] * 8, ["UE31"])
    assert mean.ratios(np.array([0]), np.array([0]), np.int64).size[0] > 2.0**62
    assert mean.exact(0, 0) == 10
    assert mean.at_least(Fraction(10)).tolist() == [[True], [False]]
    assert mean.at_least(10 - gap).tolist() == [[True], [True]]
    assert mean.truncated(0).tolist() == [[10], [9]]


def test_machine_integers_that_fit_are_not_computed_again() -> None:
    thirds = WeightedMean(AsDecided([[Fraction(10), Fraction(10), None]], "abc"), [[1], [2], [3]], ["UE31"])
    assert thirds.ratios(np.array([0]), np.array([0]), np.int64).size[0] < 2.0**20


@pytest.mark.parametrize("rows", [0, 1])
@pytest.mark.parametrize("columns", [0, 1])
def test_empty_tables_answer_with_empty_arrays(rows: int, columns: int) -> None:
    leaf = AsDecided([[Fraction(12)] * columns for _ in range(rows)], ["UE31"] * columns)
    mean = WeightedMean(leaf, [[Fraction(1)] * 2 for _ in range(columns)], ["RCUE3", "RCUE4"])
    expected = [[bool(columns)] * 2] * rows
    assert mean.at_least(Fraction(10)).tolist() == expected
    assert mean.rounded(2).tolist() == [[1200 * columns] * 2] * rows
    assert mean.known.shape == (rows, 2)


def test_rows_and_columns_that_do_not_exist_are_unknown_even_in_an_empty_table() -> None:
    nobody = AsDecided([], ["UE31"])
    assert Rows(nobody, [-1, -1]).known.tolist() == [[False], [False]]
    nothing = AsDecided([[]], [])
    assert Columns(nothing, [-1]).known.tolist() == [[False]]
    assert Columns(nothing, [-1]).exact(0, 0) is None


@pytest.mark.parametrize("weight", [Fraction(-1), Fraction(1, 10**20) + 1])
def test_weights_that_no_exact_mean_can_take_are_refused_in_french(weight: Fraction) -> None:
    with pytest.raises(UnusableInputError, match="UE31"):
        WeightedMean(AsDecided([[Fraction(1)]], ["a"]), [[weight]], ["UE31"])


def test_exact_rows_are_those_asked_for_in_their_order() -> None:
    table = AsDecided([[Fraction(8), None], [Fraction(1, 3), Fraction(12)], [None, None]], "ab")
    assert table.exact_rows(np.array([1, 0])) == [[Fraction(1, 3), Fraction(12)], [Fraction(8), None]]


def test_the_better_of_two_unknown_figures_says_why_the_present_one_is_unknown() -> None:
    marks = AsDecided([[None, None]], ["DS 1", "DS 2"])
    present = WeightedMean(marks, [[1], [1]], ["R1.01"])
    past = AsDecided([[None]], ["R1.01"], "décision antérieure, reprise telle quelle")
    opened = Better(present, past).terms(0, 0)
    assert (opened.value, opened.note) == (None, "aucune note comptée")
    assert [term.value.label for term in opened.terms] == ["DS 1", "DS 2"]
    assert past.terms(0, 0).note == "pas de valeur"


def test_a_lie_in_an_explanation_shows_when_it_is_computed_again() -> None:
    truth = WeightedMean(AsDecided([[Fraction(8), Fraction(12)]], "ab"), [[1], [1]], ["UE31"]).terms(0, 0)
    lie = Explanation("UE31", Operation.WEIGHTED_MEAN, Fraction(11), truth.terms)
    assert [truth.evaluate(), lie.evaluate()] == [Fraction(10), Fraction(10)]
    assert to_json(truth)["terms"][0]["value"] == "8"
