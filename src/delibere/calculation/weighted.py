# SPDX-License-Identifier: EUPL-1.2
"""Weighted means and sums of the columns of a table: evaluation → module → UE → RCUE."""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.explanation import Explanation, Operation, Term, nothing_counted
from delibere.calculation.node import ULP, Floats, Means, Selection
from delibere.calculation.products import product
from delibere.calculation.ratios import Index, Integers, Kind, Ratios, common_multiple, largest, magnitude
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _

EXACT_IN_FLOATS = 2**53
EXACT_IN_NARROW_FLOATS = 2**24

Weights = Sequence[Sequence[Fraction | int]]
"""`weights[k][j]`: what input column k weighs in output column j."""


class _Sums(NamedTuple):
    """Σ weight × value = values / multiple, and Σ |weight| of what is known, both (rows, columns)."""

    values: Integers
    multiple: Integers
    totals: Integers
    size: NDArray[np.float64]


class _Weighted(Means):
    """Sums over the known inputs, the weights being integers over one scale."""

    def __init__(self, inputs: Means, weights: Weights, labels: Sequence[str]) -> None:
        self.inputs, self.written = inputs, weights
        self.labels, self.rows = tuple(labels), inputs.rows
        self.scale, self.integers = self._scaled(weights)
        self._weights = self.integers * inputs.units[:, None]
        self._absolute = _narrowest(np.abs(self.integers))
        self._rounding = (np.count_nonzero(self.integers, axis=0).max(initial=0) + 4) * ULP

    def _scaled(self, weights: Weights) -> tuple[int, NDArray[np.int64]]:
        scale = lcm(*{weight.denominator for row in weights for weight in row if weight})
        scaled = [
            [weight.numerator * (scale // weight.denominator) if weight else 0 for weight in row]
            for row in weights
        ]
        integers = np.array(scaled).reshape(len(self.inputs.labels), len(self.labels))
        if np.abs(integers.astype(np.float64)).sum(axis=0).max(initial=0) >= EXACT_IN_FLOATS:
            message = _("Coefficients trop fins ou trop grands pour une somme exacte ({labels}).")
            raise UnusableInputError(message.format(labels=", ".join(self.labels)))
        return scale, integers.astype(np.int64)

    def _float_sums(self, rows: Selection) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
        """Σ weight × value, and Σ |weight| of what is known: a sum of small integers, so an exact one."""
        values, known = self.inputs.unscaled(rows)
        counted = known.astype(self._absolute.dtype)
        return product(values, self._weights), product(counted, self._absolute)

    def _integer_sums(self, rows: Index, columns: Index, kind: Kind) -> _Sums:
        weights = self.integers[:, columns]
        used = np.flatnonzero(weights.any(axis=1))
        weights = weights[used]
        terms = self.inputs.ratios(rows, used, kind)
        denominators = np.where(terms.known, terms.denominators, 1)
        multiple, size = common_multiple(denominators)
        factors = multiple // denominators
        widest = float(np.abs(weights).sum(axis=0).max(initial=1))
        sums = magnitude(terms.numerators) * magnitude(factors) * widest
        return _Sums(
            (terms.numerators * factors) @ weights.astype(kind),
            multiple,
            terms.known.astype(kind) @ np.abs(weights).astype(kind),
            largest(terms.size, size * widest * self.scale, sums),
        )

    def _terms(self, row: int, column: int) -> list[Term]:
        return [
            _term(Fraction(self.written[k][column]), self.inputs.terms(row, k))
            for k in self.integers[:, column].nonzero()[0].tolist()
        ]


def _narrowest(weights: NDArray[np.int64]) -> NDArray[np.floating]:
    """The same integers in the narrowest floats in which every sum of them is exact."""
    fits = weights.sum(axis=0).max(initial=0) < EXACT_IN_NARROW_FLOATS
    return weights.astype(np.float32 if fits else np.float64)


def _term(weight: Fraction, value: Explanation) -> Term:
    return Term(weight, value, None if value.value is not None else value.note or nothing_counted())


def _why_unknown(terms: list[Term]) -> str | None:
    return None if any(term.left_out is None for term in terms) else nothing_counted()


class WeightedMean(_Weighted):
    """Σ weight × value / Σ weight over the known inputs; no value when nothing counts."""

    def __init__(
        self, inputs: Means, weights: Weights, labels: Sequence[str], *, complete: bool = False
    ) -> None:
        """`complete`: no value as soon as one weighted input has none (the RCUE).

        Raises:
            UnusableInputError: a weight is negative, or too fine for an exact sum.
        """
        super().__init__(inputs, weights, labels)
        if self.integers.min(initial=0) < 0:
            message = _("Un coefficient est négatif ({labels}) : une moyenne n’en admet pas.")
            raise UnusableInputError(message.format(labels=", ".join(self.labels)))
        self.complete = complete
        full = self.integers.sum(axis=0)
        self._needed = (np.maximum(full, 1) if complete else np.ones_like(full)).astype(self._absolute.dtype)
        self.reach = inputs.reach
        self.bound = inputs.bound + self._rounding * (inputs.reach + inputs.bound)

    def _floats(self, rows: Selection) -> Floats:
        sums, totals = self._float_sums(rows)
        known = totals >= self._needed
        divisors = np.maximum(totals, self._needed).astype(np.float64)
        means = np.divide(sums, divisors, out=divisors)
        return Floats(means * known if self.complete else means, known)

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        sums = self._integer_sums(rows, columns, kind)
        known = sums.totals >= self._needed[columns]
        return Ratios.reduced(
            np.where(known, sums.values, 0), np.where(known, sums.multiple * sums.totals, 0), sums.size
        )

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        terms = self._terms(row, column)
        label = self.labels[column]
        if self.complete and any(term.left_out for term in terms):
            return Explanation.made(label, Operation.WITHHELD, terms, _("incomplet : pas de moyenne"))
        return Explanation.made(label, Operation.WEIGHTED_MEAN, terms, _why_unknown(terms))


class WeightedSum(_Weighted):
    """Σ weight × value over the known inputs; no value when none is known."""

    def __init__(self, inputs: Means, weights: Weights, labels: Sequence[str]) -> None:
        """`weights` may be negative.

        Raises:
            UnusableInputError: a weight is too fine for an exact sum.
        """
        super().__init__(inputs, weights, labels)
        widest = float(np.abs(self.integers).sum(axis=0).max(initial=0)) / self.scale
        self.reach = inputs.reach * widest * (1 + self._rounding)
        self.bound = widest * (inputs.bound + self._rounding * (inputs.reach + inputs.bound))

    def _floats(self, rows: Selection) -> Floats:
        sums, totals = self._float_sums(rows)
        return Floats(sums / self.scale, totals > 0)

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        sums = self._integer_sums(rows, columns, kind)
        known = sums.totals > 0
        return Ratios.reduced(
            np.where(known, sums.values, 0), np.where(known, sums.multiple * self.scale, 0), sums.size
        )

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        terms = self._terms(row, column)
        return Explanation.made(self.labels[column], Operation.WEIGHTED_SUM, terms, _why_unknown(terms))
