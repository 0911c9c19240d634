# SPDX-License-Identifier: EUPL-1.2
"""An explanation laid out as a person does it again: terms, both sums, quotient, then rounding."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from delibere.calculation.explanation import Explanation, Operation, Term
from delibere.foundation.language import _

_ROUNDED = frozenset({Operation.ROUNDED, Operation.TRUNCATED})
_MEANS = frozenset({Operation.WEIGHTED_MEAN, Operation.WITHHELD})


@dataclass(frozen=True, slots=True)
class OpenedMean:
    """One figure.

    Attributes:
        mean: where the terms meet; a leaf when the figure is a past decision.
        after: what happened to it then (malus, bonus, second session…), in order.
        rounded: the last step; None when there is no value.
    """

    mean: Explanation
    after: tuple[Explanation, ...]
    rounded: Explanation | None

    @property
    def counted(self) -> list[Term]:
        """The terms in the sums."""
        return [term for term in self.mean.terms if term.left_out is None]

    @property
    def left_out(self) -> list[Term]:
        """The others."""
        return [term for term in self.mean.terms if term.left_out is not None]

    @property
    def weights(self) -> Fraction:
        """Σ of the coefficients that count."""
        return sum((term.weight for term in self.counted), Fraction(0))

    @property
    def all_weights(self) -> Fraction:
        """Σ of the coefficients, had nothing been left out."""
        return self.weights + sum((term.weight for term in self.left_out), Fraction(0))

    @property
    def products(self) -> Fraction:
        """Σ coefficient × value."""
        return sum((product(term) or Fraction(0) for term in self.counted), Fraction(0))

    @property
    def has_sums(self) -> bool:
        """It is a weighted mean of something."""
        return self.mean.operation is Operation.WEIGHTED_MEAN and bool(self.counted)

    @property
    def exact(self) -> Fraction | None:
        """Before rounding."""
        return (self.after[-1] if self.after else self.mean).value


def product(term: Term) -> Fraction | None:
    """Coefficient × value, None when the term is left out."""
    value = term.value.value
    return None if value is None or term.left_out is not None else term.weight * value


def why_left_out(term: Term) -> str:
    """The reasons of its own marks where it has some, each once; else that it counts nothing."""
    inside = [each.left_out for each in term.value.terms if each.left_out is not None]
    return " ; ".join(dict.fromkeys(inside)) or term.left_out or ""


def opened_mean(explanation: Explanation) -> OpenedMean:
    """Lay out the explanation of a figure, as `explained` gives it."""
    rounded = explanation if explanation.operation in _ROUNDED else None
    *after, mean = _way_down(explanation.terms[0].value if rounded else explanation)
    return OpenedMean(mean, tuple(reversed(after)), rounded)


def _way_down(explanation: Explanation) -> Iterator[Explanation]:
    """From the exact figure to the mean under it, through the term that each step starts from."""
    made = explanation.without_idle_steps()
    yield made
    while made.terms and made.operation not in _MEANS:
        made = _base(made).without_idle_steps()
        yield made


def _base(made: Explanation) -> Explanation:
    """The term that was kept, or to which the others were added."""
    kept = [term.value for term in made.terms if term.left_out is None]
    if made.operation is Operation.BETTER:
        return next(each for each in kept if each.value == made.value)
    return kept[0]


def step_in_words(made: Explanation) -> str:
    """What a step after the mean did."""
    return {
        Operation.WEIGHTED_SUM: _("Points ajoutés ou retirés"),
        Operation.INCREASE: _("Augmentée d’une part d’elle-même"),
        Operation.CLAMP: _("Ramenée entre 0 et 20"),
        Operation.CHOICE: _("Moyenne gardée"),
        Operation.BETTER: _("La meilleure est gardée"),
    }.get(made.operation, made.label)
