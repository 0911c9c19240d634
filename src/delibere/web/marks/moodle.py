# SPDX-License-Identifier: EUPL-1.2
"""Marks from Moodle and to Moodle: activities matched with evaluations, then previewed as a workbook is."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.services.records.evaluations import code_of
from delibere.services.records.marks.grid import module_of
from delibere.services.records.marks.moodle import Matching, moodle_file, review_moodle, title_of
from delibere.store.models import Promotion
from delibere.web.gate import PlacedRequest
from delibere.web.marks.preview import shown
from delibere.web.marks.views import group_asked
from delibere.web.promotions.views import promotion_of


def download(request: PlacedRequest, department: str, promotion: int, module: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """The marks as Moodle imports them, « ?groupe= »."""
    found = promotion_of(request, promotion)
    made = moodle_file(found, code_of(module), group_asked(request, found))
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.data, content_type="text/csv; charset=utf-8", headers=headers)


def asked(
    request: PlacedRequest, promotion: Promotion, module: str, matching: Matching, name: str
) -> HttpResponse:
    """Which activity is which evaluation; nothing is kept but in the page."""
    context = {
        "promotion": promotion,
        "code": module,
        "module": module_of(promotion, module),
        "name": name,
        "findings": matching.grades.findings,
        "table": matching.grades.table.decode("utf-8-sig"),
        "activities": [
            (place, activity, matching.guessed.get(place))
            for place, activity in enumerate(matching.grades.activities)
        ],
        "evaluations": [(one.pk, title_of(one)) for one in matching.evaluations],
    }
    return render(request, "marks/moodle.html", context)


@require_POST
def preview(request: PlacedRequest, department: str, promotion: int, module: str) -> HttpResponse:
    """What the chosen activities would change, cell by cell; nothing is written."""
    found, name = promotion_of(request, promotion), request.POST.get("name", "")
    chosen = dict(_chosen(request))
    table = request.POST.get("table", "").encode()
    try:
        review = review_moodle(found, code_of(module), table, chosen, name)
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("marks.grid", department, promotion, module)
    return shown(request, found, module, review, name)


def _chosen(request: PlacedRequest) -> Iterator[tuple[int, int]]:
    """« activity-3 »: place of an activity, key of an evaluation; what is not so is left out."""
    for name in request.POST:
        place, key = name.removeprefix("activity-"), request.POST.get(name, "")
        if name.startswith("activity-") and place.isdecimal() and key.isdecimal():
            yield int(place), int(key)
