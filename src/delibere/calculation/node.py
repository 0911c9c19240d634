# SPDX-License-Identifier: EUPL-1.2
"""What every table of means can answer, exactly.

A table is computed in floats with a bound on their error, known before any mark is read. A cell whose float
lies further than this bound from a bar (or from a tie of rounding) is decided by its float, and rightly so;
the few others are computed again in integers.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.explanation import Explanation
from delibere.calculation.products import blocks
from delibere.calculation.ratios import LIMIT, Index, Kind, Ratios

Selection: TypeAlias = slice | Index
"""Some rows of a table."""

ULP = 2.0**-52
"""Relative error of one float operation, with a factor of two to spare."""
CELLS = 2**15
"""Cells compared together: few enough to stay in the cache, enough to forget the price of a call."""

FEW = 2**10
"""Cells that are cheaper to settle at once, some of them for nothing, than in several calls."""


class Floats(NamedTuple):
    """Rows × columns: the float beside its being known; 0.0 where it is not."""

    values: NDArray[np.float64]
    known: NDArray[np.bool_]


Near: TypeAlias = Callable[[Floats], tuple[NDArray[Any], NDArray[np.bool_]]]
"""What the floats say (0 where unknown), and where they are too near to say it."""


class Means(ABC):
    """Students × columns of rational numbers, some of them unknown; a node of a tree of nodes.

    Attributes:
        labels: one for each column.
        rows: number of students.
        reach: no value is larger, in absolute value.
        bound: no float differs more from its value.
        units: (columns,) what the unscaled floats are counted in.
    """

    labels: tuple[str, ...]
    rows: int
    reach: float
    bound: float
    _kept: Floats | None = None

    @abstractmethod
    def _floats(self, rows: Selection) -> Floats:
        """Compute some rows in floats."""

    @abstractmethod
    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """Compute some rows and columns in integers of this kind."""

    @abstractmethod
    def terms(self, row: int, column: int) -> Explanation:
        """One cell opened into what made it."""

    def floats(self, rows: Selection) -> Floats:
        """Some rows in floats, within `bound` of the truth."""
        if self._kept is None:
            return self._floats(rows)
        return Floats(self._kept.values[rows], self._kept.known[rows])

    @property
    def units(self) -> NDArray[np.float64]:
        """See the class: 1 unless a table keeps its numbers as they were entered."""
        return np.ones(len(self.labels))

    def unscaled(self, rows: Selection) -> Floats:
        """Some rows in their units: multiplying weights by units costs less than multiplying marks."""
        return self.floats(rows)

    def exact(self, row: int, column: int) -> Fraction | None:
        """The exact value of one cell, None when unknown."""
        cell = self.ratios(np.array([row]), np.array([column]), object)
        denominator = cell.denominators[0, 0]
        return Fraction(int(cell.numerators[0, 0]), int(denominator)) if denominator else None

    def fractions(self, column: int) -> list[Fraction | None]:
        """The exact values of one column: the same as `exact`, quicker for a whole class."""
        return [value for (value,) in self._exactly(np.arange(self.rows), np.array([column]))]

    def exact_rows(self, rows: Index) -> list[list[Fraction | None]]:
        """The exact values of some rows, over every column: the same as `exact`, all at once."""
        return self._exactly(rows, np.arange(len(self.labels)))

    def _exactly(self, rows: Index, columns: Index) -> list[list[Fraction | None]]:
        values: dict[int, list[Fraction | None]] = {}
        for block in blocks(len(rows)):
            for found, ratios in self._settled(rows[block], columns):
                values.update(zip(found.tolist(), ratios.fractions(), strict=True))
        return [values[row] for row in rows.tolist()]

    @property
    def known(self) -> NDArray[np.bool_]:
        """(rows, columns): whether there is a value."""
        return self._keep().known

    def at_least(self, bar: Fraction) -> NDArray[np.bool_]:
        """(rows, columns): value ≥ bar, decided exactly; False where unknown."""
        limit, margin = float(bar), self._margin(1, abs(bar))

        def near(floats: Floats) -> tuple[NDArray[Any], NDArray[np.bool_]]:
            distance = floats.values - limit
            return (distance >= 0) & floats.known, np.abs(distance) <= margin

        headroom = max(abs(bar.numerator), bar.denominator)
        return self._decide(np.bool_, near, lambda ratios: ratios.at_least(bar), headroom)

    def rounded(self, places: int = 2) -> NDArray[np.int64]:
        """(rows, columns) of units of 10^-places, rounded half up exactly; 0 where unknown."""
        return self._digits(places, Fraction(1, 2))

    def truncated(self, places: int = 2) -> NDArray[np.int64]:
        """(rows, columns) of units of 10^-places, the rest cut (towards −∞); 0 where unknown."""
        return self._digits(places, Fraction(0))

    def _digits(self, places: int, shift: Fraction) -> NDArray[np.int64]:
        """⌊value × 10^places + shift⌋."""
        unit, offset = 10**places, float(shift)
        margin = self._margin(unit, shift)

        def near(floats: Floats) -> tuple[NDArray[Any], NDArray[np.bool_]]:
            scaled = floats.values * unit + offset
            return np.floor(scaled), np.abs(scaled - np.rint(scaled)) <= margin

        def exactly(ratios: Ratios) -> NDArray[Any]:
            scaled = ratios.numerators * (unit * shift.denominator) + ratios.denominators * shift.numerator
            whole = np.where(ratios.known, ratios.denominators, 1) * shift.denominator
            return np.asarray(scaled // whole)

        return self._decide(np.int64, near, exactly, 2 * unit * shift.denominator)

    def _margin(self, factor: int, offset: Fraction) -> float:
        """How near a float of value × factor ± offset must be to be in doubt."""
        return factor * self.bound + 4 * ULP * (factor * (self.reach + self.bound) + float(offset) + 1)

    def _decide(
        self, dtype: type[Any], near: Near, exactly: Callable[[Ratios], NDArray[Any]], headroom: int
    ) -> NDArray[Any]:
        """What the floats say, corrected by the integers where the floats are too near to say it."""
        answers = np.zeros((self.rows, len(self.labels)), dtype)
        doubts = np.zeros(answers.shape, bool)
        self._keep()
        for rows in blocks(self.rows, CELLS // max(len(self.labels), 1) or 1):
            floats = self.floats(rows)
            answers[rows], doubtful = near(floats)
            doubts[rows] = doubtful & floats.known
        for doubtful_rows, columns in _together(doubts):
            for block in blocks(len(doubtful_rows)):
                for found, ratios in self._settled(doubtful_rows[block], columns, headroom):
                    cells = np.ix_(found, columns)
                    answers[cells] = np.where(doubts[cells], exactly(ratios), answers[cells])
        return answers

    def _settled(self, rows: Index, columns: Index, headroom: int = 1) -> Iterator[tuple[Index, Ratios]]:
        """Rows with their ratios: in machine integers where they fit with this headroom, else in Python's."""
        ratios = self._machine_ratios(rows, columns)
        small = np.zeros(len(rows), bool) if ratios is None else ratios.largest * float(headroom) < LIMIT
        if ratios is not None and small.any():
            yield rows[small], ratios.rows(small)
        if not small.all():
            yield rows[~small], self.ratios(rows[~small], columns, object)

    def _machine_ratios(self, rows: Index, columns: Index) -> Ratios | None:
        """None when a number of the tree itself (a step, a rate) is larger than a machine integer."""
        try:
            with np.errstate(over="ignore"):
                return self.ratios(rows, columns, np.int64)
        except OverflowError:
            return None

    def _keep(self) -> Floats:
        """The floats of every row: a node never changes, so they serve every bar."""
        if self._kept is None:
            shape = (self.rows, len(self.labels))
            kept = Floats(np.empty(shape), np.empty(shape, bool))
            for rows in blocks(self.rows):
                kept.values[rows], kept.known[rows] = self._floats(rows)
            for array in kept:
                array.flags.writeable = False
            self._kept = kept
        return self._kept


def _together(cells: NDArray[np.bool_]) -> Iterator[tuple[Index, Index]]:
    """Rows and columns that hold these cells: at once when they are few, else column by column.

    A small class pays for each call, a large one for each cell that was not in doubt.
    """
    rows, columns = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
    if rows.size * columns.size <= FEW:
        yield from [(rows, columns)] if rows.size else []
        return
    for column in columns:
        yield np.flatnonzero(cells[:, column]), np.array([column])
