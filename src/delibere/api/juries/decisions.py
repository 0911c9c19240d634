# SPDX-License-Identifier: EUPL-1.2
"""Decisions: read, written about one student over the version that was read, or about several at once."""

from enum import StrEnum
from typing import Annotated

from django.http import Http404, HttpResponse
from ninja import Field, Router, Schema
from ninja.errors import HttpError

from delibere.api.juries.sessions import ONE, session_of
from delibere.api.juries.shapes import Chosen, DecidedOut, decided_out
from delibere.api.problems import Fault, fault
from delibere.api.requests import ApiRequest
from delibere.api.shapes import Key, Text, Version, answers
from delibere.api.versions import IfMatch, number_read, tag
from delibere.foundation.language import _
from delibere.services.records.juries.decided import decided_in
from delibere.services.records.juries.deciding import (
    Answer,
    Asked,
    DecidedMeanwhileError,
    accept_clear_cases,
    decide,
    decide_each,
)

router = Router(tags=["juries"])
DECISIONS = f"{ONE}/decisions"


@router.get(
    DECISIONS,
    url_name="api.decisions",
    summary=_("Ce qui est décidé, étudiant par étudiant ; rien pour ceux dont rien ne l’est"),
    response=answers(list[DecidedOut]),
)
def decisions(request: ApiRequest, department: str, session: Key) -> list[DecidedOut]:
    """What holds now."""
    return [decided_out(nip, one) for nip, one in decided_in(session_of(request, session)).items()]


@router.get(
    f"{DECISIONS}/{{nip}}",
    url_name="api.decision",
    summary=_("Ce qui est décidé pour un étudiant"),
    response=answers(DecidedOut),
)
def decision(
    request: ApiRequest, response: HttpResponse, department: str, session: Key, nip: Text
) -> DecidedOut:
    """The same about one student."""
    found = decided_in(session_of(request, session)).get(nip)
    if found is None:
        raise Http404
    tag(response, found.version)
    return decided_out(nip, found)


class DecisionTyped(Schema):
    """What a jury decides about one student."""

    choices: Chosen


@router.put(
    f"{DECISIONS}/{{nip}}",
    summary=_("Décider pour un étudiant ; If-Match porte la version lue, « 0 » si rien n’est écrit"),
    response=answers(DecidedOut),
)
def decide_one(  # noqa: PLR0913, PLR0917 each names a part of the request
    request: ApiRequest,
    response: HttpResponse,
    department: str,
    session: Key,
    nip: Text,
    typed: DecisionTyped,
    if_match: IfMatch = None,
) -> DecidedOut:
    """Write what the jury chooses about one student, and all that follows."""
    found, choices = session_of(request, session), [one.choice for one in typed.choices]
    try:
        made = decide(request.place.author, found, nip, choices, number_read(if_match))
    except DecidedMeanwhileError as error:
        raise HttpError(412, str(error)) from error
    tag(response, made.version)
    return decided_out(nip, made)


class DecisionAsked(DecisionTyped):
    """The same among others, over the version that was read."""

    nip: Text
    version: Version


class DecisionsAsked(Schema):
    """What a jury decides about several students."""

    decisions: Annotated[list[DecisionAsked], Field(max_length=500)]


class DecisionVerdict(StrEnum):
    """What became of a decision."""

    SAVED = "saved"
    SAME = "same"
    CONFLICT = "conflict"
    REFUSED = "refused"


class DecisionAnswer(Schema):
    """What became of a decision, and the version that now holds."""

    nip: str
    verdict: DecisionVerdict
    version: int
    message: str
    faults: list[Fault]


class DecisionAnswers(Schema):
    """In the order of the request."""

    results: list[DecisionAnswer]


@router.put(
    DECISIONS,
    summary=_("Décider pour plusieurs étudiants ; une réponse pour chacun, les autres restent écrits"),
    response=answers(DecisionAnswers),
)
def decide_several(
    request: ApiRequest, department: str, session: Key, typed: DecisionsAsked
) -> DecisionAnswers:
    """Write what may be written; the others say why."""
    asked = [
        Asked(one.nip, tuple(choice.choice for choice in one.choices), one.version) for one in typed.decisions
    ]
    if len({one.nip for one in asked}) != len(asked):
        raise HttpError(422, _("Un étudiant est deux fois dans la demande."))
    given = decide_each(request.place.author, session_of(request, session), asked)
    return DecisionAnswers(results=[_answer(one) for one in given])


def _answer(one: Answer) -> DecisionAnswer:
    return DecisionAnswer(
        nip=one.asked.nip,
        verdict=_verdict(one),
        version=one.held.version if one.held else 0,
        message=str(one.error or ""),
        faults=[fault(finding) for finding in (one.error.findings if one.error else ())],
    )


def _verdict(one: Answer) -> DecisionVerdict:
    if isinstance(one.error, DecidedMeanwhileError):
        return DecisionVerdict.CONFLICT
    if one.error is not None:
        return DecisionVerdict.REFUSED
    return DecisionVerdict.SAVED if one.changed else DecisionVerdict.SAME


class ClearCases(Schema):
    """Students whose proposals are accepted as they are."""

    nips: Annotated[list[Text], Field(max_length=2000)] = Field(
        description=_("ceux que progress nomme ; un cas qui n’est plus clair est laissé")
    )


class AcceptedOut(Schema):
    """What became of them."""

    accepted: int
    by_hand: int = Field(description=_("décidés avant, laissés tels quels"))
    left: dict[str, int] = Field(description=_("ceux qui ne sont pas clairs, par sorte"))


@router.post(
    f"{ONE}/accept",
    url_name="api.accept",
    summary=_("Accepter les cas clairs que l’on nomme"),
    response=answers(AcceptedOut),
)
def accept(request: ApiRequest, department: str, session: Key, cases: ClearCases) -> AcceptedOut:
    """Decide as proposed about the clear cases named; whatever was decided before stays."""
    done = accept_clear_cases(request.place.author, session_of(request, session), cases.nips)
    left = {kind.value: count for kind, count in done.left.items()}
    return AcceptedOut(accepted=done.accepted, by_hand=done.by_hand, left=left)
