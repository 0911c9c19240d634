# SPDX-License-Identifier: EUPL-1.2
"""Sessions: listed, prepared, changed, opened, given up."""

from datetime import datetime
from typing import Annotated

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from delibere.api.requests import ApiRequest
from delibere.api.shapes import Key, Moment, Text, Year, answers
from delibere.api.versions import IfMatch, refuse_another, stamp_of, tag
from delibere.foundation.language import _
from delibere.services.records.juries.sessions import (
    TypedMember,
    TypedSession,
    change_session,
    discard_session,
    locked,
    open_session,
    prepare_session,
    record_presence,
    sessions_of,
)
from delibere.store.models import JurySession, Promotion, Seal, SessionKind, SessionState

router = Router(tags=["juries"])
JURIES = "{slug:department}/juries"
ONE = f"{JURIES}/{{int:session}}"
ShortText = Annotated[Text, Field(max_length=160)]


class MemberOut(Schema):
    """Somebody appointed."""

    id: int
    name: str
    quality: str
    present: bool


class SealOut(Schema):
    """What a closed session was sealed as, chained to the one before."""

    number: int
    sha256: str
    previous: str
    sealed_at: datetime


class SessionOut(Schema):
    """A meeting of a jury."""

    id: int
    title: str
    kind: SessionKind
    year: int
    held_at: datetime | None
    place: str
    president: str
    act: str = Field(description=_("acte de nomination"))
    state: SessionState
    publish_at: datetime | None
    supersedes: int | None = Field(description=_("la session close que celle-ci corrige"))
    reason: str
    promotions: list[int]
    members: list[MemberOut]
    seal: SealOut | None
    version: str = Field(description=_("à rendre dans If-Match"))


class MemberTyped(Schema):
    """Somebody appointed, to write."""

    name: ShortText
    quality: ShortText = ""
    present: bool = True


class SessionTyped(Schema):
    """A session to write, whole."""

    kind: SessionKind
    promotions: Annotated[list[Key], Field(max_length=50)] = Field(
        description=_("pour un jury annuel, celles des semestres pairs")
    )
    title: ShortText
    held_at: Moment | None = None
    place: ShortText = ""
    president: ShortText = ""
    act: Text = Field("", description=_("acte de nomination"))
    members: Annotated[list[MemberTyped], Field(max_length=100)] = Field(default_factory=list)


class Presence(Schema):
    """Who is there."""

    present: Annotated[list[Key], Field(max_length=100)] = Field(description=_("clés des membres présents"))


@router.get(
    JURIES,
    url_name="api.juries",
    summary=_("Les sessions de jury, la dernière d’abord ; pour un enseignant, celles de ses promotions"),
    response=answers(list[SessionOut]),
)
def juries(
    request: ApiRequest, department: str, year: Annotated[Year | None, Query(None)] = None
) -> list[SessionOut]:
    """Those of a year, or all."""
    own = None if request.place.sees_all("api.jury") else request.place.account
    return [session_out(one) for one in sessions_of(request.place.department, year, own)]


@router.post(JURIES, summary=_("Préparer une session"), response=answers(SessionOut, 201))
def prepare(
    request: ApiRequest, response: HttpResponse, department: str, typed: SessionTyped
) -> Status[SessionOut]:
    """Prepare a session; nothing is decided yet."""
    made = prepare_session(request.place.author, request.place.department, _typed(request, typed))
    return Status(201, tagged(response, made))


@router.get(ONE, url_name="api.jury", summary=_("Une session"), response=answers(SessionOut))
def look(request: ApiRequest, response: HttpResponse, department: str, session: Key) -> SessionOut:
    """One of them."""
    return tagged(response, session_of(request, session))


@router.put(
    ONE,
    summary=_("Changer une session qui n’est pas close. If-Match porte la version lue"),
    response=answers(SessionOut),
)
def change(
    request: ApiRequest,
    response: HttpResponse,
    department: str,
    session: Key,
    typed: SessionTyped,
    if_match: IfMatch = None,
) -> SessionOut:
    """Change what a session is, over the version that was read."""
    with transaction.atomic():
        found = _read(request, session, if_match)
        change_session(request.place.author, found, _typed(request, typed))
    return tagged(response, session_of(request, session))


@router.delete(
    ONE,
    summary=_("Abandonner une session où rien n’est décidé. If-Match porte la version lue"),
    response=answers(None, 204),
)
def discard(request: ApiRequest, department: str, session: Key, if_match: IfMatch = None) -> Status[None]:
    """Give up a session in which nothing was decided."""
    with transaction.atomic():
        discard_session(request.place.author, _read(request, session, if_match))
    return Status(204, None)


@router.post(
    f"{ONE}/open", url_name="api.open_jury", summary=_("Ouvrir la séance"), response=answers(SessionOut)
)
def start(request: ApiRequest, department: str, session: Key) -> SessionOut:
    """Begin to deliberate."""
    return session_out(open_session(request.place.author, session_of(request, session)))


@router.put(
    f"{ONE}/presence",
    url_name="api.presence",
    summary=_("Dire qui est présent"),
    response=answers(SessionOut),
)
def presence(request: ApiRequest, department: str, session: Key, there: Presence) -> SessionOut:
    """Which members are there; the others are not."""
    record_presence(request.place.author, session_of(request, session), there.present)
    return session_out(session_of(request, session))


def _sessions(request: ApiRequest) -> QuerySet[JurySession]:
    found = JurySession.objects.filter(department=request.place.department)
    return found.select_related("department", "supersedes", "seal")


def session_of(request: ApiRequest, key: int) -> JurySession:
    """The session of this key.

    Raises:
        Http404: none in this department.
    """
    return get_object_or_404(_sessions(request), pk=key)


def _read(request: ApiRequest, key: int, if_match: str | None) -> JurySession:
    """The same, held until the end of the transaction, and as it was read."""
    found = locked(session_of(request, key))
    refuse_another(if_match, _version(found))
    return found


def _typed(request: ApiRequest, typed: SessionTyped) -> TypedSession:
    found = Promotion.objects.filter(department=request.place.department, pk__in=typed.promotions)
    promotions = tuple(found.select_related("department"))
    if len(promotions) != len(set(typed.promotions)):
        raise Http404
    return TypedSession(
        kind=typed.kind,
        promotions=promotions,
        title=typed.title,
        held_at=typed.held_at,
        place=typed.place,
        president=typed.president,
        act=typed.act,
        members=tuple(TypedMember(one.name, one.quality, one.present) for one in typed.members),
    )


def session_out(one: JurySession) -> SessionOut:
    """As programs read it."""
    return SessionOut(
        id=one.pk,
        title=one.title,
        kind=SessionKind(one.kind),
        year=one.year,
        held_at=one.held_at,
        place=one.place,
        president=one.president,
        act=one.act,
        state=one.state_at(timezone.now()),
        publish_at=one.publish_at,
        supersedes=one.supersedes_id,
        reason=one.reason,
        promotions=[line.promotion_id for line in one.jury_promotions.all()],
        members=[MemberOut.model_validate(member, from_attributes=True) for member in one.members.all()],
        seal=seal_out(one.seal) if hasattr(one, "seal") else None,
        version=_version(one),
    )


def seal_out(seal: Seal) -> SealOut:
    """As programs read it."""
    return SealOut.model_validate(seal, from_attributes=True)


def tagged(response: HttpResponse, one: JurySession) -> SessionOut:
    """The same with its ETag."""
    tag(response, _version(one))
    return session_out(one)


def _version(one: JurySession) -> str:
    moments = [moment and moment.timestamp() for moment in (one.held_at, one.publish_at)]
    promotions = [line.promotion_id for line in one.jury_promotions.all()]
    members = [(member.name, member.quality, member.present) for member in one.members.all()]
    return stamp_of(
        one.title, one.kind, one.place, one.president, one.act, one.state, *moments, promotions, members
    )
