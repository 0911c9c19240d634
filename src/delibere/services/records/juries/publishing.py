# SPDX-License-Identifier: EUPL-1.2
"""Decisions shown to students, in plain words, from the hour chosen and not before."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.jury.codes import Code
from delibere.jury.outcomes import Subject
from delibere.jury.wording.codes import plain_words
from delibere.services.records.journal import Author, remember
from delibere.services.records.juries.decided import Decided, history_of
from delibere.services.records.juries.sessions import locked
from delibere.store.models import Action, JurySession, PastOutcome, SessionState, Student


@transaction.atomic
def publish_session(author: Author, session: JurySession, at: datetime | None) -> JurySession:
    """Show its decisions to students from a moment on; None takes a publication back.

    Raises:
        UnusableInputError: not closed.
    """
    session = locked(session)
    if not session.is_sealed:
        raise UnusableInputError(_("Une session se publie une fois close."))
    if session.publish_at != at:
        before, session.publish_at = session.publish_at, at
        session.save(update_fields=["publish_at"])
        remember(
            author,
            Action.JURY_PUBLISHED,
            department=session.department,
            subject=str(session),
            publish_at=[str(before or ""), str(at or "")],
        )
    return session


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """One line a student reads. `label`: « UE33 », « BUT 2 »…; `words`: what the code means, in French."""

    subject: Subject
    semester: int
    competence: str | None
    code: Code
    words: str
    motive: str


@dataclass(frozen=True, slots=True)
class OwnDecisions:
    """What one session decided about one student, once published; the year comes first."""

    session: JurySession
    lines: tuple[OwnDecision, ...]


def sessions_in_sight(student: Student, now: datetime) -> list[JurySession]:
    """The sessions whose decisions a student may read, the newest first.

    A corrected session gives way to its correction once that one is published, and not before.
    """
    published = JurySession.objects.filter(state=SessionState.CLOSED, publish_at__lte=now)
    found = list(published.filter(decisions__student=student).distinct())
    corrected = {session.supersedes_id for session in found}
    return [session for session in found if session.pk not in corrected]


def past_in_sight(student: Student, now: datetime) -> QuerySet[PastOutcome]:
    """The lines of a past that a student may read: those from elsewhere, and what was published."""
    from_elsewhere = Q(decided_in=None, withdrawn_at=None)
    return student.past.filter(from_elsewhere | Q(decided_in__in=sessions_in_sight(student, now)))


def own_decisions(student: Student, now: datetime) -> list[OwnDecisions]:
    """What a student may read, the newest session first."""
    return [
        OwnDecisions(session, _lines(history_of(session, student)[0]))
        for session in sessions_in_sight(student, now)
    ]


def _lines(decided: Decided) -> tuple[OwnDecision, ...]:
    motives = {choice.key: choice.motive for choice in decided.choices}
    lines = [
        OwnDecision(*key, code, plain_words(code, key[0]), motives.get(key, ""))
        for key, code in decided.codes.items()
        if code is not None
    ]
    return tuple(sorted(lines, key=lambda line: line.subject is not Subject.YEAR))
