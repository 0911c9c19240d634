# SPDX-License-Identifier: EUPL-1.2
"""The sessions of a department; one of them, prepared, opened, its clear cases accepted."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.services.records.juries.deciding import accept_clear_cases
from delibere.services.records.juries.sessions import (
    change_session,
    may_be_judged,
    open_session,
    prepare_session,
    record_presence,
    sessions_of,
)
from delibere.services.records.juries.sitting import Readiness, sitting_of, with_other_rounding
from delibere.store.models import JurySession, SessionKind, SessionState
from delibere.web.gate import PlacedRequest
from delibere.web.juries.forms import SessionForm
from delibere.web.juries.telling import told


def sessions(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """All of them, the last held first; a teacher finds those of the promotions taught."""
    place = request.place
    own = None if place.sees_all("juries.one") else place.account
    found = sessions_of(place.department, taught_by=own)
    return render(request, "juries/list.html", {"sessions": found})


def create(request: PlacedRequest, department: str) -> HttpResponse:
    """Prepare a session."""
    place = request.place
    year = AcademicYear.parse(request.GET.get("annee", "")) or place.department.academic_year
    promotions = may_be_judged(place.department, year.start, SessionKind.SEMESTER)
    form = SessionForm(promotions, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = prepare_session(place.author, place.department, form.typed)
        except UnusableInputError as error:
            form.refuse(error.findings)
        else:
            messages.success(request, _("Session préparée : voici ce qu’elle rencontre."))
            return redirect("juries.one", department, made.pk)
    context = {"form": form, "session": None}
    return render(request, "juries/edit.html", context, status=422 if form.errors else 200)


def change(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """Change what a session is."""
    place, found = request.place, session_of(request, session)
    promotions = may_be_judged(place.department, found.year, SessionKind.SEMESTER)
    form = SessionForm(promotions, request.POST if request.method == "POST" else None, found)
    if form.is_valid():
        try:
            change_session(place.author, found, form.typed)
        except UnusableInputError as error:
            form.refuse(error.findings)
            if not error.findings:
                form.add_error(None, str(error))
        else:
            messages.success(request, _("Session modifiée."))
            return redirect("juries.one", department, session)
    context = {"form": form, "session": found}
    return render(request, "juries/edit.html", context, status=422 if form.errors else 200)


@told
def session(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """Who is concerned, what blocks, what is near a bar, where the session stands."""
    found = session_of(request, session)
    if found.is_sealed:
        return redirect("juries.minutes", department, session)
    sitting = sitting_of(found)
    kinds = [(kind, [one for one in sitting.people if one.readiness is kind]) for kind in Readiness]
    context = {
        "session": found,
        "sitting": sitting,
        "counters": sitting.counters,
        "kinds": kinds,
        "members": list(found.members.all()),
        "promotions": [line.promotion for line in found.jury_promotions.select_related("promotion")],
        "rounding": with_other_rounding(sitting),
        "open": found.state == SessionState.OPEN,
    }
    return render(request, "juries/one.html", context)


@require_POST
def start(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """Open it."""
    found = session_of(request, session)
    try:
        open_session(request.place.author, found)
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Séance ouverte."))
    return redirect("juries.one", department, session)


@require_POST
def presence(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """Which members are there."""
    found = session_of(request, session)
    keys = {int(key) for key in request.POST.getlist("present") if key.isdecimal()}
    try:
        record_presence(request.place.author, found, keys)
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Présences enregistrées."))
    return redirect("juries.one", department, session)


@require_POST
@told
def accept(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """Accept the clear cases named on the page; whatever was decided by hand stays."""
    found = session_of(request, session)
    try:
        done = accept_clear_cases(request.place.author, found, request.POST.getlist("nip"))
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("juries.one", department, session)
    sentence = plural(_("{n} cas clair accepté."), _("{n} cas clairs acceptés."), done.accepted)
    messages.success(request, sentence.format(n=done.accepted))
    left = done.by_hand + sum(done.left.values())
    if left:
        others = plural(
            _("{n} n’est pas touché : décidé à la main, ou à délibérer."),
            _("{n} ne sont pas touchés : décidés à la main, ou à délibérer."),
            left,
        )
        messages.warning(request, others.format(n=left))
    return redirect("juries.one", department, session)


def session_of(request: PlacedRequest, pk: int) -> JurySession:
    """The session of this key.

    Raises:
        Http404: none in this department.
    """
    found = JurySession.objects.select_related("department", "supersedes")
    return get_object_or_404(found, department=request.place.department, pk=pk)
