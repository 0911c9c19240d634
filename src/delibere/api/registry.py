# SPDX-License-Identifier: EUPL-1.2
"""Files of the registry: looked at, previewed beside our results, filled."""

from collections import Counter
from typing import Annotated, Literal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status

from delibere.api.requests import ApiRequest
from delibere.api.shapes import OCTETS, Key, Text, answers, sends
from delibere.api.uploads import Idempotency, Sent, content_of
from delibere.foundation.language import _
from delibere.interchange.apogee import Verdict, read_apogee
from delibere.services.files.registry_file import told
from delibere.services.records.api.idempotence import once
from delibere.services.records.registry.filling import (
    Cell,
    Preview,
    fill_file,
    forget,
    read_upload,
    receive_files,
)
from delibere.services.records.registry.settings import settings_of
from delibere.store.models import RegistryUpload

router = Router(tags=["registry"])
ADDRESS = "{slug:department}/registry"
RegistrySession = Literal["1", "2"]


class RegistryColumn(Schema):
    """A result column; every field is the text of the file."""

    id: str
    type: str
    code: str
    version: str
    year: str
    session: str
    admission: str
    kind: str
    label: str


class RegistryCheck(Schema):
    """What a file is worth."""

    encoding: str
    newline: str
    titles: dict[str, str]
    result_codes: list[str] | None
    columns: list[RegistryColumn]
    students: list[str]
    warnings: list[str]
    errors: list[str]
    notices: list[str]


class RegistryCell(Schema):
    """A value of ours, and what becomes of it."""

    nip: str
    element: str
    column: str
    verdict: Verdict
    before: str
    after: str
    message: str


class RegistryWithheld(Schema):
    """What the file asks for and is not told."""

    nip: str
    element: str
    reason: str


class RegistryPreview(Schema):
    """What a file would become."""

    promotions: list[int]
    sessions: list[str]
    counts: dict[str, int] = Field(description=_("cases par verdict"))
    cells: list[RegistryCell]
    withheld: list[RegistryWithheld]
    unmatched: list[str] = Field(description=_("colonnes auxquelles rien ne répond ici"))
    strangers: list[str] = Field(description=_("NIP du fichier inconnus ici"))
    absent: list[str] = Field(description=_("NIP d’ici absents du fichier"))


class Filling(Schema):
    """What to write: empty cells, those that differ, or both; of these elements, or all."""

    verdicts: tuple[Literal["new", "changed"], ...] = ("new",)
    elements: list[Text] | None = None
    session: RegistrySession = "1"


@router.post(
    f"{ADDRESS}/check",
    url_name="api.check_registry",
    summary=_("Ce que vaut un fichier d’Apogée ; rien n’est gardé"),
    response=answers(RegistryCheck),
)
def check(request: ApiRequest, department: str, file: Sent) -> dict[str, object]:
    """What an Apogée file is worth, as `delibere apogee check --json` says it; nothing is kept."""
    here, (name, data) = request.place.department, content_of(file)
    declared = settings_of(here, here.academic_year.last_day).encoding
    return told(read_apogee(data, name, declared))


@router.post(
    f"{ADDRESS}/files",
    url_name="api.registry_files",
    summary=_("Déposer un fichier d’Apogée ou un ZIP ; donne les clés de ceux qui sont pris"),
    response=answers(list[Key]),
)
def send(request: ApiRequest, department: str, file: Sent, idempotency_key: Idempotency = None) -> list[int]:
    """Send a file or a ZIP; gives the keys of the files taken in."""
    name, data = content_of(file)

    def act() -> dict[str, object]:
        made = receive_files(request.place.author, request.place.department, [(name, data)])
        return {"keys": [one.pk for one in made]}

    answer = once(request.token, idempotency_key, f"registry {name} ".encode() + data, act)
    keys: list[int] = answer["keys"]  # type: ignore[assignment]  # what `act` gives
    return keys


@router.get(
    f"{ADDRESS}/files/{{int:registry_file}}",
    url_name="api.registry_file",
    summary=_("Ce que le fichier deviendrait, case par case"),
    response=answers(RegistryPreview),
)
def look(
    request: ApiRequest,
    department: str,
    registry_file: Key,
    session: Annotated[RegistrySession, Query("1")] = "1",
) -> RegistryPreview:
    """What the file would become: every value of ours, and what is not done."""
    return _told(read_upload(_upload(request, registry_file), session))


@router.delete(
    f"{ADDRESS}/files/{{int:registry_file}}",
    summary=_("Oublier le fichier"),
    response=answers(None, 204),
)
def cancel(request: ApiRequest, department: str, registry_file: Key) -> Status[None]:
    """Forget the file."""
    forget(_upload(request, registry_file))
    return Status(204, None)


@router.post(
    f"{ADDRESS}/files/{{int:registry_file}}/fill",
    url_name="api.fill_registry",
    summary=_("Le fichier rempli, à l’octet près"),
    response=answers(None),
    openapi_extra=sends(OCTETS),
)
def fill(request: ApiRequest, department: str, registry_file: Key, filling: Filling) -> HttpResponse:
    """The filled file, to the byte."""
    here, upload = request.place.department, _upload(request, registry_file)
    now = read_upload(upload, filling.session)
    filled = fill_file(
        request.place.author, here, now, [Verdict(one) for one in filling.verdicts], filling.elements
    )
    return HttpResponse(filled.data, content_type=OCTETS)


def _upload(request: ApiRequest, key: int) -> RegistryUpload:
    found = RegistryUpload.objects.select_related("department")
    return get_object_or_404(found, department=request.place.department, pk=key)


def _told(now: Preview) -> RegistryPreview:
    return RegistryPreview(
        promotions=[one.pk for one in now.promotions],
        sessions=list(now.sessions),
        counts=Counter(cell.judged.verdict.value for cell in now.cells),
        cells=[_cell(one) for one in now.cells],
        withheld=[
            RegistryWithheld(nip=one.student.nip, element=one.element.code, reason=one.withheld)
            for one in now.withheld
        ],
        unmatched=[column.id for column in now.unmatched],
        strangers=[row.nip for row in now.strangers],
        absent=[one.nip for one in now.absent],
    )


def _cell(cell: Cell) -> RegistryCell:
    judged = cell.judged
    return RegistryCell(
        nip=cell.line.student.nip,
        element=cell.line.element.code,
        column=judged.column.id if judged.column else judged.entry.column,
        verdict=judged.verdict,
        before=judged.before,
        after=judged.after,
        message=judged.message,
    )
