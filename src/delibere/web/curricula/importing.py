# SPDX-License-Identifier: EUPL-1.2
"""From an annex to drafts: the file, the reading, the review, the recording."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from delibere.curriculum.differences import compare, in_words
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.interchange.mcc import Format, write
from delibere.services.records.import_annex import (
    Review,
    abandon,
    accept,
    correct,
    receive,
    record,
    review,
)
from delibere.services.records.maquette_sheet import sheet_of
from delibere.store.models import AnnexUpload
from delibere.web.curricula.findings import Stop, stops
from delibere.web.curricula.forms import AnnexForm
from delibere.web.gate import PlacedRequest


def upload(request: PlacedRequest, department: str) -> HttpResponse:
    """Drop an annex; the unfinished reviews are listed."""
    place = request.place
    form = AnnexForm(
        request.POST or None, request.FILES or None, initial={"year": place.department.academic_year}
    )
    refusal: UnusableInputError | None = None
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = receive(place.author, place.department, file.name, file.read(), form.told)
        except UnusableInputError as error:
            refusal = error
        else:
            return redirect("curricula.review", department, made.pk)
    waiting = AnnexUpload.objects.filter(department=place.department).select_related("by").defer("data")
    context = {"form": form, "refusal": refusal, "waiting": waiting, "limit": settings.UPLOAD_LIMIT}
    refused = 422 if refusal or form.errors else 200
    return render(request, "curricula/upload.html", context, status=refused)


def review_page(request: PlacedRequest, department: str, upload: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One maquette of the annex at a time, and one thing to settle in it."""
    now = review(_upload(request, upload))
    chosen = now.maquette(request.GET.get("maquette"))
    todo = stops(now, chosen)
    place = _place(request.GET.get("point", ""), todo)
    sheet = sheet_of(now.reading.curriculum, chosen.maquette) if chosen.maquette else None
    context = {
        "review": now,
        "chosen": chosen,
        "sheet": sheet,
        "said": in_words(compare(chosen.before, chosen.maquette))
        if chosen.before and chosen.maquette
        else (),
        "stops": todo,
        "stop": todo[place] if todo else None,
        "number": place,
        "modules": sum(len(one.modules) for one in now.reading.curriculum.maquettes),
        "all_ues": sum(len(one.ues) for one in now.reading.curriculum.maquettes),
        "marked": {line: stop for stop in todo for line in stop.subjects},
        "correcting": "corriger" in request.GET,
    }
    return render(request, "curricula/review.html", context)


def as_read(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """What was read as a workbook, gaps included: to be filled in, then dropped again."""
    now = review(_upload(request, upload))
    name = f"{department}-{now.reading.curriculum.academic_year}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    data = write(now.reading.curriculum, Format.XLSX)
    return HttpResponse(data, content_type=Format.XLSX.media_type, headers=headers)


def _place(asked: str, todo: list[Stop]) -> int:
    """The stop asked for, else the first that waits."""
    if asked.isdecimal() and int(asked) < len(todo):
        return int(asked)
    return next((place for place, stop in enumerate(todo) if not stop.settled), 0)


@require_POST
def accept_repairs(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """Accept one repair, or all those of a maquette."""
    found = _upload(request, upload)
    lines = [int(line) for line in request.POST.getlist("line") if line.isdecimal()]
    accept(request.place.author, found, lines)
    return _back(department, upload, review(found), request.POST.get("maquette", ""))


@require_POST
def correct_line(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """Type one row of the file again."""
    found, slug = _upload(request, upload), request.POST.get("maquette", "")
    line = request.POST.get("line", "")
    try:
        correct(
            request.place.author,
            found,
            int(line) if line.isdecimal() else 0,
            request.POST.getlist("cell"),
        )
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Ligne {line} corrigée et relue.").format(line=line))
    return _back(department, upload, review(_upload(request, upload)), slug)


@require_POST
def record_drafts(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """Write the chosen maquettes down as drafts."""
    found = _upload(request, upload)
    try:
        drafts = record(
            request.place.author, found, request.POST.getlist("slug"), request.POST.get("reason", "")
        )
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("curricula.review", department, upload)
    message = plural(
        _("{n} maquette enregistrée en brouillon."),
        _("{n} maquettes enregistrées en brouillon."),
        len(drafts),
    )
    messages.success(request, message.format(n=len(drafts)))
    year = drafts[0].academic_year
    return redirect(reverse("curricula.list", args=[department]) + f"?annee={year}")


@require_POST
def abandon_upload(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """Forget the file."""
    abandon(request.place.author, _upload(request, upload))
    messages.success(request, _("Annexe abandonnée : rien n’en a été gardé."))
    return redirect("curricula.upload", department)


def _upload(request: PlacedRequest, pk: int) -> AnnexUpload:
    return get_object_or_404(AnnexUpload, department=request.place.department, pk=pk)


def _back(department: str, upload: int, now: Review, slug: str) -> HttpResponse:
    """To the same maquette while something waits in it, else to the next where something does."""
    here = next((one for one in now.maquettes if one.slug == slug and one.left), None) or now.maquette(None)
    address = reverse("curricula.review", args=[department, upload])
    return redirect(f"{address}?maquette={here.slug}#point")
