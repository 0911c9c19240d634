# SPDX-License-Identifier: EUPL-1.2
from fractions import Fraction

from delibere.calculation.means import AsDecided
from delibere.calculation.statistics import Distribution, distribution


def test_a_distribution_is_taken_over_those_who_have_a_value() -> None:
    values = [Fraction(value) for value in (20, 10, 8, 8, 4)]
    table = AsDecided([[value] for value in [*values, None]], ["UE31"])
    histogram = [0] * 20
    histogram[4], histogram[8], histogram[10], histogram[19] = 1, 2, 1, 1
    assert distribution(table, 0, shown_from=5) == Distribution(
        5, Fraction(10), Fraction(8), Fraction("5.37"), tuple(histogram)
    )


def test_the_median_of_an_even_number_lies_between_both_middle_values() -> None:
    table = AsDecided([[Fraction(value)] for value in (9, 12, 10, 30)], ["UE31"])
    found = distribution(table, 0, shown_from=1)
    assert found is not None
    assert found.median == 11


def test_nothing_is_shown_of_a_class_smaller_than_the_local_size_nor_of_an_empty_one() -> None:
    four = AsDecided([[Fraction(9)]] * 4 + [[None]] * 9, ["UE31"])
    assert distribution(four, 0, shown_from=5) is None
    assert distribution(AsDecided([[None]], ["UE31"]), 0, shown_from=0) is None
