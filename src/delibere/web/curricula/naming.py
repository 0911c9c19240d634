# SPDX-License-Identifier: EUPL-1.2
"""The national framework: dropped, reviewed beside what is taught, then what names the competences."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.frameworks import (
    abandon_framework,
    frameworks_of,
    name_competences,
    receive_framework,
    review_framework,
)
from delibere.store.models import CompetenceFramework
from delibere.web.curricula.forms import FrameworkForm
from delibere.web.gate import PlacedRequest


def frameworks(request: PlacedRequest, department: str) -> HttpResponse:
    """Those in force, the one under review; drop another."""
    place = request.place
    initial = {"year": place.department.academic_year}
    form = FrameworkForm(request.POST or None, request.FILES or None, initial=initial)
    refusal: UnusableInputError | None = None
    if form.is_valid():
        file, year = form.cleaned_data["file"], form.cleaned_data["year"]
        try:
            made = receive_framework(place.author, place.department, year, file.name, file.read())
        except UnusableInputError as error:
            refusal = error
        else:
            return redirect("curricula.framework", department, made.pk)
    rows = frameworks_of(place.department)
    refused = 422 if refusal or form.errors else 200
    context = {"form": form, "refusal": refusal, "rows": rows}
    return render(request, "curricula/frameworks.html", context, status=refused)


def framework(request: PlacedRequest, department: str, framework: int) -> HttpResponse:
    """What it holds and what it names; which competence is which may be corrected."""
    row = _row(request, framework)
    if request.method == "POST":
        chosen = {one.key: request.POST.get(one.key, "") for one in review_framework(row).taught}
        try:
            name_competences(request.place.author, row, chosen)
        except UnusableInputError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Les compétences portent désormais les noms du référentiel."))
        return redirect("curricula.framework", department, framework)
    now = review_framework(row)
    ues = {
        competence.key: [one for one in now.taught if now.matches.get(one.key) == competence.key]
        for competence in now.framework.competences
    }
    told = {one.subject: one.message for one in now.findings if one.subject}
    return render(request, "curricula/framework.html", {"review": now, "ues": ues, "told": told})


@require_POST
def abandon(request: PlacedRequest, department: str, framework: int) -> HttpResponse:
    """Forget the one under review."""
    try:
        abandon_framework(_row(request, framework))
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("curricula.framework", department, framework)
    messages.success(request, _("Référentiel abandonné : rien n’en a été gardé."))
    return redirect("curricula.frameworks", department)


def _row(request: PlacedRequest, pk: int) -> CompetenceFramework:
    rows = CompetenceFramework.objects.filter(department=request.place.department)
    return get_object_or_404(rows.select_related("department", "by"), pk=pk)
