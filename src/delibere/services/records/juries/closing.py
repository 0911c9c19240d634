# SPDX-License-Identifier: EUPL-1.2
"""Closing: the session is sealed and chained, its marks locked, its decisions part of the past."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.jury_sessions import canonical, digest, session_document
from delibere.services.records.evaluations import lock_evaluations
from delibere.services.records.journal import Author, remember
from delibere.services.records.juries.outcomes import write_outcomes
from delibere.services.records.juries.recording import Place, record_of, results_of
from delibere.services.records.juries.sessions import judged_promotions, locked, refuse_unless_open
from delibere.services.records.juries.sitting import Person, Readiness, Sitting, sitting_of
from delibere.services.records.results import semesters_judged
from delibere.store.models import (
    Action,
    Department,
    Evaluation,
    JurySession,
    Promotion,
    Seal,
    SessionState,
)


def obstacles(sitting: Sitting) -> list[Finding]:
    """What keeps a session from being closed; empty when nothing does. `subject`: the NIP, or nothing.

    Whoever waits for a mark is left without a decision: a later session will take it.
    """
    session = sitting.session
    found = [] if session.president else [_error(_("dites qui préside (annexe 1, point 4.6)"))]
    if not session.act:
        found.append(_error(_("citez l’acte qui nomme le jury (annexe 1, point 4.6)")))
    return found + [_error(why, person) for person in sitting.undecided if (why := _why(person))]


def _why(person: Person) -> str | None:
    if person.stale:
        return _("{name} : quelque chose a changé depuis la décision, à revoir").format(
            name=person.student.name
        )
    if person.readiness is Readiness.BLOCKED:
        return None
    return _("{name} : rien n’est décidé").format(name=person.student.name)


def _error(message: str, person: Person | None = None) -> Finding:
    return Finding(Severity.ERROR, message, subject=person.nip if person else None)


def refuse_another_title(session: JurySession, typed: str) -> None:
    """Nothing irreversible without its name typed, letter for letter but for spaces.

    Raises:
        UnusableInputError: it is not this session's.
    """
    if typed.split() != session.title.split():
        message = _("Ce n’est pas l’intitulé : « {title} ».")
        raise UnusableInputError(message.format(title=session.title))


@transaction.atomic
def close_session(author: Author, session: JurySession) -> Seal:
    """Close, seal, lock, and write what was decided into the past of each student.

    An evaluation that nobody had locked is, and one that nobody had published is published by it. A session
    that corrects another withdraws what that one had written into the past; its seal stays as it was.

    Raises:
        UnusableInputError: not open; or with a finding for each student still to be decided.
    """
    session = locked(session)
    refuse_unless_open(session)
    department = Department.objects.select_for_update().get(pk=session.department_id)
    sitting = sitting_of(session)
    if wrong := obstacles(sitting):
        raise UnusableInputError(_("La session ne peut pas encore être close."), wrong)
    session.state, session.closed_at, session.closed_by = SessionState.CLOSED, timezone.now(), author.account
    session.save(update_fields=["state", "closed_at", "closed_by"])
    _lock_marks(author, session)
    seal = _seal(sitting, session, department)
    write_outcomes(author, sitting)
    remember(
        author,
        Action.JURY_CLOSED,
        department=department,
        subject=str(session),
        number=seal.number,
        sha256=seal.sha256,
        counts=dict(sitting.counters.codes),
    )
    return seal


def _lock_marks(author: Author, session: JurySession) -> None:
    promotions = [one for judged in judged_promotions(session) for one in semesters_judged(judged)]
    assert session.closed_at is not None  # noqa: S101 it was just set
    lock_evaluations(author, _evaluations(promotions), session.closed_at)


def _evaluations(promotions: Iterable[Promotion]) -> list[Evaluation]:
    found = Evaluation.objects.filter(promotion__in=promotions).select_related("promotion__department")
    return list(found)


def _seal(sitting: Sitting, session: JurySession, department: Department) -> Seal:
    last = Seal.objects.filter(department=department).order_by("-number").first()
    place = Place(last.number + 1, last.sha256) if last else Place(1, "")
    record = record_of(sitting, place)
    data = canonical(session_document(record, results_of(sitting)))
    return Seal.objects.create(
        session=session,
        department=department,
        number=place.number,
        document=data,
        sha256=digest(data),
        previous=place.previous,
    )
