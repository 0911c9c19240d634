# SPDX-License-Identifier: EUPL-1.2
"""The evaluations of a promotion, module by module."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delibere.services.records.completeness.assessed import AssessedModule, assessed_modules, tally_of
from delibere.store.models import EvaluationState, Promotion
from delibere.web.evaluations.own import changeable, readable
from delibere.web.gate import PlacedRequest
from delibere.web.promotions.views import promotion_of


def promotion_page(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Every module that one may read, its evaluations and their states."""
    here = promotion_of(request, promotion)
    modules = modules_read(request, here)
    hidden = [EvaluationState.DRAFT, EvaluationState.SCHEDULED]
    may = changeable(request, here)
    context = {
        "promotion": here,
        "modules": modules,
        "tally": tally_of(modules),
        "count": sum(len(one.evaluations) for one in modules),
        "hidden": sum(len(one.in_state(*hidden)) for one in modules),
        "bare": sum(one.bare for one in modules),
        "changeable": {one.code for one in modules if may is None or one.code in may},
        "now": timezone.localtime(),
        "today": timezone.localdate(),
    }
    return render(request, "evaluations/promotion.html", context)


def modules_read(request: PlacedRequest, promotion: Promotion) -> list[AssessedModule]:
    """The modules of a promotion that this person may read."""
    own = readable(request, promotion)
    found = assessed_modules(request.place.department, [promotion])
    return [one for one in found if own is None or one.code in own]
