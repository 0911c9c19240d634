# SPDX-License-Identifier: EUPL-1.2
"""The cells that a file would change, shown before anything is written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delibere.foundation.findings import errors
from delibere.services.records.marks import Verdict
from delibere.services.records.marks.grid import module_of
from delibere.services.records.marks.workbook_filled import WorkbookReview
from delibere.store.models import Promotion

_NEVER = frozenset({Verdict.REFUSED, Verdict.LOCKED})


def shown(
    request: HttpRequest, promotion: Promotion, module: str, review: WorkbookReview, name: str
) -> HttpResponse:
    """The page; 422 when something in the file keeps it from being read."""
    context = {
        "promotion": promotion,
        "code": module,
        "module": module_of(promotion, module),
        "name": name,
        "review": review,
        "refused": [one for one in review.changes if one.answer.verdict in _NEVER],
        "writable": [one for one in review.changes if one.answer.verdict not in _NEVER],
        "explained": any(one.answer.verdict is Verdict.UNEXPLAINED for one in review.changes),
        "wrong": bool(errors(list(review.findings))),
    }
    return render(request, "marks/workbook.html", context, status=422 if context["wrong"] else 200)
