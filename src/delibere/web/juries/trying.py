# SPDX-License-Identifier: EUPL-1.2
"""Second thoughts: another local rule tried on the whole session; nothing is written."""

from django.http import HttpResponse
from django.shortcuts import render

from delibere.foundation.errors import UnusableInputError
from delibere.services.records import local_rules
from delibere.services.records.juries.sitting import sitting_of
from delibere.services.records.juries.trials import Trial, tried
from delibere.store.models import JurySession
from delibere.web.gate import PlacedRequest
from delibere.web.juries.views import session_of
from delibere.web.local_rules.forms import RuleForm, parameters

_KEPT_OUT = frozenset({"effectif_affiche"})
"""It decides nothing."""


def trial(request: PlacedRequest, department: str, session: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One parameter, « ?parametre=arrondi », and what its value would change."""
    found = session_of(request, session)
    known = {one.name: one for one in parameters() if one.name not in _KEPT_OUT}
    chosen = known.get(request.GET.get("parametre", ""), known["arrondi"])
    asked = request.GET if "voir" in request.GET else None
    form = chosen.form(asked)
    for name in ("depuis", "reference"):
        del form.fields[name]
    result = _tried(found, chosen.name, form) if form.is_valid() else None
    context = {
        "session": found,
        "parameters": known.values(),
        "chosen": chosen,
        "form": form,
        "trial": result,
    }
    return render(request, "juries/trial.html", context, status=422 if form.errors else 200)


def _tried(session: JurySession, parameter: str, form: RuleForm) -> Trial | None:
    day = session.academic_year.last_day
    try:
        dated = local_rules.tried(session.department, parameter, day, form.value(), "–")
        return tried(sitting_of(session), dated.at(day))
    except UnusableInputError as error:
        form.refuse(error.findings)
        if not form.errors:
            form.add_error(None, str(error))
        return None
