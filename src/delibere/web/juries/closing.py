# SPDX-License-Identifier: EUPL-1.2
"""The end of a session: closed with its name typed, printed, corrected by another, published, abandoned."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from delibere.documents.results import described
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.juries.closing import close_session, obstacles
from delibere.services.records.juries.correcting import correct_session
from delibere.services.records.juries.differences import differences_from_seal
from delibere.services.records.juries.minutes import file_of, minutes_of
from delibere.services.records.juries.publishing import publish_session
from delibere.services.records.juries.sessions import discard_session
from delibere.services.records.juries.sitting import sitting_of
from delibere.web.gate import PlacedRequest
from delibere.web.juries.forms import CloseForm, CorrectForm, PublishForm
from delibere.web.juries.sheet import sheets
from delibere.web.juries.telling import told
from delibere.web.juries.views import session_of


@told
def close(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """What keeps it from being closed; then its name, typed, and it is sealed."""
    found = session_of(request, session)
    if found.is_sealed:
        return redirect("juries.minutes", department, session)
    form = CloseForm(found, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            seal = close_session(request.place.author, found)
        except UnusableInputError as error:
            form.add_error(None, str(error))
        else:
            message = _("Session close et scellée : procès-verbal n° {number}. Les notes sont verrouillées.")
            messages.success(request, message.format(number=seal.number))
            return redirect("juries.minutes", department, session)
    sitting = sitting_of(found)
    context = {
        "session": found,
        "sitting": sitting,
        "counters": sitting.counters,
        "obstacles": obstacles(sitting),
        "left": [person for person in sitting.undecided if person.blocking],
        "form": form,
    }
    return render(request, "juries/close.html", context, status=422 if form.errors else 200)


@told
def minutes(request: PlacedRequest, department: str, session: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """The minutes, as they were sealed; of an open session, as of now."""
    found = session_of(request, session)
    read = minutes_of(found)
    tables, notes = sheets(read)
    context = {
        "session": found,
        "minutes": read,
        "record": read.record,
        "sheets": tables,
        "notes": notes,
        "academic_year": found.academic_year,
        "held_at": datetime.fromisoformat(read.record.held_at) if read.record.held_at else None,
        "closed_at": datetime.fromisoformat(read.record.closed_at) if read.record.closed_at else None,
        "rules": described(read.record.local_rules),
        "later": getattr(found, "superseded_by", None),
        "differs": differences_from_seal(found) if found.is_sealed else None,
        "publish": PublishForm(),
        "correct": CorrectForm(),
        "now": timezone.now(),
    }
    return render(request, "juries/minutes.html", context)


def sealed_file(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """The sealed session as a file, for `delibere jury verify`."""
    found = session_of(request, session)
    try:
        data = file_of(found)
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("juries.one", department, session)
    headers = {"Content-Disposition": f'attachment; filename="jury-{department}-{found.pk}.json"'}
    return HttpResponse(data, content_type="application/json", headers=headers)


@require_POST
def correct(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """Prepare the session that will supersede this one."""
    found = session_of(request, session)
    try:
        made = correct_session(request.place.author, found, request.POST.get("reason", ""))
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("juries.minutes", department, session)
    messages.success(request, _("Session de correction préparée ; l’ancien procès-verbal reste tel quel."))
    return redirect("juries.one", department, made.pk)


@require_POST
def publish(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """Show its decisions to students, from the hour chosen; « retirer » takes that back."""
    found = session_of(request, session)
    form = PublishForm(request.POST)
    withdrawn = "withdraw" in request.POST
    if not withdrawn and not form.is_valid():
        messages.error(request, _("Dites à quel jour et à quelle heure publier."))
        return redirect("juries.minutes", department, session)
    try:
        publish_session(request.place.author, found, None if withdrawn else form.cleaned_data["publish_at"])
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Publication retirée.") if withdrawn else _("Publication décidée."))
    return redirect("juries.minutes", department, session)


@require_POST
def discard(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """Give up a session in which nothing is decided."""
    found = session_of(request, session)
    try:
        discard_session(request.place.author, found)
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("juries.one", department, session)
    messages.success(request, _("Session abandonnée : rien n’y était décidé."))
    return redirect("juries.list", department)
