# SPDX-License-Identifier: EUPL-1.2
"""The year that a promotion closes: RCUE and year proposals, each with its sentence and its point."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from delibere.documents.results import rounding_in_words
from delibere.foundation.errors import UnusableInputError
from delibere.jury.codes import Code
from delibere.jury.wording.codes import legend
from delibere.services.files.results_json import results_to_json
from delibere.services.records.results import class_results
from delibere.services.records.tables.issue import issue_year
from delibere.services.records.tables.year import YearTable, year_table
from delibere.store.models import Promotion
from delibere.web.gate import PlacedRequest
from delibere.web.promotions.views import promotion_of
from delibere.web.results.answers import nothing_to_show, workbook

NOTHING = "rien"


def year_page(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:
    """« ?code=RED » narrows it; « ?format=json », « ?format=xlsx ». The even semester closes it."""
    found = promotion_of(request, promotion)
    if found.semester % 2:
        return (
            redirect("results.year", department, even.pk)
            if (even := _even(found))
            else _alone(request, found)
        )
    try:
        results = class_results(found)
    except UnusableInputError as error:
        return nothing_to_show(request, found, error)
    form = request.GET.get("format")
    if form == "json":
        return JsonResponse(results_to_json(results.results))
    if form == "xlsx":
        return workbook(issue_year(results), f"resultats-annee-{found.slug}")
    table, code = year_table(results), request.GET.get("code", "")
    context = {
        "promotion": found,
        "table": table,
        "code": code,
        "nothing": NOTHING,
        "lines": [line for line in table.lines if code in {"", line.code or NOTHING}],
        "codes": legend(_codes(table)),
        "rounding": rounding_in_words(results.results.proposals.course.rules.rounding),
        "now": timezone.now(),
    }
    return render(request, "results/year.html", context)


def _codes(table: YearTable) -> set[Code | None]:
    ues = {ue.decision.code for line in table.lines for ue in line.person.ues}
    return {*table.codes, *ues, *(rcue.decision.code for line in table.lines for rcue in line.person.rcues)}


def _even(promotion: Promotion) -> Promotion | None:
    slug = f"s{promotion.semester + 1}{promotion.slug[2:]}"
    return Promotion.objects.filter(department=promotion.department, year=promotion.year, slug=slug).first()


def _alone(request: PlacedRequest, promotion: Promotion) -> HttpResponse:
    return render(request, "results/alone.html", {"promotion": promotion})
