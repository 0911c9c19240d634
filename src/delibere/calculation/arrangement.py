# SPDX-License-Identifier: EUPL-1.2
"""Tables put side by side, and rows or columns picked from a table: no value changes."""

import numpy as np

from delibere.calculation.explanation import Explanation, Operation
from delibere.calculation.node import Floats, Means, Selection
from delibere.calculation.ratios import Index, Kind, Ratios, largest
from delibere.foundation.language import _


def _unknown(label: str, note: str) -> Explanation:
    return Explanation(label, Operation.MARK, None, note=note)


class Beside(Means):
    """The columns of several tables of the same students, side by side."""

    def __init__(self, *tables: Means) -> None:
        self.tables = tables
        self.rows = tables[0].rows
        self.labels = tuple(label for table in tables for label in table.labels)
        self._ends = np.cumsum([len(table.labels) for table in tables])
        self.reach = max(table.reach for table in tables)
        self.bound = max(table.bound for table in tables)

    def _floats(self, rows: Selection) -> Floats:
        parts = [table.floats(rows) for table in self.tables]
        return Floats(
            np.concatenate([part.values for part in parts], axis=1),
            np.concatenate([part.known for part in parts], axis=1),
        )

    def _place(self, column: int) -> tuple[Means, int]:
        """Which table, and which of its columns."""
        table = int(np.searchsorted(self._ends, column, side="right"))
        start = int(self._ends[table - 1]) if table else 0
        return self.tables[table], column - start

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        places = [self._place(int(column)) for column in columns]
        shape = (len(rows), len(columns))
        numerators, denominators = np.zeros(shape, kind), np.zeros(shape, kind)
        size = np.zeros(len(rows))
        for table in self.tables:
            mine = [j for j, (place, _column) in enumerate(places) if place is table]
            if not mine:
                continue
            part = table.ratios(rows, np.array([places[j][1] for j in mine]), kind)
            numerators[:, mine], denominators[:, mine] = part.numerators, part.denominators
            size = largest(size, part.size)
        return Ratios(numerators, denominators, size)

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        table, place = self._place(column)
        return table.terms(row, place)


class Columns(Means):
    """Columns picked from a table; −1 picks a column without values."""

    def __init__(
        self, inputs: Means, index: Index | list[int], labels: tuple[str, ...] | None = None
    ) -> None:
        """`labels`: those of the picked columns when None (« – » for −1)."""
        self.inputs, self.index = inputs, np.asarray(index, np.intp)
        self.labels = labels or tuple(inputs.labels[k] if k >= 0 else "–" for k in self.index)
        self.rows, self.reach, self.bound = inputs.rows, inputs.reach, inputs.bound
        self._present = self.index >= 0

    def _floats(self, rows: Selection) -> Floats:
        inputs = self.inputs.floats(rows)
        if not inputs.values.shape[1]:
            shape = (len(inputs.values), len(self.index))
            return Floats(np.zeros(shape), np.zeros(shape, bool))
        return Floats(
            inputs.values[:, self.index] * self._present, inputs.known[:, self.index] & self._present
        )

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        present = self._present[columns]
        picked = self.inputs.ratios(rows, self.index[columns][present], kind)
        shape = (len(rows), len(columns))
        numerators, denominators = np.zeros(shape, kind), np.zeros(shape, kind)
        numerators[:, present], denominators[:, present] = picked.numerators, picked.denominators
        return Ratios(numerators, denominators, picked.size)

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        picked = int(self.index[column])
        if picked < 0:
            return _unknown(self.labels[column], _("n’existe pas ici"))
        return self.inputs.terms(row, picked)


class Rows(Means):
    """Rows picked from a table; −1 picks a row without values."""

    def __init__(self, inputs: Means, index: Index | list[int]) -> None:
        self.inputs, self.index = inputs, np.asarray(index, np.intp)
        self.labels, self.rows = inputs.labels, len(self.index)
        self.reach, self.bound = inputs.reach, inputs.bound

    def _floats(self, rows: Selection) -> Floats:
        picked = self.index[rows]
        present = picked >= 0
        shape = (len(picked), len(self.labels))
        floats = Floats(np.zeros(shape), np.zeros(shape, bool))
        floats.values[present], floats.known[present] = self.inputs.floats(picked[present])
        return floats

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        picked = self.index[rows]
        present = picked >= 0
        found = self.inputs.ratios(picked[present], columns, kind)
        shape = (len(rows), len(columns))
        numerators, denominators, size = np.zeros(shape, kind), np.zeros(shape, kind), np.zeros(len(rows))
        numerators[present], denominators[present] = found.numerators, found.denominators
        size[present] = found.size
        return Ratios(numerators, denominators, size)

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        picked = int(self.index[row])
        if picked < 0:
            return _unknown(self.labels[column], _("pas inscrit"))
        return self.inputs.terms(picked, column)
