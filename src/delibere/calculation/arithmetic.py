# SPDX-License-Identifier: EUPL-1.2
"""Additions and products, as bonus and malus need them."""

from fractions import Fraction

import numpy as np

from delibere.calculation.explanation import Explanation, Operation, Term
from delibere.calculation.node import ULP, Floats, Means, Selection
from delibere.calculation.ratios import Index, Kind, Ratios, largest, magnitude

ONE = Fraction(1)


class Sum(Means):
    """A table and what is added to it; an unknown addition adds nothing, an unknown base stays unknown."""

    def __init__(self, base: Means, added: Means) -> None:
        """Two tables of the same shape; labels are those of the base."""
        self.base, self.added = base, added
        self.labels, self.rows = base.labels, base.rows
        self.reach = (base.reach + added.reach) * (1 + ULP)
        self.bound = base.bound + added.bound + ULP * (self.reach + base.bound + added.bound)

    def _floats(self, rows: Selection) -> Floats:
        base, added = self.base.floats(rows), self.added.floats(rows)
        return Floats((base.values + added.values) * base.known, base.known)

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        base, added = (node.ratios(rows, columns, kind) for node in (self.base, self.added))
        denominators = np.where(added.known, added.denominators, 1)
        sums = base.numerators * denominators + added.numerators * base.denominators
        size = 2 * largest(
            magnitude(base.numerators) * magnitude(denominators),
            magnitude(base.denominators) * magnitude(denominators),
            magnitude(added.numerators) * magnitude(base.denominators),
        )
        return Ratios.reduced(sums, base.denominators * denominators, largest(base.size, added.size, size))

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        base, added = self.base.terms(row, column), self.added.terms(row, column)
        if base.value is None or added.value is None:
            return base
        terms = [Term(ONE, base), Term(ONE, added)]
        return Explanation.made(self.labels[column], Operation.WEIGHTED_SUM, terms)


class Linear(Means):
    """rate × value + offset."""

    def __init__(
        self, inputs: Means, rate: Fraction, offset: Fraction = Fraction(0), note: str | None = None
    ) -> None:
        """The same rate and offset for every column; `note`: in French, what they mean."""
        self.inputs, self.rate, self.offset, self.note = inputs, rate, offset, note
        self.labels, self.rows = inputs.labels, inputs.rows
        self.reach = (float(abs(rate)) * inputs.reach + float(abs(offset))) * (1 + 4 * ULP)
        self.bound = float(abs(rate)) * inputs.bound * (1 + ULP) + 4 * ULP * (self.reach + inputs.bound)

    def _floats(self, rows: Selection) -> Floats:
        values, known = self.inputs.floats(rows)
        return Floats((values * float(self.rate) + float(self.offset)) * known, known)

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        inputs = self.inputs.ratios(rows, columns, kind)
        scale = self.rate.denominator * self.offset.denominator
        rate, offset = int(self.rate * scale), int(self.offset * scale)
        factor = float(max(abs(rate), abs(offset), scale))
        size = 2 * factor * largest(magnitude(inputs.numerators), magnitude(inputs.denominators))
        numerators = inputs.numerators * rate + inputs.denominators * offset
        return Ratios.reduced(numerators, inputs.denominators * scale, largest(inputs.size, size))

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        inputs = self.inputs.terms(row, column)
        if inputs.value is None:
            return inputs
        parameters = (self.rate, self.offset)
        return Explanation.made(
            self.labels[column], Operation.LINEAR, [Term(ONE, inputs)], self.note, parameters
        )


class Increase(Means):
    """base × (1 + share); an unknown share changes nothing, an unknown base stays unknown."""

    def __init__(self, base: Means, share: Means) -> None:
        """Two tables of the same shape; labels are those of the base."""
        self.base, self.share = base, share
        self.labels, self.rows = base.labels, base.rows
        self.reach = base.reach * (1 + share.reach) * (1 + 4 * ULP)
        self.bound = (
            base.bound * (1 + share.reach + share.bound)
            + base.reach * share.bound
            + 4 * ULP * (base.reach + base.bound) * (1 + share.reach + share.bound)
        )

    def _floats(self, rows: Selection) -> Floats:
        base, share = self.base.floats(rows), self.share.floats(rows)
        return Floats(base.values * (1 + share.values), base.known)

    def ratios(self, rows: Index, columns: Index, kind: Kind) -> Ratios:
        """See Means."""
        base, share = (node.ratios(rows, columns, kind) for node in (self.base, self.share))
        denominators = np.where(share.known, share.denominators, 1)
        size = (magnitude(share.numerators) + magnitude(denominators)) * largest(
            magnitude(base.numerators), magnitude(base.denominators)
        )
        return Ratios.reduced(
            base.numerators * (denominators + share.numerators),
            base.denominators * denominators,
            largest(base.size, share.size, size),
        )

    def terms(self, row: int, column: int) -> Explanation:
        """See Means."""
        base, share = self.base.terms(row, column), self.share.terms(row, column)
        if base.value is None or share.value is None:
            return base
        terms = [Term(ONE, base), Term(ONE, share)]
        return Explanation.made(self.labels[column], Operation.INCREASE, terms)
