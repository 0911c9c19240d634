# SPDX-License-Identifier: EUPL-1.2
"""A student's course over the years: proposals included for staff, decisions alone for the student."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from delibere.curriculum.model import Curriculum, Maquette
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.jury.course import build_course
from delibere.jury.outcomes import Outcome, Subject
from delibere.jury.parameters import Parameters
from delibere.jury.past import read_past
from delibere.jury.proposals import propose
from delibere.jury.rules.booleans import Booleans
from delibere.jury.syllabus import YEARS, syllabus
from delibere.jury.whole_course import (
    Laid,
    WholeCourse,
    laid_from_past,
    laid_from_proposals,
    whole_course,
)
from delibere.services.records.juries.publishing import past_in_sight
from delibere.services.records.local_rules import local_rules_of
from delibere.services.records.maquettes import published_curriculum
from delibere.services.records.past import outcomes_of, past_of
from delibere.services.records.results import averages_of, marks_of
from delibere.store.models import Enrolment, EnrolmentStatus, Promotion, Student


@dataclass(frozen=True, slots=True)
class YearFollowed:
    """One year of the course: when, and as what.

    Attributes:
        academic_years: those in which one of its semesters was followed, oldest first.
        names: « FI », « FA · OSC » of its semesters here, in order; empty when followed elsewhere.
    """

    academic_years: tuple[AcademicYear, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudentCourse:
    """A student and the picture of his or her course."""

    student: Student
    course: WholeCourse
    years: tuple[YearFollowed, ...]


def course_of(student: Student) -> StudentCourse:
    """What is decided, and what the marks of the present year propose.

    Raises:
        UnusableInputError: no semester here, or its maquettes are not published.
    """
    enrolments, outcomes = _enrolments(student), past_of({student.pk})
    return _picture(student, enrolments, outcomes, _proposed(student, enrolments, outcomes))


def decided_course_of(student: Student, now: datetime) -> StudentCourse:
    """What is decided and published, and nothing else: for the student.

    Raises:
        UnusableInputError: no semester here, or its maquettes are not published.
    """
    enrolments, outcomes = _enrolments(student), outcomes_of(past_in_sight(student, now))
    return _picture(student, enrolments, outcomes, _decided(student, enrolments, outcomes))


def neighbours(student: Student) -> tuple[Student | None, Student | None]:
    """Who stands before and after on the list of the last promotion followed."""
    last = student.enrolments.order_by("-promotion__year", "-promotion__slug").first()
    if last is None:
        return None, None
    people = [one.student for one in last.promotion.enrolments.select_related("student")]
    place = people.index(student)
    return (people[place - 1] if place else None), (people[place + 1] if place + 1 < len(people) else None)


def _picture(
    student: Student, enrolments: Sequence[Enrolment], outcomes: Sequence[Outcome], laid: Laid
) -> StudentCourse:
    years = tuple(_year_followed(year, enrolments, outcomes) for year in range(1, YEARS + 1))
    return StudentCourse(student, whole_course(laid), years)


def _enrolments(student: Student) -> list[Enrolment]:
    """Oldest first, in the order of semesters."""
    found = student.enrolments.select_related("student", "promotion__department")
    found = found.prefetch_related("group_memberships", "exemptions")
    return sorted(found, key=lambda one: (one.promotion.year, one.promotion.semester))


def _now(enrolments: Sequence[Enrolment]) -> list[Promotion]:
    """The promotions of the last year followed: one, or the two of a year in one parcours."""
    if not enrolments:
        raise UnusableInputError(_("Aucun semestre suivi ici : le parcours se dessine dès l’inscription."))
    last = enrolments[-1].promotion
    year = [one.promotion for one in enrolments if one.promotion.year == last.year]
    return [
        one for one in year if one == last or (one.semester == last.semester - 1 and last.semester % 2 == 0)
    ]


def _curriculum(promotion: Promotion) -> Curriculum:
    curriculum = published_curriculum(promotion.department, promotion.year)
    if curriculum is None or promotion.slug not in {one.id for one in curriculum.maquettes}:
        raise UnusableInputError(
            _("La maquette de {promotion} n’est pas publiée.").format(promotion=promotion)
        )
    return curriculum


def _proposed(student: Student, enrolments: Sequence[Enrolment], outcomes: Sequence[Outcome]) -> Laid:
    now = _now(enrolments)
    if not _followed_now(enrolments, now, outcomes).any():
        return _decided(student, enrolments, outcomes)
    curriculum, day = _curriculum(now[-1]), now[-1].academic_year.last_day
    rules = local_rules_of(student.department).at(day)
    mine = [one for one in enrolments if one.promotion in _same_parcours(curriculum, now)]
    semesters = [averages_of(marks_of(one.promotion, None, [one]), rules) for one in mine]
    course = build_course(curriculum, semesters, outcomes)
    return laid_from_proposals(propose(course, parameters=Parameters.at(day)), 0)


def _same_parcours(curriculum: Curriculum, now: Sequence[Promotion]) -> list[Promotion]:
    parcours = curriculum.maquette(now[-1].slug).parcours
    known = {one.id: one.parcours for one in curriculum.maquettes}
    return [one for one in now if one.slug in known and known[one.slug] == parcours]


def _decided(student: Student, enrolments: Sequence[Enrolment], outcomes: Sequence[Outcome]) -> Laid:
    now = _now(enrolments)
    curriculum, day = _curriculum(now[-1]), now[-1].academic_year.last_day
    rules = local_rules_of(student.department).at(day)
    asked = syllabus(curriculum, _maquettes(curriculum, now))
    nobody = np.zeros((1, YEARS, 2), bool)
    past = read_past(
        outcomes, {student.nip: 0}, asked, rules.kept_on_repeat, (curriculum.academic_year, nobody)
    )
    return laid_from_past(past, asked, _followed_now(enrolments, now, outcomes), rules, Parameters.at(day))


def _maquettes(curriculum: Curriculum, now: Sequence[Promotion]) -> list[Maquette]:
    return [curriculum.maquette(one.slug) for one in _same_parcours(curriculum, now)]


def _followed_now(
    enrolments: Sequence[Enrolment], now: Sequence[Promotion], outcomes: Sequence[Outcome]
) -> Booleans:
    """(years, 2): semesters followed this year about which no jury of this year has decided."""
    decided = {
        outcome.semester
        for outcome in outcomes
        if outcome.academic_year == now[-1].academic_year and outcome.subject is Subject.UE
    }
    followed = np.zeros((YEARS, 2), bool)
    for one in enrolments:
        semester = one.promotion.semester
        if one.promotion in now and one.status == EnrolmentStatus.ENROLLED and semester not in decided:
            followed[(semester - 1) // 2, (semester - 1) % 2] = True
    return followed


def _year_followed(year: int, enrolments: Sequence[Enrolment], outcomes: Sequence[Outcome]) -> YearFollowed:
    semesters = {2 * year - 1, 2 * year}
    here = [one.promotion for one in enrolments if one.promotion.semester in semesters]
    before = [o.academic_year for o in outcomes if o.semester in semesters and o.subject is not Subject.YEAR]
    names = (promotion.name.partition(" · ")[2] for promotion in here)
    times = {*before, *(promotion.academic_year for promotion in here)}
    return YearFollowed(tuple(sorted(times)), tuple(dict.fromkeys(names)))
