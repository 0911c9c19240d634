# SPDX-License-Identifier: EUPL-1.2
"""Everything decided about each student: proposals, the jury's choices, and what follows from them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from delibere.foundation.language import _
from delibere.foundation.people import Student
from delibere.jury.codes import ACQUIRED, Code
from delibere.jury.deciding.choices import Choice, Choices, Key
from delibere.jury.outcomes import Subject
from delibere.jury.proposals import Proposals
from delibere.jury.student import Decision, RcueProposal, StudentProposal, UeProposal, YearProposal
from delibere.jury.wording import student_proposals
from delibere.jury.wording.case import point

PASSING = frozenset({Code.ADM, Code.ADJ, Code.ADSUP, Code.PASD, Code.PAS1NCI})
"""Year codes that lead to the next year."""
FACTS = (Code.DEM, Code.DEF, Code.ABAN, Code.ABL, Code.EXCLU)
"""Recorded, never proposed by a rule."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing decided about one student.

    Attributes:
        label: « UE33 », « UE33 + UE43 », « BUT 2 ».
        mean: exact; None for a year, or without one.
        shown: hundredths as people read it.
        ects: credits acquired, of a UE.
        proposal: what the rules propose once the jury's grants are counted, with what stays lawful.
        choice: what the jury chose here; None when it follows the proposal.
        earlier: of a year before the one that is judged.
    """

    subject: Subject
    semester: int
    competence: str | None
    label: str
    mean: Fraction | None
    shown: int | None
    ects: Decimal | None
    proposal: Decision
    choice: Choice | None
    earlier: bool = False

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.subject, self.semester, self.competence

    @property
    def code(self) -> Code | None:
        """What is decided."""
        return self.choice.code if self.choice else self.proposal.code

    @property
    def acquired(self) -> bool:
        """The UE or RCUE is."""
        return self.code in ACQUIRED


@dataclass(frozen=True, slots=True)
class Ruling:
    """Everything decided, or to be decided, about one student.

    Attributes:
        proposal: what is proposed once the jury's grants are counted.
        lines: earlier years first, then UE, RCUE, and the year last.
        fact: a recorded fact (DEM, DEF) that stands for everything else; None without one.
        next_semester: number of the semester that these decisions lead to, None when there is none.
    """

    student: Student
    proposal: StudentProposal
    lines: tuple[Line, ...]
    fact: Code | None
    next_semester: int | None

    @property
    def year(self) -> Line | None:
        """The line about the year that is judged, or the fact; None after an odd semester."""
        return next((line for line in self.lines if line.subject is Subject.YEAR and not line.earlier), None)

    @property
    def chosen(self) -> tuple[Line, ...]:
        """What the jury chose itself."""
        return tuple(line for line in self.lines if line.choice is not None)

    def line(self, key: Key) -> Line | None:
        """The line about this, None when there is none."""
        return next((line for line in self.lines if line.key == key), None)


def rulings(
    proposals: Proposals,
    choices: Choices,
    *,
    facts: Mapping[str, Code] | None = None,
    with_year: bool = True,
    rows: Sequence[int] | None = None,
) -> tuple[Ruling, ...]:
    """What is decided about each student of a class.

    Args:
        proposals: made with `grants_of(choices)`.
        choices: by NIP; a choice about something that is not judged is left aside (`faults` tells it).
        facts: recorded facts by NIP.
        with_year: False for the jury of a semester: no line about the year.
        rows: of these students only; None for everybody.
    """
    rows = range(len(proposals.course.students)) if rows is None else rows
    return tuple(
        _ruling(proposals, row, person, choices.get(person.student.nip, ()), facts or {}, with_year=with_year)
        for row, person in zip(rows, student_proposals(proposals, rows), strict=True)
    )


def _ruling(
    proposals: Proposals,
    row: int,
    person: StudentProposal,
    choices: Sequence[Choice],
    facts: Mapping[str, Code],
    *,
    with_year: bool,
) -> Ruling:
    chosen, fact = {choice.key: choice for choice in choices}, facts.get(person.student.nip)
    if fact is not None:
        year = _fact(proposals, fact, chosen)
        return Ruling(person.student, person, (year,), fact, None)
    lines = tuple(_lines(person, chosen, with_year=with_year))
    year_line = next((line for line in lines if line.subject is Subject.YEAR and not line.earlier), None)
    code = year_line.code if year_line else None
    return Ruling(person.student, person, lines, None, next_after(proposals, row, code))


def proposed_codes(person: StudentProposal) -> dict[Key, Code | None]:
    """What is proposed about somebody, by subject."""
    return {line.key: line.code for line in _lines(person, {}, with_year=True)}


def next_after(proposals: Proposals, row: int, code: Code | None) -> int | None:
    """The semester that a year's code leads to; after an odd semester, the even one, whatever happened."""
    course = proposals.course
    if course.semester % 2:
        return course.semester + 1
    if code is Code.RED:
        return course.semester - 1 if proposals.rights.asked[row, 0] else course.semester
    return course.semester + 1 if code in PASSING and course.semester < 6 else None


def _lines(person: StudentProposal, chosen: Mapping[Key, Choice], *, with_year: bool) -> Iterator[Line]:
    for ue in person.earlier_ues:
        yield _ue(ue, chosen, earlier=True)
    for rcue in person.earlier_rcues:
        yield _rcue(rcue, chosen, earlier=True)
    for year in person.earlier_years:
        yield _year(year, chosen, earlier=True)
    for ue in person.ues:
        yield _ue(ue, chosen)
    for rcue in person.rcues:
        yield _rcue(rcue, chosen)
    if with_year and person.year is not None:
        yield _year(person.year, chosen)


def _ue(ue: UeProposal, chosen: Mapping[Key, Choice], *, earlier: bool = False) -> Line:
    key: Key = (Subject.UE, ue.semester, ue.competence)
    choice = _told(chosen.get(key), ue.decision)
    return Line(*key, ue.code_ue, ue.mean, ue.shown, ue.ects, ue.decision, choice, earlier)


def _rcue(rcue: RcueProposal, chosen: Mapping[Key, Choice], *, earlier: bool = False) -> Line:
    key: Key = (Subject.RCUE, 2 * rcue.year, rcue.competence)
    choice, label = _told(chosen.get(key), rcue.decision), " + ".join(rcue.ues)
    return Line(*key, label, rcue.mean, rcue.shown, None, rcue.decision, choice, earlier)


def _year(year: YearProposal, chosen: Mapping[Key, Choice], *, earlier: bool = False) -> Line:
    key: Key = (Subject.YEAR, 2 * year.year, None)
    choice, label = _told(chosen.get(key), year.decision), year_label(year.year)
    return Line(*key, label, None, None, None, year.decision, choice, earlier)


def _told(choice: Choice | None, proposal: Decision) -> Choice | None:
    """A choice of what the rules give anyway is no choice; the grant that a proposal counts is one."""
    if choice is None or choice.code is not proposal.code:
        return choice
    return choice if choice.code is Code.ADJ and proposal.lawful else None


def _fact(proposals: Proposals, fact: Code, chosen: Mapping[Key, Choice]) -> Line:
    year = proposals.course.year + 1
    key: Key = (Subject.YEAR, 2 * year, None)
    sentences = {
        Code.DEM: _("Démission enregistrée : rien à décider d’autre."),
        Code.DEF: _("Défaillance enregistrée : rien à décider d’autre."),
    }
    others = tuple(code for code in FACTS if code is not fact)
    decision = Decision(fact, sentences.get(fact, fact), point("R11"), others, {}, {})
    return Line(*key, year_label(year), None, None, None, decision, _told(chosen.get(key), decision))


def year_label(year: int) -> str:
    """« BUT 2 »."""
    return _("BUT {year}").format(year=year)
