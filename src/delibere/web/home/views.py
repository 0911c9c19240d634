# SPDX-License-Identifier: EUPL-1.2
"""The first page of each role."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from delibere.services.records.completeness.assessed import (
    AssessedModule,
    assessed_modules,
    tally_of,
    taught_by,
)
from delibere.services.records.completeness.overview import by_promotion
from delibere.services.records.completeness.tasks import marks_that_remain
from delibere.services.records.overview import (
    coming_dates,
    first_steps,
    promotions_at_a_glance,
    promotions_taught,
)
from delibere.services.records.what_remains import by_urgency, what_remains
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
    promotions = _promotions(place)
    modules = assessed_modules(place.department, promotions)
    about_marks = marks_that_remain(modules, place.account, place.roles, today)
    tasks = by_urgency([*what_remains(place.department, place.roles, today), *about_marks])
    context = {
        "today": today,
        "steps": steps if any(not step.count for step in steps) else [],
        "doors": _DOORS_OF_STEPS,
        "groups": grouped(place, tasks),
        "tasks": tasks,
        "lines": promotions_at_a_glance(promotions),
        "progress": {one.promotion.pk: one for one in by_promotion(_seen(place, modules), today)},
        "tally": tally_of(_seen(place, modules)),
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


def _seen(place: Place, modules: list[AssessedModule]) -> list[AssessedModule]:
    """A teacher counts his or her own modules only."""
    return modules if place.roles & READERS else taught_by(place.account, modules)


def _latest(place: Place) -> list[JournalEntry]:
    if not place.may("journal.entries"):
        return []
    return list(JournalEntry.objects.filter(department=place.department)[:6])
