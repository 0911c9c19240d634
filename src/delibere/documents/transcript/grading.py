# SPDX-License-Identifier: EUPL-1.2
"""The ECTS grading table of the 2015 guide: how passing marks are spread in a reference group."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Band:
    """Marks from one included to another excluded.

    Attributes:
        low, high: out of 20; 20 itself is in the band that ends there.
        count: in the reference group; `own`: of this transcript.
    """

    low: Fraction
    high: Fraction
    count: int
    own: int


def bands_of(
    bounds: Sequence[Fraction], reference: Sequence[Fraction], own: Sequence[Fraction]
) -> list[Band]:
    """The bands between these bounds, the highest first; marks under the lowest are left out."""
    edges = sorted(bounds)
    pairs = list(zip(edges, [*edges[1:], Fraction(20)], strict=True))
    return [
        Band(low, high, _within(reference, low, high), _within(own, low, high))
        for low, high in reversed(pairs)
    ]


def _within(marks: Sequence[Fraction], low: Fraction, high: Fraction) -> int:
    return sum(low <= mark < high or mark == high == 20 for mark in marks)
