# SPDX-License-Identifier: EUPL-1.2
"""What earlier juries decided: given as input, never computed again."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from delibere.foundation.calendar import AcademicYear
from delibere.jury.codes import Code


class Subject(StrEnum):
    """What an outcome is about."""

    UE = "ue"
    RCUE = "rcue"
    YEAR = "year"
    ENROLMENT = "enrolment"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of a student's past.

    Attributes:
        nip: the student.
        academic_year: when it was decided (for an enrolment: when the semester was followed).
        subject: UE, RCUE, YEAR, or ENROLMENT (the fact of having followed a semester: it counts in R9).
        semester: of the UE or the enrolment; the even one of the RCUE or the year.
        competence: key of the competence, None for YEAR and ENROLMENT.
        code: None for ENROLMENT.
        mark: the average as written in the decision, None when there is none (R13).
        ects: credits of the UE as granted, None when they are those of the maquette.
        elsewhere: acquired by mobility, VAE or transfer (R13).
    """

    nip: str
    academic_year: AcademicYear
    subject: Subject
    semester: int
    competence: str | None
    code: Code | None
    mark: Fraction | None = None
    ects: Decimal | None = None
    elsewhere: bool = False
