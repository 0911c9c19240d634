# SPDX-License-Identifier: EUPL-1.2
"""How a class did: for display, and only for classes large enough that nobody is recognised."""

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

import numpy as np

from delibere.calculation.node import Means

POINTS = 20


@dataclass(frozen=True, slots=True)
class Distribution:
    """One column of a table over the students who have a value there.

    Attributes:
        count: how many they are.
        mean: exact.
        median: exact; between both middle values when they are an even number.
        deviation: standard deviation of the class (divided by n), to the nearest hundredth.
        histogram: 20 counts: from k included to k + 1 excluded, 20 itself in the last.
    """

    count: int
    mean: Fraction
    median: Fraction
    deviation: Fraction
    histogram: tuple[int, ...]


def distribution(means: Means, column: int, shown_from: int) -> Distribution | None:
    """The distribution of one column; None when fewer than `shown_from` students have a value."""
    values = sorted(value for value in means.fractions(column) if value is not None)
    count = len(values)
    if count < max(shown_from, 1):
        return None
    mean = sum(values, Fraction(0)) / count
    variance = sum(((value - mean) ** 2 for value in values), Fraction(0)) / count
    middle = (values[(count - 1) // 2] + values[count // 2]) / 2
    return Distribution(count, mean, middle, _square_root(variance), _histogram(means, column))


def _square_root(value: Fraction) -> Fraction:
    """To the nearest hundredth, by integers."""
    return Fraction((isqrt(int(value * 40_000)) + 1) // 2, 100)


def _histogram(means: Means, column: int) -> tuple[int, ...]:
    points = means.truncated(0)[:, column][means.known[:, column]]
    counts = np.bincount(np.clip(points, 0, POINTS - 1), minlength=POINTS)
    return tuple(int(count) for count in counts)
