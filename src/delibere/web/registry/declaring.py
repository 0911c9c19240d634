# SPDX-License-Identifier: EUPL-1.2
"""The registry's codes of UE, semesters and years, and how files are written."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.services.records.registry.codes import coded_elements, set_codes
from delibere.services.records.registry.settings import declare_settings, settings_of
from delibere.web.gate import PlacedRequest
from delibere.web.registry.forms import SettingsForm


def codes(request: PlacedRequest, department: str) -> HttpResponse:
    """Every maquette of the year, with a field for each UE, semester, year."""
    place = request.place
    elements = coded_elements(place.department, place.department.year)
    if request.method == "POST":
        typed = {
            (one.slug, one.subject): request.POST[f"{one.slug}:{one.subject}"][:20]
            for group in elements.values()
            for one in group
            if f"{one.slug}:{one.subject}" in request.POST
        }
        changed = set_codes(place.author, place.department, place.department.year, typed)
        message = plural(_("{n} code modifié."), _("{n} codes modifiés."), changed)
        messages.success(request, message.format(n=changed))
        return redirect("registry.codes", department)
    lines = [(group[0].slug.upper().replace("-", " · "), group) for group in elements.values()]
    return render(request, "registry/codes.html", {"lines": lines})


def settings(request: PlacedRequest, department: str) -> HttpResponse:
    """What is in force, and another declaration."""
    here = request.place.department
    held = settings_of(here, here.academic_year.last_day)
    form = SettingsForm(held, request.POST or None, initial={"since": here.academic_year.first_day})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            declare_settings(request.place.author, here, typed["since"], form.settings, typed["reference"])
        except UnusableInputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Réglages déclarés."))
            return redirect("registry.settings", department)
    declared = here.registry_rules.select_related("recorded_by").order_by("-since", "-pk")
    context = {"form": form, "declared": declared, "held": held}
    return render(request, "registry/settings.html", context, status=422 if form.errors else 200)
