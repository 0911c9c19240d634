# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pdfplumber
import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from delibere.curriculum.model import Curriculum
from delibere.documents.letter import default_wording, typed
from delibere.foundation.errors import UnusableInputError
from delibere.jury.codes import Code
from delibere.jury.outcomes import Outcome, Subject
from delibere.services.records.courses import decided_course_of
from delibere.services.records.documents.attestations import attestable, issue_attestation, verified
from delibere.services.records.documents.transcripts import issue_transcript
from delibere.services.records.documents.worker import work_once
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.journal import command_line
from delibere.services.records.local_rules import declare
from delibere.services.records.students import create
from delibere.store.models import (
    Department,
    IssuedDocument,
    Job,
    JobState,
    Promotion,
    Role,
    SessionKind,
    Student,
)
from gardens import jury, remember_past

SignedIn = Callable[..., Client]
US = command_line()


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    """One student of S1."""
    found = open_promotion(US, qlio, 2023, "s1-fi")
    student = {"nip": "99000001", "surname": "D’Argousier", "first_name": "Łucja", "ine": "0412567893K"}
    enrol(US, found, [create(US, qlio, student)])
    return found


@pytest.fixture
def acquired(promotion: Promotion, published: Curriculum) -> Student:
    """The same, who has acquired every UE of S1 and S2."""
    outcomes = [
        Outcome("99000001", published.academic_year, Subject.UE, maquette.semester, ue.competence, Code.ADM)
        for maquette in (published.maquette("s1-fi"), published.maquette("s2-fi"))
        for ue in maquette.ues
    ]
    remember_past(promotion.department, outcomes)
    return Student.objects.get()


def text_of(document: IssuedDocument) -> str:
    with pdfplumber.open(BytesIO(bytes(document.data))) as pdf:
        return " ".join(page.extract_text() for page in pdf.pages)


def test_bulletins_are_asked_for_watched_and_fetched(signed_in: SignedIn, promotion: Promotion) -> None:
    client = signed_in(Role.SECRETARY)
    answer = client.post(f"/qlio/promotions/{promotion.pk}/documents/demander/", {"form": "zip"})
    job = Job.objects.get()
    assert answer.headers["Location"] == f"/qlio/documents/travaux/{job.pk}/"
    assert client.get(f"/qlio/documents/travaux/{job.pk}/etat").json() == {
        "done": 0, "total": 0, "open": True, "words": "en attente",
    }  # fmt: skip
    assert "Annuler ce travail" in client.get(f"/qlio/documents/travaux/{job.pk}/").text
    work_once()
    page = client.get(f"/qlio/documents/travaux/{job.pk}/").text
    assert "Télécharger le ZIP" in page
    archive = client.get(f"/qlio/documents/travaux/{job.pk}/zip")
    assert archive.headers["Content-Type"] == "application/zip"
    assert archive.headers["Cache-Control"] == "private, no-store"
    document = IssuedDocument.objects.get()
    with ZipFile(BytesIO(b"".join(archive))) as papers:
        assert [papers.read(one) for one in papers.namelist()] == [bytes(document.data)]
    assert client.get(f"/qlio/documents/{document.pk}/").content == bytes(document.data)


def test_papers_are_one_click_from_the_bar_a_student_and_a_jury(
    signed_in: SignedIn, promotion: Promotion
) -> None:
    session, client = jury(promotion, kind=SessionKind.SEMESTER), signed_in(Role.HEAD)
    assert 'href="/qlio/documents/"' in client.get("/qlio/").text
    assert f'href="/qlio/jurys/{session.pk}/documents/"' in client.get(f"/qlio/jurys/{session.pk}/").text
    assert f'href="/qlio/jurys/{session.pk}/documents/"' in client.get(f"/qlio/jurys/{session.pk}/pv/").text
    for page in ("/qlio/etudiants/99000001/", "/qlio/etudiants/99000001/resultats/"):
        assert 'href="/qlio/etudiants/99000001/documents/"' in client.get(page).text


def test_a_job_is_cancelled_from_its_page(signed_in: SignedIn, promotion: Promotion) -> None:
    client = signed_in(Role.SECRETARY)
    client.post(f"/qlio/promotions/{promotion.pk}/documents/demander/", {"form": "pdf"})
    client.post(f"/qlio/documents/travaux/{Job.objects.get().pk}/annuler/")
    assert Job.objects.get().state == JobState.CANCELLED


@pytest.mark.parametrize("printed", ["groupes", "emargement", "notes"])
def test_lists_are_printed_at_once(signed_in: SignedIn, promotion: Promotion, printed: str) -> None:
    answer = signed_in(Role.SECRETARY).get(f"/qlio/promotions/{promotion.pk}/documents/listes/{printed}")
    assert answer.content.startswith(b"%PDF-")


def test_lists_are_also_a_workbook(signed_in: SignedIn, promotion: Promotion) -> None:
    client, page = signed_in(Role.SECRETARY), f"/qlio/promotions/{promotion.pk}/documents/"
    assert f'href="{page}listes/groupes?forme=xlsx"' in client.get(page).text
    answer = client.get(f"{page}listes/groupes", {"forme": "xlsx"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="groupes-s1-fi.xlsx"'
    with ZipFile(BytesIO(answer.content)) as archive:
        assert "Łucja" in archive.read("xl/sharedStrings.xml").decode()


def test_an_unknown_list_is_not_found(signed_in: SignedIn, promotion: Promotion) -> None:
    answer = signed_in(Role.SECRETARY).get(f"/qlio/promotions/{promotion.pk}/documents/listes/autre")
    assert answer.status_code == 404


def test_the_draft_of_the_minutes_is_read_before_the_session_closes_and_not_issued(
    signed_in: SignedIn, promotion: Promotion
) -> None:
    session, client = jury(promotion, kind=SessionKind.SEMESTER), signed_in(Role.HEAD)
    assert client.get(f"/qlio/jurys/{session.pk}/documents/projet").content.startswith(b"%PDF-")
    address = f"/qlio/jurys/{session.pk}/documents/"
    assert (
        "une fois la séance close" in client.post(f"{address}editer/", {"kind": "minutes"}, follow=True).text
    )
    assert "décisions publiées" in client.post(f"{address}editer/", {"kind": "public-list"}, follow=True).text
    assert not IssuedDocument.objects.exists()


def test_the_tables_of_the_minutes_are_also_a_workbook(signed_in: SignedIn, promotion: Promotion) -> None:
    session, client = jury(promotion, kind=SessionKind.SEMESTER), signed_in(Role.HEAD)
    page = f"/qlio/jurys/{session.pk}/documents/"
    assert f'href="{page}projet?forme=xlsx"' in client.get(page).text
    answer = client.get(f"{page}projet", {"forme": "xlsx"})
    assert answer.headers["Content-Disposition"] == f'attachment; filename="projet-pv-{session.pk}.xlsx"'
    with ZipFile(BytesIO(answer.content)) as archive:
        assert "Łucja" in archive.read("xl/sharedStrings.xml").decode()


def test_a_transcript_comes_from_decisions_alone(signed_in: SignedIn, promotion: Promotion) -> None:
    client = signed_in(Role.SECRETARY)
    answer = client.post("/qlio/etudiants/99000001/documents/editer/", {"kind": "transcript"}, follow=True)
    assert "Rien n’est décidé" in answer.text


def test_transcripts_of_a_year_and_of_the_course_are_issued(signed_in: SignedIn, acquired: Student) -> None:
    client = signed_in(Role.SECRETARY)
    for year in ("", "1"):
        client.post("/qlio/etudiants/99000001/documents/editer/", {"kind": "transcript", "year": year})
    assert IssuedDocument.objects.filter(kind="transcript").count() == 2


def test_a_transcript_bears_the_birth_and_the_grading_table_of_its_last_year(acquired: Student) -> None:
    acquired.birth_date = date(2004, 3, 15)
    acquired.save()
    for since, group in [(date(2022, 9, 1), "UE de 2022"), (date(2024, 9, 1), "UE de 2024")]:
        table = {"groupe": group, "effectif": 12, "tranches": [["10", "100"]]}
        declare(US, acquired.department, "table_ects", since, table, "conseil du verger")
    text = text_of(issue_transcript(US, acquired))
    assert ("15 mars 2004" in text, "UE de 2022" in text, "UE de 2024" in text) == (True, True, False)


def test_a_transcript_is_also_a_sheet(signed_in: SignedIn, acquired: Student) -> None:
    client, page = signed_in(Role.SECRETARY), "/qlio/etudiants/99000001/documents/"
    assert f'href="{page}releve.xlsx"' in client.get(page).text
    sheet = load_workbook(BytesIO(client.get(f"{page}releve.xlsx").content)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=5, values_only=True))
    assert len(rows) == len(decided_course_of(acquired, timezone.now()).course.rows)
    assert {(row[0], row[5], row[8]) for row in rows} == {(1, "ADM", "ADM")}
    assert sum(Decimal(str(row[12])) for row in rows) == 60


def test_without_a_decision_there_is_no_sheet(signed_in: SignedIn, promotion: Promotion) -> None:
    client = signed_in(Role.SECRETARY)
    answer = client.get("/qlio/etudiants/99000001/documents/releve.xlsx", follow=True)
    assert "Rien n’est décidé" in answer.text


def test_an_attestation_is_verified_by_anybody_who_reads_nothing_more_than_the_paper(
    signed_in: SignedIn, acquired: Student
) -> None:
    secretary, nobody = signed_in(Role.SECRETARY), Client()
    (level, *_others) = [one for one in attestable(acquired) if one.obtained == "level"]
    acquired.birth_date, acquired.birth_place = date(2004, 3, 15), "Saint-Œuf-les-Vignes"
    acquired.save()
    sent = {"kind": "attestation", "what": level.key}
    secretary.post("/qlio/etudiants/99000001/documents/editer/", sent)
    document = IssuedDocument.objects.get()
    assert "date de naissance : 15 mars 2004 · lieu de naissance : Saint-Œuf-les-Vignes" in text_of(document)
    answer = nobody.get(f"/v/{document.code}")
    assert answer.status_code == 200
    assert "authentique" in answer.text
    assert "ARGOUSIER" in answer.text.upper()
    assert "99000001" not in answer.text
    assert "0412567893K" not in answer.text
    assert "2004" not in answer.text
    assert "Saint-Œuf" not in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_a_code_typed_in_small_letters_leads_to_the_same_page() -> None:
    answer = Client().get("/v/", {"code": "7f3k qx2m 94td"})
    assert answer.headers["Location"] == "/v/7f3k%20qx2m%2094td"


def test_a_code_that_nobody_bears_is_said_not_to_be_authentic(db: None) -> None:
    answer = Client().get("/v/7F3K-QX2M-94TD")
    assert answer.status_code == 404
    assert "n’est pas authentique" in answer.text
    assert verified("x") is None


def test_nothing_is_attested_that_was_not_decided(acquired: Student) -> None:
    assert not [one for one in attestable(acquired) if one.obtained in {"but", "dut"}]
    with pytest.raises(UnusableInputError, match="ne donnent pas"):
        issue_attestation(US, acquired, "but:", str)


def test_a_student_sees_handed_papers_and_attestations_only(
    signed_in: SignedIn, promotion: Promotion, someone: Callable[..., object]
) -> None:
    student = Student.objects.get()
    client = signed_in(someone(Role.STUDENT, student=student))
    staff = signed_in(Role.SECRETARY)
    address = f"/qlio/promotions/{promotion.pk}/documents/demander/"
    for handed in ({}, {"handed": "1"}):
        staff.post(address, {"form": "zip", **handed})
        work_once()
    kept, shown = IssuedDocument.objects.order_by("pk")
    assert client.get(f"/qlio/etudiants/99000001/documents/{shown.pk}/").status_code == 200
    assert client.get(f"/qlio/etudiants/99000001/documents/{kept.pk}/").status_code == 404
    assert client.get(f"/qlio/documents/{shown.pk}/").status_code == 403


def test_settings_are_saved_and_a_bad_pattern_is_said(signed_in: SignedIn, qlio: Department) -> None:
    client = signed_in(Role.HEAD)
    sent = {"institute": "IUT de Bellerive", "parcours": "OSC = Organisation", "file_pattern": "{nip}"}
    assert client.post("/qlio/documents/reglages/", sent).status_code == 302
    assert "OSC = Organisation" in client.get("/qlio/documents/reglages/").text
    refused = client.post("/qlio/documents/reglages/", {**sent, "file_pattern": "{x}"})
    assert refused.status_code == 422
    assert "champ inconnu" in refused.text


def test_the_text_of_letters_is_a_draft_until_the_department_writes_its_own(
    signed_in: SignedIn, qlio: Department
) -> None:
    client, address = signed_in(Role.HEAD), "/qlio/documents/reglages/lettre/"
    assert "à faire valider par l’université" in client.get(address).text
    own = typed(default_wording()) | {"title": "Verger : {decision}"}
    assert client.post(address, own).status_code == 302
    assert "Verger : {decision}" in client.get(address).text
    assert "Ce texte est celui du département" in client.get(address).text
    refused = client.post(address, {**own, "title": "{x}", "appeal_ways": ""})
    assert refused.status_code == 422
    assert "Il manque les voies de recours" in refused.text
    assert "Champs connus" in refused.text
    client.post(address, {"draft": "1"})
    assert "Verger" not in client.get(address).text


def test_the_list_of_papers_takes_as_many_queries_however_many_there_are(
    signed_in: SignedIn, promotion: Promotion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in(Role.SECRETARY)
    client.post(f"/qlio/promotions/{promotion.pk}/documents/demander/", {"form": "zip"})
    work_once()
    with django_assert_num_queries(5):
        client.get("/qlio/documents/")
