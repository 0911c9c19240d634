# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from delibere.curriculum.model import Curriculum
from delibere.services.records.absences.proofs import record_proof
from delibere.services.records.demo import load_demo
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.evaluations import TypedEvaluation, create_evaluation
from delibere.services.records.journal import command_line
from delibere.services.records.marks import CellEdit, write_marks
from delibere.services.records.students import create
from delibere.store.models import (
    Absence,
    AbsenceProof,
    Account,
    Department,
    Enrolment,
    Mark,
    Role,
    StudentUpload,
)

SignedIn = Callable[..., Client]
US = command_line()
PAGE = "/qlio/etudiants/99000001/absences/"
FILE = b"NIP;Date;Demi-journ\xc3\xa9e;Motif\n99000001;09/10/2023;matin;certificat\n99000001;hier;;\n"


@pytest.fixture
def felix(published: Curriculum, qlio: Department) -> Enrolment:
    promotion = open_promotion(US, qlio, 2023, "s3-fi-osc")
    enrol(US, promotion, [create(US, qlio, {"nip": "99000001", "surname": "FRAMBOISE"})])
    made = promotion.enrolments.get()
    exam = create_evaluation(US, promotion, TypedEvaluation("TBQTR301", "Oral", held_on=date(2023, 10, 9)))
    write_marks(US, promotion, [CellEdit(exam.pk, made.pk, "A", 0)])
    return made


@pytest.fixture
def office(signed_in: SignedIn) -> Client:
    return signed_in(Role.SECRETARY)


def test_half_days_are_written_by_hand(office: Client, felix: Enrolment) -> None:
    sent = {"enrolment": felix.pk, "on": "2023-10-09", "halves": ["am", "pm"], "module": "TBQTR301"}
    page = office.post(f"{PAGE}ajouter/", sent, follow=True).content.decode()
    assert "2 demi-journées enregistrées" in page
    assert "R3.01" in page
    office.post(f"{PAGE}{felix.absences.all()[0].pk}/retirer/")
    assert felix.absences.count() == 1


@pytest.mark.parametrize(
    ("path", "sent", "said"),
    [
        ("ajouter/", {"on": "2022-10-09", "halves": ["am"]}, "n’est pas dans l’année"),
        ("ajouter/", {"on": "", "halves": []}, "id_halves_error"),
        ("ajouter/", {"on": "2023-10-09", "halves": ["am"], "module": "TBQTR999"}, "id_module_error"),
        ("justificatifs/", {"first": "2023-10-09", "last": "2023-10-01", "reason": "x"}, "avant le premier"),
        ("justificatifs/", {"first": "2023-10-09", "reason": " "}, "id_reason_error"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    office: Client, felix: Enrolment, path: str, sent: dict[str, Any], said: str
) -> None:
    answer = office.post(PAGE + path, {"enrolment": felix.pk, **sent})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Absence.objects.exists()
    assert not AbsenceProof.objects.exists()


def test_a_proof_recorded_then_withdrawn_says_what_it_did_to_marks(office: Client, felix: Enrolment) -> None:
    sent = {"first": "2023-10-09", "last": "", "reason": "convocation"}
    page = office.post(f"{PAGE}justificatifs/", sent, follow=True).content.decode()
    assert "1 absence à une évaluation est désormais ABJ." in page
    proof = AbsenceProof.objects.get()
    page = office.post(f"{PAGE}justificatifs/{proof.pk}/retirer/", follow=True).content.decode()
    assert "1 absence à une évaluation est désormais ABI." in page
    assert "<del>convocation</del>" in page


def test_a_student_reads_his_or_her_own_absences_and_no_form(
    signed_in: SignedIn, someone: Callable[..., Account], felix: Enrolment
) -> None:
    record_proof(US, felix.student, date(2023, 10, 9), date(2023, 10, 9), "convocation")
    page = signed_in(someone(Role.STUDENT, student=felix.student)).get(PAGE).content.decode()
    assert "convocation" in page
    assert 'method="post" class="stack"' not in page


def test_a_file_writes_nothing_before_it_is_confirmed(office: Client, felix: Enrolment) -> None:
    file = SimpleUploadedFile("absences.csv", FILE)
    answer = office.post("/qlio/absences/importer/", {"file": file, "parity": ""})
    upload = StudentUpload.objects.get()
    assert answer["Location"] == f"/qlio/absences/importer/{upload.pk}/"
    page = office.get(answer["Location"]).content.decode()
    assert "Enregistrer 1 demi-journée et 1 justificatif" in page
    assert "« hier » n’est pas un jour" in page
    assert not Absence.objects.exists()
    assert "hier" in office.get(f"{answer['Location']}erreurs.csv").content.decode("utf-8-sig")
    done = office.post(f"{answer['Location']}enregistrer/", follow=True).content.decode()
    assert "1 demi-journée enregistrée, 1 justificatif." in done
    assert "désormais ABJ" in done
    assert Mark.objects.get().text == "ABJ"


def test_a_file_of_absences_is_no_file_of_students(office: Client, felix: Enrolment) -> None:
    file = SimpleUploadedFile("absences.csv", FILE)
    office.post("/qlio/absences/importer/", {"file": file, "parity": ""})
    upload = StudentUpload.objects.get()
    assert office.get(f"/qlio/etudiants/importer/{upload.pk}/").status_code == 404
    assert "absences.csv" not in office.get("/qlio/etudiants/importer/").content.decode()
    office.post(f"/qlio/absences/importer/{upload.pk}/abandonner/")
    assert not StudentUpload.objects.exists()


def test_what_is_no_list_of_absences_is_refused_with_a_sentence(office: Client, felix: Enrolment) -> None:
    answer = office.post(
        "/qlio/absences/importer/", {"file": SimpleUploadedFile("a.csv", b"Nom;Note\nA;12\n"), "parity": ""}
    )
    assert answer.status_code == 422
    assert "n’est pas une liste d’absences" in answer.content.decode()


@pytest.mark.parametrize(("path", "queries"), [("/qlio/absences/", 6), ("student", 13)])
def test_a_page_asks_the_database_a_fixed_number_of_times(
    db: None, client: Client, path: str, queries: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    load_demo(US)
    account = Account.objects.get(login="secretariat")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    nip = Absence.objects.filter(enrolment__promotion__slug="s3-fi-osc")[0].enrolment.student.nip
    with django_assert_num_queries(queries):
        assert client.get(path.replace("student", f"/qlio/etudiants/{nip}/absences/")).status_code == 200
