# SPDX-License-Identifier: EUPL-1.2
"""One figure opened into its terms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import Any, Self, TypeAlias

from delibere.foundation.language import _
from delibere.foundation.numbers import french, half_up


class Operation(StrEnum):
    """How a value was made from its terms, and with which parameters."""

    MARK = "mark"
    """A leaf: a mark brought to 20, or a figure taken as decided."""
    WEIGHTED_MEAN = "weighted-mean"
    """Σ weight × value / Σ weight."""
    WEIGHTED_SUM = "weighted-sum"
    """Σ weight × value."""
    BETTER = "better"
    """The greatest."""
    CHOICE = "choice"
    """The only term that is not left out."""
    WITHHELD = "withheld"
    """No value, whatever the terms."""
    LINEAR = "linear"
    """Parameters (rate, offset): rate × value + offset."""
    STEPS = "steps"
    """Parameters (from, gives, from, gives…): what the last step reached gives, 0 under the first."""
    CLAMP = "clamp"
    """Parameters (low, high): brought back between them."""
    INCREASE = "increase"
    """First term × (1 + second)."""
    ROUNDED = "rounded"
    """Rounded half up, once, to 2 decimals."""
    TRUNCATED = "truncated"
    """Cut to 2 decimals: rounding would have shown the other side of a bar."""


Weighted: TypeAlias = Sequence[tuple[Fraction, Fraction]]
Parameters: TypeAlias = tuple[Fraction, ...]


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


_MAY_BE_IDLE = frozenset({Operation.CLAMP, Operation.BETTER})


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure, how it was made, and from what.

    Attributes:
        label: what it is (« UE31 », « R3.04 », « DS 1 »).
        operation: see Operation.
        value: exact, out of 20; None when there is none.
        terms: what it was made from, in order; empty for a leaf.
        note: what to know in French (« absence injustifiée (ABI) : compte 0 »), or None.
        parameters: the numbers of the operation, see Operation.
    """

    label: str
    operation: Operation
    value: Fraction | None
    terms: tuple[Term, ...] = ()
    note: str | None = None
    parameters: Parameters = ()

    @classmethod
    def made(
        cls,
        label: str,
        operation: Operation,
        terms: Sequence[Term],
        note: str | None = None,
        parameters: Parameters = (),
    ) -> Self:
        """A figure whose value follows from the values its terms have."""
        counted = [(term.weight, term.value.value) for term in terms if term.left_out is None]
        return cls(label, operation, _combine(operation, parameters, counted), tuple(terms), note, parameters)

    def without_idle_steps(self) -> "Explanation":
        """The step that really made this figure: not a clamp out of reach, nor the better of one."""
        made = self
        while made.operation in _MAY_BE_IDLE:
            known = [term.value for term in made.terms if term.value.value is not None]
            if len(known) != 1 or known[0].value != made.value:
                break
            made = known[0]
        return made

    def evaluate(self) -> Fraction | None:
        """Compute the value again from the leaves alone: equal to `value`, or the explanation is a lie."""
        if not self.terms:
            return self.value
        counted = [(term.weight, term.value.evaluate()) for term in self.terms if term.left_out is None]
        return _combine(self.operation, self.parameters, counted)


def nothing_counted() -> str:
    """Why a mean has no value, when its terms do not say more."""
    return _("aucune note comptée")


def _combine(
    operation: Operation, parameters: Parameters, terms: Sequence[tuple[Fraction, Fraction | None]]
) -> Fraction | None:
    known = [(weight, value) for weight, value in terms if value is not None]
    return _RECIPES[operation](known, parameters) if known else None


def _weighted_mean(terms: Weighted, _parameters: Parameters) -> Fraction | None:
    total = _total([weight.as_integer_ratio() for weight, _value in terms])
    return _weighted_sum(terms, ()) / total if total else None


def _weighted_sum(terms: Weighted, _parameters: Parameters) -> Fraction:
    return _total([(w.numerator * v.numerator, w.denominator * v.denominator) for w, v in terms])


def _total(ratios: Sequence[tuple[int, int]]) -> Fraction:
    """The sum of numerators over denominators, brought to lowest terms once."""
    multiple = lcm(*[denominator for _numerator, denominator in ratios])
    return Fraction(sum([n * (multiple // d) for n, d in ratios]), multiple)


def _step(terms: Weighted, parameters: Parameters) -> Fraction:
    reached = [
        gives for bar, gives in zip(parameters[::2], parameters[1::2], strict=True) if bar <= terms[0][1]
    ]
    return reached[-1] if reached else Fraction(0)


def _increase(terms: Weighted, _parameters: Parameters) -> Fraction:
    (_, base), *share = terms
    return base * (1 + share[0][1]) if share else base


def _truncated(terms: Weighted, _parameters: Parameters) -> Fraction:
    return Fraction(terms[0][1] * 100 // 1, 100)


_RECIPES: dict[Operation, Callable[[Weighted, Parameters], Fraction | None]] = {
    Operation.WEIGHTED_MEAN: _weighted_mean,
    Operation.WEIGHTED_SUM: _weighted_sum,
    Operation.BETTER: lambda terms, _parameters: max(value for _weight, value in terms),
    Operation.CHOICE: lambda terms, _parameters: terms[0][1],
    Operation.WITHHELD: lambda _terms, _parameters: None,
    Operation.LINEAR: lambda terms, parameters: parameters[0] * terms[0][1] + parameters[1],
    Operation.STEPS: _step,
    Operation.CLAMP: lambda terms, parameters: max(parameters[0], min([terms[0][1], *parameters[1:]])),
    Operation.INCREASE: _increase,
    Operation.ROUNDED: lambda terms, _parameters: half_up(terms[0][1], 2),
    Operation.TRUNCATED: _truncated,
}


def to_json(explanation: Explanation) -> dict[str, Any]:
    """Plain values for a program: fractions as « n/d », beside the figure as people read it."""
    return {
        "label": explanation.label,
        "operation": explanation.operation.value,
        "value": None if explanation.value is None else str(explanation.value),
        "display": None if explanation.value is None else french(explanation.value, 4),
        "note": explanation.note,
        "parameters": [str(number) for number in explanation.parameters],
        "terms": [
            {"weight": str(term.weight), "left_out": term.left_out, **to_json(term.value)}
            for term in explanation.terms
        ],
    }
