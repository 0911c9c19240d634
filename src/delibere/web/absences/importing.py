# SPDX-License-Identifier: EUPL-1.2
"""A file of absences: dropped, previewed, then recorded or forgotten."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.services.records.absences.importing import (
    confirm,
    lines_to_correct,
    preview,
    receive_absences,
)
from delibere.services.records.absences.placing import Parity
from delibere.services.records.import_students import Change, abandon
from delibere.store.models import FileKind, StudentUpload
from delibere.web.absences.forms import AbsenceFileForm
from delibere.web.absences.sentences import say_what_marks_did
from delibere.web.gate import PlacedRequest

SHOWN = 60
"""How many unchanged lines a preview writes out; the others are counted."""


def upload(request: PlacedRequest, department: str) -> HttpResponse:
    """Drop a list; unfinished previews are listed."""
    place = request.place
    form = AbsenceFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file, parity = form.cleaned_data["file"], Parity(form.cleaned_data["parity"])
        try:
            made = receive_absences(place.author, place.department, file.name, file.read(), parity)
        except UnusableInputError as error:
            form.add_error("file", str(error))
        else:
            return redirect("absences.review", department, made.pk)
    waiting = StudentUpload.objects.filter(department=place.department, kind=FileKind.ABSENCES)
    context = {"form": form, "waiting": waiting.select_related("by").defer("data")}
    return render(request, "absences/import.html", context, status=422 if form.errors else 200)


def review(request: PlacedRequest, department: str, upload: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """What the file would do, line by line."""
    now = preview(_upload(request, upload))
    context = {
        "now": now,
        "groups": [(change, now.of(change)) for change in (Change.ERROR, Change.NEW, Change.SAME)],
        "shown": SHOWN,
    }
    return render(request, "absences/review.html", context)


@require_POST
def record(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """Write what is new."""
    done = confirm(request.place.author, _upload(request, upload))
    days = plural(_("{n} demi-journée enregistrée"), _("{n} demi-journées enregistrées"), done.half_days)
    proofs = plural(_("{n} justificatif"), _("{n} justificatifs"), done.proofs)
    messages.success(request, f"{days.format(n=done.half_days)}, {proofs.format(n=done.proofs)}.")
    say_what_marks_did(request, done.marks)
    return redirect("absences.list", department)


@require_POST
def forget(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """Forget the file."""
    abandon(_upload(request, upload))
    messages.success(request, _("Fichier abandonné : rien n’en a été gardé."))
    return redirect("absences.import", department)


def errors(request: PlacedRequest, department: str, upload: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """The lines left aside, as a file to correct."""
    data = lines_to_correct(preview(_upload(request, upload)))
    headers = {"Content-Disposition": 'attachment; filename="absences-a-corriger.csv"'}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)


def _upload(request: PlacedRequest, pk: int) -> StudentUpload:
    found = StudentUpload.objects.filter(department=request.place.department, kind=FileKind.ABSENCES)
    return get_object_or_404(found.select_related("department"), pk=pk)
