# SPDX-License-Identifier: EUPL-1.2
"""The end of a session: closed, published, corrected by another; its sealed file; what it leads to."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Field, Router, Schema, Status

from delibere.api.juries.sessions import (
    ONE,
    SealOut,
    SessionOut,
    seal_out,
    session_of,
    session_out,
)
from delibere.api.requests import ApiRequest
from delibere.api.shapes import OCTETS, Key, LongText, Moment, Text, answers, sends
from delibere.foundation.language import _
from delibere.jury.codes import Code
from delibere.services.records.juries.closing import close_session, refuse_another_title
from delibere.services.records.juries.consequences import Authorisation, authorisations, enrol_authorised
from delibere.services.records.juries.correcting import correct_session
from delibere.services.records.juries.minutes import file_of
from delibere.services.records.juries.publishing import publish_session

router = Router(tags=["juries"])


class TitleTyped(Schema):
    """Nothing irreversible without its name typed."""

    title: Text = Field(description=_("l’intitulé de la session, recopié"))


@router.post(
    f"{ONE}/close",
    url_name="api.close_jury",
    summary=_("Clore et sceller la session ; ses notes sont verrouillées"),
    response=answers(SealOut),
)
def close(request: ApiRequest, department: str, session: Key, typed: TitleTyped) -> SealOut:
    """Close and seal; what is still to be decided is told otherwise."""
    found = session_of(request, session)
    refuse_another_title(found, typed.title)
    return seal_out(close_session(request.place.author, found))


@router.get(
    f"{ONE}/seal",
    url_name="api.seal",
    summary=_("Le fichier scellé, pour « delibere jury verify »"),
    response=answers(None),
    openapi_extra=sends(OCTETS),
)
def sealed(request: ApiRequest, department: str, session: Key) -> HttpResponse:
    """The sealed file, to the byte."""
    return HttpResponse(file_of(session_of(request, session)), content_type=OCTETS)


class Publication(Schema):
    """When students read what was decided."""

    at: Moment | None = Field(description=_("rien : la publication est retirée"))


@router.put(
    f"{ONE}/publication",
    url_name="api.publish_jury",
    summary=_("Publier les décisions d’une session close, à une heure ; ou retirer la publication"),
    response=answers(SessionOut),
)
def publish(request: ApiRequest, department: str, session: Key, asked: Publication) -> SessionOut:
    """Show its decisions from a moment on; nothing takes that back."""
    return session_out(publish_session(request.place.author, session_of(request, session), asked.at))


class CorrectionReason(Schema):
    """Why a closed session is corrected."""

    reason: LongText


@router.post(
    f"{ONE}/corrections",
    url_name="api.correct_jury",
    summary=_("Préparer la session qui corrigera celle-ci, close ; l’ancienne reste telle quelle"),
    response=answers(SessionOut, 201),
)
def correct(request: ApiRequest, department: str, session: Key, why: CorrectionReason) -> Status[SessionOut]:
    """Prepare the session that will supersede this one."""
    made = correct_session(request.place.author, session_of(request, session), why.reason)
    return Status(201, session_out(made))


class AuthorisationOut(Schema):
    """What one student may do next."""

    nip: str
    code: Code | None
    semester: int
    year: int
    possible: list[str] = Field(description=_("maquettes que l’on peut suivre"))
    proposed: str | None
    enrolled: bool


class EnrolmentsAsked(Schema):
    """Whom to enrol where."""

    enrolments: Annotated[dict[Text, Text], Field(max_length=2000)] = Field(
        description=_("par NIP, le slug d’une maquette possible")
    )


class EnrolledOut(Schema):
    """How many were enrolled; those who were already stay so."""

    enrolled: int


@router.get(
    f"{ONE}/consequences",
    url_name="api.consequences",
    summary=_("Qui peut suivre quel semestre après une session close"),
    response=answers(list[AuthorisationOut]),
)
def consequences(request: ApiRequest, department: str, session: Key) -> list[AuthorisationOut]:
    """Authorisations, with the enrolment each leads to."""
    return [_authorisation(one) for one in authorisations(session_of(request, session))]


@router.post(
    f"{ONE}/consequences",
    summary=_("Inscrire ceux qui y sont autorisés ; tous ou personne"),
    response=answers(EnrolledOut),
)
def enrol(request: ApiRequest, department: str, session: Key, asked: EnrolmentsAsked) -> EnrolledOut:
    """Enrol those who may be; a promotion that is not open yet is opened."""
    found = session_of(request, session)
    return EnrolledOut(enrolled=enrol_authorised(request.place.author, found, asked.enrolments))


def _authorisation(one: Authorisation) -> AuthorisationOut:
    return AuthorisationOut(
        nip=one.student.nip,
        code=one.code,
        semester=one.semester,
        year=one.year,
        possible=list(one.possible),
        proposed=one.proposed,
        enrolled=one.enrolled,
    )
