# SPDX-License-Identifier: EUPL-1.2
"""From marks to the averages of modules, UE and RCUE of one semester."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.bonus import with_local_bonus
from delibere.calculation.evaluations import Kind, MarkTable
from delibere.calculation.local_rules import LocalRules, SecondSessionAbsence, UnjustifiedAbsence
from delibere.calculation.means import (
    Beside,
    Better,
    Choice,
    Clamp,
    Columns,
    Marks,
    Means,
    Sum,
    WeightedMean,
    WeightedSum,
    Withheld,
)
from delibere.calculation.pending import Missing, Pending
from delibere.calculation.routes import Routes
from delibere.curriculum.model import Maquette
from delibere.foundation.language import _

LOWEST, HIGHEST = Fraction(0), Fraction(20)
DEFAULT_RULES = LocalRules()


@dataclass(frozen=True)
class SemesterAverages:
    """What the marks of one semester give.

    Attributes:
        maquette: the semester.
        table: its marks.
        rules: the local rules in force.
        modules: students × modules, in the maquette's order: the figure shown for a module. It is only
            indicative when the poids of its evaluations differ from one UE to the next: it ignores them.
        ues: students × UE, in the maquette's order: after malus and local bonus, between 0 and 20.
        pending: what these figures still wait for.
    """

    maquette: Maquette
    table: MarkTable
    rules: LocalRules
    modules: Means
    ues: Means
    pending: Pending

    @cached_property
    def provisional(self) -> NDArray[np.bool_]:
        """(students, UE): something that counts is still missing."""
        return self.pending.ues()

    def missing(self, row: int) -> tuple[Missing, ...]:
        """What is still missing for one student, module by module."""
        return self.pending.of(row)


def semester_averages(
    maquette: Maquette,
    table: MarkTable,
    rules: LocalRules = DEFAULT_RULES,
    bonus_marks: Means | None = None,
) -> SemesterAverages:
    """Averages of every module and UE of a maquette.

    Args:
        maquette: the semester.
        table: the marks.
        rules: the local rules in force.
        bonus_marks: students × sources of the local bonus, labelled by their names.

    Raises:
        UnusableInputError: an evaluation belongs to no module of the maquette.
    """
    routes = Routes.of(maquette, table.evaluations)
    marks = Marks(table, _absent_counts(routes, rules))
    second = _second_session(marks, routes)
    pending = Pending(table, routes, second)
    modules = _modules(marks, routes, second)
    ues: Means = WeightedMean(modules, routes.coefficients, [ue.code for ue in maquette.ues])
    if routes.has(Kind.MALUS):
        ues = Sum(ues, WeightedSum(marks, routes.malus(), [_("malus")] * len(maquette.ues)))
    if rules.bonus is not None and bonus_marks is not None:
        ues = with_local_bonus(ues, rules.bonus, bonus_marks)
    ues = Clamp(ues, LOWEST, HIGHEST)
    if rules.unjustified_absence is UnjustifiedAbsence.NO_AVERAGE:
        ues = Withheld(pending.absent(), ues, _("défaillant : absence injustifiée (ABI)"))
    return SemesterAverages(maquette, table, rules, Columns(modules, list(routes.shown)), ues, pending)


def _absent_counts(routes: Routes, rules: LocalRules) -> NDArray[np.bool_] | None:
    if rules.second_session_absence is SecondSessionAbsence.ZERO:
        return None
    return ~routes.columns(Kind.SECOND_SESSION)


def _second_session(marks: Means, routes: Routes) -> Means | None:
    if not routes.has(Kind.SECOND_SESSION):
        return None
    labels = [_("{module}, seconde session").format(module=module) for module in routes.labels]
    return WeightedMean(marks, routes.weights(Kind.SECOND_SESSION), labels)


def _modules(marks: Means, routes: Routes, second: Means | None) -> Means:
    """(students, routes): rattrapage kept if better, second session kept whenever sat, then bonus points."""
    modules: Means = WeightedMean(marks, routes.weights(Kind.NORMAL), routes.labels)
    if routes.has(Kind.RATTRAPAGE):
        labels = [_("{module}, rattrapage").format(module=module) for module in routes.labels]
        modules = Better(modules, WeightedMean(marks, routes.weights(Kind.RATTRAPAGE), labels))
    if second is not None:
        modules = Choice(second.known, second, modules, _("remplacée par la seconde session"))
    if routes.has(Kind.BONUS):
        labels = [_("{module}, bonus").format(module=module) for module in routes.labels]
        modules = Sum(modules, WeightedSum(marks, routes.weights(Kind.BONUS), labels))
    return modules


def semester_mean(ues: Means, credits_: Sequence[Fraction], label: str) -> Means:
    """(students, 1): the mean of the UE weighted by their ECTS: indicative, it decides nothing.

    Args:
        ues: students × UE, never rounded.
        credits_: ECTS of each UE.
        label: its name.
    """
    return WeightedMean(ues, [[each] for each in credits_], [label], complete=True)


def rcue_means(
    odd: Means, even: Means, weights: tuple[Fraction, Fraction], labels: Sequence[str]
) -> WeightedMean:
    """Means of the RCUE: column j pairs column j of both; no value when one of them has none.

    Args:
        odd: students × UE of the odd semester, never rounded.
        even: students × UE of the even one, never rounded.
        weights: what each semester weighs.
        labels: one for each pair.
    """
    zero = Fraction(0)
    pairs = range(len(labels))
    matrix = [[weight if k == j else zero for j in pairs] for weight in weights for k in pairs]
    return WeightedMean(Beside(odd, even), matrix, labels, complete=True)
