# SPDX-License-Identifier: EUPL-1.2
"""Decisions of earlier years: typed one by one with a reason, or imported; withdrawn, never erased."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.services.records.past import (
    confirm_past,
    read_past,
    receive_past,
    record_past,
    typed_outcome,
    withdraw_past,
)
from delibere.store.models import FileKind, PastOutcome, StudentUpload
from delibere.web.gate import PlacedRequest
from delibere.web.students.forms import OutcomeForm, PastFileForm
from delibere.web.students.views import record_context, slugs_of, student_of


@require_POST
def add(request: PlacedRequest, department: str, nip: str) -> HttpResponse:
    """Write one decision in a record."""
    student = student_of(request.place.department, nip)
    form = OutcomeForm(slugs_of(request.place.department), request.POST)
    if form.is_valid():
        try:
            outcome = typed_outcome(student, form.cleaned_data)
            record_past(request.place.author, student, outcome, form.cleaned_data["reason"])
        except UnusableInputError as error:
            form.refuse(error.findings)
            if not error.findings:
                form.add_error(None, str(error))
        else:
            messages.success(request, _("Décision enregistrée."))
            return redirect("students.one", department, student.nip)
    return render(request, "students/one.html", record_context(request, student, form), status=422)


@require_POST
def withdraw(request: PlacedRequest, department: str, nip: str, line: int) -> HttpResponse:
    """Take one decision out of what counts."""
    student = student_of(request.place.department, nip)
    found = get_object_or_404(PastOutcome, student=student, pk=line)
    try:
        withdraw_past(request.place.author, found, request.POST.get("reason", ""))
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Décision retirée ; elle reste lisible dans la fiche."))
    return redirect("students.one", department, student.nip)


def upload(request: PlacedRequest, department: str) -> HttpResponse:
    """Drop a file of decisions."""
    place = request.place
    form = PastFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = receive_past(place.author, place.department, file.read(), file.name)
        except UnusableInputError as error:
            form.add_error("file", str(error))
        else:
            return redirect("students.review_past", department, made.pk)
    return render(request, "students/import_past.html", {"form": form}, status=422 if form.errors else 200)


def review(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """What the file would add; recorded once confirmed."""
    place = request.place
    found = get_object_or_404(StudentUpload, department=place.department, kind=FileKind.PAST, pk=upload)
    if request.method == "POST":
        try:
            count = confirm_past(place.author, found)
        except UnusableInputError as error:
            messages.error(request, str(error))
            return redirect("students.review_past", department, upload)
        message = plural(_("{n} décision enregistrée."), _("{n} décisions enregistrées."), count)
        messages.success(request, message.format(n=count))
        return redirect("students.list", department)
    read = read_past(place.department, bytes(found.data), found.file_name)
    return render(request, "students/review_past.html", {"upload": found, "read": read})
