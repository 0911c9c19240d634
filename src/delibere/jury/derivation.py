# SPDX-License-Identifier: EUPL-1.2
"""From averages, past and grants to what is acquired: one pass, run again at each grant, never patched."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.averages import rcue_means
from delibere.calculation.means import Columns, Means
from delibere.calculation.rounding import passes
from delibere.foundation.language import _
from delibere.jury.course import Course
from delibere.jury.grants import Grants
from delibere.jury.parameters import Parameters
from delibere.jury.rules.acquisition import acquired_by_average
from delibere.jury.rules.bachelor import has_the_but
from delibere.jury.rules.booleans import Booleans, Integers, every, some
from delibere.jury.rules.compensation import acquired_by_compensation
from delibere.jury.rules.dut import has_the_dut
from delibere.jury.rules.even_semester import may_enter_even_semester
from delibere.jury.rules.lower_levels import acquired_by_a_higher_level
from delibere.jury.rules.next_year import may_enter_next_year
from delibere.jury.rules.repeats import Repeats, repeats_left
from delibere.jury.rules.third_year import may_enter_third_year


@dataclass(frozen=True, slots=True)
class Averages:
    """The averages that decide, and on which side of the bars they stand.

    Attributes:
        rcues: students × RCUE laid flat (competences × years); unknown unless both UE have an average.
        ue_at_bar: (n, competences, years, 2).
        ue_known: (n, competences, years, 2) there is an average.
        rcue_at_bar, rcue_at_floor, rcue_known: (n, competences, years).
    """

    rcues: Means
    ue_at_bar: Booleans
    ue_known: Booleans
    rcue_at_bar: Booleans
    rcue_at_floor: Booleans
    rcue_known: Booleans


@dataclass(frozen=True)
class Acquisitions:
    """How each UE is acquired, (n, competences, years, 2); one way at most, in this order.

    Attributes:
        before: by an earlier jury, or elsewhere.
        by_average, compensated: now, by its own average, or by that of its RCUE.
        granted: by the jury.
        by_granted_rcue: because the jury granted its RCUE.
        carried: by a higher level of its competence.
    """

    before: Booleans
    by_average: Booleans
    compensated: Booleans
    granted: Booleans
    by_granted_rcue: Booleans
    carried: Booleans

    @cached_property
    def all(self) -> Booleans:
        """Acquired, one way or another; every sentence asks for it."""
        return self.without_higher_levels | self.carried

    @property
    def without_higher_levels(self) -> Booleans:
        """Acquired otherwise than by a higher level."""
        return self.before | self.by_average | self.compensated | self.granted | self.by_granted_rcue


@dataclass(frozen=True, slots=True)
class Rights:
    """What follows from what is acquired.

    Attributes:
        even_semester: (n,) may go on to the even semester.
        rcue_conditions: (n,) enough RCUE of the year at the bar, none under the floor.
        next_year: (n,) may go on to the odd semester of the next year; False in year 3.
        asked: (n, 2) the semesters of the year in which a UE is missing: those to repeat.
        repeats: whether they may be.
        dut, but: (n,) obtained.
    """

    even_semester: Booleans
    rcue_conditions: Booleans
    next_year: Booleans
    asked: Booleans
    repeats: Repeats
    dut: Booleans
    but: Booleans


def averages(course: Course, parameters: Parameters) -> Averages:
    """The averages of UE and RCUE against their bars, under the rounding in force."""
    rounding = course.rules.rounding
    rcues = _rcues(course)
    shape = course.past.rcue_codes.shape

    def rcue_passes(bar: Fraction) -> Booleans:
        return passes(rcues, bar, rounding).reshape(shape)

    return Averages(
        rcues=rcues,
        ue_at_bar=course.cube(passes(course.ues, parameters.ue_bar, rounding)),
        ue_known=course.cube(course.ues.known),
        rcue_at_bar=rcue_passes(parameters.rcue_bar),
        rcue_at_floor=rcue_passes(parameters.rcue_floor),
        rcue_known=rcues.known.reshape(shape),
    )


def _rcues(course: Course) -> Means:
    columns = np.arange(course.syllabus.exists.size).reshape(-1, 2)
    labels = course.syllabus.labels
    names = [_("RCUE {odd} + {even}").format(odd=labels[odd], even=labels[even]) for odd, even in columns]
    odd, even = (Columns(course.ues, columns[:, half]) for half in (0, 1))
    return rcue_means(odd, even, course.rules.rcue_weights, names)


def acquisitions(course: Course, means: Averages, grants: Grants) -> Acquisitions:
    """How each UE is acquired."""
    exists, before = course.syllabus.exists, course.acquired_before
    settled = course.attended & ~course.awaited
    by_average = acquired_by_average(means.ue_at_bar, settled) & ~before
    acquired = before | by_average
    compensated = acquired_by_compensation(acquired, means.rcue_at_bar, rcues_settled(course)) & exists
    acquired = acquired | compensated
    by_the_rules = acquired | acquired_by_a_higher_level(acquired, exists)
    granted = grants.granted_ues(course) & ~by_the_rules
    by_granted_rcue = grants.granted_rcues(course)[..., np.newaxis] & exists & ~(by_the_rules | granted)
    carried = acquired_by_a_higher_level(acquired | granted | by_granted_rcue, exists)
    return Acquisitions(before, by_average, compensated, granted, by_granted_rcue, carried)


def rcues_settled(course: Course) -> Booleans:
    """(n, competences, years): one of its UE was followed this year, and no mark of either is awaited."""
    return some(course.attended, -1) & ~some(course.awaited, -1)


def rights(course: Course, means: Averages, acquired: Booleans, parameters: Parameters) -> Rights:
    """What follows from what is acquired."""
    year, exists = course.year, course.syllabus.exists
    pairs = course.syllabus.pairs[:, year]
    rcue_acquired = every(acquired[:, pairs, year], -1)
    at_floor = (means.rcue_at_floor & ~some(course.awaited, -1))[:, pairs, year]
    conditions = may_enter_next_year(rcue_acquired, at_floor, parameters.rcue_share)
    missing = exists & ~acquired
    asked = some(missing[:, :, year], 1)
    return Rights(
        even_semester=may_enter_even_semester(some(course.attended[:, :, year, 0], 1)),
        rcue_conditions=conditions,
        next_year=_next_year(course, conditions, acquired),
        asked=asked,
        repeats=repeats_left(times_followed(course), _in_course(asked, year), parameters),
        dut=has_the_dut(acquired[:, exists & _first_years(2)], course.syllabus.known[:4]),
        but=has_the_but(acquired[:, exists], course.syllabus.known),
    )


def _next_year(course: Course, conditions: Booleans, acquired: Booleans) -> Booleans:
    if course.year == 0:
        return conditions
    if course.year == 1:
        first_year = course.syllabus.exists & _first_years(1)
        return may_enter_third_year(conditions, acquired[:, first_year])
    return np.zeros_like(conditions)


def _first_years(count: int) -> Booleans:
    """(1, years, 1): which years are among the first ones."""
    return (np.arange(3) < count)[np.newaxis, :, np.newaxis]


def _in_course(asked: Booleans, year: int) -> Booleans:
    """(n, 2) of one year → (n, 6) of the course."""
    whole = np.zeros((len(asked), 3, 2), bool)
    whole[:, year] = asked
    return whole.reshape(len(asked), 6)


def times_followed(course: Course) -> Integers:
    """(n, 6): how many times each semester was followed, this year included."""
    followed = course.past.enrolments + some(course.attended, 1)
    return np.asarray(followed.reshape(len(course.students), 6), np.int64)


def ects(course: Course, acquired: Booleans) -> NDArray[np.int64]:
    """(n, competences, years, 2): hundredths of credits acquired.

    Those granted by the earlier decision when it says so; else those of the maquette followed, or for a UE
    that was never followed, of the present parcours.
    """
    said = course.past.ects
    return np.where(said >= 0, said, course.syllabus.ects) * acquired
