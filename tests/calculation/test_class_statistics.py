# SPDX-License-Identifier: EUPL-1.2
from fractions import Fraction
from math import isqrt
from statistics import mean, median, pvariance

from hypothesis import given
from hypothesis import strategies as st

from delibere.calculation.statistics import Distribution, distribution, ranks


def test_a_distribution_counts_by_point_and_twenty_is_in_the_last() -> None:
    values = [Fraction(value) for value in (20, 10, 8, 8, 4)]
    histogram = [0] * 20
    histogram[4], histogram[8], histogram[10], histogram[19] = 1, 2, 1, 1
    assert distribution(values, shown_from=5) == Distribution(
        5, Fraction(10), Fraction(8), Fraction("5.37"), tuple(histogram)
    )


@given(st.lists(st.fractions(0, 20, max_denominator=800), min_size=1, max_size=40))
def test_it_is_what_the_standard_library_says_exactly(values: list[Fraction]) -> None:
    found = distribution(values, shown_from=1)
    assert found is not None
    deviation = Fraction((isqrt(int(pvariance(values) * 40_000)) + 1) // 2, 100)
    assert (found.mean, found.median, found.deviation) == (mean(values), median(values), deviation)
    assert sum(found.histogram) == found.count == len(values)


def test_nothing_is_shown_of_a_class_smaller_than_the_local_size_nor_of_an_empty_one() -> None:
    assert distribution([Fraction(9)] * 4, shown_from=5) is None
    assert distribution([], shown_from=0) is None


def test_equals_share_a_rank_and_the_next_one_is_further_down() -> None:
    third = Fraction(1, 3)
    assert ranks([Fraction(9), third, None, Fraction(9), Fraction(1, 4)], 1) == [1, 3, None, 1, 4]
    assert ranks([Fraction(9), None], shown_from=2) == [None, None]
