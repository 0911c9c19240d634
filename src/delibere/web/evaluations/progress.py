# SPDX-License-Identifier: EUPL-1.2
"""What is still to be typed: one's own evaluations, promotions, teachers, students, and reminders to copy."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delibere.services.records.completeness.assessed import (
    AssessedModule,
    assessed_modules,
    tally_of,
    taught_by,
)
from delibere.services.records.completeness.overview import by_promotion, by_teacher, reminders
from delibere.services.records.overview import promotions_taught
from delibere.store.models import Promotion, Role
from delibere.web.access import READERS
from delibere.web.evaluations.views import modules_read
from delibere.web.gate import Place, PlacedRequest
from delibere.web.promotions.views import promotion_of


def overview(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One's own evaluations first; the promotions and the teachers of the year for those who read all."""
    place = request.place
    modules = _modules(place)
    everything = bool(place.roles & READERS)
    context = {
        "own": taught_by(place.account, modules) if Role.TEACHER in place.roles else None,
        "everything": everything,
        "promotions": by_promotion(modules, timezone.localdate()) if everything else [],
        "teachers": by_teacher(modules) if everything else [],
        "tally": tally_of(modules),
        "today": timezone.localdate(),
    }
    return render(request, "evaluations/overview.html", context)


def _modules(place: Place) -> list[AssessedModule]:
    if place.roles & READERS:
        here = Promotion.objects.filter(department=place.department, year=place.department.year)
        promotions = list(here.select_related("department").order_by("slug"))
    else:
        promotions = promotions_taught(place.account, place.department)
    return assessed_modules(place.department, promotions)


def missing_page(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Which students wait for which mark, « ?module= » for one module only."""
    here, asked = promotion_of(request, promotion), request.GET.get("module", "")
    modules = [one for one in modules_read(request, here) if asked in {"", one.code}]
    context = {
        "promotion": here,
        "modules": [one for one in modules if one.module and (one.bare or one.tally.missing)],
        "asked": asked,
        "tally": tally_of(modules),
        "today": timezone.localdate(),
    }
    return render(request, "evaluations/missing.html", context)


def reminder_page(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One letter to copy for each teacher who owes marks."""
    here, today = request.place.department, timezone.localdate()
    teachers = by_teacher(_modules(request.place))
    deadline = here.milestones.filter(on__gte=today).first()
    nobody = [one for one in teachers if one.teacher is None and one.incomplete]
    context = {
        "reminders": reminders(here, teachers, today),
        "nobody": [module for one in nobody for module in one.incomplete],
        "deadline": deadline,
    }
    return render(request, "evaluations/reminders.html", context)
