# SPDX-License-Identifier: EUPL-1.2
"""One figure opened: a page of its own, which scripts show beside the table it is in."""

from fractions import Fraction

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from delibere.calculation.rounding import value_passes
from delibere.foundation.errors import UnusableInputError
from delibere.jury.parameters import Parameters
from delibere.services.files.explain_figure import OpenedFigure, explain_figure
from delibere.services.files.opened_mean import opened_mean, product, step_in_words, why_left_out
from delibere.services.records.results import class_results
from delibere.store.models import Enrolment
from delibere.web.gate import PlacedRequest
from delibere.web.promotions.views import promotion_of


def figure_page(
    request: PlacedRequest,
    department: str,  # noqa: ARG001 the gate has read it
    promotion: int,
    nip: str,
    figure: str,
) -> HttpResponse:
    """« UE31 », « R3.04 », « UE31+UE41 » of one student; « ?format=json »."""
    here = promotion_of(request, promotion)
    enrolments = Enrolment.objects.select_related("student")
    enrolment = get_object_or_404(enrolments, promotion=here, student__nip=nip)
    try:
        results = class_results(here, only=enrolment.student)
        opened = explain_figure(results.results, nip, figure)
    except UnusableInputError as error:
        raise Http404 from error
    if request.GET.get("format") == "json":
        return JsonResponse(opened.to_json())
    laid = opened_mean(opened.explanation)
    titles = {module.pn: module.title for read in results.semesters for module in read.maquette.modules}
    titles |= {ue.code: ue.title for read in results.semesters for ue in read.maquette.ues}
    bar = _bar(opened, results.results.proposals.parameters)
    value, rounding = laid.exact, results.results.proposals.course.rules.rounding
    context = {
        "promotion": here,
        "enrolment": enrolment,
        "opened": opened,
        "laid": laid,
        "product": product,
        "why": why_left_out,
        "words": step_in_words,
        "titles": titles,
        "bar": bar,
        "reached": bar is not None and value is not None and value_passes(value, bar, rounding),
        "address": request.path,
    }
    return render(request, "results/figure.html", context)


def _bar(opened: OpenedFigure, law: Parameters) -> Fraction | None:
    """What the figure is compared with; None for a module."""
    if opened.decision is None:
        return None
    return law.rcue_bar if opened.explanation.label.startswith("RCUE") else law.ue_bar
