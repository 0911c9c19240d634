# SPDX-License-Identifier: EUPL-1.2
"""The figures of a semester for a whole class, exact, with what shows where a student stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.averages import SemesterAverages
from delibere.calculation.evaluations import EMPTY, NUMBER, STATES
from delibere.calculation.rounding import shown, value_shown
from delibere.calculation.statistics import distribution
from delibere.foundation.marks import Reason
from delibere.jury.proposals import Proposals
from delibere.jury.student import StudentProposal, UeProposal

Values = Sequence[Fraction | None]


@dataclass(frozen=True)
class ClassFigures:
    """Everybody who follows the semester, in the order of lists.

    Attributes:
        rows: where each stands in the averages.
        people: what is proposed about each.
        ues, modules: exact values, students × columns.
    """

    proposals: Proposals
    averages: SemesterAverages
    rows: tuple[int, ...]
    people: tuple[StudentProposal, ...]
    ues: Sequence[Values]
    modules: Sequence[Values]

    @classmethod
    def of(cls, proposals: Proposals, semester: int) -> "ClassFigures":
        """The figures of one of the semesters judged.

        Args:
            proposals: of a semester or of a year.
            semester: its number, 1 to 6.
        """
        course = proposals.course
        place = [one.maquette.semester for one in course.followed].index(semester)
        averages, rows, everyone = course.followed[place], course.rows[place], proposals.everyone()
        present = [at for at, row in enumerate(rows) if row >= 0]
        ordered = sorted(present, key=lambda at: course.students[at].sort_key)
        index = np.array([rows[at] for at in ordered], np.int64)
        return cls(
            proposals,
            averages,
            tuple(int(row) for row in index),
            tuple(everyone[at] for at in ordered),
            averages.ues.exact_rows(index),
            averages.modules.exact_rows(index),
        )

    def ue_proposal(self, at: int, column: int) -> UeProposal | None:
        """What is proposed about a UE of a student."""
        wanted = self.averages.maquette.semester, self.averages.maquette.ues[column].competence
        return next((ue for ue in self.people[at].ues if (ue.semester, ue.competence) == wanted), None)

    @cached_property
    def provisional(self) -> NDArray[np.bool_]:
        """(students, UE): something is awaited."""
        return self.averages.provisional[list(self.rows)]

    @cached_property
    def semester(self) -> Values:
        """The indicative mean of each student: UE weighted by their ECTS."""
        ects = [Fraction(ue.ects) for ue in self.averages.maquette.ues]
        return [_weighted(values, ects) for values in self.ues]

    @cached_property
    def ue_shown(self) -> list[list[int | None]]:
        """Hundredths, on their side of the bar."""
        bar = (self.proposals.parameters.ue_bar,)
        return self._picked(shown(self.averages.ues, bar, self.averages.rules.rounding), self.ues)

    @cached_property
    def module_shown(self) -> list[list[int | None]]:
        """Hundredths."""
        return self._picked(shown(self.averages.modules, (), self.averages.rules.rounding), self.modules)

    def _picked(self, figures: NDArray[np.int64], values: Sequence[Values]) -> list[list[int | None]]:
        return [
            [None if value is None else int(figure) for figure, value in zip(figures[row], own, strict=True)]
            for row, own in zip(self.rows, values, strict=True)
        ]

    def shown(self, value: Fraction | None) -> int | None:
        """Hundredths of a figure without bar."""
        return None if value is None else value_shown(value, (), self.averages.rules.rounding)

    @cached_property
    def settled_ues(self) -> list[list[Fraction]]:
        """By UE, the values that will not change."""
        columns = range(len(self.averages.maquette.ues))
        return [
            [
                v
                for at, own in enumerate(self.ues)
                if (v := own[c]) is not None and not self.provisional[at, c]
            ]
            for c in columns
        ]

    @cached_property
    def settled_semesters(self) -> list[Fraction]:
        """Indicative means that will not change."""
        return [v for at, v in enumerate(self.semester) if v is not None and not self.provisional[at].any()]

    def median(self, values: Sequence[Fraction | None]) -> int | None:
        """In hundredths; None under the local size."""
        found = distribution([v for v in values if v is not None], self.averages.rules.shown_from)
        return None if found is None else self.shown(found.median)

    def is_large(self, values: Sequence[object]) -> bool:
        """Enough students for nobody to be recognised."""
        return len(values) >= self.averages.rules.shown_from

    def reason(self, at: int, column: int) -> Reason | None:
        """Why a module has no number for a student, when one reason holds for all its evaluations."""
        table, module = self.averages.table, self.averages.maquette.modules[column]
        own = [k for k, one in enumerate(table.evaluations) if one.module == module.apogee]
        states = {int(table.states[self.rows[at], k]) for k in own}
        if STATES.index(Reason.ATT) in states:
            return Reason.ATT
        if len(states) != 1 or states & {NUMBER, EMPTY}:
            return None
        return STATES[states.pop()]


def rank(value: Fraction, among: Sequence[Fraction]) -> int:
    """1 for the highest; equals share theirs."""
    return 1 + sum(other > value for other in among)


def _weighted(values: Values, weights: Sequence[Fraction]) -> Fraction | None:
    known = [(value, weight) for value, weight in zip(values, weights, strict=True) if value is not None]
    total = sum((weight for _value, weight in known), Fraction(0))
    return sum((value * weight for value, weight in known), Fraction(0)) / total if total else None
