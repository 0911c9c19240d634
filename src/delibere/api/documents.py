# SPDX-License-Identifier: EUPL-1.2
"""Papers that were issued: which, of whom, and their very bytes. They are issued in the application."""

from datetime import datetime
from typing import Annotated

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from delibere.api.requests import ApiRequest
from delibere.api.shapes import Key, PageNumber, PageSize, Text, answers, page_of
from delibere.foundation.people import without_zeros
from delibere.services.records.documents.keeping import bytes_of, kept_in
from delibere.store.models import IssuedDocument, PaperKind

router = Router(tags=["documents"])
ADDRESS = "{slug:department}/documents"


class DocumentOut(Schema):
    """A paper; `sha256` of its bytes; `student` by NIP, `promotion` and `session` by key, when it has one."""

    id: int
    kind: str
    title: str
    file_name: str
    sha256: str
    student: str | None
    promotion: int | None
    session: int | None
    issued_at: datetime
    by_name: str


class Documents(Schema):
    """A page of them, the last first."""

    count: int
    items: list[DocumentOut]


class Sought(Schema):
    """Those of a kind, of a student, of a promotion, of a jury."""

    kind: PaperKind | None = None
    nip: Text | None = None
    promotion: Key | None = None
    session: Key | None = None


@router.get(ADDRESS, url_name="api.documents", response=answers(Documents))
def documents(
    request: ApiRequest,
    department: str,
    sought: Annotated[Sought, Query(...)],
    page: PageNumber = 1,
    size: PageSize = 50,
) -> Documents:
    """Everything that was issued, or what answers."""
    asked = {
        "kind": sought.kind,
        "student__nip_key": sought.nip and without_zeros(sought.nip),
        "promotion": sought.promotion,
        "session": sought.session,
    }
    kept = kept_in(request.place.department)
    count, items = page_of(kept.filter(**{key: value for key, value in asked.items() if value}), page, size)
    return Documents(count=count, items=[_out(one) for one in items])


@router.get(f"{ADDRESS}/{{int:document}}", url_name="api.document", response=answers(DocumentOut))
def document(request: ApiRequest, department: str, document: Key) -> DocumentOut:
    """One of them."""
    return _out(_kept(request, document))


@router.get(f"{ADDRESS}/{{int:document}}/file", url_name="api.document_file", response=answers(None))
def document_file(request: ApiRequest, department: str, document: Key) -> HttpResponse:
    """The bytes that were issued."""
    return HttpResponse(bytes_of(_kept(request, document)), content_type="application/pdf")


def _kept(request: ApiRequest, key: int) -> IssuedDocument:
    return get_object_or_404(kept_in(request.place.department), pk=key)


def _out(one: IssuedDocument) -> DocumentOut:
    return DocumentOut(
        id=one.pk,
        kind=one.kind,
        title=one.title,
        file_name=one.file_name,
        sha256=one.sha256,
        student=one.student.nip if one.student else None,
        promotion=one.promotion_id,
        session=one.session_id,
        issued_at=one.issued_at,
        by_name=one.by_name,
    )
