# SPDX-License-Identifier: EUPL-1.2
"""Papers that were issued: which, of whom, and their very bytes."""

from datetime import datetime
from typing import Annotated

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from delibere.api.requests import ApiRequest
from delibere.api.shapes import PDF, Key, PageNumber, PageSize, Text, answers, page_of, sends
from delibere.api.students import student_of
from delibere.foundation.language import _
from delibere.foundation.people import without_zeros
from delibere.services.records.documents.keeping import bytes_of, handed_to, kept_in
from delibere.store.models import IssuedDocument, PaperKind

router = Router(tags=["documents"])
ADDRESS = "{slug:department}/documents"
OWN = "{slug:department}/students/{nip}/documents"
NO_STORE = {"Cache-Control": "private, no-store"}


class DocumentOut(Schema):
    """A paper, and whom or what it is about."""

    id: int
    kind: PaperKind
    title: str
    file_name: str
    sha256: str = Field(description=_("empreinte de ses octets"))
    student: str | None = Field(description=_("NIP"))
    promotion: int | None
    session: int | None
    job: int | None
    issued_at: datetime
    by_name: str


class Documents(Schema):
    """A page of them, the last first."""

    count: int
    items: list[DocumentOut]


class DocumentsSought(Schema):
    """Those of a kind, of a student, of a promotion, of a jury, of a job."""

    kind: PaperKind | None = None
    nip: Text | None = None
    promotion: Key | None = None
    session: Key | None = None
    job: Key | None = None


@router.get(
    ADDRESS,
    url_name="api.documents",
    summary=_("Les documents édités, le dernier d’abord"),
    response=answers(Documents),
)
def documents(
    request: ApiRequest,
    department: str,
    sought: Annotated[DocumentsSought, Query(...)],
    page: PageNumber = 1,
    size: PageSize = 50,
) -> Documents:
    """Everything that was issued, or what answers."""
    asked = {
        "kind": sought.kind,
        "student__nip_key": sought.nip and without_zeros(sought.nip),
        "promotion": sought.promotion,
        "session": sought.session,
        "job": sought.job,
    }
    kept = kept_in(request.place.department)
    count, items = page_of(kept.filter(**{key: value for key, value in asked.items() if value}), page, size)
    return Documents(count=count, items=[document_out(one) for one in items])


@router.get(
    f"{ADDRESS}/{{int:document}}",
    url_name="api.document",
    summary=_("Un document"),
    response=answers(DocumentOut),
)
def document(request: ApiRequest, department: str, document: Key) -> DocumentOut:
    """One of them."""
    return document_out(get_object_or_404(kept_in(request.place.department), pk=document))


@router.get(
    f"{ADDRESS}/{{int:document}}/file",
    url_name="api.document_file",
    summary=_("Ses octets, tels qu’ils ont été édités"),
    response=answers(None),
    openapi_extra=sends(PDF),
)
def document_file(request: ApiRequest, department: str, document: Key) -> HttpResponse:
    """The bytes that were issued."""
    return file_answer(bytes_of(get_object_or_404(kept_in(request.place.department), pk=document)), PDF)


@router.get(
    OWN,
    url_name="api.own_documents",
    summary=_("Les documents d’un étudiant ; lui-même, ceux qui lui sont remis"),
    response=answers(list[DocumentOut]),
)
def own_documents(request: ApiRequest, department: str, nip: Text) -> list[DocumentOut]:
    """A student's papers: all of them for staff, those handed for the student."""
    return [document_out(one) for one in _seen(request, nip)]


@router.get(
    f"{OWN}/{{int:document}}/file",
    url_name="api.own_document_file",
    summary=_("Les octets de l’un d’eux"),
    response=answers(None),
    openapi_extra=sends(PDF),
)
def own_document_file(request: ApiRequest, department: str, nip: Text, document: Key) -> HttpResponse:
    """One of them."""
    return file_answer(bytes_of(get_object_or_404(_seen(request, nip), pk=document)), PDF)


def _seen(request: ApiRequest, nip: str) -> QuerySet[IssuedDocument]:
    student = student_of(request, nip)
    if request.place.sees_all("api.own_documents"):
        return kept_in(request.place.department).filter(student=student)
    return handed_to(student)


def document_out(one: IssuedDocument) -> DocumentOut:
    """As programs read it."""
    return DocumentOut(
        id=one.pk,
        kind=PaperKind(one.kind),
        title=one.title,
        file_name=one.file_name,
        sha256=one.sha256,
        student=one.student.nip if one.student else None,
        promotion=one.promotion_id,
        session=one.session_id,
        job=one.job_id,
        issued_at=one.issued_at,
        by_name=one.by_name,
    )


def file_answer(data: bytes, media_type: str) -> HttpResponse:
    """A file that no cache keeps."""
    return HttpResponse(data, content_type=media_type, headers=NO_STORE)
