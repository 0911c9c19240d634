# SPDX-License-Identifier: EUPL-1.2
"""A file of students: dropped, its columns settled, previewed, then recorded or forgotten."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.import_students import (
    Change,
    abandon,
    choose_columns,
    confirm,
    lines_in_error,
    preview,
    receive_students,
)
from delibere.services.records.students import civil_words
from delibere.store.models import FileKind, Promotion, StudentUpload
from delibere.web.gate import PlacedRequest
from delibere.web.students.forms import ColumnsForm, StudentFileForm

ABOUT_PEOPLE = (FileKind.PEOPLE, FileKind.PAST)
SHOWN = 60
"""How many unchanged lines a preview writes out; the others are counted."""


def upload(request: PlacedRequest, department: str) -> HttpResponse:
    """Drop a list; « ?promotion= » enrols them too; unfinished previews are listed."""
    place = request.place
    promotion = _promotion(request)
    form = StudentFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = receive_students(place.author, place.department, file.name, file.read(), promotion)
        except UnusableInputError as error:
            form.add_error("file", str(error))
        else:
            return redirect("students.review", department, made.pk)
    about_people = StudentUpload.objects.filter(department=place.department, kind__in=ABOUT_PEOPLE)
    files = about_people.select_related("by", "promotion")
    context = {"form": form, "promotion": promotion, "waiting": files.defer("data")}
    return render(request, "students/import.html", context, status=422 if form.errors else 200)


def _promotion(request: PlacedRequest) -> Promotion | None:
    asked = request.GET.get("promotion", "")
    if not asked.isdecimal():
        return None
    return get_object_or_404(Promotion, department=request.place.department, pk=asked)


def review(request: PlacedRequest, department: str, upload: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """What the file would do, line by line."""
    now = preview(_upload(request, upload))
    context = {
        "upload": now.upload,
        "now": now,
        "form": ColumnsForm(now.headings, now.columns),
        "groups": [(change, now.of(change)) for change in Change],
        "shown": SHOWN,
        "civil_words": civil_words(),
        "Change": Change,
    }
    return render(request, "students/review.html", context)


@require_POST
def columns(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """Settle which column holds what, and read again."""
    found = _upload(request, upload)
    form = ColumnsForm(preview(found).headings, {}, request.POST)
    if form.is_valid():
        choose_columns(request.place.author, found, form.columns, form.cleaned_data["profile"])
        messages.success(request, _("Colonnes choisies ; le fichier est relu."))
    else:
        messages.error(request, _("Une de ces colonnes n’est pas dans le fichier."))
    return redirect("students.review", department, upload)


@require_POST
def record(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """Write the ticked groups of lines."""
    found = _upload(request, upload)
    ticked = {Change.NEW, Change.CHANGED} & set(request.POST.getlist("change"))
    counts = confirm(request.place.author, found, ticked)
    message = _("Étudiants enregistrés : {new} nouveaux, {changed} modifiés.")
    messages.success(request, message.format(new=counts[Change.NEW], changed=counts[Change.CHANGED]))
    if found.promotion:
        return redirect("promotions.one", department, found.promotion.pk)
    return redirect("students.list", department)


@require_POST
def forget(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """Forget the file, of either kind."""
    found = get_object_or_404(
        StudentUpload, department=request.place.department, kind__in=ABOUT_PEOPLE, pk=upload
    )
    abandon(found)
    messages.success(request, _("Fichier abandonné : rien n’en a été gardé."))
    return redirect("students.import", department)


def errors(request: PlacedRequest, department: str, upload: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """The lines left aside, as a file to correct."""
    data = lines_in_error(preview(_upload(request, upload)))
    headers = {"Content-Disposition": 'attachment; filename="lignes-a-corriger.csv"'}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)


def _upload(request: PlacedRequest, pk: int) -> StudentUpload:
    return get_object_or_404(StudentUpload, department=request.place.department, kind=FileKind.PEOPLE, pk=pk)
