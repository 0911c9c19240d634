# SPDX-License-Identifier: EUPL-1.2
"""Enrolling: by names or NIP pasted, from the previous semester, one by one; a preview comes first."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from delibere.services.records.enrolments import candidates, enrol, enrolled_sentence, read_pasted
from delibere.services.records.students import search
from delibere.store.models import Promotion, Student
from delibere.web.gate import PlacedRequest
from delibere.web.promotions.views import promotion_of

FOUND = 20
"""How many people a search offers."""


def enrol_page(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:
    """Who could be enrolled, as asked; those ticked are."""
    found = promotion_of(request, promotion)
    if request.method == "POST" and "student" in request.POST:
        ticked = [pk for pk in request.POST.getlist("student") if pk.isdecimal()]
        students = Student.objects.filter(department=request.place.department, pk__in=ticked)
        messages.success(request, enrolled_sentence(enrol(request.place.author, found, students)))
        return redirect("promotions.one", department, promotion)
    text, name = request.POST.get("names", ""), request.GET.get("q", "").strip()
    context = {
        "promotion": found,
        "pasted": read_pasted(found, text),
        "text": text,
        "name": name,
        "found": _found(found, name),
        "candidates": candidates(found),
    }
    return render(request, "promotions/enrol.html", context)


def _found(promotion: Promotion, name: str) -> list[Student]:
    if not name:
        return []
    there = promotion.enrolments.values("student")
    return list(search(promotion.department, name).exclude(pk__in=there)[:FOUND])
