# SPDX-License-Identifier: EUPL-1.2
"""Draws marks whose averages fall where they are wanted, to the hundredth of a mark.

Floats only scatter the marks; whether an average is where it must be is decided in integers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, permutations
from math import lcm
from random import Random

from delibere.calculation.evaluations import Evaluation, Kind
from delibere.curriculum.model import Maquette

_SPREAD = 0.1
_SWEEPS = 12
_ATTEMPTS = 40
_PAIRS = 60
_NUDGE = 200
_GRIDS = (25, 25, 50, 50, 100, 10, 1)
"""Marks are mostly quarters and halves, seldom hundredths."""


@dataclass(frozen=True, slots=True)
class UeMean:
    """The average of one UE as a sum over its tests, when no mark is missing.

    Attributes:
        weights: what one hundredth of each test, on its own scale, is worth.
        denominator: the average is Σ weight × hundredths / denominator.
    """

    weights: tuple[int, ...]
    denominator: int

    def of(self, marks: Sequence[int]) -> Fraction:
        """The exact average that these marks give."""
        return Fraction(sum(w * mark for w, mark in zip(self.weights, marks, strict=True)), self.denominator)


@dataclass(frozen=True, slots=True)
class Target:
    """Where the average of one UE must fall, both ends included."""

    low: Fraction
    high: Fraction

    def __contains__(self, value: Fraction) -> bool:
        return self.low <= value <= self.high


def ue_means(maquette: Maquette, evaluations: Sequence[Evaluation]) -> tuple[UeMean, ...]:
    """For each UE of the maquette, how its average hangs on the normal tests."""
    return tuple(_ue_mean([_share(maquette, ue.code, evaluations, e) for e in evaluations], evaluations)
                 for ue in maquette.ues)  # fmt: skip


def _ue_mean(shares: Sequence[Fraction], evaluations: Sequence[Evaluation]) -> UeMean:
    worth = [share / 5 / Fraction(e.scale) for share, e in zip(shares, evaluations, strict=True)]
    denominator = lcm(*(value.denominator for value in worth))
    return UeMean(tuple(int(value * denominator) for value in worth), denominator)


def _share(maquette: Maquette, ue: str, evaluations: Sequence[Evaluation], one: Evaluation) -> Fraction:
    """The part of a UE's average that one test makes."""
    module = next(m for m in maquette.modules if m.apogee == one.module)
    if one.kind is not Kind.NORMAL or not module.coefficients[ue]:
        return Fraction(0)
    siblings = [e for e in evaluations if e.module == one.module and e.kind is Kind.NORMAL]
    in_module = Fraction(_weight(one, ue)) / sum(Fraction(_weight(e, ue)) for e in siblings)
    return in_module * Fraction(module.coefficients[ue]) / Fraction(maquette.total(ue))


def _weight(evaluation: Evaluation, ue: str) -> Fraction:
    return Fraction(evaluation.coefficient) * Fraction(evaluation.weights.get(ue, 1))


def steered_marks(
    rng: Random, evaluations: Sequence[Evaluation], means: Sequence[UeMean], targets: Sequence[Target]
) -> list[int]:
    """Marks in hundredths of their own scale, every UE average inside its target.

    Where a maquette allows no such marks, those of the last attempt: that student shows something else.
    """
    full = [int(e.scale * 100) for e in evaluations]
    narrowest_last = sorted(zip(means, targets, strict=True), key=lambda pair: pair[1].low - pair[1].high)
    marks: list[int] = []
    for _attempt in range(_ATTEMPTS):
        marks = _scattered(rng, full, means, targets)
        for mean, target in narrowest_last:
            _settle(rng, marks, full, mean, target)
        if all(mean.of(marks) in target for mean, target in narrowest_last):
            break
    return marks


def _scattered(
    rng: Random, full: Sequence[int], means: Sequence[UeMean], targets: Sequence[Target]
) -> list[int]:
    """Marks at random, drawn sweep after sweep towards the middle of every target."""
    wanted = [float(target.low + target.high) / 40 for target in targets]
    shares = [
        [w * out_of * 5 / (mean.denominator * 100) for w, out_of in zip(mean.weights, full, strict=True)]
        for mean in means
    ]
    rates = [rng.gauss(sum(wanted) / len(wanted), _SPREAD) for _mark in full]
    for _sweep in range(_SWEEPS):
        for share, goal in zip(shares, wanted, strict=True):
            missing = goal - sum(s * rate for s, rate in zip(share, rates, strict=True))
            step = missing / (sum(s * s for s in share) or 1)
            rates = [min(1.0, max(0.0, rate + s * step)) for s, rate in zip(share, rates, strict=True)]
    return [_on_grid(rng.choice(_GRIDS), rate * out_of) for rate, out_of in zip(rates, full, strict=True)]


def _on_grid(grid: int, hundredths: float) -> int:
    return round(hundredths / grid) * grid


def _settle(rng: Random, marks: list[int], full: Sequence[int], mean: UeMean, target: Target) -> None:
    """Move two marks as little as needed for the average to fall inside its target."""
    if mean.of(marks) in target:
        return
    feeding = [k for k, weight in enumerate(mean.weights) if weight]
    rng.shuffle(feeding)
    for a, b in islice(permutations(feeding, 2), _PAIRS):
        for da, db in _moves(mean, marks, target, (a, b)):
            if 0 <= marks[a] + da <= full[a] and 0 <= marks[b] + db <= full[b]:
                marks[a] += da
                marks[b] += db
                return


def _moves(
    mean: UeMean, marks: Sequence[int], target: Target, pair: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Every (first move, smallest second move) that lands in the target, smallest first moves first."""
    wa, wb = mean.weights[pair[0]], mean.weights[pair[1]]
    so_far = mean.of(marks) * mean.denominator
    low = -(-(target.low * mean.denominator - so_far) // 1)
    high = (target.high * mean.denominator - so_far) // 1
    for da in sorted(range(-_NUDGE, _NUDGE + 1), key=abs):
        least, most = -((wa * da - low) // wb), (high - wa * da) // wb
        if least <= most:
            yield da, min(max(0, least), most)
