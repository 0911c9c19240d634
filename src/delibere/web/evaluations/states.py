# SPDX-License-Identifier: EUPL-1.2
"""Evaluations published, locked, unlocked, taken away."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.services.records.evaluations import (
    lock_evaluations,
    publish_evaluations,
    remove_evaluation,
    unlock_evaluation,
)
from delibere.store.models import Evaluation
from delibere.web.evaluations.forms import ActForm
from delibere.web.evaluations.own import evaluation_to_change, evaluations_to_change
from delibere.web.gate import PlacedRequest
from delibere.web.layout.templating import moment
from delibere.web.promotions.views import promotion_of


@require_POST
def change_states(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:
    """Publish, schedule, take back or lock the ticked evaluations, modules, or all that one may change."""
    here, form = promotion_of(request, promotion), ActForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for found in form.errors.values() for error in found))
        return redirect("evaluations.promotion", department, promotion)
    mine = list(evaluations_to_change(request, here))
    chosen = mine if form.cleaned_data["everything"] else _ticked(request, mine)
    if chosen:
        messages.success(request, _done(request, form, chosen))
    else:
        messages.warning(request, _("Aucune évaluation n’est cochée : rien n’a changé."))
    return redirect("evaluations.promotion", department, promotion)


def _ticked(request: PlacedRequest, evaluations: Sequence[Evaluation]) -> list[Evaluation]:
    keys, modules = set(request.POST.getlist("evaluation")), set(request.POST.getlist("module"))
    return [one for one in evaluations if str(one.pk) in keys or (one.module and one.module in modules)]


def _done(request: PlacedRequest, form: ActForm, chosen: Sequence[Evaluation]) -> str:
    """Does it, and says so."""
    author, now, at = request.place.author, timezone.now(), form.cleaned_data["at"]
    match form.cleaned_data["act"]:
        case "publish":
            changed = publish_evaluations(author, chosen, now)
            message = plural(_("{n} évaluation publiée."), _("{n} évaluations publiées."), len(changed))
        case "schedule":
            changed = publish_evaluations(author, chosen, at)
            one, many = _("{n} évaluation publiée le {at}."), _("{n} évaluations publiées le {at}.")
            message = plural(one, many, len(changed))
        case "withdraw":
            changed = publish_evaluations(author, chosen, None)
            one, many = _("{n} évaluation cachée de nouveau."), _("{n} évaluations cachées de nouveau.")
            message = plural(one, many, len(changed))
        case _lock:
            changed = lock_evaluations(author, chosen, now)
            one, many = _("{n} évaluation verrouillée."), _("{n} évaluations verrouillées.")
            message = plural(one, many, len(changed))
    left = len(chosen) - len(changed)
    rest = plural(
        _("{n} restait comme demandé, ou verrouillée."),
        _("{n} restaient comme demandé, ou verrouillées."),
        left,
    )
    return " ".join([message.format(n=len(changed), at=moment(at)), *([rest.format(n=left)] if left else [])])


@require_POST
def unlock(request: PlacedRequest, department: str, promotion: int, evaluation: int) -> HttpResponse:
    """Let marks change again, with a reason."""
    here = promotion_of(request, promotion)
    found = get_object_or_404(
        Evaluation.objects.select_related("promotion__department"), promotion=here, pk=evaluation
    )
    try:
        unlock_evaluation(request.place.author, found, request.POST.get("reason", ""))
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("« {title} » est déverrouillée.").format(title=found.title))
    return redirect("evaluations.promotion", department, promotion)


@require_POST
def remove(request: PlacedRequest, department: str, promotion: int, evaluation: int) -> HttpResponse:
    """Take away an evaluation that never had a mark."""
    here = promotion_of(request, promotion)
    found = evaluation_to_change(request, here, evaluation)
    try:
        remove_evaluation(request.place.author, found)
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("« {title} » est retirée.").format(title=found.title))
    return redirect("evaluations.promotion", department, promotion)
