# SPDX-License-Identifier: EUPL-1.2
"""Evaluations of a promotion: read, planned, changed, taken away.

The module is an Apogée code, or « bonus » for sport, culture and engagement.
"""

from datetime import date, datetime
from typing import Annotated

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from delibere.api.promotions import promotion_of
from delibere.api.requests import ApiRequest
from delibere.api.shapes import Key, Text, answers
from delibere.api.versions import IfMatch, refuse_another, stamp_of, tag
from delibere.calculation.evaluations import Kind
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.evaluations import (
    BONUS,
    LOCAL_BONUS,
    TypedEvaluation,
    change_evaluation,
    code_of,
    create_evaluation,
    remove_evaluation,
)
from delibere.store.models import Evaluation, EvaluationState, Group, Promotion

router = Router(tags=["evaluations"])
PROMOTION = "{slug:department}/promotions/{int:promotion}"
MODULE = f"{PROMOTION}/modules/{{module}}/evaluations"
ONE = f"{MODULE}/{{int:evaluation}}"


class EvaluationOut(Schema):
    """A test; figures are decimals as text."""

    id: int
    module: str = Field(description=_("code Apogée ; vide pour le bonus local"))
    title: str
    kind: Kind
    scale: str
    coefficient: str
    weights: dict[str, str] = Field(description=_("poids par code d’UE ; une UE absente pèse 1"))
    group: int | None
    held_on: date | None
    publish_at: datetime | None
    locked_at: datetime | None
    state: EvaluationState
    version: str = Field(description=_("à rendre dans If-Match"))


class EvaluationTyped(Schema):
    """An evaluation to write, whole; of a source of the local bonus, only the title counts."""

    title: Annotated[Text, Field(max_length=120)]
    kind: Kind = Kind.NORMAL
    scale: Text = "20"
    coefficient: Text = "1"
    weights: dict[Text, Text] = Field(default_factory=dict, description=_("poids par code d’UE"))
    group: Key | None = Field(None, description=_("un groupe, ou toute la promotion"))
    held_on: date | None = None


@router.get(
    f"{PROMOTION}/evaluations",
    url_name="api.evaluations",
    summary=_("Les évaluations d’une promotion, module par module"),
    response=answers(list[EvaluationOut]),
)
def evaluations(request: ApiRequest, department: str, promotion: Key) -> list[EvaluationOut]:
    """Those of the modules that one may read."""
    here = promotion_of(request, promotion)
    modules = request.place.modules("api.evaluations", here)
    found = here.evaluations.all() if modules is None else here.evaluations.filter(module__in=modules)
    return [evaluation_out(one) for one in found]


@router.get(
    MODULE,
    url_name="api.module_evaluations",
    summary=_("Les évaluations d’un module"),
    response=answers(list[EvaluationOut]),
)
def of_module(request: ApiRequest, department: str, promotion: Key, module: Text) -> list[EvaluationOut]:
    """Those of a module, in the order of their days."""
    return [evaluation_out(one) for one in evaluations_of(promotion_of(request, promotion), module)]


@router.post(
    MODULE,
    summary=_("Prévoir une évaluation, en brouillon"),
    response=answers(EvaluationOut, 201),
)
def create(
    request: ApiRequest,
    response: HttpResponse,
    department: str,
    promotion: Key,
    module: Text,
    typed: EvaluationTyped,
) -> Status[EvaluationOut]:
    """Plan an evaluation, as a draft."""
    here = promotion_of(request, promotion)
    made = create_evaluation(request.place.author, here, _typed(module, typed))
    return Status(201, _tagged(response, made))


@router.get(ONE, url_name="api.evaluation", summary=_("Une évaluation"), response=answers(EvaluationOut))
def look(
    request: ApiRequest,
    response: HttpResponse,
    department: str,
    promotion: Key,
    module: Text,
    evaluation: Key,
) -> EvaluationOut:
    """One of them."""
    return _tagged(response, evaluation_of(request, promotion, module, evaluation))


@router.put(
    ONE,
    summary=_("Changer une évaluation ; ses notes restent. If-Match porte la version lue"),
    response=answers(EvaluationOut),
)
def change(  # noqa: PLR0913, PLR0917 each names a part of the address
    request: ApiRequest,
    response: HttpResponse,
    department: str,
    promotion: Key,
    module: Text,
    evaluation: Key,
    typed: EvaluationTyped,
    if_match: IfMatch = None,
) -> EvaluationOut:
    """Change what an evaluation is, over the version that was read."""
    with transaction.atomic():
        found = _read(request, promotion, module, evaluation, if_match)
        change_evaluation(request.place.author, found, _typed(module, typed))
    return _tagged(response, found)


@router.delete(
    ONE,
    summary=_("Retirer une évaluation qui n’a jamais eu de note. If-Match porte la version lue"),
    response=answers(None, 204),
)
def remove(
    request: ApiRequest,
    department: str,
    promotion: Key,
    module: Text,
    evaluation: Key,
    if_match: IfMatch = None,
) -> Status[None]:
    """Take away an evaluation that never had a mark."""
    with transaction.atomic():
        remove_evaluation(request.place.author, _read(request, promotion, module, evaluation, if_match))
    return Status(204, None)


def evaluations_of(promotion: Promotion, module: str) -> QuerySet[Evaluation]:
    """Those of the module that an address names."""
    found = Evaluation.objects.filter(promotion=promotion, module=code_of(module))
    return found.select_related("promotion__department", "group")


def evaluation_of(request: ApiRequest, promotion: int, module: str, key: int) -> Evaluation:
    """The evaluation of this key, in this module of this promotion.

    Raises:
        Http404: there is none.
    """
    return get_object_or_404(evaluations_of(promotion_of(request, promotion), module), pk=key)


def _read(request: ApiRequest, promotion: int, module: str, key: int, if_match: str | None) -> Evaluation:
    """The same, held until the end of the transaction, and as it was read."""
    found = evaluations_of(promotion_of(request, promotion), module).select_for_update(of=("self",))
    one = found.filter(pk=key).first()
    if one is None:
        raise Http404
    refuse_another(if_match, _version(one))
    return one


def _typed(module: str, typed: EvaluationTyped) -> TypedEvaluation:
    if module == BONUS:
        return TypedEvaluation(LOCAL_BONUS, typed.title)
    return TypedEvaluation(
        module,
        typed.title,
        typed.kind,
        typed.scale,
        typed.coefficient,
        typed.weights,
        typed.held_on,
        _group(typed.group),
    )


def _group(key: int | None) -> Group | None:
    """The service says whether it is of this promotion.

    Raises:
        UnusableInputError: there is none.
    """
    found = Group.objects.select_related("partition").filter(pk=key).first() if key else None
    if key and found is None:
        raise UnusableInputError(_("Ce groupe n’est pas de cette promotion."))
    return found


def evaluation_out(one: Evaluation) -> EvaluationOut:
    """As programs read it."""
    return EvaluationOut(
        id=one.pk,
        module=one.module,
        title=one.title,
        kind=Kind(one.kind),
        scale=one.scale,
        coefficient=one.coefficient,
        weights=one.weights,
        group=one.group_id,
        held_on=one.held_on,
        publish_at=one.publish_at,
        locked_at=one.locked_at,
        state=one.state,
        version=_version(one),
    )


def _tagged(response: HttpResponse, one: Evaluation) -> EvaluationOut:
    tag(response, _version(one))
    return evaluation_out(one)


def _version(one: Evaluation) -> str:
    moments = [moment and moment.timestamp() for moment in (one.publish_at, one.locked_at)]
    weights = sorted(one.weights.items())
    return stamp_of(
        one.title, one.kind, one.scale, one.coefficient, weights, one.group_id, one.held_on, *moments
    )
