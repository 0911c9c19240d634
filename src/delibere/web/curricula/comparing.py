# SPDX-License-Identifier: EUPL-1.2
"""Two versions, two years, FI and FA: side by side, module by module."""

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from delibere.curriculum.side_by_side import Standing, differences
from delibere.curriculum.side_by_side_in_words import consequences, sentences, standing_in_words
from delibere.services.records.maquettes import maquette_of
from delibere.store.models import Enrolment, MaquetteVersion, VersionState
from delibere.web.gate import PlacedRequest


def compare(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """« ?a=&b= »: keys of two versions; the choice of others is on the page."""
    versions = MaquetteVersion.objects.filter(department=request.place.department)
    before, after = (_version(versions, request.GET.get(name, "")) for name in ("a", "b"))
    found = differences(maquette_of(before), maquette_of(after))
    modules = [one for one in found.modules if "tout" in request.GET or one.standing is not Standing.SAME]
    context = {
        "before": before,
        "after": after,
        "found": found,
        "modules": modules,
        "all": "tout" in request.GET,
        "counts": [(standing, standing_in_words(standing), found.count(standing)) for standing in Standing],
        "words": {standing: standing_in_words(standing) for standing in Standing},
        "said": sentences(found),
        "consequences": list(consequences(found)),
        "students": {version.pk: _students(version) for version in (before, after)},
        "choices": _choices(versions),
    }
    return render(request, "curricula/compare.html", context)


def _version(versions: QuerySet[MaquetteVersion], key: str) -> MaquetteVersion:
    found = versions.select_related("department").filter(pk=key if key.isdecimal() else 0).first()
    if found is None:
        raise Http404
    return found


def _students(version: MaquetteVersion) -> int:
    """How many follow it: the version in force of its maquette and year."""
    if version.state != VersionState.PUBLISHED:
        return 0
    return Enrolment.objects.filter(
        promotion__department=version.department_id,
        promotion__year=version.year,
        promotion__slug=version.slug,
    ).count()


def _choices(versions: QuerySet[MaquetteVersion]) -> list[MaquetteVersion]:
    return list(versions.defer("document").order_by("-year", "slug", "-number"))
