# SPDX-License-Identifier: EUPL-1.2
"""A registry file dropped, previewed, filled, reported; its codes and settings; wrong files refused."""

import io
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from delibere.curriculum.model import Curriculum
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.journal import command_line
from delibere.services.records.students import create
from delibere.store.models import Department, Enrolment, Evaluation, JournalEntry, Mark, Role, Student
from registry_samples import BROKEN, DOUBTFUL, sample_for

SignedIn = Callable[..., Client]
PEOPLE = (("00417263", "FRAMBOISE", "Félix"), ("11681234", "D’ANETH", "Zoé"))


@pytest.fixture
def class_(published: Curriculum, qlio: Department) -> list[Enrolment]:
    """Two people in S1 · FI, a mark for one of them in R1.01."""
    by = command_line()
    promotion = open_promotion(by, qlio, 2023, "s1-fi")
    people = [
        create(by, qlio, {"nip": nip, "surname": surname, "first_name": first})
        for nip, surname, first in PEOPLE
    ]
    enrol(by, promotion, people)
    test = Evaluation.objects.create(promotion=promotion, module="TBQTR101", title="DS")
    enrolments = list(promotion.enrolments.order_by("student__nip"))
    Mark.objects.create(evaluation=test, enrolment=enrolments[0], hundredths=1250)
    return enrolments


def registry_file(people: tuple[tuple[str, str, str], ...] = PEOPLE) -> bytes:
    return sample_for(people, [("ELP", "TBQTR101", "", "0", "Maths"), ("ELP", "XUE11", "", "0", "UE 1")])


def dropped(client: Client, *files: tuple[str, bytes]) -> str:
    """The address of the preview, or of the list when there are several."""
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    answer = client.post("/qlio/scolarite/", {"dropped": sent})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_file_is_previewed_filled_and_reported(class_: list[Enrolment], signed_in: SignedIn) -> None:
    client = signed_in(Role.SECRETARY)
    page = dropped(client, ("V1QL.TXT", registry_file()))
    shown = client.get(page).content.decode()
    assert "S1 · FI" in shown
    assert "une note manque encore" in shown
    assert "XUE11 · N · session 0 (apoL_c0004)" in shown
    sent = {"verdict": ["new"], "element": ["TBQTR101"], "session": "1"}
    filled = client.post(f"{page}remplir/", sent)
    assert filled["Content-Disposition"] == "attachment; filename*=UTF-8''V1QL.TXT"
    assert filled.content == registry_file().replace(
        b" 01/01/2004\t\t\t\t\t\t\r\n11681234", b" 01/01/2004\t12,50\t20\t\t\t\t\r\n11681234"
    )
    report = client.get(f"{page}rapport.csv").content.decode("utf-8-sig")
    assert "00417263;FRAMBOISE Félix;R1.01;TBQTR101 · N · session 0 (apoL_c0001);nouveau;;12,50;" in report
    entry = JournalEntry.objects.get(action="registry.filled")
    assert (entry.subject, entry.details["written"]) == ("V1QL.TXT", 2)


def test_what_is_not_ticked_is_not_written(class_: list[Enrolment], signed_in: SignedIn) -> None:
    client = signed_in(Role.SECRETARY)
    page = dropped(client, ("V1QL.TXT", registry_file()))
    for sent in ({"verdict": ["new"]}, {"element": ["TBQTR101"]}):
        assert client.post(f"{page}remplir/", sent).content == registry_file()


def test_a_package_gives_its_files(class_: list[Enrolment], signed_in: SignedIn, qlio: Department) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a/V1.TXT", registry_file())
        made.writestr("a/V2.TXT", registry_file())
    assert dropped(signed_in(Role.SECRETARY), ("tout.zip", out.getvalue())) == "/qlio/scolarite/"
    assert sorted(qlio.registry_uploads.values_list("file_name", flat=True)) == ["V1.TXT", "V2.TXT"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_wrong_file_is_refused_with_its_reason(
    class_: list[Enrolment], signed_in: SignedIn, qlio: Department, name: str
) -> None:
    sent = {
        "dropped": [SimpleUploadedFile("V1.TXT", registry_file()), SimpleUploadedFile("x.txt", BROKEN[name])]
    }
    answer = signed_in(Role.SECRETARY).post("/qlio/scolarite/", sent)
    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()
    assert not qlio.registry_uploads.exists()


def test_a_bomb_is_refused(signed_in: SignedIn, qlio: Department) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("bombe.txt", bytes(80 * 1024 * 1024))
    sent = {"dropped": [SimpleUploadedFile("bombe.zip", out.getvalue())]}
    answer = signed_in(Role.SECRETARY).post("/qlio/scolarite/", sent)
    assert "bien plus grand ouvert que fermé" in answer.content.decode()


def test_a_doubtful_file_says_so_before_it_goes_back(class_: list[Enrolment], signed_in: SignedIn) -> None:
    client = signed_in(Role.SECRETARY)
    page = client.get(dropped(client, ("V1.TXT", DOUBTFUL["duplicate NIP"]))).content.decode()
    assert "Fichier douteux" in page
    assert "00417263 est sur plusieurs lignes" in page


def test_a_promotion_is_made_from_a_file(
    published: Curriculum, qlio: Department, signed_in: SignedIn
) -> None:
    client = signed_in(Role.SECRETARY)
    page = dropped(client, ("V1.TXT", registry_file()))
    assert '<option value="s1-fi">' in client.get(page).content.decode()
    client.post(f"{page}promotion/", {"slug": "s1-fi"})
    assert set(Student.objects.values_list("nip", "surname", "first_name")) == set(PEOPLE)
    assert Enrolment.objects.filter(promotion__slug="s1-fi", promotion__year=2023).count() == 2
    refused = client.post(f"{page}promotion/", {"slug": "s9-fi"}, follow=True)
    assert "n’est pas publiée" in refused.content.decode()


def test_codes_and_settings_are_declared_and_remembered(
    class_: list[Enrolment], signed_in: SignedIn, qlio: Department
) -> None:
    client = signed_in(Role.DIRECTOR_OF_STUDIES)
    client.post("/qlio/scolarite/codes/", {"s1-fi:UE11": "XUE11", "s2-fi:year": "XAN1", "s9:UE11": "non"})
    assert sorted(qlio.registry_codes.values_list("slug", "subject", "code")) == [
        ("s1-fi", "UE11", "XUE11"),
        ("s2-fi", "year", "XAN1"),
    ]
    assert 'value="XUE11"' in client.get("/qlio/scolarite/codes/").content.decode()
    sent = {
        "since": "2023-09-01",
        "reference": "message du 12/06",
        "sign": ".",
        "encoding": "utf-8",
        "filled_module": ["N"],
    }
    assert client.post("/qlio/scolarite/reglages/", sent).status_code == 302
    page = dropped(client, ("V1.TXT", registry_file()))
    filled = client.post(f"{page}remplir/", {"verdict": ["new"], "element": ["TBQTR101"]}).content
    assert b"\t12.50\t\t" in filled
    actions = set(JournalEntry.objects.values_list("action", flat=True))
    assert {"registry.codes", "registry.rule"} <= actions
    assert client.post("/qlio/scolarite/reglages/", {**sent, "since": "2023-09-02"}).status_code == 422


def test_a_preview_takes_few_queries(
    class_: list[Enrolment], signed_in: SignedIn, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = signed_in(Role.SECRETARY)
    page = dropped(client, ("V1.TXT", registry_file()))
    with django_assert_max_num_queries(30):  # type: ignore[attr-defined]
        client.get(page)


def test_nothing_dropped_asks_for_a_file(signed_in: SignedIn, qlio: Department) -> None:
    assert signed_in(Role.SECRETARY).post("/qlio/scolarite/", {}).status_code == 422
