# SPDX-License-Identifier: EUPL-1.2
"""A registry file: dropped, previewed beside our results, filled, reported, or turned into a promotion."""

from collections import Counter
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.apogee import Verdict
from delibere.services.records.registry.enrolling import likely_maquettes, promotion_from_file
from delibere.services.records.registry.filling import (
    FIRST_SESSION,
    Preview,
    fill_file,
    forget,
    read_upload,
    receive_files,
    report_of,
    verdict_words,
)
from delibere.store.models import RegistryUpload
from delibere.web.gate import PlacedRequest
from delibere.web.registry.forms import RegistryFilesForm

SHOWN = 200
"""How many cells of one kind a page writes out; the report holds them all."""


def files(request: PlacedRequest, department: str) -> HttpResponse:
    """Drop files; those that wait are listed."""
    place = request.place
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = RegistryFilesForm(*sent)
    if form.is_valid():
        dropped = [(one.name, one.read()) for one in form.cleaned_data["dropped"]]
        try:
            made = receive_files(place.author, place.department, dropped)
        except UnusableInputError as error:
            for reason in [str(error), *(finding.message for finding in error.findings[1:])]:
                form.add_error("dropped", reason)
        else:
            return (
                redirect("registry.one", department, made[0].pk)
                if len(made) == 1
                else redirect("registry.list", department)
            )
    waiting = place.department.registry_uploads.select_related("by").defer("data")
    context = {"form": form, "waiting": waiting}
    return render(request, "registry/list.html", context, status=422 if form.errors else 200)


def file(request: PlacedRequest, department: str, registry_file: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """What the file would become."""
    upload = _upload(request, registry_file)
    now = _preview(request, upload)
    context = {
        "upload": upload,
        "now": now,
        "words": verdict_words(),
        "groups": [(verdict, now.of(verdict)) for verdict in (Verdict.CHANGED, Verdict.REFUSED, Verdict.NEW)],
        "counts": Counter(cell.judged.verdict for cell in now.cells),
        "reasons": Counter(line.withheld for line in now.withheld).most_common(),
        "likely": likely_maquettes(request.place.department, now.year, now.file) if now.strangers else (),
        "shown": SHOWN,
        "Verdict": Verdict,
    }
    return render(request, "registry/one.html", context)


@require_POST
def fill(request: PlacedRequest, department: str, registry_file: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """The file with the ticked cells, to give back to the registry."""
    upload, place = _upload(request, registry_file), request.place
    now = _preview(request, upload)
    verdicts = {verdict for verdict in Verdict if verdict.value in request.POST.getlist("verdict")}
    filled = fill_file(place.author, place.department, now, verdicts, request.POST.getlist("element"))
    return _download(filled.data, upload.file_name, "application/octet-stream")


def report(request: PlacedRequest, department: str, registry_file: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Every value and what becomes of it."""
    now = _preview(request, _upload(request, registry_file))
    return _download(report_of(now), "rapport.csv", "text/csv; charset=utf-8")


@require_POST
def enrol(request: PlacedRequest, department: str, registry_file: int) -> HttpResponse:
    """Open a promotion with the students of the file."""
    upload, place = _upload(request, registry_file), request.place
    now = _preview(request, upload)
    try:
        promotion, created, enrolled = promotion_from_file(
            place.author, place.department, now.year, request.POST.get("slug", ""), now.file
        )
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("registry.one", department, registry_file)
    message = _("{promotion} : {created} étudiants créés, {enrolled} inscrits.")
    messages.success(request, message.format(promotion=promotion, created=created, enrolled=enrolled))
    return redirect("registry.one", department, registry_file)


@require_POST
def abandon(request: PlacedRequest, department: str, registry_file: int) -> HttpResponse:
    """Forget the file."""
    forget(_upload(request, registry_file))
    messages.success(request, _("Fichier oublié : rien n’en a été gardé."))
    return redirect("registry.list", department)


def _upload(request: PlacedRequest, pk: int) -> RegistryUpload:
    return get_object_or_404(
        RegistryUpload.objects.select_related("department"), department=request.place.department, pk=pk
    )


def _preview(request: PlacedRequest, upload: RegistryUpload) -> Preview:
    asked = request.POST.get("session") or request.GET.get("session") or FIRST_SESSION
    return read_upload(upload, asked if asked in {"1", "2"} else FIRST_SESSION)


def _download(data: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return HttpResponse(data, content_type=kind, headers=headers)
