# SPDX-License-Identifier: EUPL-1.2
"""Tables of exact fractions, on machine integers as long as they fit and on Python's when they do not.

The same lines serve both: an array of dtype int64 is fast and may overflow, an array of dtype object holds
Python integers and never does. Each row carries a float estimate of the largest integer met on the way to
it; a row whose estimate passes LIMIT is computed again with dtype object.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Integers: TypeAlias = NDArray[Any]
"""int64, or object holding Python integers."""
Kind: TypeAlias = type[np.int64] | type[object]
"""Which of both."""
Index: TypeAlias = NDArray[np.intp]

LIMIT = 2.0**62
"""Half of what an int64 holds, so that the rounding of the estimate itself does not matter."""


@dataclass(frozen=True, slots=True)
class Ratios:
    """Rows × columns of fractions.

    Attributes:
        numerators: 0 where unknown.
        denominators: 0 where unknown, else positive.
        size: (rows,): no integer met on the way to this row is larger; 0 for Python integers.
    """

    numerators: Integers
    denominators: Integers
    size: NDArray[np.float64]

    @classmethod
    def reduced(cls, numerators: Integers, denominators: Integers, size: NDArray[np.float64]) -> "Ratios":
        """In lowest terms, so that the next node meets small integers."""
        divisor = np.maximum(np.gcd(numerators, denominators), 1)
        return cls(numerators // divisor, denominators // divisor, size)

    @property
    def known(self) -> NDArray[np.bool_]:
        """Where there is a value."""
        return np.asarray(self.denominators != 0, bool)

    @property
    def largest(self) -> NDArray[np.float64]:
        """(rows,): the largest integer met, those of the result included."""
        return largest(self.size, magnitude(self.numerators), magnitude(self.denominators))

    def fractions(self) -> list[list[Fraction | None]]:
        """Row by row, None where unknown."""
        return [
            [Fraction(*cell) if cell[1] else None for cell in zip(*row, strict=True)]
            for row in zip(self.numerators.tolist(), self.denominators.tolist(), strict=True)
        ]

    def rows(self, chosen: NDArray[np.bool_]) -> "Ratios":
        """The chosen rows."""
        return Ratios(self.numerators[chosen], self.denominators[chosen], self.size[chosen])

    def at_least(self, bar: Fraction) -> NDArray[np.bool_]:
        """Value ≥ bar; meaningless where unknown."""
        return np.asarray(self.numerators * bar.denominator >= self.denominators * bar.numerator, bool)

    def exceeds(self, other: "Ratios") -> NDArray[np.bool_]:
        """Value > the other's; False where either is unknown."""
        return np.asarray(self.numerators * other.denominators > other.numerators * self.denominators, bool)

    def where(self, chosen: NDArray[np.bool_], other: "Ratios", size: NDArray[np.float64]) -> "Ratios":
        """Mine where chosen, else the other's."""
        return Ratios(
            np.where(chosen, self.numerators, other.numerators),
            np.where(chosen, self.denominators, other.denominators),
            size,
        )


def magnitude(integers: Integers) -> NDArray[np.float64]:
    """(rows, columns) → (rows,): the largest absolute value; 0 for Python integers, which always fit."""
    if integers.dtype == object:
        return np.zeros(len(integers))
    return largest_of_row(integers.astype(np.float64))


def largest_of_row(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """(rows, columns) → (rows,): the largest absolute value."""
    return np.asarray(np.abs(values).max(axis=1, initial=0), np.float64)


def largest(*sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """(rows,) each → (rows,): row by row."""
    return np.asarray(np.maximum.reduce(sizes), np.float64)


def common_multiple(denominators: Integers) -> tuple[Integers, NDArray[np.float64]]:
    """The least common multiple of each row, as a column (rows, 1), and the size of it.

    Mostly it is the largest denominator itself. Otherwise halves are joined in pairs: numpy is called
    log2(columns) times, and it is calls that small classes pay for.
    """
    size = magnitude(denominators)
    highest = denominators.max(axis=1, initial=1, keepdims=True)
    if not (highest % denominators).any():
        return highest, size
    joined = denominators
    while joined.shape[1] > 1:
        middle = joined.shape[1] // 2
        left, right, odd = joined[:, :middle], joined[:, middle : 2 * middle], joined[:, 2 * middle :]
        step = right // np.maximum(np.gcd(left, right), 1)
        size = largest(size, _product_size(left, step))
        joined = np.concatenate([left * step, odd], axis=1)
    return joined, size


def _product_size(left: Integers, right: Integers) -> NDArray[np.float64]:
    if left.dtype == object:
        return np.zeros(len(left))
    return largest_of_row(left.astype(np.float64) * right)
