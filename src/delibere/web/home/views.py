# SPDX-License-Identifier: EUPL-1.2
"""The first page of each role."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from delibere.services.records.overview import (
    coming_dates,
    first_steps,
    promotions_at_a_glance,
    promotions_taught,
)
from delibere.services.records.what_remains import what_remains
from delibere.store.models import Department, JournalEntry, Promotion, Role
from delibere.web.access import OFFICE, READERS
from delibere.web.gate import Place, PlacedRequest, SignedInRequest
from delibere.web.home.doors import grouped

_DOORS_OF_STEPS = {
    "annex": "curricula.upload",
    "students": "students.import",
    "semesters": "promotions.list",
    "evaluations": "promotions.list",
}


def start(request: SignedInRequest) -> HttpResponse:
    """Lead somebody to his or her department; a choice when there are several."""
    departments = Department.objects.filter(memberships__account=request.user).distinct()
    if len(departments) == 1:
        return redirect("home.home", departments[0].slug)
    return render(request, "home/departments.html", {"departments": departments})


def home(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """What remains to be done, as far as one's roles go; a student's own record."""
    place, today = request.place, timezone.localdate()
    if place.roles == {Role.STUDENT}:
        record = next(m.student for m in place.memberships if m.student)
        return redirect("own_results.page", place.department.slug, record.nip)
    steps = first_steps(place.department) if place.roles & OFFICE else []
    tasks = what_remains(place.department, place.roles, today)
    context = {
        "today": today,
        "steps": steps if any(not step.count for step in steps) else [],
        "doors": _DOORS_OF_STEPS,
        "groups": grouped(place, tasks),
        "tasks": tasks,
        "lines": promotions_at_a_glance(_promotions(place)),
        "dates": coming_dates(place.department, today)[:8],
        "entries": _latest(place),
    }
    return render(request, "home/home.html", context)


def _promotions(place: Place) -> list[Promotion]:
    """Those of the year; for a teacher, those he or she teaches in."""
    if place.roles & READERS:
        here = Promotion.objects.filter(department=place.department, year=place.department.year)
        return list(here.select_related("department").order_by("slug"))
    return promotions_taught(place.account, place.department)


def _latest(place: Place) -> list[JournalEntry]:
    if not place.may("journal.entries"):
        return []
    return list(JournalEntry.objects.filter(department=place.department)[:6])
