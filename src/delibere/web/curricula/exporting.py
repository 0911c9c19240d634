# SPDX-License-Identifier: EUPL-1.2
"""What is in force, as files that Délibéré reads back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.interchange.mcc import Format, write
from delibere.services.records.maquettes import curriculum_of, published_curriculum
from delibere.store.models import MaquetteVersion, VersionState
from delibere.web.gate import PlacedRequest


def export_year(request: PlacedRequest, department: str, start: int, end: int, form: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Every maquette in force in a year."""
    curriculum = published_curriculum(request.place.department, start)
    if curriculum is None or end != start + 1:
        raise Http404
    return _file(request, curriculum, "", form)


def export_maquette(
    request: PlacedRequest,
    department: str,  # noqa: ARG001 the gate has read it
    start: int,
    end: int,
    slug: str,
    form: str,
) -> HttpResponse:
    """One maquette: « ?version=2 », else the one in force."""
    here, asked = request.place.department, request.GET.get("version", "")
    versions = MaquetteVersion.objects.filter(department=here, year=start, slug=slug).order_by("-number")
    wanted = {"number": asked} if asked.isdecimal() else {"state": VersionState.PUBLISHED}
    version = versions.filter(**wanted).select_related("department").first()
    curriculum = curriculum_of(here, [version] if version else [])
    if curriculum is None or end != start + 1:
        raise Http404
    return _file(request, curriculum, slug, form)


def _file(request: PlacedRequest, curriculum: Curriculum, slug: str, form: str) -> HttpResponse:
    if form not in set(Format):
        raise Http404
    asked, department = Format(form), request.place.department.slug
    try:
        data = write(curriculum, asked)
    except UnusableInputError as refusal:
        messages.error(request, str(refusal))
        return redirect("curricula.list", department)
    name = "-".join([department, str(curriculum.academic_year), *([slug] if slug else [])])
    headers = {"Content-Disposition": f'attachment; filename="{name}.{asked.value}"'}
    return HttpResponse(data, content_type=asked.media_type, headers=headers)
