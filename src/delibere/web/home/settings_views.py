# SPDX-License-Identifier: EUPL-1.2
"""The department's year and dates."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from delibere.foundation.language import _
from delibere.services.records.departments import add_milestone, remove_milestone, set_year
from delibere.store.models import Milestone
from delibere.web.gate import PlacedRequest
from delibere.web.home.forms import MilestoneForm, YearForm


def settings(request: PlacedRequest, department: str) -> HttpResponse:
    """Show and change them."""
    here = request.place.department
    initial = {"year": str(here.academic_year), "teaching_starts_on": here.teaching_starts_on}
    form = YearForm(request.POST or None, initial=initial)
    if form.is_valid():
        set_year(request.place.author, here, **form.cleaned_data)
        messages.success(request, _("Réglages enregistrés."))
        return redirect("home.settings", department)
    return _page(request, form, MilestoneForm())


@require_POST
def add_date(request: PlacedRequest, department: str) -> HttpResponse:
    """Write a date."""
    form = MilestoneForm(request.POST)
    if not form.is_valid():
        here = request.place.department
        initial = {"year": str(here.academic_year), "teaching_starts_on": here.teaching_starts_on}
        return _page(request, YearForm(initial=initial), form)
    add_milestone(request.place.author, request.place.department, **form.cleaned_data)
    messages.success(request, _("Date ajoutée."))
    return redirect("home.settings", department)


@require_POST
def remove_date(request: PlacedRequest, department: str, milestone: int) -> HttpResponse:
    """Take a date away."""
    found = get_object_or_404(Milestone, department=request.place.department, pk=milestone)
    remove_milestone(request.place.author, found)
    messages.success(request, _("Date retirée : {title}.").format(title=found.title))
    return redirect("home.settings", department)


def _page(request: PlacedRequest, form: YearForm, new_date: MilestoneForm) -> HttpResponse:
    context = {
        "form": form,
        "new_date": new_date,
        "milestones": request.place.department.milestones.all(),
    }
    refused = 422 if form.errors or new_date.errors else 200
    return render(request, "home/settings.html", context, status=refused)
