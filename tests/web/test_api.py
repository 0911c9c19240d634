# SPDX-License-Identifier: EUPL-1.2
"""What programs may do: marks with their versions, imports in two steps, results, the registry's files."""

import runpy
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from programs import Program
from pytest_django.live_server_helper import LiveServer

from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.services.records.api.tokens import make_token, revoke_token
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.journal import command_line
from delibere.services.records.students import create
from delibere.store.models import (
    Account,
    ApiToken,
    Department,
    Enrolment,
    Evaluation,
    JournalEntry,
    Mark,
    Role,
    Student,
)
from registry_samples import BROKEN, PLAIN, sample_for

US = command_line()
Someone = Callable[..., Account]


@pytest.fixture
def exam(published: Curriculum, qlio: Department) -> Evaluation:
    promotion = open_promotion(US, qlio, 2023, "s1-fi")
    people = [
        create(US, qlio, {"nip": f"9900000{n}", "surname": name})
        for n, name in enumerate(("ALISIER", "BOULEAU"))
    ]
    enrol(US, promotion, people)
    return Evaluation.objects.create(promotion=promotion, module="TBQTR101", title="DS")


@pytest.fixture
def office(qlio: Department, someone: Someone) -> Program:
    return Program(someone(Role.SECRETARY), qlio, Role.SECRETARY)


def marks_of(exam: Evaluation) -> str:
    return f"promotions/{exam.promotion_id}/modules/TBQTR101/marks"


def test_a_token_stops_when_revoked_expired_or_without_its_role(
    qlio: Department, someone: Someone, office: Program
) -> None:
    assert office.ask("GET", "promotions").status_code == 200
    membership = office.token.account.memberships.get()
    membership.delete()
    assert office.ask("GET", "promotions").status_code == 401
    membership.save()
    ApiToken.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert office.ask("GET", "promotions").status_code == 401
    ApiToken.objects.update(expires_on=timezone.localdate())
    revoke_token(US, office.token)
    assert office.ask("GET", "promotions").status_code == 401
    assert office.key not in str(list(ApiToken.objects.values()))


def test_a_token_has_one_of_its_owner_s_roles_for_a_time(qlio: Department, someone: Someone) -> None:
    account, today = someone(Role.TEACHER), timezone.localdate()
    for role, name, day in (
        (Role.HEAD, "x", today),
        (Role.TEACHER, " ", today),
        (Role.TEACHER, "x", today - timedelta(days=1)),
        (Role.TEACHER, "x", today + timedelta(days=500)),
    ):
        with pytest.raises(UnusableInputError):
            make_token(US, account, qlio, role, name, day)


def test_marks_are_written_in_one_batch_each_with_its_answer(exam: Evaluation, office: Program) -> None:
    edits = [
        {"evaluation": exam.pk, "nip": "99000000", "text": "12,5", "version": 0},
        {"evaluation": exam.pk, "nip": "99000001", "text": "125", "version": 0},
    ]
    answer = office.ask("PUT", marks_of(exam), {"marks": edits}).json()["results"]
    assert [(one["nip"], one["verdict"], one["text"], one["likely"]) for one in answer] == [
        ("99000000", "saved", "12,5", ""),
        ("99000001", "refused", "", "12,5"),
    ]
    assert JournalEntry.objects.get(action="marks.entered").origin.endswith("· essai")


def test_one_mark_is_written_over_the_version_that_was_read(exam: Evaluation, office: Program) -> None:
    cell = f"{marks_of(exam)}/{exam.pk}/99000000"
    assert office.ask("PUT", cell, {"text": "12"}).status_code == 428
    first = office.ask("PUT", cell, {"text": "12"}, If_Match='"0"')
    assert (first.status_code, first["ETag"]) == (200, '"1"')
    late = office.ask("PUT", cell, {"text": "15"}, If_Match='"0"')
    assert (late.status_code, late["Content-Type"]) == (412, "application/problem+json")
    assert office.ask("PUT", cell, {"text": "15"}, If_Match='"1"').status_code == 200
    assert office.ask("PUT", cell, {"text": "150"}, If_Match='"2"').status_code == 422
    assert (
        office.ask("PUT", f"{marks_of(exam)}/{exam.pk}/1", {"text": "1"}, If_Match='"0"').status_code == 404
    )


def test_the_etag_of_a_module_changes_with_its_marks(exam: Evaluation, office: Program) -> None:
    before = office.ask("GET", marks_of(exam))["ETag"]
    assert office.ask("GET", marks_of(exam))["ETag"] == before
    Mark.objects.create(evaluation=exam, enrolment=Enrolment.objects.all()[0], hundredths=1200)
    assert office.ask("GET", marks_of(exam))["ETag"] != before


def test_students_are_found_by_each_of_their_keys(exam: Evaluation, office: Program) -> None:
    Student.objects.filter(nip="99000001").update(ine="0123456789A")
    key = Student.objects.get(nip="99000001").pk
    for sought in ("q=boul", "nip=99000001", "ine=0123456789A", f"id={key}"):
        found = office.ask("GET", f"students?{sought}").json()
        assert (found["count"], found["items"][0]["surname"]) == (1, "BOULEAU")
    assert office.ask("GET", "students?size=1&page=2").json()["items"][0]["surname"] == "BOULEAU"
    assert office.ask("GET", "students?size=1&page=3").json() == {"count": 2, "items": []}


def test_civil_data_is_for_roles_that_make_papers_and_for_the_person(
    exam: Evaluation, office: Program, qlio: Department, someone: Someone
) -> None:
    Student.objects.filter(nip="99000000").update(birth_date=date(2004, 3, 15), civility="Mme")
    record = Student.objects.get(nip="99000000")
    own = Program(someone(Role.STUDENT, student=record), qlio, Role.STUDENT)
    jury = Program(someone(Role.JURY_PRESIDENT), qlio, Role.JURY_PRESIDENT)
    told = {"civility": "Mme", "birth_date": "2004-03-15", "birth_place": "", "address": ""}
    for program, civil in [(office, told), (own, told), (jury, None)]:
        assert program.ask("GET", "students/99000000").json()["civil"] == civil
    assert [one["civil"] for one in jury.ask("GET", "students").json()["items"]] == [None, None]


def test_a_student_reads_published_marks_only(exam: Evaluation, qlio: Department, someone: Someone) -> None:
    record = Student.objects.get(nip="99000000")
    Mark.objects.create(evaluation=exam, enrolment=record.enrolments.get(), hundredths=1200)
    own = Program(someone(Role.STUDENT, student=record), qlio, Role.STUDENT)
    assert own.ask("GET", "students/99000000/results").json()[0]["marks"] == []
    Evaluation.objects.update(publish_at=timezone.now())
    assert [one["text"] for one in own.ask("GET", "students/99000000/results").json()[0]["marks"]] == ["12"]
    assert own.ask("GET", "students/99000001/results").status_code == 404


def test_results_come_with_the_explanation_of_each_figure(exam: Evaluation, office: Program) -> None:
    Mark.objects.create(evaluation=exam, enrolment=Enrolment.objects.all()[0], hundredths=1250)
    path = f"promotions/{exam.promotion_id}/results"
    [person, _other] = office.ask("GET", path).json()
    assert person == office.ask("GET", f"{path}/99000000").json()
    assert person["ues"][0]["mean"] == "25/2"
    assert office.ask("GET", f"{path}/99000000/figures/R1.01").json()["value"] == "25/2"
    assert office.ask("GET", f"{path}/99000000/figures/R9.99").status_code == 422


def test_a_simulation_writes_nothing(exam: Evaluation, qlio: Department, someone: Someone) -> None:
    head = Program(someone(Role.HEAD), qlio, Role.HEAD)
    trial = {"parameter": "arrondi", "since": "2023-09-01", "value": "tronqué à la barre"}
    path = f"promotions/{exam.promotion_id}/simulations"
    assert head.ask("POST", path, trial).json()["students"] == 2
    assert head.ask("POST", path, {**trial, "value": "au pif"}).json()["faults"][0]["message"]
    assert head.ask("POST", path, {**trial, "parameter": "x"}).status_code == 422
    assert not qlio.local_rules.exists()


def test_a_list_is_imported_in_two_steps_and_once_under_a_key(office: Program, qlio: Department) -> None:
    lines = "NIP;Nom;Prénom\n99000007;Frêne;Firmin\nfaux;X;Y\n".encode()
    first, again = (
        office.send("imports/students", "l.csv", lines, Idempotency_Key="k1").json() for _n in "12"
    )
    assert first == again
    assert first["counts"] == {"new": 1, "changed": 0, "same": 0, "error": 1}
    assert qlio.student_uploads.count() == 1
    assert office.send("imports/students", "l.csv", lines + b" ", Idempotency_Key="k1").status_code == 422
    assert not Student.objects.exists()
    path = f"imports/students/{first['id']}"
    assert office.ask("GET", path).json() == first
    applied = [office.ask("POST", f"{path}/apply", {}, Idempotency_Key="k2").json() for _n in "12"]
    assert applied == [{"new": 1, "changed": 0}] * 2
    assert Student.objects.get().nip == "99000007"
    assert office.ask("GET", path).status_code == 404


def test_a_list_says_what_it_would_change_of_civil_data(office: Program, qlio: Department) -> None:
    create(US, qlio, {"nip": "99000007", "surname": "Frêne", "address": "99120 BELLERIVE"})
    lines = "NIP;Nom;Né(e) le;Adresse\n99000007;Frêne;15/03/2004;99130 L’HAY\n".encode()
    (line,) = office.send("imports/students", "l.csv", lines).json()["lines"]
    assert line["differences"] == {
        "birth_date": ["", "2004-03-15"],
        "address": ["99120 BELLERIVE", "99130 L’HAY"],
    }


def test_a_list_is_cancelled(office: Program, qlio: Department) -> None:
    key = office.send("imports/students", "l.csv", b"NIP;Nom\n99000007;X\n").json()["id"]
    assert office.ask("DELETE", f"imports/students/{key}").status_code == 204
    assert not qlio.student_uploads.exists()


def test_a_registry_file_is_checked_previewed_and_filled(exam: Evaluation, office: Program) -> None:
    assert office.send("registry/check", "v.txt", PLAIN.data).json()["students"][0] == "00417263"
    assert office.send("registry/check", "v.txt", BROKEN["xlsx"]).status_code == 422
    for enrolment in Enrolment.objects.all():
        Mark.objects.create(evaluation=exam, enrolment=enrolment, hundredths=1250)
    data = sample_for(
        [("99000000", "ALISIER", ""), ("7", "X", "")], [("ELP", "TBQTR101", "", "0", "x")], "NB"
    )
    [key] = office.send("registry/files", "v.txt", data).json()
    told = office.ask("GET", f"registry/files/{key}").json()
    assert (told["counts"], told["strangers"], told["absent"]) == ({"new": 2}, ["7"], ["99000001"])
    filled = office.ask("POST", f"registry/files/{key}/fill", {})
    assert b"\t12,50\t20\r\n" in filled.content
    assert office.ask("DELETE", f"registry/files/{key}").status_code == 204


def test_what_is_not_json_or_not_there_is_a_problem(office: Program, exam: Evaluation) -> None:
    wrong = office.client.put(f"/api/v1/qlio/{marks_of(exam)}", "{", content_type="application/json")
    assert (wrong.status_code, wrong["Content-Type"]) == (400, "application/problem+json")
    other = office.ask("DELETE", marks_of(exam))
    assert (other.status_code, other.json()["status"], sorted(other["Allow"].split(", "))) == (
        405,
        405,
        ["GET", "PUT"],
    )
    said = office.ask("PUT", marks_of(exam), {"marks": "x"}).json()["faults"]
    assert said == [{"message": "une liste est attendue", "place": "body.edits.marks"}]
    for path, status in (
        ("promotions/999", 404),
        ("nulle-part", 404),
        ("promotions?page=0", 422),
        ("students?q=%00", 422),
    ):
        answer = office.ask("GET", path)
        assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_the_journal_is_read_backwards(exam: Evaluation, qlio: Department, someone: Someone) -> None:
    head = Program(someone(Role.HEAD), qlio, Role.HEAD)
    newest = head.ask("GET", "journal?size=2").json()
    older = head.ask("GET", f"journal?size=2&before={newest[-1]['id']}").json()
    assert newest[-1]["id"] > older[0]["id"]


def test_the_example_fills_a_class(
    records: None, live_server: LiveServer, exam: Evaluation, office: Program
) -> None:
    example: dict[str, Any] = runpy.run_path(str(Path(__file__).parents[2] / "examples" / "notes_par_api.py"))
    url = f"{live_server.url}/api/v1/qlio/{marks_of(exam)}"
    results = example["fill"](url, office.key, exam.pk, {"99000000": "12,5", "99000001": "ABJ"})
    assert [one["verdict"] for one in results] == ["saved", "saved"]
    assert sorted(mark.text for mark in Mark.objects.all()) == ["12,5", "ABJ"]


def test_tokens_are_made_shown_once_and_revoked_in_the_browser(
    qlio: Department, someone: Someone, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(someone(Role.TEACHER))
    sent = {"name": "tableur", "role": "teacher", "expires_on": str(timezone.localdate())}
    page = client.post("/qlio/api/", sent).content.decode()
    assert "delibere_" in page
    assert client.get("/qlio/api/").content.decode().count("<code>delibere_") == 0
    assert client.post("/qlio/api/", {**sent, "role": "head"}).status_code == 422
    client.post(f"/qlio/api/{ApiToken.objects.get().pk}/revoquer/")
    assert "révoqué" in client.get("/qlio/api/").content.decode()
