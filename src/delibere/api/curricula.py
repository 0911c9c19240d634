# SPDX-License-Identifier: EUPL-1.2
"""Maquettes in force."""

from datetime import datetime
from typing import Annotated

from django.http import Http404
from ninja import Query, Router, Schema

from delibere.api.requests import ApiRequest
from delibere.api.shapes import Json, Text, Year, answers
from delibere.services.records.maquettes import published_versions

router = Router(tags=["curricula"])
ChosenYear = Annotated[Year | None, Query(None)]


class Version(Schema):
    """A maquette in force."""

    slug: str
    number: int
    published_at: datetime | None


@router.get("{slug:department}/curricula", url_name="api.curricula", response=answers(list[Version]))
def curricula(request: ApiRequest, department: str, year: ChosenYear = None) -> list[Version]:
    """Maquettes in force that year; of the department's own when none is given."""
    here = request.place.department
    return [
        Version.model_validate(one, from_attributes=True)
        for one in published_versions(here, year or here.year)
    ]


@router.get("{slug:department}/curricula/{slug:slug}", url_name="api.maquette", response=answers(Json))
def maquette(request: ApiRequest, department: str, slug: Text, year: ChosenYear = None) -> Json:
    """A maquette, as docs/formats/curriculum.md describes it."""
    here = request.place.department
    for one in published_versions(here, year or here.year):
        if one.slug == slug:
            return dict(one.document)
    raise Http404
