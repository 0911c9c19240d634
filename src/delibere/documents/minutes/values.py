# SPDX-License-Identifier: EUPL-1.2
"""A session as its papers need it: plain values, whether they come from a seal or from a sitting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from delibere.documents.institution import Institution
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.letters import plain_letters
from delibere.jury.codes import Code
from delibere.jury.outcomes import Subject


@dataclass(frozen=True, slots=True)
class MinutesMember:
    """Somebody appointed. `function`: « Présidente », « Membre »."""

    name: str
    quality: str
    function: str
    present: bool


@dataclass(frozen=True, slots=True)
class MinutesLine:
    """One thing decided.

    Attributes:
        subject, semester, competence: as in an `Outcome`.
        label: « UE33 », « UE33 + UE43 », « BUT 2 ».
        shown: hundredths; None without an average.
        proposed: what the rules gave; `code`: what is decided.
        motive: why the jury chose otherwise; empty when it did not.
        earlier: of an earlier year.
    """

    subject: Subject
    semester: int
    competence: str | None
    label: str
    shown: int | None
    code: Code | None
    proposed: Code | None
    motive: str = ""
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class MinutesStudent:
    """Everything decided about one student.

    Attributes:
        fact: DEM, DEF: stands for everything else.
        sentence: why, of the year's proposal or of the fact.
        pending: what was missing; nothing is decided then.
    """

    nip: str
    surname: str
    first_name: str
    lines: Sequence[MinutesLine]
    ects: Decimal
    fact: Code | None = None
    sentence: str = ""
    pending: Sequence[str] = ()

    @property
    def name(self) -> str:
        """« FRAMBOISE Félix »."""
        return f"{self.surname} {self.first_name}".strip()

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """Order of French lists."""
        return plain_letters(self.surname), plain_letters(self.first_name), self.nip

    @property
    def year(self) -> MinutesLine | None:
        """The line about the year that is judged."""
        return next((line for line in self.lines if line.subject is Subject.YEAR and not line.earlier), None)

    @property
    def year_code(self) -> Code | None:
        """What is decided about the year: the fact, when there is one."""
        return self.fact or (self.year.code if self.year else None)

    def line(self, subject: Subject, semester: int, competence: str) -> MinutesLine | None:
        """What is decided about a UE or RCUE."""
        wanted = subject, semester, competence
        return next(
            (one for one in self.lines if (one.subject, one.semester, one.competence) == wanted), None
        )


@dataclass(frozen=True, slots=True)
class MinutesClass:
    """One class that a session judges.

    Attributes:
        title: « parcours OSC, formation initiale ».
        semesters: judged, one or both of a year.
        competences: keys and titles, in order.
        ues: code by (semester, competence).
    """

    title: str
    semesters: tuple[int, ...]
    competences: Sequence[tuple[str, str]]
    ues: dict[tuple[int, str], str]
    students: Sequence[MinutesStudent]

    @property
    def in_order(self) -> list[MinutesStudent]:
        """By name."""
        return sorted(self.students, key=lambda student: student.sort_key)


@dataclass(frozen=True, slots=True)
class Minutes:
    """A session.

    Attributes:
        title: « Deuxième année : semestres 3 et 4 ».
        course: of whom (« BUT Qualité… »).
        act: of appointment of the jury.
        texts: the law and the votes applied, in a sentence.
        parameters: name, value used, source, of each rule in force.
        annual: the jury of a year.
        fingerprint: SHA-256 of what was deliberated, 64 digits.
        sealed: False while the session is not closed: these minutes are then a draft.
        closed_at: when the session rose.
    """

    institution: Institution
    academic_year: AcademicYear
    title: str
    course: str
    held_at: datetime | None
    place: str
    act: str
    president: str
    members: Sequence[MinutesMember]
    texts: str
    parameters: Sequence[tuple[str, str, str]]
    classes: Sequence[MinutesClass]
    annual: bool
    fingerprint: str
    sealed: bool
    closed_at: datetime | None = None

    @property
    def students(self) -> list[MinutesStudent]:
        """Everybody, class by class, numbered in this order."""
        return [student for one in self.classes for student in one.in_order]
