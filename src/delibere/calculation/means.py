# SPDX-License-Identifier: EUPL-1.2
"""Means that are exact at every bar and at every rounding."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.evaluations import EMPTY, NUMBER, STATES, MarkTable
from delibere.calculation.explanation import Explanation, Operation, Term
from delibere.foundation.language import _
from delibere.foundation.marks import Reason


class Means(ABC):
    """Students × columns of rational numbers, some of them unknown; a node of a tree of nodes."""

    labels: tuple[str, ...]
    rows: int

    @abstractmethod
    def exact(self, row: int, column: int) -> Fraction | None:
        """The exact value of one cell, None when unknown."""

    @abstractmethod
    def terms(self, row: int, column: int) -> Explanation:
        """One cell opened into what made it."""

    def at_least(self, bar: Fraction) -> NDArray[np.bool_]:
        """(rows, columns): value ≥ bar, decided exactly; False where unknown."""
        return self._each(lambda value: value is not None and value >= bar)

    @property
    def known(self) -> NDArray[np.bool_]:
        """(rows, columns): whether there is a value."""
        return self._each(lambda value: value is not None)

    def _each(self, decide) -> NDArray[np.bool_]:  # type: ignore[no-untyped-def]  # noqa: ANN001
        cells = [[decide(self.exact(i, j)) for j in range(len(self.labels))] for i in range(self.rows)]
        return np.array(cells, bool).reshape(self.rows, len(self.labels))


class Marks(Means):
    """The leaf: marks brought to 20. ABI counts 0; what is neutral is unknown here."""

    def __init__(self, table: MarkTable) -> None:
        self.table = table
        self.labels = tuple(evaluation.title for evaluation in table.evaluations)
        self.rows = len(table.students)
        self._counted = (table.states == NUMBER) | (table.states == STATES.index(Reason.ABI))

    def exact(self, row: int, column: int) -> Fraction | None:
        """See Means."""
        if not self._counted[row, column]:
            return None
        numerator = int(self.table.numerators[row, column])
        to_20 = 20 / Fraction(self.table.evaluations[column].scale)
        return Fraction(numerator, int(self.table.denominators[column])) * to_20

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        state = int(self.table.states[row, column])
        reason = None if state in (NUMBER, EMPTY) else STATES[state]
        note = _("pas encore de note") if state == EMPTY else reason.label if reason else None
        return Explanation(self.labels[column], Operation.MARK, self.exact(row, column), note=note)


class WeightedMean(Means):
    """Σ weight × value / Σ weight over the inputs that are known."""

    def __init__(self, inputs: Means, weights: Sequence[Sequence[Fraction]], labels: Sequence[str]) -> None:
        """`weights[k][j]`: what input column k weighs in output column j."""
        self.inputs, self.weights = inputs, weights
        self.labels, self.rows = tuple(labels), inputs.rows

    def exact(self, row: int, column: int) -> Fraction | None:
        """See Means."""
        return self.terms(row, column).evaluate()

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        terms = []
        for k, weights in enumerate(self.weights):
            if weights[column]:
                value = self.inputs.terms(row, k)
                terms.append(
                    Term(weights[column], value, None if value.value is not None else value.note or "")
                )
        opened = Explanation(self.labels[column], Operation.WEIGHTED_MEAN, None, tuple(terms))
        return Explanation(self.labels[column], Operation.WEIGHTED_MEAN, opened.evaluate(), tuple(terms))
