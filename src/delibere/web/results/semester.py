# SPDX-License-Identifier: EUPL-1.2
"""The results of a promotion: one table, sorted and narrowed by its address, exported from the same."""

from decimal import Decimal

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from delibere.documents.results import rounding_in_words
from delibere.foundation.errors import UnusableInputError
from delibere.jury.wording.codes import legend
from delibere.services.files.results_json import results_to_json
from delibere.services.records.results import ClassResults, class_results
from delibere.services.records.tables.issue import issue_semester
from delibere.services.records.tables.order import Situation, crossing, in_order, in_situation
from delibere.services.records.tables.pairs import pairs_of_semesters
from delibere.services.records.tables.semester import SemesterTable, semester_table
from delibere.store.models import Group, Promotion
from delibere.web.gate import PlacedRequest
from delibere.web.promotions.views import promotion_of
from delibere.web.results.answers import nothing_to_show, workbook
from delibere.web.results.asked import Asked
from delibere.web.results.columns import blocks, direction, module_cells, module_heads, ue_heads


def promotions(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """The promotions of the year, by year of the course: where results begin."""
    here = request.place.department
    found = Promotion.objects.filter(department=here, year=here.year)
    return render(request, "results/list.html", {"rows": pairs_of_semesters(found)})


def semester_page(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Sorted and narrowed as `Asked` says; « ?format=json », « ?format=xlsx »."""
    found = promotion_of(request, promotion)
    try:
        results = class_results(found)
    except UnusableInputError as error:
        return nothing_to_show(request, found, error)
    form = request.GET.get("format")
    if form == "json":
        return JsonResponse(results_to_json(results.results))
    if form == "xlsx":
        return workbook(issue_semester(results), f"resultats-{found.slug}")
    return render(request, "results/semester.html", _context(request, results))


def _context(request: PlacedRequest, results: ClassResults) -> dict[str, object]:
    groups = Group.objects.filter(partition__promotion=results.promotion).select_related("partition")
    group = next((one for one in groups if str(one.pk) == request.GET.get("groupe")), None)
    table = semester_table(results, group.pk if group else None)
    asked = Asked.of(request.GET.dict(), group.pk if group else None, table)
    lines = in_order(table, in_situation(table.lines, asked.situation), asked.order)
    heads = module_heads(table, asked)
    return {
        "promotion": results.promotion,
        "table": table,
        "asked": asked,
        "groups": groups,
        "group": group,
        "situations": [(one, len(in_situation(table.lines, one))) for one in Situation],
        "crossing": crossing(table, lines, asked.order),
        "ues": ue_heads(table, asked),
        "modules": heads,
        "blocks": blocks(table),
        "direction": direction,
        "rows": [(line, list(module_cells(table, line, heads))) for line in lines],
        "total": _total(table, asked.ue),
        "codes": legend({cell.code for line in lines for cell in line.ues}),
        "rounding": rounding_in_words(table.rules.rounding),
        "declared": results.results.declared,
        "now": timezone.now(),
    }


def _total(table: SemesterTable, ue: str | None) -> Decimal | None:
    """Σ of the coefficients towards the UE chosen."""
    return sum((module.coefficients[ue] for module in table.modules), Decimal(0)) if ue else None
