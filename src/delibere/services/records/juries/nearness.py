# SPDX-License-Identifier: EUPL-1.2
"""How far from each bar a figure stands: what a jury looks at twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from delibere.calculation.local_rules import LocalRules
from delibere.calculation.rounding import exact_bar
from delibere.jury.deciding import Line, Ruling
from delibere.jury.outcomes import Subject
from delibere.jury.parameters import Parameters

WITHIN = Fraction(1, 4)
"""Points under a bar: nearer, a case is borderline."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """A figure under a bar.

    Attributes:
        label: « UE33 », « UE33 + UE43 ».
        mean, bar: exact.
        lacking: what it lacks to pass under the rounding in force, exact, more than 0.
    """

    label: str
    mean: Fraction
    bar: Fraction
    lacking: Fraction


def nearest(ruling: Ruling, rules: LocalRules, parameters: Parameters) -> tuple[Nearness, ...]:
    """Every figure of the lines not acquired that is under a bar, the nearest first."""
    found = [near for line in ruling.lines for near in _of_line(line, rules, parameters)]
    return tuple(sorted(found, key=lambda near: near.lacking))


def _of_line(line: Line, rules: LocalRules, parameters: Parameters) -> Iterator[Nearness]:
    if line.mean is None or line.acquired:
        return
    of_rcue = (parameters.rcue_bar, parameters.rcue_floor)
    for bar in (parameters.ue_bar,) if line.subject is Subject.UE else of_rcue:
        lacking = exact_bar(bar, rules.rounding) - line.mean
        if lacking > 0:
            yield Nearness(line.label, line.mean, bar, lacking)
