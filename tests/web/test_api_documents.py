# SPDX-License-Identifier: EUPL-1.2
"""Papers by the API: asked for, followed, fetched to the byte; a student's own."""

from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import timezone
from jury_room import gathered
from programs import Program

from delibere.curriculum.model import Curriculum
from delibere.services.records.documents.keeping import Paper, keep
from delibere.services.records.documents.worker import work_once
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.journal import command_line
from delibere.services.records.juries.closing import close_session
from delibere.services.records.juries.deciding import accept_clear_cases, decide
from delibere.services.records.juries.publishing import publish_session
from delibere.services.records.students import create
from delibere.store.models import Account, Department, IssuedDocument, PaperKind, Promotion, Role, Student
from invented_courses import NIP

US = command_line()
Someone = Callable[..., Account]


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    made = open_promotion(US, qlio, 2023, "s1-fi")
    people = [
        create(US, qlio, {"nip": f"9900000{n}", "surname": name})
        for n, name in enumerate(("ALISIER", "BOULEAU"))
    ]
    enrol(US, made, people)
    return made


@pytest.fixture
def office(qlio: Department, someone: Someone) -> Program:
    return Program(someone(Role.SECRETARY), qlio, Role.SECRETARY)


def issue(qlio: Department, student: Student, *, handed: bool = False) -> IssuedDocument:
    data = f"%PDF {student.nip}".encode()
    return keep(
        US, qlio, Paper(PaperKind.BULLETIN, "Bulletin", "b.pdf", data, student=student, handed=handed)
    )


def test_issued_papers_are_found_and_fetched_to_the_byte(
    promotion: Promotion, qlio: Department, office: Program
) -> None:
    for student in Student.objects.order_by("nip"):
        issue(qlio, student)
    assert office.ask("GET", "documents").json()["count"] == 2
    [found] = office.ask("GET", "documents?nip=99000001&kind=bulletin").json()["items"]
    assert (found["student"], found["promotion"], found["kind"]) == ("99000001", None, "bulletin")
    assert office.ask("GET", f"documents/{found['id']}").json() == found
    file = office.ask("GET", f"documents/{found['id']}/file")
    assert (file["Content-Type"], sha256(file.content).hexdigest()) == ("application/pdf", found["sha256"])
    assert office.ask("GET", "documents?kind=roman").status_code == 422
    assert office.ask("GET", "documents/999/file").status_code == 404


def test_the_bulletins_of_a_promotion_are_asked_for_followed_and_fetched(
    promotion: Promotion, office: Program
) -> None:
    asked = office.ask("POST", f"promotions/{promotion.pk}/documents", {"apart": True})
    job = f"documents/jobs/{asked.json()['id']}"
    assert (asked.status_code, asked.json()["state"]) == (202, "waiting")
    again = office.ask("POST", f"promotions/{promotion.pk}/documents", {"apart": True})
    assert again.json()["id"] == asked.json()["id"], "the same is not made twice"
    assert work_once()
    done = office.ask("GET", job).json()
    assert (done["state"], done["done"], done["total"]) == ("done", 2, 2)
    papers = office.ask("GET", f"documents?job={done['id']}").json()
    assert (papers["count"], office.ask("GET", "documents/jobs").json()["count"]) == (2, 1)
    archive = ZipFile(BytesIO(office.ask("GET", f"{job}/archive").getvalue()))
    assert len(archive.namelist()) == 2


def test_a_job_is_stopped(promotion: Promotion, office: Program) -> None:
    asked = office.ask("POST", f"promotions/{promotion.pk}/documents", {}).json()
    assert office.ask("DELETE", f"documents/jobs/{asked['id']}").json()["state"] == "cancelled"


def test_lists_are_made_to_print_or_as_a_workbook(promotion: Promotion, office: Program) -> None:
    address = f"promotions/{promotion.pk}/lists/groupes"
    assert office.ask("GET", address).content[:5] == b"%PDF-"
    assert office.ask("GET", f"{address}?form=xlsx").content[:2] == b"PK"
    assert office.ask("GET", f"promotions/{promotion.pk}/lists/roman").status_code == 422


def test_a_student_fetches_what_was_handed_and_nothing_else(
    promotion: Promotion, qlio: Department, someone: Someone, office: Program
) -> None:
    me, other = Student.objects.order_by("nip")
    handed, kept, theirs = issue(qlio, me, handed=True), issue(qlio, me), issue(qlio, other, handed=True)
    own = Program(someone(Role.STUDENT, student=me), qlio, Role.STUDENT)
    mine = f"students/{me.nip}/documents"
    assert [one["id"] for one in own.ask("GET", mine).json()] == [handed.pk]
    assert {one["id"] for one in office.ask("GET", mine).json()} == {handed.pk, kept.pk}
    assert own.ask("GET", f"{mine}/{handed.pk}/file").content == b"%PDF 99000000"
    assert own.ask("GET", f"{mine}/{kept.pk}/file").status_code == 404
    assert own.ask("GET", f"students/{other.nip}/documents/{theirs.pk}/file").status_code == 404


def test_minutes_letters_and_transcripts_are_issued_once_under_a_key(
    qlio: Department, office: Program
) -> None:
    session = gathered(qlio)
    early = office.ask("POST", f"juries/{session.pk}/documents", {"kind": "minutes"})
    assert early.status_code == 422
    assert office.ask("GET", f"juries/{session.pk}/draft").content[:5] == b"%PDF-"
    accept_clear_cases(US, session)
    for nip in ("99000004", "99000006"):
        decide(US, session, nip, (), 0)
    close_session(US, session)
    publish_session(US, session, timezone.now())
    for address, body, kind in (
        (f"juries/{session.pk}/documents", {"kind": "minutes"}, "minutes"),
        (f"juries/{session.pk}/letters/{NIP}", {}, "letter"),
        (f"students/{NIP}/transcripts", {"year": 2}, "transcript"),
    ):
        made, again = (office.ask("POST", address, body, Idempotency_Key=kind) for _n in "12")
        assert (made.status_code, made.json()["kind"]) == (201, kind)
        assert made.json() == again.json()
    assert IssuedDocument.objects.count() == 3
    assert office.ask("GET", f"students/{NIP}/transcript").content[:2] == b"PK"
    possible = office.ask("GET", f"students/{NIP}/attestations").json()
    attested = office.ask("POST", f"students/{NIP}/attestations", {"what": possible[0]["key"]})
    assert (attested.status_code, attested.json()["kind"]) == (201, "attestation")
    assert office.ask("POST", f"students/{NIP}/attestations", {"what": "ue:"}).status_code == 422
