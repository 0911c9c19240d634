# SPDX-License-Identifier: EUPL-1.2
"""Students found, shown, created, corrected."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.frameworks import titles_of_competences
from delibere.services.records.juries.publishing import past_in_sight
from delibere.services.records.maquettes import published_versions
from delibere.services.records.students import (
    CIVIL_FIELDS,
    FIELDS,
    change,
    create,
    remarks,
    repeaters_without_past,
    search,
    without_ine,
)
from delibere.store.models import Department, Enrolment, JournalEntry, PastOutcome, Student
from delibere.web.gate import PlacedRequest
from delibere.web.students.forms import OutcomeForm, StudentForm

PAGE = 100
SITUATIONS = {"sans-ine": without_ine, "redoublants": repeaters_without_past}


def students(request: PlacedRequest, department: str) -> HttpResponse:
    """Everybody, a hundred at a time; one person found is opened at once."""
    text, situation = request.GET.get("q", "").strip(), request.GET.get("situation", "")
    found = search(request.place.department, text)
    if situation in SITUATIONS:
        found = SITUATIONS[situation](found)
    page = Paginator(_with_enrolments(found), PAGE).get_page(request.GET.get("page"))
    if text and page.paginator.count == 1:
        return redirect("students.one", department, page.object_list[0].nip)
    context = {"page": page, "text": text, "situation": situation, "situations": situations()}
    return render(request, "students/list.html", context)


def situations() -> dict[str, str]:
    """What the list may be narrowed to, in words."""
    return {
        "": _("tous"),
        "sans-ine": _("sans INE"),
        "redoublants": _("redoublants sans décision antérieure"),
    }


def _with_enrolments(found: QuerySet[Student]) -> QuerySet[Student]:
    newest = Enrolment.objects.select_related("promotion").order_by("-promotion__year", "-promotion__slug")
    return found.prefetch_related(Prefetch("enrolments", newest))


def student(request: PlacedRequest, department: str, nip: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One record: who, what is followed, what was decided, what was done to it."""
    found = student_of(request.place.department, nip)
    form = OutcomeForm(slugs_of(request.place.department))
    return render(request, "students/one.html", record_context(request, found, form))


def record_context(request: PlacedRequest, student: Student, form: OutcomeForm) -> dict[str, object]:
    """What the page of a record shows."""
    place = request.place
    enrolments = student.enrolments.select_related("promotion").prefetch_related(
        "exemptions", "group_memberships__group__partition"
    )
    history = JournalEntry.objects.filter(department=place.department, student_nip=student.nip)
    return {
        "student": student,
        "staff": place.sees_all("students.one"),
        "civil": student.civil if place.sees_civil_data_of(student) else None,
        "remarks": remarks(student) if place.may("students.edit") else [],
        "enrolments": enrolments.order_by("-promotion__year", "-promotion__slug"),
        "titles": titles_of_competences(place.department),
        "past": _past(request, student).select_related("recorded_by"),
        "account": student.memberships.select_related("account").first(),
        "form": form,
        "history": history[:30] if place.may("students.edit") else [],
    }


def _past(request: PlacedRequest, student: Student) -> QuerySet[PastOutcome]:
    """All of it for staff; the student reads what is published."""
    if request.place.sees_all("students.one"):
        return student.past.all()
    return past_in_sight(student, timezone.now())


def create_student(request: PlacedRequest, department: str) -> HttpResponse:
    """Create a record by hand."""
    form = StudentForm(request.POST or None)
    if form.is_valid():
        try:
            made = create(request.place.author, request.place.department, form.cleaned_data)
        except UnusableInputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Fiche créée : {student}.").format(student=made.name))
            return redirect("students.one", department, made.nip)
    context = {"form": form, "student": None}
    return render(request, "students/edit.html", context, status=422 if form.errors else 200)


def edit_student(request: PlacedRequest, department: str, nip: str) -> HttpResponse:
    """Correct a record."""
    found = student_of(request.place.department, nip)
    initial = {name: getattr(found, name) for name in (*FIELDS, *CIVIL_FIELDS)}
    form = StudentForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            changed = change(request.place.author, found, form.cleaned_data)
        except UnusableInputError as error:
            form.add_error(None, str(error))
            found.refresh_from_db()
        else:
            messages.success(request, _("Fiche corrigée.") if changed else _("Rien n’a changé."))
            return redirect("students.one", department, found.nip)
    context = {"form": form, "student": found}
    return render(request, "students/edit.html", context, status=422 if form.errors else 200)


def student_of(department: Department, nip: str) -> Student:
    """The student of this NIP, written with or without its zeros.

    Raises:
        Http404: nobody in this department.
    """
    return get_object_or_404(Student, department=department, nip_key=nip.lstrip("0"))


def slugs_of(department: Department) -> list[str]:
    """The maquettes in force this year."""
    return sorted(version.slug for version in published_versions(department, department.year))
