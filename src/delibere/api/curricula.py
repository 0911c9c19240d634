# SPDX-License-Identifier: EUPL-1.2
"""Maquettes in force."""

from datetime import datetime
from typing import Annotated

from django.http import Http404
from ninja import Field, Query, Router, Schema

from delibere.api.requests import ApiRequest
from delibere.api.shapes import Credits, Text, Year, answers
from delibere.foundation.language import _
from delibere.services.records.maquettes import published_versions

router = Router(tags=["curricula"])
ChosenYear = Annotated[Year | None, Query(None)]


class MaquetteVersionOut(Schema):
    """A maquette in force."""

    slug: str
    number: int
    published_at: datetime | None


class UeOut(Schema):
    """A UE of a maquette."""

    code: str
    title: str
    competence: str
    level: int | None
    ects: Credits


class ModuleOut(Schema):
    """A module of a maquette."""

    apogee: str
    pn: str
    title: str
    block: str | None
    coefficients: dict[str, str] = Field(description=_("par code d’UE"))


class MaquetteOut(Schema):
    """A maquette."""

    id: str
    semester: int
    regime: str
    parcours: str | None
    ues: list[UeOut]
    modules: list[ModuleOut]


@router.get(
    "{slug:department}/curricula",
    url_name="api.curricula",
    summary=_("Les maquettes en vigueur une année, celle du département si rien n’est dit"),
    response=answers(list[MaquetteVersionOut]),
)
def curricula(request: ApiRequest, department: str, year: ChosenYear = None) -> list[MaquetteVersionOut]:
    """Maquettes in force that year; of the department's own when none is given."""
    here = request.place.department
    return [
        MaquetteVersionOut.model_validate(one, from_attributes=True)
        for one in published_versions(here, year or here.year)
    ]


@router.get(
    "{slug:department}/curricula/{slug:slug}",
    url_name="api.maquette",
    summary=_("Une maquette entière (docs/formats/curriculum.md)"),
    response=answers(MaquetteOut),
)
def maquette(request: ApiRequest, department: str, slug: Text, year: ChosenYear = None) -> dict[str, object]:
    """A maquette, as docs/formats/curriculum.md describes it."""
    here = request.place.department
    for one in published_versions(here, year or here.year):
        if one.slug == slug:
            return dict(one.document)
    raise Http404
