# SPDX-License-Identifier: EUPL-1.2
"""The local rules in force, and one declared after being tried on a promotion."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from delibere.documents.results import described
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.local_rules import written
from delibere.services.records.local_rules import declare, local_rules_of, tried, value_in_force
from delibere.services.records.simulations import Simulation, simulate
from delibere.store.models import Promotion
from delibere.web.gate import PlacedRequest
from delibere.web.local_rules.forms import Parameter, RuleForm, parameters


def local_rules(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """What is in force at the end of the year, in words; everything declared, with its date and vote."""
    here = request.place.department
    dated = local_rules_of(here)
    day = here.academic_year.last_day
    held = {declared.parameter: declared for declared in dated.sources(day)}
    context = {
        "year": here.academic_year,
        "described": described(dated.at(day)),
        "lines": [(parameter, held.get(parameter.name)) for parameter in parameters()],
        "declared": [
            (rule, written(rule.value))
            for rule in here.local_rules.select_related("recorded_by").order_by("-since", "parameter", "-pk")
        ],
        "titles": {parameter.name: parameter.title for parameter in parameters()},
        "today": timezone.localdate(),
    }
    return render(request, "local_rules/list.html", context)


def declare_rule(request: PlacedRequest, department: str, parameter: str) -> HttpResponse:
    """Try a value on a promotion, then declare it."""
    chosen, here = _parameter(parameter), request.place.department
    held = value_in_force(here, parameter, here.academic_year.last_day)
    initial = chosen.form.typed_from(chosen.default if held is None else held)
    form = chosen.form(request.POST or None, initial={**initial, "depuis": here.academic_year.first_day})
    simulation = None
    if form.is_valid():
        try:
            if "declare" in request.POST:
                typed = form.cleaned_data
                declare(
                    request.place.author, here, parameter, typed["depuis"], form.value(), typed["reference"]
                )
                messages.success(request, _("Règle déclarée : {title}.").format(title=chosen.title))
                return redirect("local_rules.list", department)
            simulation = _simulated(request, chosen, form)
        except UnusableInputError as error:
            form.refuse(error.findings)
            if not form.errors:
                form.add_error(None, str(error))
    promotions = Promotion.objects.filter(department=here, year=here.year) if chosen.moves_figures else ()
    context = {
        "parameter": chosen,
        "form": form,
        "promotions": promotions,
        "simulation": simulation,
        "described": described(simulation.rules) if simulation else [],
    }
    return render(request, "local_rules/declare.html", context, status=422 if form.errors else 200)


def _parameter(name: str) -> Parameter:
    found = next((parameter for parameter in parameters() if parameter.name == name), None)
    if found is None:
        raise Http404
    return found


def _simulated(request: PlacedRequest, parameter: Parameter, form: RuleForm) -> Simulation:
    here, asked = request.place.department, request.POST.get("promotion", "")
    chosen = get_object_or_404(
        Promotion.objects.select_related("department"),
        department=here,
        pk=asked if asked.isdecimal() else 0,
    )
    typed = form.cleaned_data
    rules = tried(here, parameter.name, typed["depuis"], form.value(), typed["reference"])
    return simulate(chosen, rules.at(chosen.academic_year.last_day))
