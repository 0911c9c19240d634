# SPDX-License-Identifier: EUPL-1.2
"""The leaves: marks, and figures decided elsewhere or earlier."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.evaluations import EMPTY, NUMBER, STATES, MarkTable
from delibere.calculation.explanation import Explanation, Operation
from delibere.calculation.node import ULP, Floats, Means, Selection
from delibere.calculation.ratios import LIMIT, Index, Kind, Ratios, largest, magnitude
from delibere.foundation.language import _
from delibere.foundation.marks import Reason
from delibere.foundation.numbers import french, french_minimal

ABI = STATES.index(Reason.ABI)


class Marks(Means):
    """Marks brought to 20. ABI counts 0; what is neutral (ABJ, EXC, DIS, ATT, nothing yet) is unknown."""

    def __init__(self, table: MarkTable, absent_counts: NDArray[np.bool_] | None = None) -> None:
        """`absent_counts`: (evaluations,) where ABI counts 0; everywhere when None."""
        self.table = table
        self.labels = tuple(evaluation.title for evaluation in table.evaluations)
        self.rows = len(table.students)
        scales = [
            (evaluation.scale, int(denominator))
            for evaluation, denominator in zip(table.evaluations, table.denominators, strict=True)
        ]
        unit_of = {(scale, part): 20 / (Fraction(scale) * part) for scale, part in set(scales)}
        units = [unit_of[scale] for scale in scales]
        self._numerators = np.array([unit.numerator for unit in units], np.int64)
        self._denominators = np.array([unit.denominator for unit in units], np.int64)
        self._units = np.array(units, np.float64)
        self._absent_counts = absent_counts
        limits = np.iinfo(table.numerators.dtype)
        self.reach = float(-limits.min * self._units.max(initial=0))
        self.bound = 4 * ULP * self.reach

    def _counted(
        self, states: NDArray[np.uint8] | np.uint8, columns: slice | Index | int
    ) -> NDArray[np.bool_]:
        if self._absent_counts is None:
            return np.asarray(states <= ABI)
        return np.asarray((states == NUMBER) | ((states == ABI) & self._absent_counts[columns]))

    @property
    def units(self) -> NDArray[np.float64]:
        """See Means."""
        return self._units

    def unscaled(self, rows: Selection) -> Floats:
        """See Means."""
        numerators = self.table.numerators[rows].astype(np.float64)
        return Floats(numerators, self._counted(self.table.states[rows], slice(None)))

    def _floats(self, rows: Selection) -> Floats:
        values, known = self.unscaled(rows)
        return Floats(values * self._units, known)

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        cells = np.ix_(rows, columns)
        known = self._counted(self.table.states[cells], columns)
        size = np.full(len(rows), self.reach * float(self._denominators.max(initial=1)))
        return Ratios(
            self.table.numerators[cells].astype(kind) * self._numerators[columns].astype(kind),
            np.where(known, self._denominators[columns].astype(kind), 0),
            size if kind is np.int64 else np.zeros(len(rows)),
        )

    def exact(self, row: int, column: int) -> Fraction | None:
        """See Means; without arrays, because an explanation asks for many marks one by one."""
        if not self._counted(self.table.states[row, column], column):
            return None
        numerator = int(self.table.numerators[row, column]) * int(self._numerators[column])
        return Fraction(numerator, int(self._denominators[column]))

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        value = self.exact(row, column)
        return Explanation(self.labels[column], Operation.MARK, value, note=self._note(row, column, value))

    def _note(self, row: int, column: int, value: Fraction | None) -> str | None:
        state = int(self.table.states[row, column])
        if state == NUMBER:
            return self._scale(row, column)
        reason = STATES[state] if state != EMPTY else None
        name = _("pas encore de note") if reason is None else f"{reason.label} ({reason})"
        if value is not None:
            return _("{absence} : compte 0").format(absence=name)
        return _("{absence} : note et coefficient sortent des sommes").format(absence=name)

    def _scale(self, row: int, column: int) -> str | None:
        scale = self.table.evaluations[column].scale
        if scale == 20:
            return None
        mark = Fraction(int(self.table.numerators[row, column]), int(self.table.denominators[column]))
        return _("{mark} sur {scale}, ramené à 20").format(mark=french(mark), scale=french_minimal(scale))


class AsDecided(Means):
    """Figures taken as written: past decisions, imported marks."""

    def __init__(
        self, values: Sequence[Sequence[Fraction | None]], labels: Sequence[str], note: str | None = None
    ) -> None:
        """`values[i][j]`: None where there is none; `note`: what the explanation says of them."""
        self.labels, self.rows = tuple(labels), len(values)
        self.note = note if note is not None else _("figure reprise telle quelle, sans ses termes")
        shape = (len(values), len(self.labels))
        self._numerators = np.zeros(shape, object)
        self._denominators = np.zeros(shape, object)
        for i, row in enumerate(values):
            for j, value in enumerate(row):
                if value is not None:
                    self._numerators[i, j], self._denominators[i, j] = value.numerator, value.denominator
        self._known = self._denominators.astype(bool)
        self._values = (self._numerators / np.maximum(self._denominators, 1)).astype(np.float64)
        self.reach = float(np.abs(self._values).max(initial=0)) * (1 + ULP)
        self.bound = ULP * self.reach
        self._fits = max(np.abs(self._numerators).max(initial=0), self._denominators.max(initial=0)) < LIMIT

    def _floats(self, rows: Selection) -> Floats:
        return Floats(self._values[rows], self._known[rows])

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        cells = np.ix_(rows, columns)
        numerators, denominators = self._numerators[cells], self._denominators[cells]
        if kind is np.int64 and not self._fits:
            nothing = np.zeros(numerators.shape, np.int64)
            return Ratios(nothing, nothing, np.full(len(rows), np.inf))
        numerators, denominators = numerators.astype(kind), denominators.astype(kind)
        return Ratios(numerators, denominators, largest(magnitude(numerators), magnitude(denominators)))

    def exact(self, row: int, column: int) -> Fraction | None:
        """See Means."""
        denominator = self._denominators[row, column]
        return Fraction(self._numerators[row, column], denominator) if denominator else None

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        value = self.exact(row, column)
        note = _("pas de valeur") if value is None else self.note
        return Explanation(self.labels[column], Operation.MARK, value, note=note)
