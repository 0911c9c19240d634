# SPDX-License-Identifier: EUPL-1.2
"""A session as one looks at it now: who is concerned, what is proposed, decided, missing, near a bar.

Computed at each look from marks, past and decisions: nothing is kept. Pages read a `Sitting` and nothing else
while a session is not closed; once it is, `minutes.py` reads its seal.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from delibere.calculation.local_rules import LocalRules, Rounding
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.jury.codes import Code
from delibere.jury.deciding import Choice, Ruling, grants_of, rulings
from delibere.jury.judged import JudgedClass, judge
from delibere.jury.parameters import Parameters
from delibere.jury.proposals import Proposals
from delibere.jury.student import StudentProposal
from delibere.services.records.juries.classes import Room, room_of
from delibere.services.records.juries.decided import Decided, decided_in
from delibere.services.records.juries.nearness import WITHIN, Nearness, nearest
from delibere.store.models import JurySession, SessionKind, Student

_NEED_NO_WORD = frozenset({Code.ADM, Code.ADSUP, Code.ADJ, Code.PASD})


class Readiness(StrEnum):
    """What somebody's case asks of the jury."""

    CLEAR = "clear"
    """Everything is given by the rules, and nothing is near a bar: may be accepted with others."""
    BORDERLINE = "borderline"
    """A figure is just under a bar."""
    DELIBERATE = "deliberate"
    """The jury has something to choose: RED, NAR, or a code that nobody proposes."""
    BLOCKED = "blocked"
    """A mark or an earlier decision is missing: it blocks this student, never the session."""
    FACT = "fact"
    """Resigned or defaulting: recorded, nothing to decide."""

    @property
    def word(self) -> str:
        """For people."""
        return {
            Readiness.CLEAR: _("cas clair"),
            Readiness.BORDERLINE: _("près d’une barre"),
            Readiness.DELIBERATE: _("à délibérer"),
            Readiness.BLOCKED: _("il manque quelque chose"),
            Readiness.FACT: _("fait constaté"),
        }[self]


@dataclass(frozen=True, slots=True)
class Person:
    """One student before the jury.

    Attributes:
        student: the row of the database.
        slug: of the class, « s4-fi-osc ».
        row: in the proposals of the class.
        ruling: what is decided once the choices written down are counted; proposals where there are none.
        alone: what the rules propose without any grant of the jury.
        decided: what is written down; None while nothing is.
        nearest: figures under a bar, the nearest first.
    """

    student: Student
    slug: str
    row: int
    ruling: Ruling
    alone: StudentProposal
    decided: Decided | None
    nearest: tuple[Nearness, ...]

    @property
    def nip(self) -> str:
        """Of the student."""
        return self.ruling.student.nip

    @property
    def version(self) -> int:
        """To be given back when deciding; 0 when nothing is written."""
        return self.decided.version if self.decided else 0

    @property
    def blocking(self) -> tuple[str, ...]:
        """What is missing, in French."""
        return self.ruling.proposal.blocking

    @property
    def stale(self) -> bool:
        """Something (a mark, the past) changed since it was decided: what follows is no longer the same."""
        return self.decided is not None and dict(self.decided.codes) != {
            line.key: line.code for line in self.ruling.lines
        }

    @property
    def readiness(self) -> Readiness:
        """What this case asks of the jury, decided or not."""
        if self.ruling.fact is not None:
            return Readiness.FACT
        if self.blocking:
            return Readiness.BLOCKED
        if any(line.code is None for line in self.ruling.lines):
            return Readiness.DELIBERATE
        if self.nearest and self.nearest[0].lacking <= WITHIN:
            return Readiness.BORDERLINE
        year = self.ruling.year
        clear = year is None or year.code in _NEED_NO_WORD
        return Readiness.CLEAR if clear and not self.ruling.chosen else Readiness.DELIBERATE


@dataclass(frozen=True, slots=True)
class SittingClass:
    """One class: what it is judged on, and what that gives with the grants written down."""

    judged: JudgedClass
    proposals: Proposals


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session as of now.

    Attributes:
        people: those concerned, class by class, in the order of names.
    """

    room: Room
    rules: LocalRules
    parameters: Parameters
    classes: tuple[SittingClass, ...]
    people: tuple[Person, ...]

    @property
    def session(self) -> JurySession:
        """The row."""
        return self.room.session

    def person(self, nip: str) -> Person:
        """One student.

        Raises:
            UnusableInputError: this jury does not decide about him or her.
        """
        for person in self.people:
            if person.nip == nip:
                return person
        raise UnusableInputError(_("Ce jury ne décide rien sur l’étudiant {nip}.").format(nip=nip))

    def of_class(self, slug: str) -> SittingClass:
        """One class."""
        return next(one for one in self.classes if one.judged.slug == slug)

    @property
    def undecided(self) -> tuple[Person, ...]:
        """Those about whom nothing is written, or something to look at again."""
        return tuple(person for person in self.people if person.decided is None or person.stale)

    @property
    def counters(self) -> "Counters":
        """For the top of the page."""
        decided = [person for person in self.people if person.decided is not None and not person.stale]
        codes: dict[Code, int] = {}
        for person in decided:
            if (year := person.ruling.year) is not None and year.code is not None:
                codes[year.code] = codes.get(year.code, 0) + 1
        chosen = [line.choice for person in decided for line in person.ruling.chosen if line.choice]
        return Counters(
            total=len(self.people),
            decided=len(decided),
            codes=dict(sorted(codes.items())),
            motives=sum(bool(choice.motive) for choice in chosen),
            chosen=len(chosen),
            blocked=sum(person.readiness is Readiness.BLOCKED for person in self.people),
            clear=sum(
                person.decided is None and person.readiness in {Readiness.CLEAR, Readiness.FACT}
                for person in self.people
            ),
        )


@dataclass(frozen=True, slots=True)
class Counters:
    """Where a session stands.

    Attributes:
        codes: decided codes of the year, in order.
        motives: written, out of `chosen` decisions other than proposed.
        blocked: students for whom something is missing.
        clear: clear cases (and facts) not decided yet.
    """

    total: int
    decided: int
    codes: Mapping[Code, int]
    motives: int
    chosen: int
    blocked: int
    clear: int

    @property
    def remaining(self) -> int:
        """To be decided."""
        return self.total - self.decided


def sitting_of(session: JurySession) -> Sitting:
    """Look at a session now; seventeen queries for one class, whatever the number of students.

    Raises:
        UnusableInputError: a maquette is no longer published.
    """
    return sitting_in(room_of(session), decided_in(session))


def sitting_in(room: Room, decided: Mapping[str, Decided], rules: LocalRules | None = None) -> Sitting:
    """The same from what was read already. `rules`: others than those declared, to see what they change."""
    rules, parameters = rules or room.local.at(room.day), Parameters.at(room.day)
    classes, people = [], []
    for judged in room.classes:
        choices = {nip: decided[nip].choices for nip in judged.concerned if nip in decided}
        proposals = judge(room.curriculum, judged, rules, parameters, grants_of(choices))
        classes.append(SittingClass(judged, proposals))
        alone = proposals if not any(choices.values()) else judge(room.curriculum, judged, rules, parameters)
        ruled = _rulings(room, judged, proposals, choices)
        given = alone.everyone() if alone is not proposals else [ruling.proposal for ruling in ruled]
        rows = {ruling.student.nip: row for row, ruling in enumerate(ruled)}
        people += [
            Person(
                student=room.students[nip],
                slug=judged.slug,
                row=rows[nip],
                ruling=ruled[rows[nip]],
                alone=given[rows[nip]],
                decided=decided.get(nip),
                nearest=nearest(ruled[rows[nip]], rules, parameters),
            )
            for nip in judged.concerned
        ]
    return Sitting(room, rules, parameters, tuple(classes), tuple(people))


def _rulings(
    room: Room,
    judged: JudgedClass,
    proposals: Proposals,
    choices: Mapping[str, Sequence[Choice]],
    rows: Sequence[int] | None = None,
) -> tuple[Ruling, ...]:
    annual = room.session.kind == SessionKind.ANNUAL
    return rulings(proposals, choices, facts=judged.facts, with_year=annual, rows=rows)


def ruling_with(sitting: Sitting, nip: str, choices: Iterable[Choice]) -> Ruling:
    """What would be decided about one student with these choices; nothing is written.

    Everything else is derived again at once: ECTS, R4, passage, the year.

    Raises:
        UnusableInputError: not a student of this jury, or a choice about a UE it does not judge.
    """
    person, chosen = sitting.person(nip), tuple(choices)
    judged = sitting.of_class(person.slug).judged
    grants = grants_of({nip: chosen})
    proposals = judge(sitting.room.curriculum, judged, sitting.rules, sitting.parameters, grants)
    return _rulings(sitting.room, judged, proposals, {nip: chosen}, [person.row])[0]


@dataclass(frozen=True, slots=True)
class OtherRounding:
    """A code that the other rounding would change. `label`: of the line."""

    person: Person
    label: str
    before: Code | None
    after: Code | None


def with_other_rounding(sitting: Sitting) -> tuple[OtherRounding, ...]:
    """What would be proposed otherwise if figures were rounded in the other way; nothing is written."""
    other = next(rounding for rounding in Rounding if rounding is not sitting.rules.rounding)
    rules = replace(sitting.rules, rounding=other)
    decided = {person.nip: person.decided for person in sitting.people if person.decided}
    there = {person.nip: person for person in sitting_in(sitting.room, decided, rules).people}
    return tuple(
        OtherRounding(person, line.label, line.code, found.code)
        for person in sitting.people
        for line in person.ruling.lines
        if (found := there[person.nip].ruling.line(line.key)) is not None and found.code is not line.code
    )
