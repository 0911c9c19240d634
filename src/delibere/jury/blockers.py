# SPDX-License-Identifier: EUPL-1.2
"""Why nothing can be proposed yet about somebody's year. It never blocks anybody else."""

from dataclasses import dataclass

import numpy as np

from delibere.jury.course import Course
from delibere.jury.derivation import Rights
from delibere.jury.rules.booleans import Booleans, every, some


@dataclass(frozen=True, slots=True)
class Blockers:
    """What is missing.

    Attributes:
        marks: (n, competences, 2) UE of the year in which a mark is awaited.
        semesters: (n, competences, 2) UE of the year neither followed this year nor decided before.
        first_year: (n,) entering the third year depends on decisions about S1 and S2 that are not known, or
            that wait for a mark.
    """

    marks: Booleans
    semesters: Booleans
    first_year: Booleans

    @property
    def any(self) -> Booleans:
        """(n,): nothing is proposed about the year."""
        return some(self.marks, 1, 2) | some(self.semesters, 1, 2) | self.first_year


def blockers(course: Course, acquired: Booleans, rights: Rights) -> Blockers:
    """What is missing for each student."""
    year = course.year
    return Blockers(
        marks=_awaited(course, acquired)[:, :, year],
        semesters=_not_followed(course, acquired)[:, :, year],
        first_year=_first_year_open(course, acquired, rights),
    )


def _awaited(course: Course, acquired: Booleans) -> Booleans:
    """A UE that the jury grants while its marks are awaited still keeps its RCUE waiting."""
    level_acquired = every(acquired | ~course.syllabus.exists, -1)
    return course.awaited & ~level_acquired[..., np.newaxis]


def _not_followed(course: Course, acquired: Booleans) -> Booleans:
    """An odd UE may have failed before and wait for its RCUE; an even one has to be followed again."""
    failed_before = course.past.ue_codes > 0
    failed_before[..., 1] = False
    return course.syllabus.exists & ~(course.attended | acquired | failed_before)


def _first_year_open(course: Course, acquired: Booleans, rights: Rights) -> Booleans:
    if course.year != 1:
        return np.zeros(len(course.students), bool)
    settled = acquired | ~course.syllabus.exists
    may_still_come = settled | ~course.past.recorded[:, np.newaxis] | course.awaited
    depends = rights.rcue_conditions & ~rights.next_year & ~every(settled[:, :, 1], 1, 2)
    return depends & every(may_still_come[:, :, 0], 1, 2)
