# SPDX-License-Identifier: EUPL-1.2
"""What the sums of a table say about numbers lost or wrong in it.

Columns: the semester, then the UE. Rows: the modules, then the total. Every number stands in one row sum
(semester = Σ UE) and one column sum (total = Σ modules). Give each number the sign with which it enters the
sums: then every row and every column adds up to zero, and a table is a graph whose nodes are its rows and
columns, a lost number being an edge between two of them. Lost numbers can be found when those edges close no
cycle; what is left of each connected part must be zero; and if exactly two parts are wrong by opposite
amounts, one wrong number joins them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product
from math import comb, prod
from typing import NamedTuple

Reading = tuple[Decimal | None, ...]
"""One way of reading a row, semester first; None is a lost number."""

Table = tuple[tuple[Decimal, ...], ...]
Cell = tuple[int, int]
MOST_TRIED = 2000
"""Beyond so many combinations the table is too damaged to be guessed at."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The table once its sums hold.

    Attributes:
        rows: every number, total row last.
        chosen: for each row, which of its readings was taken.
        corrected: readable cells that were given another number, at most one.
    """

    rows: Table
    chosen: tuple[int, ...]
    corrected: frozenset[Cell]


def placements(numbers: Sequence[Decimal | None], width: int) -> list[Reading]:
    """Every way in which these numbers, in their order, may stand in a row this wide; none if too many.

    One that is known to be lost keeps its place among the others.
    """
    if comb(max(len(numbers), width), min(len(numbers), width)) > MOST_TRIED:
        return []
    if len(numbers) > width:
        return [tuple(kept) for kept in dict.fromkeys(combinations(numbers, width))]
    readings = dict[Reading, None]()
    for places in combinations(range(width), len(numbers)):
        at = dict(zip(places, numbers, strict=True))
        readings[tuple(at.get(place) for place in range(width))] = None
    return list(readings)


class _Candidate(NamedTuple):
    """A way of making every sum hold, and what it costs; without a solution, it leaves a number open."""

    corrected: int
    lost: int
    solution: Solution | None


def solve(readings: Sequence[Sequence[Reading]]) -> Solution | None:
    """The smallest correction that makes every sum hold, None when there is none or more than one.

    Args:
        readings: for each row, its possible readings; the total row last. All rows have the same width.
    """
    if prod(map(len, readings)) > MOST_TRIED:
        return None
    choices = product(*[range(len(row)) for row in readings])
    candidates = [candidate for chosen in choices for candidate in _candidates(readings, chosen)]
    smallest = min((candidate[:2] for candidate in candidates), default=None)
    kept = [candidate.solution for candidate in candidates if candidate[:2] == smallest]
    results = {solution.rows if solution else None for solution in kept}
    return kept[0] if len(results) == 1 else None


def _candidates(readings: Sequence[Sequence[Reading]], chosen: tuple[int, ...]) -> Iterator[_Candidate]:
    """The corrections of at most one number under which all sums hold, for one reading of each row."""
    table = [row[choice] for row, choice in zip(readings, chosen, strict=True)]
    lost = sum(row.count(None) for row in table)
    graph = _Graph.of(table)
    wrong = graph.wrong_parts()
    if not wrong:
        rows = graph.filled(table)
        yield _Candidate(0, lost, Solution(rows, chosen, frozenset()) if rows else None)
    elif len(wrong) == 2 and sum(wrong.values()) == 0:
        for cell in graph.between(*wrong):
            rows = _corrected(table, cell)
            yield _Candidate(1, lost, Solution(rows, chosen, frozenset({cell})) if rows else None)


def _corrected(table: Sequence[Reading], cell: Cell) -> Table | None:
    """The table with this number found again; None when its row has lost another one.

    Such a row does not say by itself that it is wrong: it would absorb a row dropped elsewhere.
    """
    if None in table[cell[0]]:
        return None
    without = [
        tuple(None if (i, j) == cell else value for j, value in enumerate(line))
        for i, line in enumerate(table)
    ]
    return _Graph.of(without).filled(without)


@dataclass(frozen=True, slots=True)
class _Graph:
    """Rows and columns as nodes (columns numbered after the rows), lost numbers as edges."""

    height: int
    width: int
    residuals: list[Decimal]
    lost: tuple[Cell, ...]
    parts: list[int]
    cyclic: bool

    @classmethod
    def of(cls, table: Sequence[Reading]) -> "_Graph":
        height, width = len(table), len(table[0])
        residuals = [Decimal(0)] * (height + width)
        lost = []
        for i, row in enumerate(table):
            for j, value in enumerate(row):
                if value is None:
                    lost.append((i, j))
                elif value:
                    signed = value * sign(i, j, height)
                    residuals[i] += signed
                    residuals[height + j] -= signed
        parts, cyclic = _connected(height + width, [(i, height + j) for i, j in lost])
        return cls(height, width, residuals, tuple(lost), parts, cyclic)

    def wrong_parts(self) -> dict[int, Decimal]:
        """Connected parts whose sums cannot hold, and by how much."""
        left: dict[int, Decimal] = {}
        for part, residual in zip(self.parts, self.residuals, strict=True):
            left[part] = left.get(part, Decimal(0)) + residual
        return {part: amount for part, amount in left.items() if amount}

    def between(self, one: int, other: int) -> Iterator[Cell]:
        """Cells whose row is in one of these parts and whose column is in the other."""
        for i in range(self.height):
            for j in range(self.width):
                if {self.parts[i], self.parts[self.height + j]} == {one, other}:
                    yield i, j

    def filled(self, table: Sequence[Reading]) -> Table | None:
        """The table with its lost numbers; None when the sums leave one open or make one negative."""
        if self.cyclic:
            return None
        values = {(i, j): value for i, row in enumerate(table) for j, value in enumerate(row)}
        residuals, lost = list(self.residuals), set(self.lost)
        while lost:
            i, j, residual = self._leaf(lost, residuals)
            lost.discard((i, j))
            values[i, j] = -residual * sign(i, j, self.height)
            residuals[i] -= residual
            residuals[self.height + j] += residual
        rows = [tuple(values[i, j] or Decimal(0) for j in range(self.width)) for i in range(self.height)]
        return None if any(value < 0 for row in rows for value in row) else tuple(rows)

    def _leaf(self, lost: set[Cell], residuals: list[Decimal]) -> tuple[int, int, Decimal]:
        """A lost number alone in its row or its column, and what its signed value must cancel."""
        for i, j in sorted(lost):
            if sum(1 for other in lost if other[0] == i) == 1:
                return i, j, residuals[i]
            if sum(1 for other in lost if other[1] == j) == 1:
                return i, j, -residuals[self.height + j]
        raise AssertionError("edges without a cycle have a leaf")


def sign(row: int, column: int, height: int) -> int:
    """+1 or −1: how a number enters the sums « semester − Σ UE = 0 » and « total − Σ modules = 0 »."""
    return (1 if column == 0 else -1) * (1 if row == height - 1 else -1)


def _connected(size: int, edges: Sequence[tuple[int, int]]) -> tuple[list[int], bool]:
    """For each node the part it belongs to, and whether the edges close a cycle."""
    parts, cyclic = list(range(size)), False
    for one, other in edges:
        kept, merged = parts[one], parts[other]
        cyclic = cyclic or kept == merged
        parts = [kept if part == merged else part for part in parts]
    return parts, cyclic
