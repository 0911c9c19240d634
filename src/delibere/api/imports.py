# SPDX-License-Identifier: EUPL-1.2
"""Lists of students in two steps: sent and previewed, then applied or cancelled."""

from typing import Literal

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from delibere.api.requests import ApiRequest
from delibere.api.shapes import Json, Key, answers
from delibere.api.uploads import Idempotency, Sent, content_of
from delibere.services.records.api.idempotence import once
from delibere.services.records.import_students import (
    Change,
    Preview,
    abandon,
    confirm,
    preview,
    receive_students,
)
from delibere.store.models import FileKind, StudentUpload

router = Router(tags=["imports"])
ADDRESS = "{slug:department}/imports/students"


class Chosen(Schema):
    """What to write: lines of these kinds."""

    changes: tuple[Literal["new", "changed"], ...] = ("new", "changed")


@router.post(ADDRESS, url_name="api.import_students", response=answers(Json))
def send(request: ApiRequest, department: str, file: Sent, idempotency_key: Idempotency = None) -> Json:
    """Send a list; nothing is written. Sent again under the same key, it is taken in once."""
    name, data = content_of(file)

    def act() -> dict[str, object]:
        return _told(receive_students(request.place.author, request.place.department, name, data))

    return once(request.token, idempotency_key, f"students {name} ".encode() + data, act)


@router.get(f"{ADDRESS}/{{int:upload}}", url_name="api.import", response=answers(Json))
def look(request: ApiRequest, department: str, upload: Key) -> Json:
    """What the list would do, line by line."""
    return _told(_upload(request, upload))


@router.delete(f"{ADDRESS}/{{int:upload}}", response=answers(None, 204))
def cancel(request: ApiRequest, department: str, upload: Key) -> Status[None]:
    """Forget the list."""
    abandon(_upload(request, upload))
    return Status(204, None)


@router.post(f"{ADDRESS}/{{int:upload}}/apply", url_name="api.apply_import", response=answers(Json))
def apply(
    request: ApiRequest, department: str, upload: Key, chosen: Chosen, idempotency_key: Idempotency = None
) -> Json:
    """Write the lines of these kinds, and forget the list."""

    def act() -> dict[str, object]:
        written = confirm(request.place.author, _upload(request, upload), {Change(c) for c in chosen.changes})
        return {change.value: count for change, count in written.items()}

    named = f"apply {upload} {sorted(chosen.changes)}".encode()
    return once(request.token, idempotency_key, named, act)


def _upload(request: ApiRequest, key: int) -> StudentUpload:
    return get_object_or_404(StudentUpload, department=request.place.department, kind=FileKind.PEOPLE, pk=key)


def _told(upload: StudentUpload) -> Json:
    now: Preview = preview(upload)
    return {
        "id": upload.pk,
        "file": upload.file_name,
        "refusal": now.refusal,
        "counts": {change.value: count for change, count in now.counts.items()},
        "lines": [
            {
                "nip": one.line.student.nip,
                "surname": one.line.student.surname,
                "first_name": one.line.student.first_name,
                "change": one.change.value,
                "place": one.line.place,
                "differences": {name: list(values) for name, values in one.differences.items()},
                "findings": [finding.message for finding in one.line.findings],
            }
            for one in now.lines
        ],
    }
