# SPDX-License-Identifier: EUPL-1.2
"""The year that two promotions make: for each competence both UE and their RCUE; then the year's proposal."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from delibere.jury.codes import Code
from delibere.jury.student import RcueProposal, StudentProposal, UeProposal
from delibere.services.records.results import ClassResults
from delibere.store.models import Enrolment


@dataclass(frozen=True, slots=True)
class CompetenceYear:
    """One competence of one student: its UE by semester, and the RCUE they make, where there is one."""

    title: str
    ues: Mapping[int, UeProposal]
    rcue: RcueProposal | None


@dataclass(frozen=True, slots=True)
class YearLine:
    """One student.

    Attributes:
        enrolment: in the promotion that closes the year; None for somebody who is in the odd one only.
    """

    enrolment: Enrolment | None
    person: StudentProposal
    competences: tuple[CompetenceYear, ...]

    @property
    def code(self) -> Code | None:
        """Proposed for the year."""
        return self.person.year.decision.code if self.person.year else None


@dataclass(frozen=True, slots=True)
class YearTable:
    """A class at the end of a year.

    Attributes:
        semesters: their numbers, one or two.
        lines: in the order of lists.
        codes: how many have each code; None for those about whom nothing is proposed.
        left: as in a semester's table.
    """

    semesters: tuple[int, ...]
    lines: tuple[YearLine, ...]
    codes: Mapping[Code | None, int]
    left: tuple[Enrolment, ...]


def year_table(found: ClassResults) -> YearTable:
    """Lay out the year that a promotion closes."""
    people = {one.student.nip: one for one in found.semesters[-1].enrolments}
    lines = tuple(
        YearLine(people.get(person.student.nip), person, competences_of(person))
        for person in sorted(found.results.proposals.everyone(), key=lambda one: one.student.sort_key)
    )
    return YearTable(
        tuple(read.maquette.semester for read in found.semesters),
        lines,
        Counter(line.code for line in lines),
        found.left,
    )


def competences_of(person: StudentProposal) -> tuple[CompetenceYear, ...]:
    """What is judged about a student, competence by competence."""
    rcues = {rcue.competence: rcue for rcue in person.rcues}
    titles = {ue.competence: ue.title for ue in person.ues}
    return tuple(
        CompetenceYear(title, {ue.semester: ue for ue in person.ues if ue.competence == key}, rcues.get(key))
        for key, title in titles.items()
    )
