# SPDX-License-Identifier: EUPL-1.2
"""Nodes that choose between values. Where a choice makes a jump, it is made exactly, here and not later."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.explanation import Explanation, Operation, Term, nothing_counted
from delibere.calculation.node import ULP, Floats, Means, Selection
from delibere.calculation.ratios import Index, Kind, Ratios, largest, magnitude
from delibere.foundation.language import _
from delibere.foundation.numbers import french

ONE = Fraction(1)


class Better(Means):
    """The greater of two values; the only known one when the other is unknown (rattrapage, repeats)."""

    def __init__(self, first: Means, second: Means) -> None:
        """Two tables of the same shape; labels are those of the first."""
        self.first, self.second = first, second
        self.labels, self.rows = first.labels, first.rows
        self.reach = max(first.reach, second.reach)
        self.bound = max(first.bound, second.bound)

    def _floats(self, rows: Selection) -> Floats:
        first, second = self.first.floats(rows), self.second.floats(rows)
        chosen = first.known & ((first.values >= second.values) | ~second.known)
        return Floats(np.where(chosen, first.values, second.values), first.known | second.known)

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        first, second = (node.ratios(rows, columns, kind) for node in (self.first, self.second))
        chosen = first.known & ~second.exceeds(first)
        products = largest(
            magnitude(first.numerators) * magnitude(second.denominators),
            magnitude(second.numerators) * magnitude(first.denominators),
        )
        return first.where(chosen, second, largest(first.size, second.size, products))

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        first, second = self.first.terms(row, column), self.second.terms(row, column)
        if first.value is None or second.value is None:
            return _only(first, second)
        lower = _("moins bonne : elle n’est pas retenue")
        kept = first.value >= second.value
        terms = [Term(ONE, first, None if kept else lower), Term(ONE, second, lower if kept else None)]
        return Explanation.made(self.labels[column], Operation.BETTER, terms)


def _only(first: Explanation, second: Explanation) -> Explanation:
    """The one that has a value; the other is still shown when there was something to it.

    When neither has, the one that says more about why.
    """
    kept, other = (second, first) if first.value is None else (first, second)
    if kept.value is None:
        return first if first.terms or not second.terms else second
    if not other.terms:
        return kept
    terms = [Term(ONE, kept), Term(ONE, other, other.note or nothing_counted())]
    return Explanation.made(first.label, Operation.BETTER, terms)


class Choice(Means):
    """One table where a mask says so, the other elsewhere (second session, capitalised, the past)."""

    def __init__(
        self, mask: NDArray[np.bool_], chosen: Means, otherwise: Means, reason: str | None = None
    ) -> None:
        """`mask`: (rows, columns); `reason`: in French, why `chosen` replaces `otherwise`."""
        self.mask, self.chosen, self.otherwise = mask, chosen, otherwise
        self.reason = reason if reason is not None else _("remplacée")
        self.labels, self.rows = otherwise.labels, otherwise.rows
        self.reach = max(chosen.reach, otherwise.reach)
        self.bound = max(chosen.bound, otherwise.bound)

    def _floats(self, rows: Selection) -> Floats:
        mask, chosen, otherwise = self.mask[rows], self.chosen.floats(rows), self.otherwise.floats(rows)
        return Floats(
            np.where(mask, chosen.values, otherwise.values), np.where(mask, chosen.known, otherwise.known)
        )

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        chosen, otherwise = (node.ratios(rows, columns, kind) for node in (self.chosen, self.otherwise))
        return chosen.where(self.mask[np.ix_(rows, columns)], otherwise, largest(chosen.size, otherwise.size))

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        otherwise = self.otherwise.terms(row, column)
        if not self.mask[row, column]:
            return otherwise
        terms = [Term(ONE, self.chosen.terms(row, column)), Term(ONE, otherwise, self.reason)]
        return Explanation.made(self.labels[column], Operation.CHOICE, terms, self.reason)


class Withheld(Means):
    """No value where a mask says so."""

    def __init__(self, mask: NDArray[np.bool_], inputs: Means, reason: str) -> None:
        """`mask`: (rows, columns); `reason`: in French, why there is no value."""
        self.mask, self.inputs, self.reason = mask, inputs, reason
        self.labels, self.rows = inputs.labels, inputs.rows
        self.reach, self.bound = inputs.reach, inputs.bound

    def _floats(self, rows: Selection) -> Floats:
        shown = ~self.mask[rows]
        values, known = self.inputs.floats(rows)
        return Floats(values * shown, known & shown)

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        shown = ~self.mask[np.ix_(rows, columns)]
        inputs = self.inputs.ratios(rows, columns, kind)
        return Ratios(
            np.where(shown, inputs.numerators, 0), np.where(shown, inputs.denominators, 0), inputs.size
        )

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        inputs = self.inputs.terms(row, column)
        if not self.mask[row, column]:
            return inputs
        terms = [Term(ONE, inputs, self.reason)]
        return Explanation.made(self.labels[column], Operation.WITHHELD, terms, self.reason)


class Clamp(Means):
    """Values brought back between two bounds."""

    def __init__(self, inputs: Means, low: Fraction, high: Fraction | None) -> None:
        """Low ≤ high; no upper bound when None."""
        self.inputs, self.low, self.high = inputs, low, high
        self.labels, self.rows = inputs.labels, inputs.rows
        top = inputs.reach if high is None else float(abs(high))
        self.reach = max(float(abs(low)), top) * (1 + ULP)
        self.bound = inputs.bound + ULP * self.reach

    def _floats(self, rows: Selection) -> Floats:
        values, known = self.inputs.floats(rows)
        high = None if self.high is None else float(self.high)
        return Floats(np.clip(values, float(self.low), high) * known, known)

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        inputs = self.inputs.ratios(rows, columns, kind)
        low = _moved(inputs, self.low, ~inputs.at_least(self.low))
        if self.high is None:
            return low
        return _moved(low, self.high, low.at_least(self.high))

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        inputs = self.inputs.terms(row, column)
        bounds = (self.low,) if self.high is None else (self.low, self.high)
        explained = Explanation.made(self.labels[column], Operation.CLAMP, [Term(ONE, inputs)], None, bounds)
        if explained.value is None or explained.value == inputs.value:
            return inputs
        return replace(explained, note=_("ramenée à {bound}").format(bound=french(explained.value)))


def _moved(ratios: Ratios, bar: Fraction, out: NDArray[np.bool_]) -> Ratios:
    """The bar wherever a known value is out."""
    moved = ratios.known & out
    factor = float(max(abs(bar.numerator), bar.denominator))
    return Ratios(
        np.where(moved, np.asarray(bar.numerator, ratios.numerators.dtype), ratios.numerators),
        np.where(moved, np.asarray(bar.denominator, ratios.denominators.dtype), ratios.denominators),
        factor * ratios.largest,
    )


class Steps(Means):
    """What the last step reached gives; 0 under the first one. It jumps, so it is decided exactly."""

    def __init__(self, inputs: Means, steps: tuple[tuple[Fraction, Fraction], ...]) -> None:
        """`steps`: (from this figure on, gives that), rising."""
        self.inputs, self.steps = inputs, steps
        self.labels, self.rows = inputs.labels, inputs.rows
        self._gives = [Fraction(0), *(gives for _bar, gives in steps)]
        self._reached: NDArray[np.int64] = sum(
            (inputs.at_least(bar).astype(np.int64) for bar, _gives in steps),
            np.zeros((self.rows, len(self.labels)), np.int64),
        )
        self.reach = float(max(map(abs, self._gives))) * (1 + ULP)
        self.bound = ULP * self.reach

    def _floats(self, rows: Selection) -> Floats:
        known = self.inputs.floats(rows).known
        return Floats(np.array(self._gives, np.float64)[self._reached[rows]] * known, known)

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        inputs = self.inputs.ratios(rows, columns, kind)
        reached = self._reached[np.ix_(rows, columns)]
        numerators = np.array([gives.numerator for gives in self._gives], kind)[reached]
        denominators = np.array([gives.denominator for gives in self._gives], kind)[reached]
        return Ratios(
            np.where(inputs.known, numerators, 0), np.where(inputs.known, denominators, 0), inputs.size
        )

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        inputs = self.inputs.terms(row, column)
        if inputs.value is None:
            return inputs
        parameters = tuple(number for step in self.steps for number in step)
        return Explanation.made(self.labels[column], Operation.STEPS, [Term(ONE, inputs)], None, parameters)
