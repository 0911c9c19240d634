# SPDX-License-Identifier: EUPL-1.2
"""The first pages."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from delibere.store.models import Department
from delibere.web.gate import PlacedRequest, SignedInRequest


def start(request: SignedInRequest) -> HttpResponse:
    """Lead somebody to his or her department; a choice when there are several."""
    departments = Department.objects.filter(memberships__account=request.user).distinct()
    if len(departments) == 1:
        return redirect("home.home", departments[0].slug)
    return render(request, "home/departments.html", {"departments": departments})


def home(request: PlacedRequest, department: str) -> HttpResponse:
    """What remains to be done."""
    return render(request, "home/home.html", {"department": department})
