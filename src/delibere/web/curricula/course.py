# SPDX-License-Identifier: EUPL-1.2
"""The course of a student through semesters and competences, as a picture."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from delibere.curriculum.ways import Way, way_table, ways
from delibere.services.records.frameworks import names_in_force
from delibere.services.records.maquettes import published_curriculum
from delibere.web.gate import PlacedRequest


def course(request: PlacedRequest, department: str, start: int, end: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One way through the maquettes of a year, « ?voie=osc-ffffaa »."""
    if end != start + 1:
        raise Http404
    curriculum = published_curriculum(request.place.department, start)
    found = ways(curriculum) if curriculum else ()
    chosen = _chosen(request.GET.get("voie", ""), found)
    context = {
        "year": f"{start}-{end}",
        "start": start,
        "ways": found,
        "parcours": list(dict.fromkeys(way.parcours for way in found)),
        "chosen": chosen,
        "table": way_table(chosen) if chosen else None,
        "names": names_in_force(request.place.department, start),
    }
    return render(request, "curricula/course.html", context)


def _chosen(asked: str, found: tuple[Way, ...]) -> Way | None:
    return next((way for way in found if way.slug == asked), found[0] if found else None)
