# SPDX-License-Identifier: EUPL-1.2
"""How a class did: for display, and only for classes large enough that nobody is recognised."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, lcm

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


def distribution(values: Sequence[Fraction], shown_from: int) -> Distribution | None:
    """The distribution of the values of a column; None when there are fewer than `shown_from`.

    Everything is brought to one denominator first: a hundred additions of fractions would cost more than the
    averages themselves.
    """
    count = len(values)
    if count < max(shown_from, 1):
        return None
    unit = lcm(*{value.denominator for value in values})
    parts = sorted(value.numerator * (unit // value.denominator) for value in values)
    total, squares = sum(parts), sum(part * part for part in parts)
    middle = parts[(count - 1) // 2] + parts[count // 2]
    variance = Fraction(count * squares - total * total, (count * unit) ** 2)
    return Distribution(
        count,
        Fraction(total, count * unit),
        Fraction(middle, 2 * unit),
        _square_root(variance),
        _histogram([part // unit for part in parts]),
    )


def ranks(values: Sequence[Fraction | None], shown_from: int) -> list[int | None]:
    """1 for the highest, the same for equals; None without a value, and for all when few have one."""
    known = sorted((value for value in values if value is not None), reverse=True)
    if len(known) < max(shown_from, 1):
        return [None] * len(values)
    first = {value: place for place, value in reversed(list(enumerate(known, 1)))}
    return [None if value is None else first[value] for value in values]


def _square_root(value: Fraction) -> Fraction:
    """To the nearest hundredth, by integers."""
    return Fraction((isqrt(int(value * 40_000)) + 1) // 2, 100)


def _histogram(points: Sequence[int]) -> tuple[int, ...]:
    counts = Counter(min(max(point, 0), POINTS - 1) for point in points)
    return tuple(counts[point] for point in range(POINTS))
