# SPDX-License-Identifier: EUPL-1.2
"""Everything about one student for the staff: every semester followed, what is not published included."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from delibere.calculation.rounding import value_shown
from delibere.curriculum.model import Module
from delibere.foundation.errors import UnusableInputError
from delibere.jury.student import StudentProposal
from delibere.services.records.results import ClassMarks, ClassResults, class_results
from delibere.services.records.tables.year import CompetenceYear, competences_of
from delibere.store.models import Enrolment, Evaluation, Promotion, Student
from delibere.store.models.marks import text_of


@dataclass(frozen=True, slots=True)
class EnteredMark:
    """One evaluation that concerns the student. `text`: « 12,5 », « ABJ », nothing yet."""

    evaluation: Evaluation
    text: str


@dataclass(frozen=True, slots=True)
class ModuleLine:
    """One module: its average in hundredths, and what was entered."""

    module: Module
    shown: int | None
    marks: tuple[EnteredMark, ...]


@dataclass(frozen=True, slots=True)
class SemesterOfStudent:
    """One semester followed."""

    enrolment: Enrolment
    modules: tuple[ModuleLine, ...]


@dataclass(frozen=True, slots=True)
class YearOfStudent:
    """What is judged together: a semester, or both of a year.

    Attributes:
        promotion: the last one, where figures are opened.
        semesters: in order.
    """

    promotion: Promotion
    semesters: tuple[SemesterOfStudent, ...]
    person: StudentProposal
    competences: tuple[CompetenceYear, ...]


def years_of(student: Student) -> list[YearOfStudent]:
    """The newest first; a promotion whose maquette is no longer published is left out."""
    found = Promotion.objects.filter(enrolments__student=student).select_related("department")
    followed = list(found.order_by("-year", "-slug"))
    years = (
        _year(promotion, student) for promotion in followed if not _closed_by_another(promotion, followed)
    )
    return [year for year in years if year is not None]


def _closed_by_another(promotion: Promotion, followed: list[Promotion]) -> bool:
    """An odd semester is judged with the even one of the same year, when it is followed too."""
    even = f"s{promotion.semester + 1}{promotion.slug[2:]}"
    return bool(promotion.semester % 2) and any(
        (one.year, one.slug) == (promotion.year, even) for one in followed
    )


def _year(promotion: Promotion, student: Student) -> YearOfStudent | None:
    try:
        found = class_results(promotion, only=student)
    except UnusableInputError:
        return None
    person = found.results.proposals.student(0)
    return YearOfStudent(promotion, tuple(_semesters(found)), person, competences_of(person))


def _semesters(found: ClassResults) -> Iterator[SemesterOfStudent]:
    for read, averages in zip(found.semesters, found.results.semesters, strict=True):
        if not read.enrolments:
            continue
        means = averages.modules.exact_rows(np.array([0]))[0]
        yield SemesterOfStudent(
            read.enrolments[0],
            tuple(
                ModuleLine(
                    module,
                    None if mean is None else value_shown(mean, (), averages.rules.rounding),
                    tuple(_marks(read, module)),
                )
                for module, mean in zip(read.maquette.modules, means, strict=True)
            ),
        )


def _marks(read: ClassMarks, module: Module) -> Iterator[EnteredMark]:
    for column, evaluation in enumerate(read.evaluations):
        if evaluation.module == module.apogee:
            yield EnteredMark(evaluation, text_of(read.table.mark(0, column)))


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who comes before and after in the list of a promotion."""

    before: Student | None
    after: Student | None


def neighbours(promotion: Promotion, student: Student) -> Neighbours:
    """In the order of lists; one query."""
    people = [one.student for one in promotion.enrolments.select_related("student")]
    at = people.index(student)
    return Neighbours(people[at - 1] if at else None, people[at + 1] if at + 1 < len(people) else None)
