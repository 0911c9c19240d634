# SPDX-License-Identifier: EUPL-1.2
"""An invented class for each year of a course: its people, their marks, their past."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice
from random import Random

from delibere.curriculum.model import Curriculum, Maquette
from delibere.foundation.people import Student
from delibere.jury.outcomes import Outcome
from delibere.services.files.demo.past import CourseYear, past_of, years_before
from delibere.services.files.demo.people import invented_people
from delibere.services.files.demo.semesters import FictitiousSemester, Part, fictitious_semester
from delibere.services.files.demo.situations import Situation, cast


@dataclass(frozen=True, slots=True)
class FictitiousYear:
    """An invented class: the same people in every semester, in the order of lists.

    Attributes:
        situations: what each student is there to show, in the order of the students.
        semesters: the odd one then the even one, or the only one that the annex holds.
        outcomes: what earlier juries decided about them.
    """

    students: tuple[Student, ...]
    situations: tuple[Situation, ...]
    semesters: tuple[FictitiousSemester, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def odd(self) -> FictitiousSemester | None:
        """S1, S3 or S5."""
        return next((s for s in self.semesters if s.maquette.semester % 2), None)

    @property
    def even(self) -> FictitiousSemester | None:
        """S2, S4 or S6."""
        return next((s for s in self.semesters if not s.maquette.semester % 2), None)


def fictitious_years(curriculum: Curriculum, seed: int) -> tuple[FictitiousYear, ...]:
    """An invented class for each year × regime × parcours of an annex; the same for the same seed."""
    people = invented_people(_rng(seed, "people"))
    return tuple(
        _year(curriculum, CourseYear(curriculum.academic_year, maquettes), seed, people)
        for maquettes in _year_classes(curriculum)
    )


def _rng(seed: int, *what: object) -> Random:
    return Random(f"{seed} {what}")  # noqa: S311 an invented class is no secret


def _year_classes(curriculum: Curriculum) -> Iterator[tuple[Maquette, ...]]:
    def course(maquette: Maquette) -> tuple[int, str, str]:
        return maquette.year, maquette.regime, maquette.parcours or ""

    for _course, found in groupby(sorted(curriculum.maquettes, key=course), course):
        yield tuple(sorted(found, key=lambda maquette: maquette.semester))


def _year(curriculum: Curriculum, now: CourseYear, seed: int, people: Iterator[Student]) -> FictitiousYear:
    rng = _rng(seed, now.maquettes[0].id)
    size = rng.randint(24, 30)
    students = sorted(islice(people, size), key=lambda student: student.sort_key)
    students = [replace(s, group="A" if place < size // 2 else "B") for place, s in enumerate(students)]
    situations = rng.sample(roles := cast(size, now.maquettes[0].year), len(roles))
    before = years_before(curriculum, now)
    parts = [
        Part(student, role, past_of(rng, student.nip, role, before, now))
        for student, role in zip(students, situations, strict=True)
    ]
    return FictitiousYear(
        tuple(students),
        tuple(situations),
        tuple(fictitious_semester(rng, m, curriculum.academic_year, parts) for m in now.maquettes),
        tuple(outcome for part in parts for outcome in part.past),
    )
