# SPDX-License-Identifier: EUPL-1.2
"""Evaluations published, now or at an hour, taken back, locked, unlocked."""

from enum import StrEnum
from typing import Annotated

from django.utils import timezone
from ninja import Field, Router, Schema

from delibere.api.evaluations import ONE, PROMOTION, EvaluationOut, evaluation_of, evaluation_out
from delibere.api.promotions import promotion_of
from delibere.api.requests import ApiRequest
from delibere.api.shapes import Key, Moment, Text, answers
from delibere.foundation.language import _
from delibere.services.records.evaluations import lock_evaluations, publish_evaluations, unlock_evaluation
from delibere.services.records.journal import Author
from delibere.store.models import Evaluation, EvaluationState

router = Router(tags=["evaluations"])


class StateAct(StrEnum):
    """What to do with evaluations."""

    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    LOCK = "lock"


class StatesAsked(Schema):
    """What to do with which evaluations."""

    act: StateAct
    at: Moment | None = Field(None, description=_("pour publish : à cette heure ; rien : maintenant"))
    evaluations: Annotated[list[Key], Field(max_length=2000)]


class StateVerdict(StrEnum):
    """What became of one."""

    CHANGED = "changed"
    SAME = "same"
    UNKNOWN = "unknown"


class StateAnswer(Schema):
    """What became of one evaluation."""

    evaluation: int
    verdict: StateVerdict = Field(description=_("same : comme demandé déjà, ou verrouillée"))
    state: EvaluationState | None


class StateAnswers(Schema):
    """In the order of the request."""

    results: list[StateAnswer]


@router.post(
    f"{PROMOTION}/evaluations/states",
    url_name="api.evaluation_states",
    summary=_("Publier, cacher ou verrouiller des évaluations ; une réponse pour chacune"),
    response=answers(StateAnswers),
)
def change_states(request: ApiRequest, department: str, promotion: Key, asked: StatesAsked) -> StateAnswers:
    """Change the states of those that one may change; the others are unknown."""
    here = promotion_of(request, promotion)
    modules = request.place.modules("api.evaluation_states", here, act=True)
    found = here.evaluations.filter(pk__in=asked.evaluations).select_related("promotion__department")
    mine = {one.pk: one for one in (found if modules is None else found.filter(module__in=modules))}
    changed = {one.pk for one in _done(request.place.author, list(mine.values()), asked)}
    return StateAnswers(results=[_answer(key, mine.get(key), key in changed) for key in asked.evaluations])


def _done(author: Author, evaluations: list[Evaluation], asked: StatesAsked) -> list[Evaluation]:
    now = timezone.now()
    match asked.act:
        case StateAct.PUBLISH:
            return publish_evaluations(author, evaluations, asked.at or now)
        case StateAct.WITHDRAW:
            return publish_evaluations(author, evaluations, None)
        case StateAct.LOCK:
            return lock_evaluations(author, evaluations, now)


def _answer(key: int, one: Evaluation | None, changed: bool) -> StateAnswer:  # noqa: FBT001 a fact, not a mode
    if one is None:
        return StateAnswer(evaluation=key, verdict=StateVerdict.UNKNOWN, state=None)
    verdict = StateVerdict.CHANGED if changed else StateVerdict.SAME
    return StateAnswer(evaluation=key, verdict=verdict, state=one.state)


class Reason(Schema):
    """Why."""

    reason: Text


@router.post(
    f"{ONE}/unlock",
    url_name="api.unlock_evaluation",
    summary=_("Déverrouiller une évaluation, avec un motif"),
    response=answers(EvaluationOut),
)
def unlock(
    request: ApiRequest,
    department: str,
    promotion: Key,
    module: Text,
    evaluation: Key,
    why: Reason,
) -> EvaluationOut:
    """Let marks change again."""
    found = evaluation_of(request, promotion, module, evaluation)
    unlock_evaluation(request.place.author, found, why.reason)
    return evaluation_out(found)
