# SPDX-License-Identifier: EUPL-1.2
"""Lists of students in two steps: sent and previewed, then applied or cancelled."""

from typing import Literal

from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from delibere.api.requests import ApiRequest
from delibere.api.shapes import Key, answers
from delibere.api.uploads import Idempotency, Sent, content_of
from delibere.foundation.language import _
from delibere.services.records.api.idempotence import once
from delibere.services.records.import_students import (
    Change,
    Preview,
    PreviewLine,
    abandon,
    confirm,
    preview,
    receive_students,
)
from delibere.store.models import FileKind, StudentUpload

router = Router(tags=["imports"])
ADDRESS = "{slug:department}/imports/students"


class ListCounts(Schema):
    """How many lines do what."""

    new: int
    changed: int
    same: int
    error: int


class ListLine(Schema):
    """A line of the list."""

    nip: str
    surname: str
    first_name: str
    change: Change
    place: str = Field(description=_("où dans le fichier"))
    differences: dict[str, list[str]] = Field(description=_("par champ, ce qui est et ce que ce serait"))
    findings: list[str]


class ListPreview(Schema):
    """What a list would do, line by line."""

    id: int
    file: str
    refusal: str | None = Field(description=_("pourquoi rien ne peut être lu"))
    counts: ListCounts
    lines: list[ListLine]


class ListWritten(Schema):
    """How many lines were written."""

    new: int
    changed: int


class ChangesChosen(Schema):
    """What to write: lines of these kinds."""

    changes: tuple[Literal["new", "changed"], ...] = ("new", "changed")


@router.post(
    ADDRESS,
    url_name="api.import_students",
    summary=_("Envoyer une liste d’étudiants ; rien n’est écrit, l’aperçu est rendu"),
    response=answers(ListPreview),
)
def send(
    request: ApiRequest, department: str, file: Sent, idempotency_key: Idempotency = None
) -> dict[str, object]:
    """Send a list; nothing is written. Sent again under the same key, it is taken in once."""
    name, data = content_of(file)

    def act() -> dict[str, object]:
        made = receive_students(request.place.author, request.place.department, name, data)
        return _told(made).model_dump(mode="json")

    return once(request.token, idempotency_key, f"students {name} ".encode() + data, act)


@router.get(
    f"{ADDRESS}/{{int:upload}}",
    url_name="api.import",
    summary=_("Ce que la liste ferait, ligne par ligne"),
    response=answers(ListPreview),
)
def look(request: ApiRequest, department: str, upload: Key) -> ListPreview:
    """What the list would do, line by line."""
    return _told(_upload(request, upload))


@router.delete(f"{ADDRESS}/{{int:upload}}", summary=_("Abandonner la liste"), response=answers(None, 204))
def cancel(request: ApiRequest, department: str, upload: Key) -> Status[None]:
    """Forget the list."""
    abandon(_upload(request, upload))
    return Status(204, None)


@router.post(
    f"{ADDRESS}/{{int:upload}}/apply",
    url_name="api.apply_import",
    summary=_("Écrire les lignes de ces sortes, et oublier la liste"),
    response=answers(ListWritten),
)
def apply(
    request: ApiRequest,
    department: str,
    upload: Key,
    chosen: ChangesChosen,
    idempotency_key: Idempotency = None,
) -> dict[str, object]:
    """Write the lines of these kinds, and forget the list."""

    def act() -> dict[str, object]:
        written = confirm(request.place.author, _upload(request, upload), {Change(c) for c in chosen.changes})
        return {change.value: count for change, count in written.items()}

    named = f"apply {upload} {sorted(chosen.changes)}".encode()
    return once(request.token, idempotency_key, named, act)


def _upload(request: ApiRequest, key: int) -> StudentUpload:
    return get_object_or_404(StudentUpload, department=request.place.department, kind=FileKind.PEOPLE, pk=key)


def _told(upload: StudentUpload) -> ListPreview:
    now: Preview = preview(upload)
    counts = {change.value: count for change, count in now.counts.items()}
    return ListPreview(
        id=upload.pk,
        file=upload.file_name,
        refusal=now.refusal,
        counts=ListCounts(**counts),
        lines=[_line(one) for one in now.lines],
    )


def _line(one: PreviewLine) -> ListLine:
    return ListLine(
        nip=one.line.student.nip,
        surname=one.line.student.surname,
        first_name=one.line.student.first_name,
        change=one.change,
        place=one.line.place,
        differences={name: [str(value or "") for value in both] for name, both in one.differences.items()},
        findings=[finding.message for finding in one.line.findings],
    )
