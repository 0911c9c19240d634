# SPDX-License-Identifier: EUPL-1.2
"""The absences of a year, and those of one student."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.services.records.absences.half_days import record_absences, remove_absence
from delibere.services.records.absences.proofs import record_proof, withdraw_proof
from delibere.services.records.absences.register import (
    absences_by_student,
    absences_of,
    absences_to_justify,
    modules_followed,
)
from delibere.store.models import Absence, AbsenceProof, HalfDay, Student
from delibere.web.absences.forms import AbsenceForm, ProofForm
from delibere.web.absences.sentences import say_what_marks_did
from delibere.web.gate import PlacedRequest
from delibere.web.students.views import student_of


def register(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Marks ABI that a proof may still change, then everybody with a half-day."""
    here = request.place.department
    students = absences_by_student(here, here.year)
    context = {
        "students": students,
        "half_days": sum(one.half_days for one in students),
        "to_justify": absences_to_justify(here, here.year),
    }
    return render(request, "absences/list.html", context)


def student_page(request: PlacedRequest, department: str, nip: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Half-days and proofs of one student."""
    found = student_of(request.place.department, nip)
    return _page(request, found, _absence_form(found), ProofForm())


def _absence_form(student: Student, sent: Mapping[str, str] | None = None) -> AbsenceForm:
    year = student.department.year
    enrolments = student.enrolments.filter(promotion__year=year).select_related("promotion__department")
    listed = list(enrolments.order_by("promotion__slug"))
    return AbsenceForm(listed, modules_followed(listed), sent)


def _page(request: PlacedRequest, student: Student, form: AbsenceForm, proof: ProofForm) -> HttpResponse:
    days = absences_of(student)
    halves = {(one.absence.on, one.absence.half): bool(one.proof) for one in days}
    context = {
        "student": student,
        "days": days,
        "half_days": len(halves),
        "unjustified": sum(not justified for justified in halves.values()),
        "proofs": list(student.absence_proofs.select_related("recorded_by")),
        "form": form,
        "proof_form": proof,
    }
    wrong = form.errors or proof.errors
    return render(request, "absences/student.html", context, status=422 if wrong else 200)


@require_POST
def add(request: PlacedRequest, department: str, nip: str) -> HttpResponse:
    """Write half-days down by hand."""
    found = student_of(request.place.department, nip)
    form = _absence_form(found, request.POST)
    if not form.is_valid():
        return _page(request, found, form, ProofForm())
    typed = form.cleaned_data
    days = [(typed["on"], HalfDay(half)) for half in typed["halves"]]
    try:
        count = record_absences(request.place.author, typed["enrolment"], days, typed["module"])
    except UnusableInputError as error:
        form.add_error(None, str(error))
        return _page(request, found, form, ProofForm())
    message = plural(_("{n} demi-journée enregistrée."), _("{n} demi-journées enregistrées."), count)
    messages.success(request, message.format(n=count))
    return redirect("absences.student", department, nip)


@require_POST
def remove(request: PlacedRequest, department: str, nip: str, absence: int) -> HttpResponse:
    """Take back a half-day written by mistake."""
    found = student_of(request.place.department, nip)
    absences = Absence.objects.filter(enrolment__student=found)
    related = absences.select_related("enrolment__promotion__department", "enrolment__student")
    remove_absence(request.place.author, get_object_or_404(related, pk=absence))
    messages.success(request, _("Demi-journée retirée ; le journal la garde."))
    return redirect("absences.student", department, nip)


@require_POST
def add_proof(request: PlacedRequest, department: str, nip: str) -> HttpResponse:
    """Justify some days; the marks ABI they cover become ABJ."""
    found = student_of(request.place.department, nip)
    form = ProofForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        first, last = typed["first"], typed["last"] or typed["first"]
        try:
            done = record_proof(request.place.author, found, first, last, typed["reason"])
        except UnusableInputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Justificatif enregistré."))
            say_what_marks_did(request, done.marks)
            return redirect("absences.student", department, nip)
    return _page(request, found, _absence_form(found), form)


@require_POST
def take_back_proof(request: PlacedRequest, department: str, nip: str, proof: int) -> HttpResponse:
    """Say that a proof was none; the marks it justified are ABI again."""
    found = student_of(request.place.department, nip)
    proofs = AbsenceProof.objects.filter(student=found).select_related("student__department")
    try:
        marks = withdraw_proof(request.place.author, get_object_or_404(proofs, pk=proof))
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Justificatif retiré ; il reste lisible."))
        say_what_marks_did(request, marks)
    return redirect("absences.student", department, nip)
