# SPDX-License-Identifier: EUPL-1.2
"""An evaluation, or a source of the local bonus, written and changed."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from delibere.curriculum.model import Module
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.evaluations import LOCAL_BONUS, change_evaluation, create_evaluation
from delibere.services.records.local_rules import bonus_names
from delibere.services.records.maquettes import maquette_in_force
from delibere.store.models import Evaluation, Promotion
from delibere.web.evaluations.forms import BonusForm, EvaluationForm, as_typed
from delibere.web.gate import PlacedRequest
from delibere.web.promotions.views import promotion_of


def create(request: PlacedRequest, department: str, promotion: int, module: str) -> HttpResponse:
    """Plan an evaluation of a module."""
    here = promotion_of(request, promotion)
    taught = _module(here, module)
    form = EvaluationForm(here, taught, request.POST or None, {})
    if form.is_valid() and _written(request, form, here, None):
        return redirect("evaluations.promotion", department, promotion)
    return _page(request, form, here, taught, None)


def change(
    request: PlacedRequest, department: str, promotion: int, module: str, evaluation: int
) -> HttpResponse:
    """Change an evaluation; its marks stay."""
    here = promotion_of(request, promotion)
    taught = _module(here, module)
    found = get_object_or_404(_evaluations(here), module=module, pk=evaluation)
    form = EvaluationForm(here, taught, request.POST or None, as_typed(found))
    if form.is_valid() and _written(request, form, here, found):
        return redirect("evaluations.promotion", department, promotion)
    return _page(request, form, here, taught, found)


def create_bonus(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:
    """Add a source of the local bonus."""
    here = promotion_of(request, promotion)
    form = BonusForm(bonus_names(here), request.POST or None, {})
    if form.is_valid() and _written(request, form, here, None):
        return redirect("evaluations.promotion", department, promotion)
    return _page(request, form, here, None, None)


def change_bonus(request: PlacedRequest, department: str, promotion: int, source: int) -> HttpResponse:
    """Change the name of a source."""
    here = promotion_of(request, promotion)
    found = get_object_or_404(_evaluations(here), module=LOCAL_BONUS, pk=source)
    form = BonusForm(bonus_names(here), request.POST or None, {"title": found.title})
    if form.is_valid() and _written(request, form, here, found):
        return redirect("evaluations.promotion", department, promotion)
    return _page(request, form, here, None, found)


def _evaluations(promotion: Promotion) -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(promotion=promotion).select_related("promotion__department", "group")


def _module(promotion: Promotion, code: str) -> Module:
    maquette = maquette_in_force(promotion)
    found = next((one for one in (maquette.modules if maquette else ()) if one.apogee == code), None)
    if found is None:
        raise Http404
    return found


def _written(
    request: PlacedRequest, form: EvaluationForm | BonusForm, promotion: Promotion, known: Evaluation | None
) -> bool:
    """Whether the service took it; else the form says why."""
    author, typed = request.place.author, form.typed()
    try:
        if known is None:
            create_evaluation(author, promotion, typed)
            done = _("« {title} » est prévue, en brouillon : ses étudiants ne la voient pas encore.")
        else:
            changed = change_evaluation(author, known, typed)
            done = _("« {title} » est enregistrée.") if changed else _("« {title} » n’a pas changé.")
    except UnusableInputError as error:
        form.refuse(error.findings)
        if not form.errors:
            form.add_error(None, str(error))
        return False
    messages.success(request, done.format(title=typed.title))
    return True


def _page(
    request: PlacedRequest,
    form: EvaluationForm | BonusForm,
    promotion: Promotion,
    module: Module | None,
    evaluation: Evaluation | None,
) -> HttpResponse:
    context = {
        "form": form,
        "promotion": promotion,
        "module": module,
        "evaluation": evaluation,
        "teachings": list(promotion.teachings.filter(module=module.apogee).select_related("account"))
        if module
        else [],
        "removable": evaluation is not None and not evaluation.changes.exists(),
        "now": timezone.localtime(),
    }
    return render(request, "evaluations/edit.html", context, status=422 if form.errors else 200)
