# SPDX-License-Identifier: EUPL-1.2
"""Answers that are not a page of figures."""

from collections.abc import Container

from django.http import HttpResponse
from django.shortcuts import render

from delibere.documents.codes import meaning
from delibere.foundation.errors import UnusableInputError
from delibere.jury.codes import Code
from delibere.store.models import Promotion
from delibere.web.gate import PlacedRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def nothing_to_show(request: PlacedRequest, promotion: Promotion, error: UnusableInputError) -> HttpResponse:
    """Why nothing can be computed."""
    return render(request, "results/nothing.html", {"promotion": promotion, "why": str(error)})


def in_words(present: Container[Code | None]) -> list[tuple[Code, str]]:
    """What the codes of a page mean, in their usual order."""
    return [(code, meaning(code)) for code in Code if code in present]


def workbook(content: bytes, name: str) -> HttpResponse:
    """An XLSX file to keep."""
    disposition = f'attachment; filename="{name}.xlsx"'
    return HttpResponse(content, content_type=XLSX, headers={"Content-Disposition": disposition})
