# SPDX-License-Identifier: EUPL-1.2
"""Two versions, two years, FI and FA: side by side, module by module, and what it changes in words."""

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delibere.curriculum.differences import Comparison, compare, in_words
from delibere.foundation.language import _
from delibere.services.records.freezing import freezes_on
from delibere.services.records.maquettes import maquette_of
from delibere.store.models import Enrolment, MaquetteVersion, VersionState
from delibere.web.gate import PlacedRequest


def compare_maquettes(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """« ?a=&b= »: keys of two versions, else the first two; the choice of others is on the page."""
    versions = MaquetteVersion.objects.filter(department=request.place.department).select_related(
        "department"
    )
    choices = list(versions.defer("document").order_by("-year", "slug", "-number"))
    before, after = (_chosen(choices, request.GET.get(name), place) for place, name in enumerate("ab"))
    found = compare(maquette_of(before), maquette_of(after))
    context = {
        "before": before,
        "after": after,
        "found": found,
        "changed": [line for line in found.modules if line.changes],
        "only": "differences" in request.GET,
        "counts": _counts(found),
        "said": in_words(found),
        "students": {version.pk: _students(version) for version in (before, after)},
        "freeze": freezes_on(request.place.department, after.year),
        "today": timezone.localdate(),
        "choices": choices,
    }
    return render(request, "curricula/compare.html", context)


def _chosen(choices: Sequence[MaquetteVersion], key: str | None, place: int) -> MaquetteVersion:
    """The version of this key, with its document."""
    if key is None and choices:
        return choices[min(place, len(choices) - 1)]
    found = next((version for version in choices if str(version.pk) == key), None)
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


def _counts(found: Comparison) -> list[tuple[str, int, str, str]]:
    """Sign, count, the word for one, the word for several."""
    return [
        ("+", found.count("+"), _("ajouté"), _("ajoutés")),
        ("−", found.count("−"), _("retiré"), _("retirés")),
        ("≠", found.count("≠"), _("modifié"), _("modifiés")),
        ("=", found.count("="), _("identique"), _("identiques")),
    ]
