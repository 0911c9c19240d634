# SPDX-License-Identifier: EUPL-1.2
"""The maquettes of a year, one of them, and their publication."""

from datetime import date

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from delibere.foundation.calendar import AcademicYear
from delibere.foundation.language import _, plural
from delibere.services.records.frameworks import names_in_force
from delibere.services.records.freezing import freezes_on
from delibere.services.records.maquette_sheet import sheet_of
from delibere.services.records.maquettes import (
    curriculum_of,
    maquette_of,
    publish,
    published_curriculum,
    published_versions,
)
from delibere.store.models import Department, MaquetteVersion, Promotion, VersionState
from delibere.web.gate import PlacedRequest


def asked_year(request: PlacedRequest) -> AcademicYear:
    """« ?annee=2023-2024 », else the year of the department."""
    return AcademicYear.parse(request.GET.get("annee", "")) or request.place.department.academic_year


def maquettes(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Every maquette of a year, in force and in draft."""
    here, year = request.place.department, asked_year(request)
    versions = {version.slug: version for version in published_versions(here, year.start)}
    drafts = {version.slug: version for version in _drafts(here, year)}
    counts = _students(here, year)
    lines = [
        {
            "slug": slug,
            "name": slug.upper().replace("-", " · "),
            "version": versions.get(slug),
            "draft": drafts.get(slug),
            "maquette": maquette_of(versions.get(slug) or drafts[slug]),
            "students": counts.get(slug, 0),
        }
        for slug in sorted({*versions, *drafts})
    ]
    years = MaquetteVersion.objects.filter(department=here).values_list("year", flat=True)
    context = {
        "year": year,
        "years": [AcademicYear(start) for start in sorted({*years, here.year}, reverse=True)],
        "lines": lines,
        "drafts": len(drafts),
        "in_force": len(versions),
        "freeze": freezes_on(here, year.start),
        "today": timezone.localdate(),
    }
    return render(request, "curricula/list.html", context)


def _drafts(department: Department, year: AcademicYear) -> list[MaquetteVersion]:
    found = MaquetteVersion.objects.filter(department=department, year=year.start, state=VersionState.DRAFT)
    return list(found.select_related("department"))


def _students(department: Department, year: AcademicYear) -> dict[str, int]:
    promotions = Promotion.objects.filter(department=department, year=year.start)
    return dict(promotions.annotate(students=Count("enrolments")).values_list("slug", "students"))


def maquette(request: PlacedRequest, department: str, start: int, end: int, slug: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One maquette as the table people know, and how it came to be."""
    here = request.place.department
    versions = list(
        MaquetteVersion.objects.filter(department=here, year=start, slug=slug)
        .select_related("department", "written_by", "published_by")
        .order_by("-number")
    )
    if not versions or end != start + 1:
        raise Http404
    version = _asked_version(request, versions)
    shown = maquette_of(version)
    around = published_curriculum(here, start) if version.state == VersionState.PUBLISHED else None
    curriculum = around if around and shown in around.maquettes else curriculum_of(here, [version])
    assert curriculum is not None  # noqa: S101 one version was given
    context = {
        "version": version,
        "versions": versions,
        "current": next((v for v in versions if v.state == VersionState.PUBLISHED), None),
        "sheet": sheet_of(curriculum, shown),
        "names": names_in_force(here, start),
        "twin": _twin(here, start, slug),
        "freeze": freezes_on(here, start),
        "today": timezone.localdate(),
        "marked": {},
    }
    return render(request, "curricula/maquette.html", context)


def _twin(department: Department, year: int, slug: str) -> MaquetteVersion | None:
    """The same semester and parcours in the other regime, as published last."""
    other = slug.replace("-fi", "-fa") if "-fi" in slug else slug.replace("-fa", "-fi")
    found = MaquetteVersion.objects.filter(department=department, year=year, slug=other)
    return found.filter(state=VersionState.PUBLISHED).defer("document").order_by("-number").first()


def _asked_version(request: PlacedRequest, versions: list[MaquetteVersion]) -> MaquetteVersion:
    """« ?version=2 », else the one in force, else the draft."""
    asked = request.GET.get("version", "")
    if asked.isdecimal():
        found = next((version for version in versions if version.number == int(asked)), None)
        if found is None:
            raise Http404
        return found
    return next((v for v in versions if v.state == VersionState.PUBLISHED), versions[0])


def publish_drafts(request: PlacedRequest, department: str) -> HttpResponse:
    """Say what will be frozen; publish it once confirmed."""
    here, year = request.place.department, asked_year(request)
    drafts = _drafts(here, year)
    slugs = request.POST.getlist("slug") if request.method == "POST" else request.GET.getlist("slug")
    chosen = [version for version in drafts if not slugs or version.slug in slugs]
    if request.method == "POST" and "confirm" in request.POST:
        for version in chosen:
            publish(request.place.author, version)
        message = plural(_("{n} maquette publiée."), _("{n} maquettes publiées."), len(chosen))
        messages.success(request, message.format(n=len(chosen)))
        return redirect(f"{reverse('curricula.list', args=[department])}?annee={year}")
    freeze = freezes_on(here, year.start)
    context = {"chosen": chosen, "year": year, "freeze": freeze, "late": _is_past(freeze)}
    return render(request, "curricula/publish.html", context)


def _is_past(freeze: date | None) -> bool:
    return freeze is not None and freeze <= timezone.localdate()
