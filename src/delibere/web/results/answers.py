# SPDX-License-Identifier: EUPL-1.2
"""Answers that are not a page of figures."""

from django.http import HttpResponse
from django.shortcuts import render

from delibere.foundation.errors import UnusableInputError
from delibere.store.models import Promotion
from delibere.web.gate import PlacedRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def nothing_to_show(request: PlacedRequest, promotion: Promotion, error: UnusableInputError) -> HttpResponse:
    """Why nothing can be computed."""
    return render(request, "results/nothing.html", {"promotion": promotion, "why": str(error)})


def workbook(content: bytes, name: str) -> HttpResponse:
    """An XLSX file to keep."""
    disposition = f'attachment; filename="{name}.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})
