# SPDX-License-Identifier: EUPL-1.2
"""The grid of one module, and the history of one of its cells."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from delibere.calculation.evaluations import Kind
from delibere.interchange.marksheets import kind_name
from delibere.services.records.evaluations import BONUS, code_of
from delibere.services.records.marks import history
from delibere.services.records.marks.grid import Grid, grid_of, module_of
from delibere.services.records.marks.legend import letters
from delibere.store.models import Enrolment, Evaluation, Group, Promotion
from delibere.web.gate import PlacedRequest
from delibere.web.marks.words import words
from delibere.web.promotions.views import promotion_of


def grid(request: PlacedRequest, department: str, promotion: int, module: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Students × evaluations, « ?groupe= »."""
    found = promotion_of(request, promotion)
    read = grid_of(found, code_of(module), group_asked(request, found))
    _refuse_unknown(read, module)
    acts = request.place.may_act_on("marks.write", promotion=promotion, module=module)
    context = {
        "promotion": found,
        "code": module,
        "grid": read,
        "acts": acts,
        "letters": letters(found) if module != BONUS else [],
        "words": words(),
        "kinds": {kind.value: kind_name(kind) for kind in Kind},
    }
    return render(request, "marks/grid.html", context)


def cell_history(
    request: PlacedRequest,
    department: str,  # noqa: ARG001 the gate has read it
    promotion: int,
    module: str,
    evaluation: int,
    enrolment: int,
) -> HttpResponse:
    """What a cell was, the newest first; the grid shows this table in a panel."""
    found = promotion_of(request, promotion)
    test = get_object_or_404(Evaluation, promotion=found, module=code_of(module), pk=evaluation)
    people = Enrolment.objects.filter(promotion=found).select_related("student")
    one = get_object_or_404(people, pk=enrolment)
    context = {
        "promotion": found,
        "code": module,
        "module": module_of(found, module),
        "evaluation": test,
        "enrolment": one,
        "changes": history(test, one),
    }
    return render(request, "marks/history.html", context)


def group_asked(request: PlacedRequest, promotion: Promotion) -> Group | None:
    """The group of « ?groupe= », None for everybody.

    Raises:
        Http404: not one of this promotion.
    """
    asked = request.GET.get("groupe", "")
    if not asked:
        return None
    key = asked if asked.isdecimal() else 0
    return get_object_or_404(Group, partition__promotion=promotion, pk=key)


def _refuse_unknown(read: Grid, module: str) -> None:
    """A module that the maquette no longer has is still shown when it has evaluations."""
    if read.module is None and module != BONUS and not read.columns:
        raise Http404
