# SPDX-License-Identifier: EUPL-1.2
"""Who did what in this department."""

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from delibere.store.models import JournalEntry
from delibere.web.gate import PlacedRequest
from delibere.web.journal.forms import JournalFilter

PAGE = 100


def entries(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """The newest first, a hundred at a time; filtered by person, act, student and day."""
    form = JournalFilter(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = list(_filtered(request, chosen)[: PAGE + 1])
    shown, more = found[:PAGE], len(found) > PAGE
    query = {key: value for key, value in request.GET.items() if key != "avant" and value}
    context = {
        "form": form,
        "entries": shown,
        "older": urlencode({**query, "avant": shown[-1].pk}) if more else "",
    }
    return render(request, "journal/entries.html", context)


def _filtered(request: PlacedRequest, chosen: dict[str, object]) -> QuerySet[JournalEntry]:
    lookups = {"person": "actor_name__icontains", "action": "action", "nip": "student_nip", "day": "at__date"}
    wanted = {lookup: chosen[name] for name, lookup in lookups.items() if chosen.get(name)}
    if chosen.get("avant"):
        wanted["pk__lt"] = chosen["avant"]
    return JournalEntry.objects.filter(department=request.place.department, **wanted)
