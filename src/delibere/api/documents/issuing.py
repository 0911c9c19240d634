# SPDX-License-Identifier: EUPL-1.2
"""Papers issued at once: minutes, a public list, a transcript, an attestation, a letter; lists made now."""

from collections.abc import Callable
from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Field, Query, Router, Schema, Status

from delibere.api.documents.issued import DocumentOut, document_out, file_answer
from delibere.api.juries.sessions import ONE as SESSION
from delibere.api.juries.sessions import session_of
from delibere.api.promotions import promotion_of
from delibere.api.requests import ApiRequest
from delibere.api.shapes import PDF, XLSX, Credits, Key, Text, answers, sends
from delibere.api.students import student_of
from delibere.api.uploads import Idempotency
from delibere.foundation.language import _
from delibere.foundation.numbers import minimal
from delibere.services.records.api.idempotence import once
from delibere.services.records.documents.attestations import attestable, issue_attestation
from delibere.services.records.documents.letters import issue_letter
from delibere.services.records.documents.lists import ListKind, lists_of, workbook_of
from delibere.services.records.documents.minutes import draft_minutes, issue_minutes, issue_public_list
from delibere.services.records.documents.transcripts import issue_transcript, workbook_of_transcript
from delibere.store.models import IssuedDocument

router = Router(tags=["documents"])
STUDENT = "{slug:department}/students/{nip}"


class SessionPaperAsked(Schema):
    """A paper of a session."""

    kind: Literal["minutes", "public-list"]


class LetterAsked(Schema):
    """One student's letter."""

    handed: bool = Field(False, description=_("remise : il la lit une fois les décisions publiées"))


class TranscriptAsked(Schema):
    """A transcript: of a year, or of all."""

    year: Annotated[int, Field(ge=1, le=3)] | None = None


class AttestationAsked(Schema):
    """An attestation."""

    what: Text = Field(description=_("une clé que donne la lecture de cette adresse"))


class AttestableOut(Schema):
    """Something that decisions on record give."""

    key: str
    words: str
    ects: Credits


@router.post(
    f"{SESSION}/documents",
    url_name="api.issue_for_session",
    summary=_("Éditer le procès-verbal ou la liste publique d’une session close"),
    response=answers(DocumentOut, 201),
)
def issue_for_session(
    request: ApiRequest,
    department: str,
    session: Key,
    asked: SessionPaperAsked,
    idempotency_key: Idempotency = None,
) -> Status[object]:
    """Issue the minutes, or the public list."""
    found, author = session_of(request, session), request.place.author
    issue = issue_public_list if asked.kind == "public-list" else issue_minutes
    named = f"session {session} {asked.kind}"
    return _issued(request, idempotency_key, named, lambda: issue(author, found))


@router.post(
    f"{SESSION}/letters/{{nip}}",
    url_name="api.issue_letter",
    summary=_("Éditer la lettre de décision d’un étudiant, après un jury annuel clos"),
    response=answers(DocumentOut, 201),
)
def issue_one_letter(
    request: ApiRequest,
    department: str,
    session: Key,
    nip: Text,
    asked: LetterAsked,
    idempotency_key: Idempotency = None,
) -> Status[object]:
    """Issue one student's letter."""
    found, author = session_of(request, session), request.place.author
    named = f"letter {session} {nip} {asked.handed}"
    return _issued(
        request, idempotency_key, named, lambda: issue_letter(author, found, nip, handed=asked.handed)
    )


@router.get(
    f"{SESSION}/draft",
    url_name="api.draft_minutes",
    summary=_("Le procès-verbal comme il serait, à relire avant de clore"),
    response=answers(None),
    openapi_extra=sends(PDF),
)
def draft(request: ApiRequest, department: str, session: Key) -> HttpResponse:
    """The minutes as they would be."""
    return file_answer(draft_minutes(session_of(request, session)), PDF)


@router.post(
    f"{STUDENT}/transcripts",
    url_name="api.issue_transcript",
    summary=_("Éditer un relevé de notes, d’une année ou de toutes"),
    response=answers(DocumentOut, 201),
)
def issue_one_transcript(
    request: ApiRequest,
    department: str,
    nip: Text,
    asked: TranscriptAsked,
    idempotency_key: Idempotency = None,
) -> Status[object]:
    """Issue a transcript."""
    student, author = student_of(request, nip), request.place.author
    named = f"transcript {nip} {asked.year}"
    return _issued(request, idempotency_key, named, lambda: issue_transcript(author, student, asked.year))


@router.get(
    f"{STUDENT}/attestations",
    url_name="api.attestations",
    summary=_("Ce que les décisions enregistrées permettent d’attester"),
    response=answers(list[AttestableOut]),
)
def attestations(request: ApiRequest, department: str, nip: Text) -> list[AttestableOut]:
    """Diplomas, levels and UE that may be attested."""
    found = attestable(student_of(request, nip))
    return [AttestableOut(key=one.key, words=one.words, ects=minimal(one.ects)) for one in found]


@router.post(
    f"{STUDENT}/attestations",
    summary=_("Éditer une attestation de ce que les décisions enregistrées donnent"),
    response=answers(DocumentOut, 201),
)
def issue_one_attestation(
    request: ApiRequest,
    department: str,
    nip: Text,
    asked: AttestationAsked,
    idempotency_key: Idempotency = None,
) -> Status[object]:
    """Issue an attestation."""
    student, author = student_of(request, nip), request.place.author
    return _issued(
        request,
        idempotency_key,
        f"attestation {nip} {asked.what}",
        lambda: issue_attestation(author, student, asked.what, _verified_at(request)),
    )


@router.get(
    f"{STUDENT}/transcript",
    url_name="api.transcript",
    summary=_("Le relevé de notes en tableur, d’après les décisions enregistrées"),
    response=answers(None),
    openapi_extra=sends(XLSX),
)
def transcript(request: ApiRequest, department: str, nip: Text) -> HttpResponse:
    """The transcript as a sheet."""
    return file_answer(workbook_of_transcript(student_of(request, nip)), XLSX)


@router.get(
    "{slug:department}/promotions/{int:promotion}/lists/{printed}",
    url_name="api.lists",
    summary=_("Listes par groupe, feuilles d’émargement ou de notes, faites à l’instant"),
    response=answers(None),
    openapi_extra=sends(PDF, XLSX),
)
def lists(
    request: ApiRequest,
    department: str,
    promotion: Key,
    printed: ListKind,
    form: Annotated[Literal["pdf", "xlsx"], Query("pdf")] = "pdf",
) -> HttpResponse:
    """Lists made now: to print, or as a workbook."""
    found = promotion_of(request, promotion)
    if form == "xlsx":
        return file_answer(workbook_of(found, printed), XLSX)
    return file_answer(lists_of(found, printed), PDF)


def _issued(
    request: ApiRequest, key: str | None, named: str, issue: Callable[[], IssuedDocument]
) -> Status[object]:
    def act() -> dict[str, object]:
        return document_out(issue()).model_dump(mode="json")

    return Status(201, once(request.token, key, named.encode(), act))


def _verified_at(request: HttpRequest) -> Callable[[str], str]:
    return lambda code: request.build_absolute_uri(reverse("documents.verified", args=[code]))
