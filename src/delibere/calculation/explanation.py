# SPDX-License-Identifier: EUPL-1.2
"""One figure opened into its terms."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Operation(StrEnum):
    """How a value was made from its terms."""

    MARK = "mark"
    WEIGHTED_MEAN = "weighted_mean"


@dataclass(frozen=True, slots=True)
class Term:
    """What entered a figure, or was left out of it.

    Attributes:
        weight: coefficient in the sums.
        value: how this term's own figure was made.
        left_out: the reason in French why neither mark nor coefficient counts; None when they do.
    """

    weight: Fraction
    value: "Explanation"
    left_out: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure, how it was made, and from what.

    Attributes:
        label: what it is (« UE31 », « R3.04 », « DS 1 »).
        value: exact, out of 20; None when there is none.
        note: what to know in French (« ABI compte 0 »), or None.
    """

    label: str
    operation: Operation
    value: Fraction | None
    terms: tuple[Term, ...] = ()
    note: str | None = None

    def evaluate(self) -> Fraction | None:
        """Compute the value again from the terms alone: equal to `value`, or the explanation is a lie."""
        if self.operation is Operation.MARK:
            return self.value
        counted = [(t.weight, t.value.evaluate()) for t in self.terms if t.left_out is None]
        total = sum((weight for weight, value in counted if value is not None), Fraction(0))
        if not total:
            return None
        return sum((weight * value for weight, value in counted if value is not None), Fraction(0)) / total
