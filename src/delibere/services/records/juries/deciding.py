# SPDX-License-Identifier: EUPL-1.2
"""Decisions: about one student, by hand; about all the clear cases, at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.numbers import minimal
from delibere.jury.deciding import Choice, Line, Ruling, faults, proposed_codes
from delibere.services.records.journal import Author, remember
from delibere.services.records.juries.decided import Decided, decided_in
from delibere.services.records.juries.sessions import locked, refuse_unless_open
from delibere.services.records.juries.sitting import (
    Person,
    Readiness,
    Sitting,
    ruling_with,
    sitting_of,
)
from delibere.store.models import Action, JuryDecision, JurySession


class DecidedMeanwhileError(UnusableInputError):
    """Somebody else decided about this student since the page was read. `theirs`: what holds now."""

    def __init__(self, message: str, theirs: Decided) -> None:
        super().__init__(message)
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Asked:
    """What a jury decides about one student.

    Attributes:
        choices: whatever differs from the proposals; choices equal to them are left aside. The whole of them
            each time: those of before are superseded, and stay readable.
        version: of what was read (`Person.version`), 0 when nothing was written yet.
    """

    nip: str
    choices: tuple[Choice, ...]
    version: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """A decision that may be written."""

    person: Person
    ruling: Ruling

    @property
    def changes(self) -> bool:
        """It is not what holds already."""
        held = self.person.decided
        if held is None or self.person.stale or not held.by_hand:
            return True
        return [one.choice for one in self.ruling.lines] != [one.choice for one in self.person.ruling.lines]


@transaction.atomic
def decide(
    author: Author, session: JurySession, nip: str, choices: Sequence[Choice], version: int
) -> Decided:
    """Write what a jury decides about one student: what it chooses, and all that follows.

    Args:
        author: who holds the pen.
        session: open.
        nip: of the student.
        choices: see `Asked`.
        version: see `Asked`.

    Returns:
        What is now written; as it was when nothing changes.

    Raises:
        DecidedMeanwhileError: somebody else decided since; nothing is written.
        UnusableInputError: the session is not open; or, with a finding for each (`subject`: the label of the
            line), an unlawful code, a motive that is missing, a NAR without its reasons (R10)…
    """
    session = locked(session)
    refuse_unless_open(session)
    ruled = _ruled(sitting_of(session), Asked(nip, tuple(choices), version))
    _write(author, session, [ruled])
    return decided_in(session)[nip]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a decision that was asked for together with others.

    Attributes:
        held: what now holds about the student, None when nothing does.
        changed: it was just written.
        error: why it was not; None when it holds.
    """

    asked: Asked
    held: Decided | None
    changed: bool
    error: UnusableInputError | None


@transaction.atomic
def decide_each(author: Author, session: JurySession, asked: Sequence[Asked]) -> list[Answer]:
    """The same about several students, at most once each: those that may be are written, the others say why.

    Raises:
        UnusableInputError: the session is not open.
    """
    session = locked(session)
    refuse_unless_open(session)
    sitting = sitting_of(session)
    judged = [_judged(sitting, one) for one in asked]
    ruled = [one for one in judged if isinstance(one, Ruled)]
    changed = {one.person.nip for one in ruled if one.changes}
    _write(author, session, ruled)
    held = decided_in(session)
    return [
        Answer(
            one,
            held.get(one.nip),
            one.nip in changed,
            found if isinstance(found, UnusableInputError) else None,
        )
        for one, found in zip(asked, judged, strict=True)
    ]


def _judged(sitting: Sitting, asked: Asked) -> Ruled | UnusableInputError:
    try:
        return _ruled(sitting, asked)
    except UnusableInputError as error:
        return error


def _ruled(sitting: Sitting, asked: Asked) -> Ruled:
    person = sitting.person(asked.nip)
    _refuse_meanwhile(person, asked.version)
    ruling = ruling_with(sitting, asked.nip, asked.choices)
    wrong = faults(ruling, asked.choices)
    if wrong:
        message = _("Rien n’est enregistré pour {name} : une décision est à compléter.")
        raise UnusableInputError(message.format(name=person.student.name), wrong)
    return Ruled(person, ruling)


def _refuse_meanwhile(person: Person, version: int) -> None:
    if person.version == version:
        return
    theirs = person.decided
    if theirs is None:
        raise UnusableInputError(_("Rien n’est encore décidé pour cet étudiant : relisez sa fiche."))
    message = _("{name} a décidé pour {student} entre-temps : relisez avant de décider.")
    raise DecidedMeanwhileError(message.format(name=theirs.by_name, student=person.student.name), theirs)


def _write(author: Author, session: JurySession, ruled: Sequence[Ruled]) -> None:
    """Those that change something."""
    changing = [one for one in ruled if one.changes]
    rows = [row for one in changing for row in _rows(author, session, one.person, one.ruling, by_hand=True)]
    JuryDecision.objects.bulk_create(rows, batch_size=500)
    for one in changing:
        _remember_decision(author, session, one.person, one.ruling)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a bulk acceptance did.

    Attributes:
        accepted: how many students were decided.
        by_hand: how many were decided before, and left as they are.
        left: how many of each kind were not clear, and left to be decided.
    """

    accepted: int
    by_hand: int
    left: Mapping[Readiness, int]


@transaction.atomic
def accept_clear_cases(author: Author, session: JurySession, nips: Iterable[str] | None = None) -> Accepted:
    """Decide as proposed about every clear case, and note facts; what was decided before never changes.

    Args:
        author: who holds the pen.
        session: open.
        nips: only these students; None for all.

    Raises:
        UnusableInputError: the session is not open.
    """
    session = locked(session)
    refuse_unless_open(session)
    wanted = None if nips is None else set(nips)
    people = [p for p in sitting_of(session).people if wanted is None or p.nip in wanted]
    waiting = [person for person in people if person.decided is None]
    clear = [person for person in waiting if person.readiness in {Readiness.CLEAR, Readiness.FACT}]
    rows = [row for person in clear for row in _rows(author, session, person, person.ruling, by_hand=False)]
    JuryDecision.objects.bulk_create(rows, batch_size=500)
    if clear:
        details = {"count": len(clear), "nips": [person.nip for person in clear]}
        remember(
            author, Action.JURY_ACCEPTED, department=session.department, subject=str(session), details=details
        )
    left = [person.readiness for person in waiting if person not in clear]
    return Accepted(len(clear), len(people) - len(waiting), {kind: left.count(kind) for kind in set(left)})


def _rows(
    author: Author, session: JurySession, person: Person, ruling: Ruling, *, by_hand: bool
) -> Iterator[JuryDecision]:
    given = proposed_codes(person.alone)
    for line in ruling.lines:
        row = _row(session, person, line)
        row.proposed = given.get(line.key, line.proposal.code) or ""
        row.version, row.by_hand = person.version + 1, by_hand
        row.by, row.by_name = author.account, author.name
        yield row


def _row(session: JurySession, person: Person, line: Line) -> JuryDecision:
    choice = line.choice
    return JuryDecision(
        session=session,
        student=person.student,
        subject=line.subject,
        semester=line.semester,
        competence=line.competence or "",
        code=line.code or "",
        chosen=choice is not None,
        motive=choice.motive.strip() if choice else "",
        points="" if choice is None or choice.points is None else minimal(choice.points),
        guidance=choice.guidance.strip() if choice else "",
        hearing=choice.hearing.strip() if choice else "",
        director=choice.director.strip() if choice else "",
    )


def _remember_decision(author: Author, session: JurySession, person: Person, ruling: Ruling) -> None:
    before = person.decided.codes if person.decided else {}
    changes = {
        line.label: [before.get(line.key) or "", line.code or ""]
        for line in ruling.lines
        if line.choice is not None or before.get(line.key) is not line.code
    }
    motives = {line.label: line.choice.motive for line in ruling.lines if line.choice}
    remember(
        author,
        Action.JURY_DECIDED,
        department=session.department,
        subject=f"{person.student.name} · {session}",
        student=person.student,
        details=changes,
        motives=motives,
    )
