# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from delibere.curriculum.model import Curriculum
from delibere.services.records.enrolments import open_promotion
from delibere.services.records.journal import command_line
from delibere.services.records.students import create
from delibere.store.models import (
    Account,
    Department,
    Enrolment,
    JournalEntry,
    PastOutcome,
    Role,
    Student,
    StudentUpload,
)
from registry_samples import BROKEN, DOUBTFUL, sample_for

SignedIn = Callable[..., Client]


def class_of(count: int) -> list[list[str]]:
    return [
        [f"{99000001 + n}", f"9900000{n:03}A"[-11:], f"FRAMBOISE{n:03}", "Félix", "AB"[n % 2]]
        for n in range(count)
    ]


def as_csv(lines: list[list[str]]) -> bytes:
    return "\n".join(";".join(line) for line in [["NIP", "INE", "Nom", "Prénom", "Groupe"], *lines]).encode()


def drop(client: Client, data: bytes, name: str = "liste.csv", query: str = "") -> Any:  # noqa: ANN401 what a test client answers
    return client.post(f"/qlio/etudiants/importer/{query}", {"file": SimpleUploadedFile(name, data)})


def confirm(client: Client) -> None:
    upload = StudentUpload.objects.get()
    client.post(f"/qlio/etudiants/importer/{upload.pk}/enregistrer/", {"change": ["new", "changed"]})


BORN = date(2004, 1, 1)
CIVIL = {
    "civility": "M.",
    "birth_date": BORN,
    "birth_place": "Saint-Œuf-les-Vignes",
    "address": "14, rue des Tanneurs\n99120 BELLERIVE",
}


def felix(department: Department, **civil: object) -> Student:
    values = {"nip": "99000001", "surname": "Framboise", "first_name": "Félix"}
    return create(command_line(), department, {**values, **civil})


@pytest.fixture
def office(signed_in: SignedIn) -> Client:
    return signed_in(Role.SECRETARY)


def test_nothing_is_written_before_the_preview_is_confirmed(office: Client, qlio: Department) -> None:
    answer = drop(office, as_csv(class_of(120)))
    assert answer.status_code == 302
    assert "<b>120</b> nouveaux" in office.get(answer["Location"]).content.decode()
    assert not Student.objects.exists()
    confirm(office)
    assert Student.objects.count() == 120


def test_the_same_file_again_changes_nothing(office: Client, qlio: Department) -> None:
    data = as_csv(class_of(120))
    drop(office, data)
    confirm(office)
    page = office.get(drop(office, data)["Location"]).content.decode()
    assert "<b>120</b> identiques" in page
    assert "Ce fichier ne change rien" in page


EXTRACTION = "COD_ETU;LIB_NOM_PAT_IND;LIB_PR1_IND\n99000001;FRAMBOISE;Félix\n99000002;COING;Zoé\n".encode()
OF_SCODOC = "etudid;code_nip;nom;prenom\n7;99000001;Framboise;Félix\n8;99000002;Coing;Zoé\n".encode()
EXCHANGED = sample_for(
    [("99000001", "FRAMBOISE", "Félix"), ("99000002", "COING", "Zoé")],
    [("ELP", "TBQTR101", "", "0", "Maths")],
)


@pytest.mark.parametrize("data", [EXTRACTION, OF_SCODOC, EXCHANGED], ids=["extraction", "ScoDoc", "Apogée"])
def test_what_another_program_writes_is_read_without_choosing_columns(
    data: bytes, office: Client, qlio: Department
) -> None:
    felix(qlio, birth_date=BORN)
    page = office.get(drop(office, data)["Location"]).content.decode()
    assert ("<b>1</b> nouveau" in page, "<b>1</b> identique" in page) == (True, True)
    confirm(office)
    assert list(Student.objects.order_by("nip").values_list("nip", "surname", "first_name")) == [
        ("99000001", "FRAMBOISE", "Félix"),
        ("99000002", "COING", "Zoé"),
    ]


UNUSABLE = {name: data for name, data in BROKEN.items() if data.startswith(b"XX-APO_") and b"\0" not in data}


@pytest.mark.parametrize("data", UNUSABLE.values(), ids=UNUSABLE)
def test_a_broken_registry_file_gives_no_student(data: bytes, office: Client, qlio: Department) -> None:
    answer = drop(office, data)
    assert (answer.status_code, StudentUpload.objects.count()) == (422, 0)


def test_the_doubts_about_a_registry_file_are_told_before_its_students_are_written(
    office: Client, qlio: Department
) -> None:
    page = office.get(drop(office, DOUBTFUL["lost letters"])["Location"]).content.decode()
    assert "Bar?me" in page


def test_ten_changed_and_five_wrong_lines_are_told_apart(office: Client, qlio: Department) -> None:
    lines = class_of(120)
    drop(office, as_csv(lines))
    confirm(office)
    for line in lines[:10]:
        line[3] = "Fleur"
    for line in lines[50:55]:
        line[0] = "pas un NIP"
    answer = drop(office, as_csv(lines))
    page = office.get(answer["Location"]).content.decode()
    assert "<b>10</b> modifiés" in page
    assert "<b>5</b> en erreur" in page
    assert "<b>105</b> identiques" in page
    errors = office.get(answer["Location"] + "erreurs.csv").content.decode("utf-8-sig")
    assert errors.count("pas un NIP;") == 5
    confirm(office)
    assert Student.objects.filter(first_name="Fleur").count() == 10
    assert Student.objects.count() == 120


def test_a_name_that_a_record_cannot_hold_is_told(office: Client, qlio: Department) -> None:
    answer = drop(office, f"NIP;Nom\n99000001;{'A' * 130}\n99000002;COING\n".encode())
    page = office.get(answer["Location"]).content.decode()
    assert "est trop long : 120 signes au plus." in page
    assert "<b>1</b> en erreur" in page


def test_only_the_ticked_changes_are_made(office: Client, qlio: Department) -> None:
    lines = class_of(2)
    drop(office, as_csv(lines[:1]))
    confirm(office)
    lines[0][3] = "Fleur"
    drop(office, as_csv(lines))
    upload = StudentUpload.objects.get()
    office.post(f"/qlio/etudiants/importer/{upload.pk}/enregistrer/", {"change": ["new"]})
    assert sorted(Student.objects.values_list("first_name", flat=True)) == ["Félix", "Félix"]


def test_a_file_with_other_headings_is_read_once_its_columns_are_chosen_and_kept(
    office: Client, qlio: Department
) -> None:
    data = "Matricule;Patronyme;Petit nom\n99000001;FRAMBOISE;Félix\n".encode()
    page = office.get(drop(office, data)["Location"]).content.decode()
    assert "aucune ligne d’intitulés" in page or "NIP" in page
    upload = StudentUpload.objects.get()
    chosen = {"NIP": "Matricule", "Nom": "Patronyme", "Prénom": "Petit nom", "profile": "Scolarité"}
    office.post(f"/qlio/etudiants/importer/{upload.pk}/colonnes/", chosen)
    confirm(office)
    assert Student.objects.get().name == "FRAMBOISE Félix"
    again = drop(office, data.replace(b"99000001", b"99000002"))
    assert "<b>1</b> nouveaux" in office.get(again["Location"]).content.decode()


def test_students_imported_for_a_promotion_are_enrolled_and_grouped(
    office: Client, published: Curriculum, qlio: Department
) -> None:
    promotion = open_promotion(command_line(), qlio, 2023, "s1-fi")
    drop(office, as_csv(class_of(4)), query=f"?promotion={promotion.pk}")
    confirm(office)
    groups = Enrolment.objects.values_list("group_memberships__group__name", flat=True)
    assert sorted(groups) == ["A", "A", "B", "B"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "image"),
        ("vide.csv", b"", "vide"),
        ("gros.csv", b"x" * 50_000_000, "50 Mo"),
        ("texte.csv", b"bonjour", "aucune ligne d"),
    ],
)
def test_what_is_no_list_is_refused_with_a_sentence(
    office: Client, qlio: Department, name: str, data: bytes, said: str
) -> None:
    answer = drop(office, data, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not StudentUpload.objects.exists()


def test_two_lines_with_one_nip_are_both_left_aside(office: Client, qlio: Department) -> None:
    lines = class_of(2)
    lines[1][0] = lines[0][0]
    page = office.get(drop(office, as_csv(lines))["Location"]).content.decode()
    assert "<b>2</b> en erreur" in page or "<b>1</b> en erreur" in page


def test_scripts_and_formulas_in_names_stay_text(office: Client, qlio: Department) -> None:
    drop(office, as_csv([["99000001", "", "<script>alert(1)</script>", "=1+1", ""]]))
    confirm(office)
    page = office.get("/qlio/etudiants/99000001/").content.decode()
    assert "<script>alert" not in page
    assert "=1+1" in page


@pytest.mark.parametrize("asked", ["felix framboise", "FRAMB", "99000001", "Félix"])
def test_one_person_found_is_opened_at_once(office: Client, qlio: Department, asked: str) -> None:
    felix(qlio)
    answer = office.get("/qlio/etudiants/", {"q": asked})
    assert answer["Location"] == "/qlio/etudiants/99000001/"


def test_a_record_is_corrected_and_the_journal_keeps_what_it_was(office: Client, qlio: Department) -> None:
    felix(qlio)
    values = {"nip": "99000001", "surname": "FRAMBOISE", "first_name": "Félicie", "ine": "", "email": ""}
    office.post("/qlio/etudiants/99000001/corriger/", values)
    assert Student.objects.get().first_name == "Félicie"
    assert JournalEntry.objects.get(action="student.changed").details == {"first_name": ["Félix", "Félicie"]}


def test_of_civil_data_the_journal_says_what_changed_and_not_to_what(
    office: Client, qlio: Department
) -> None:
    felix(qlio)
    values = {"nip": "99000001", "surname": "FRAMBOISE", "first_name": "Félix", **CIVIL}
    office.post("/qlio/etudiants/99000001/corriger/", values)
    student = Student.objects.get()
    assert {name: getattr(student, name) for name in CIVIL} == CIVIL
    assert JournalEntry.objects.get(action="student.changed").details == {
        "civil": "civilité, date de naissance, lieu de naissance, adresse postale"
    }


def test_a_file_changes_civil_data_after_a_preview(office: Client, qlio: Department) -> None:
    felix(qlio, **CIVIL)
    text = "NIP;Nom;Prénom;Date de naissance;Adresse\n99000001;FRAMBOISE;Félix;02/01/2004;\n"
    page = office.get(drop(office, text.encode())["Location"]).content.decode()
    assert "date de naissance : <del>01/01/2004</del> → <b>02/01/2004</b>" in page
    confirm(office)
    student = Student.objects.get()
    assert (student.birth_date, student.address) == (date(2004, 1, 2), CIVIL["address"])


def test_a_bad_birth_keeps_its_line_out_and_goes_into_the_file_to_correct(
    office: Client, qlio: Department
) -> None:
    text = "NIP;Nom;Né(e) le;CP;Ville\n99000001;FRAMBOISE;31/02/2004;99120;BELLERIVE\n"
    answer = drop(office, text.encode())
    errors = office.get(answer["Location"] + "erreurs.csv").content.decode("utf-8-sig")
    assert "99000001;;FRAMBOISE;;;;;31/02/2004;;;;99120;BELLERIVE;;ligne 2;« 31/02/2004 » n’est pas" in errors
    confirm(office)
    assert not Student.objects.exists()


@pytest.mark.parametrize("value", ["2999-01-01", "1899-12-31"])
def test_a_birth_that_cannot_be_is_refused(office: Client, qlio: Department, value: str) -> None:
    felix(qlio)
    values = {"nip": "99000001", "surname": "FRAMBOISE", "birth_date": value}
    answer = office.post("/qlio/etudiants/99000001/corriger/", values)
    assert (answer.status_code, "n’est pas une date de naissance" in answer.content.decode()) == (422, True)
    assert Student.objects.get().birth_date is None


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.TEACHER, Role.STUDENT}])
def test_only_those_who_make_papers_see_civil_data(signed_in: SignedIn, qlio: Department, role: Role) -> None:
    felix(qlio, **CIVIL)
    page = signed_in(role).get("/qlio/etudiants/99000001/").content.decode()
    assert ("rue des Tanneurs" in page) == (role in {Role.HEAD, Role.DIRECTOR_OF_STUDIES, Role.SECRETARY})


def test_a_student_reads_what_is_kept_and_is_told_who_corrects_it(
    signed_in: SignedIn, qlio: Department, someone: Callable[..., Account]
) -> None:
    client = signed_in(someone(Role.STUDENT, student=felix(qlio, **CIVIL)))
    page = client.get("/qlio/etudiants/99000001/").content.decode()
    assert ("rue des Tanneurs" in page, "le secrétariat corrige" in page) == (True, True)


def test_a_nip_that_somebody_has_is_refused(office: Client, qlio: Department) -> None:
    felix(qlio)
    answer = office.post("/qlio/etudiants/creer/", {"nip": "99000001", "surname": "Sorbier"})
    assert answer.status_code == 422
    assert "est déjà le NIP de FRAMBOISE Félix" in answer.content.decode()


ACQUIRED = {
    "objet": "ue", "annee": "2022-2023", "maquette": "s3-fi-osc", "ue": "UE31",
    "code": "ADM", "note": "11,46", "reason": "procès-verbal du 3 juillet 2023",
}  # fmt: skip


def test_a_ue_acquired_before_is_typed_with_its_reason(
    office: Client, published: Curriculum, qlio: Department
) -> None:
    felix(qlio)
    assert office.post("/qlio/etudiants/99000001/decisions/", ACQUIRED).status_code == 302
    line = PastOutcome.objects.get()
    assert (line.semester, line.code, line.mark) == (3, "ADM", "11,46")
    assert "11,46" in office.get("/qlio/etudiants/99000001/").content.decode()


def test_a_wrong_field_of_a_decision_is_told_beside_it(
    office: Client, published: Curriculum, qlio: Department
) -> None:
    felix(qlio)
    answer = office.post("/qlio/etudiants/99000001/decisions/", {**ACQUIRED, "note": "125"})
    assert answer.status_code == 422
    assert "« 125 » n’est pas une moyenne sur 20" in answer.content.decode()
    assert not PastOutcome.objects.exists()


def test_a_decision_is_withdrawn_with_a_reason_and_stays_readable(
    office: Client, published: Curriculum, qlio: Department
) -> None:
    felix(qlio)
    office.post("/qlio/etudiants/99000001/decisions/", ACQUIRED)
    line = PastOutcome.objects.get()
    office.post(f"/qlio/etudiants/99000001/decisions/{line.pk}/", {"reason": "erreur de saisie"})
    page = office.get("/qlio/etudiants/99000001/").content.decode()
    assert "erreur de saisie" in page
    assert "11,46" in page


def test_a_file_of_decisions_is_previewed_then_recorded_once(
    office: Client, published: Curriculum, qlio: Department
) -> None:
    felix(qlio)
    data = (
        b"nip;annee;maquette;objet;ue;code;note;ects;ailleurs\n99000001;2022-2023;s1-fi;ue;UE11;ADM;11,60;;\n"
    )
    for found in ("<b>1</b> nouvelle", "<b>1</b> déjà"):
        answer = office.post("/qlio/etudiants/decisions/", {"file": SimpleUploadedFile("p.csv", data)})
        assert found in office.get(answer["Location"]).content.decode()
        office.post(answer["Location"])
        StudentUpload.objects.all().delete()
    assert PastOutcome.objects.count() == 1


def test_a_student_sees_only_their_own_record(
    signed_in: SignedIn, someone: Callable[..., Account], qlio: Department
) -> None:
    own = felix(qlio)
    create(command_line(), qlio, {"nip": "99000002", "surname": "Sorbier"})
    client = signed_in(someone(Role.STUDENT, student=own))
    assert client.get("/qlio/")["Location"] == "/qlio/etudiants/99000001/notes/"
    page = client.get("/qlio/etudiants/99000001/").content.decode()
    assert "Historique" not in page
    assert client.get("/qlio/etudiants/99000002/").status_code == 404


def test_pages_of_students_ask_the_database_a_fixed_number_of_times(
    office: Client, qlio: Department, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    drop(office, as_csv(class_of(120)))
    confirm(office)
    for address, queries in (("/qlio/etudiants/", 8), ("/qlio/etudiants/99000001/", 12)):
        with django_assert_max_num_queries(queries):
            assert office.get(address).status_code == 200
