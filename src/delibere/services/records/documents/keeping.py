# SPDX-License-Identifier: EUPL-1.2
"""Papers kept as bytes, printed again from them, and never changed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.journal import Author, remember
from delibere.services.records.juries.publishing import sessions_in_sight
from delibere.store.models import (
    Action,
    Department,
    IssuedDocument,
    Job,
    JurySession,
    PaperKind,
    Promotion,
    Student,
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was just made; see `IssuedDocument`."""

    kind: PaperKind
    title: str
    file_name: str
    data: bytes
    student: Student | None = None
    promotion: Promotion | None = None
    session: JurySession | None = None
    job: Job | None = None
    handed: bool = False
    code: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def keep(author: Author, department: Department, paper: Paper) -> IssuedDocument:
    """Keep a paper, with its hash and its author."""
    digest = sha256(paper.data).hexdigest()
    kept = IssuedDocument.objects.create(
        department=department,
        kind=paper.kind,
        title=paper.title,
        file_name=paper.file_name,
        data=paper.data,
        sha256=digest,
        student=paper.student,
        promotion=paper.promotion,
        session=paper.session,
        job=paper.job,
        handed=paper.handed,
        code=paper.code,
        facts=dict(paper.facts),
        issued_by=author.account,
        by_name=author.name,
    )
    remember(
        author,
        Action.PAPER_ISSUED,
        department=department,
        subject=paper.title,
        student=paper.student,
        sha256=digest,
    )
    return kept


def kept_in(department: Department) -> QuerySet[IssuedDocument]:
    """Everything issued, the last first, without the bytes."""
    found = IssuedDocument.objects.filter(department=department).defer("data")
    return found.select_related("student", "promotion", "session")


def handed_to(student: Student) -> QuerySet[IssuedDocument]:
    """What a student may fetch: his or her own papers, once handed; attestations are his or hers at once.

    A letter waits for the publication of the decisions it tells, and goes when another session corrects them.
    """
    in_sight = Q(session__in=sessions_in_sight(student, timezone.now()))
    handed = Q(handed=True) & (~Q(kind=PaperKind.LETTER) | in_sight)
    return kept_in(student.department).filter(handed | Q(kind=PaperKind.ATTESTATION), student=student)


def bytes_of(document: IssuedDocument) -> bytes:
    """The very bytes that were issued.

    Raises:
        UnusableInputError: they are not those any more: the database was changed behind our back.
    """
    data = bytes(document.data)
    if sha256(data).hexdigest() != document.sha256:
        raise UnusableInputError(_("Ce document n’est plus celui qui a été édité : son empreinte diffère."))
    return data


def zip_of(job: Job) -> IO[bytes]:
    """The papers of a job, one file a student; two of the same name are told apart.

    An open file, which is gone when it is closed: a class weighs more than a process should hold.
    """
    out, names = TemporaryFile(), Counter[str]()  # noqa: SIM115 whoever asked closes it
    with ZipFile(out, "w", ZIP_STORED) as archive:
        for document in job.documents.order_by("file_name", "pk").iterator(chunk_size=10):
            names[document.file_name] += 1
            times = names[document.file_name]
            name = document.file_name if times == 1 else f"{document.file_name[:-4]}_{times}.pdf"
            archive.writestr(ZipInfo(name, document.issued_at.timetuple()[:6]), bytes_of(document))
    out.seek(0)
    return out
