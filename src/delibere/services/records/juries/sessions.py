# SPDX-License-Identifier: EUPL-1.2
"""Sessions: prepared, changed while nothing is decided, opened; several at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.services.records.journal import Author, remember
from delibere.store.models import (
    Account,
    Action,
    Department,
    JuryMember,
    JuryPromotion,
    JurySession,
    Promotion,
    SessionKind,
    SessionState,
)

YEAR_STAGE = 3


@dataclass(frozen=True, slots=True)
class TypedMember:
    """Somebody appointed, as typed."""

    name: str
    quality: str = ""
    present: bool = True


@dataclass(frozen=True, slots=True)
class TypedSession:
    """A session as somebody fills its form.

    Attributes:
        promotions: those judged. For a year, the even ones: the odd semester of each is judged with it.
        act: of appointment of the jury, and of the delegation of its president.
    """

    kind: SessionKind
    promotions: tuple[Promotion, ...]
    title: str
    held_at: datetime | None = None
    place: str = ""
    president: str = ""
    act: str = ""
    members: tuple[TypedMember, ...] = ()


def sessions_of(
    department: Department, year: int | None = None, taught_by: Account | None = None
) -> list[JurySession]:
    """Every session, the last held first, with promotions, members and seal.

    Args:
        department: whose.
        year: of one academic year only.
        taught_by: only those that judge a promotion this person teaches.
    """
    found = department.jury_sessions.select_related("department", "supersedes", "superseded_by", "seal")
    if year is not None:
        found = found.filter(year=year)
    if taught_by is not None:
        taught = taught_by.teachings.values("promotion")
        found = found.filter(jury_promotions__promotion__in=taught).distinct()
    return list(found.prefetch_related("jury_promotions__promotion", "members"))


def judged_promotions(session: JurySession) -> list[Promotion]:
    """Those that a session judges, in order."""
    lines = session.jury_promotions.select_related("promotion__department")
    return [line.promotion for line in lines]


def may_be_judged(department: Department, year: int, kind: SessionKind) -> list[Promotion]:
    """The promotions one may choose from: for a year, those of even semesters."""
    found = Promotion.objects.filter(department=department, year=year)
    return [p for p in found if kind is SessionKind.SEMESTER or p.semester % 2 == 0]


@transaction.atomic
def prepare_session(author: Author, department: Department, typed: TypedSession) -> JurySession:
    """Prepare a session; nothing is decided yet.

    Raises:
        UnusableInputError: with a finding for each field (`cell`) to correct.
    """
    made = JurySession(department=department, **_fields(department, typed))
    made.save()
    _write_people(made, typed)
    _remember(author, Action.JURY_PREPARED, made, promotions=[p.slug for p in typed.promotions])
    return made


@transaction.atomic
def change_session(author: Author, session: JurySession, typed: TypedSession) -> None:
    """Change what a session is: until it is closed; its kind and promotions only before it is open.

    Raises:
        UnusableInputError: closed, or a field is to correct.
    """
    session = locked(session)
    refuse_closed(session)
    fields = _fields(session.department, typed)
    judged = [promotion.pk for promotion in judged_promotions(session)]
    other = sorted(judged) != sorted(p.pk for p in typed.promotions) or session.kind != typed.kind
    if other and (session.state == SessionState.OPEN or session.supersedes_id is not None):
        raise UnusableInputError(_("Les promotions jugées ne changent plus : ouvrez une autre session."))
    for name, value in fields.items():
        setattr(session, name, value)
    session.save()
    session.members.all().delete()
    session.jury_promotions.all().delete()
    _write_people(session, typed)
    _remember(author, Action.JURY_CHANGED, session, promotions=[p.slug for p in typed.promotions])


@transaction.atomic
def record_presence(author: Author, session: JurySession, present: Collection[int]) -> None:
    """Say which members (keys) are there.

    Raises:
        UnusableInputError: closed.
    """
    session = locked(session)
    refuse_closed(session)
    for member in session.members.all():
        if member.present != (member.pk in present):
            member.present = member.pk in present
            member.save(update_fields=["present"])
    there = [member.name for member in session.members.all() if member.present]
    _remember(author, Action.JURY_CHANGED, session, present=there)


@transaction.atomic
def open_session(author: Author, session: JurySession) -> JurySession:
    """Begin to deliberate; one that is open stays as it is.

    Raises:
        UnusableInputError: closed.
    """
    session = locked(session)
    refuse_closed(session)
    if session.state == SessionState.PREPARED:
        session.state, session.opened_at = SessionState.OPEN, timezone.now()
        session.held_at = session.held_at or session.opened_at
        session.save(update_fields=["state", "opened_at", "held_at"])
        _remember(author, Action.JURY_OPENED, session)
    return session


@transaction.atomic
def discard_session(author: Author, session: JurySession) -> None:
    """Give up a session in which nothing was decided.

    Raises:
        UnusableInputError: closed, or something was decided, or papers of it were issued.
    """
    session = locked(session)
    refuse_closed(session)
    if session.decisions.exists():
        raise UnusableInputError(_("Cette session a des décisions : elle ne s’efface pas."))
    if session.documents.exists():
        raise UnusableInputError(_("Des documents de cette session ont été émis : elle ne s’efface pas."))
    _remember(author, Action.JURY_DISCARDED, session)
    session.delete()


def locked(session: JurySession) -> JurySession:
    """The same row as it is now, held until the end of the transaction: acts on one session take turns."""
    return JurySession.objects.select_for_update().get(pk=session.pk)


def refuse_closed(session: JurySession) -> None:
    """Raises UnusableInputError: it is closed."""
    if session.is_sealed:
        message = _("« {title} » est close et scellée : une correction est une nouvelle session.")
        raise UnusableInputError(message.format(title=session.title))


def refuse_unless_open(session: JurySession) -> None:
    """Raises UnusableInputError: nobody deliberates in it now."""
    refuse_closed(session)
    if session.state != SessionState.OPEN:
        raise UnusableInputError(_("La séance n’est pas ouverte : ouvrez-la d’abord."))


def _fields(department: Department, typed: TypedSession) -> dict[str, object]:
    findings = [*_about_promotions(department, typed)]
    if not typed.title.strip():
        findings.append(_finding("title", _("Donnez-lui un intitulé.")))
    if any(not member.name.strip() for member in typed.members):
        findings.append(_finding("members", _("Un membre a un nom.")))
    if findings:
        raise UnusableInputError(_("Cette session est à compléter."), findings)
    return {
        "year": typed.promotions[0].year,
        "kind": typed.kind.value,
        "stage": _stage(typed),
        "title": typed.title.strip(),
        "held_at": typed.held_at,
        "place": typed.place.strip(),
        "president": typed.president.strip(),
        "act": typed.act.strip(),
    }


def _stage(typed: TypedSession) -> int:
    return YEAR_STAGE if typed.kind is SessionKind.ANNUAL else 2 - typed.promotions[0].semester % 2


def _about_promotions(department: Department, typed: TypedSession) -> Sequence[Finding]:
    promotions = typed.promotions
    if not promotions:
        return [_finding("promotions", _("Choisissez au moins une promotion."))]
    if any(p.department_id != department.pk for p in promotions) or len({p.year for p in promotions}) > 1:
        return [
            _finding("promotions", _("Un jury porte sur des promotions du département, d’une même année."))
        ]
    if typed.kind is SessionKind.ANNUAL and any(p.semester % 2 for p in promotions):
        return [_finding("promotions", _("Un jury annuel porte sur des semestres pairs."))]
    if len({p.semester % 2 for p in promotions}) > 1:
        return [_finding("promotions", _("Semestres impairs et pairs se jugent en deux sessions."))]
    return []


def _finding(cell: str, message: str) -> Finding:
    return Finding(Severity.ERROR, message, cell=cell)


def _write_people(session: JurySession, typed: TypedSession) -> None:
    JuryPromotion.objects.bulk_create(
        JuryPromotion(session=session, promotion=promotion) for promotion in dict.fromkeys(typed.promotions)
    )
    JuryMember.objects.bulk_create(
        JuryMember(session=session, name=one.name.strip(), quality=one.quality.strip(), present=one.present)
        for one in typed.members
    )


def _remember(author: Author, action: Action, session: JurySession, **details: object) -> None:
    remember(author, action, department=session.department, subject=str(session), details=details)
