# SPDX-License-Identifier: EUPL-1.2
"""Decisions shown to students, in plain words, from the hour chosen and not before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.jury.codes import Code
from delibere.jury.outcomes import Subject
from delibere.services.records.journal import Author, remember
from delibere.services.records.juries.decided import Decided, history_of
from delibere.services.records.juries.sessions import locked
from delibere.store.models import Action, JurySession, SessionState, Student


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


def own_decisions(student: Student, now: datetime) -> list[OwnDecisions]:
    """What a student may read, the newest session first; a corrected session gives way to its correction.

    Until the correction is published, what it corrects stays in sight.
    """
    sessions = JurySession.objects.filter(
        state=SessionState.CLOSED, publish_at__lte=now, decisions__student=student
    )
    shown = {session.pk: session for session in sessions.distinct()}
    corrected = {session.supersedes_id for session in shown.values()}
    return [
        OwnDecisions(session, _lines(history_of(session, student)[0]))
        for session in shown.values()
        if session.pk not in corrected
    ]


def _lines(decided: Decided) -> tuple[OwnDecision, ...]:
    motives = {choice.key: choice.motive for choice in decided.choices}
    lines = [
        OwnDecision(*key, code, in_plain_words(code, key[0]), motives.get(key, ""))
        for key, code in decided.codes.items()
        if code is not None
    ]
    return tuple(sorted(lines, key=lambda line: line.subject is not Subject.YEAR))


def in_plain_words(code: Code, subject: Subject) -> str:
    """« non acquise », « vous passez en année suivante »: for whom the code is about."""
    of_year = _words_of_years()
    if subject is Subject.YEAR and code in of_year:
        return of_year[code]
    return _words()[code]


def _words() -> Mapping[Code, str]:
    return {
        Code.ADM: _("acquis : la moyenne atteint 10"),
        Code.CMP: _("acquis : la moyenne du regroupement (RCUE) compense"),
        Code.ADSUP: _("acquis grâce au niveau supérieur de la même compétence"),
        Code.ADJ: _("acquis, accordé par le jury"),
        Code.ADJR: _("acquis, avec le regroupement (RCUE) que le jury a accordé"),
        Code.AJ: _("non acquis pour l’instant"),
        Code.ATJ: _("en attente : une note ou une décision manque encore"),
        Code.DEF: _("défaillant : pas assez de notes pour une moyenne"),
        Code.DEM: _("démission enregistrée"),
        Code.ABAN: _("abandon enregistré"),
        Code.ABL: _("année blanche"),
        Code.EXCLU: _("exclusion"),
        Code.PASD: _("passage de droit"),
        Code.PAS1NCI: _("passage accordé par le jury"),
        Code.RED: _("redoublement"),
        Code.NAR: _("pas d’autorisation de redoubler"),
    }


def _words_of_years() -> Mapping[Code, str]:
    return {
        Code.ADM: _("année validée : toutes les compétences sont acquises"),
        Code.ADJ: _("année validée par décision du jury"),
        Code.ADSUP: _("année validée grâce au niveau supérieur"),
        Code.PASD: _("vous passez en année suivante, avec des UE encore à acquérir"),
        Code.PAS1NCI: _("le jury vous laisse passer malgré un niveau insuffisant"),
        Code.RED: _("vous êtes autorisé à redoubler : les UE acquises le restent"),
        Code.NAR: _("vous n’êtes pas autorisé à redoubler ; le motif est écrit ci-dessous"),
        Code.ATJ: _("décision en attente : il manque une note ou une décision"),
    }
