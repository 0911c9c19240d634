# SPDX-License-Identifier: EUPL-1.2
"""Grades of Moodle: activities matched, cells previewed, then written; and the way back."""

import html
import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from classes import ENGLISH, mark, open_class, plan
from delibere.curriculum.model import Curriculum
from delibere.store.models import Department, Evaluation, Mark, Promotion, Role

SignedIn = Callable[..., Client]
HEAD = (
    "Prénom;Nom de famille;Numéro d’identification;Adresse de courriel;Devoir : DS 1 (Réel);Test : QCM (Réel)"
)
EXPORT = (
    f"{HEAD}\nAlice;ALISIER;99000001;a@iut.example;12,50;8,00\nBasile;BOULEAU;99000002;b@iut.example;-;-\n"
    "Claire;CORMIER;99000003;c@iut.example;0,00;9,00\nZoé;COING;88;z@iut.example;11,00;-\n"
)


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    return open_class(qlio)


@pytest.fixture
def exam(promotion: Promotion) -> Evaluation:
    return plan(promotion, "DS 1")


@pytest.fixture
def office(signed_in: SignedIn) -> Client:
    return signed_in(Role.SECRETARY)


def address(promotion: Promotion, then: str) -> str:
    return f"/qlio/promotions/{promotion.pk}/notes/{ENGLISH}/{then}"


def matched(client: Client, promotion: Promotion, text: str) -> str:
    sent = {"file": SimpleUploadedFile("moodle.csv", text.encode())}
    answer = client.post(address(promotion, "classeur/lire/"), sent)
    assert answer.status_code == 200
    return answer.content.decode()


def table_in(page: str) -> str:
    found = re.search(r'<textarea name="table" hidden>(.*?)</textarea>', page, re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


def test_an_export_is_matched_previewed_and_written(
    office: Client, promotion: Promotion, exam: Evaluation
) -> None:
    plan(promotion, "TP")
    mark(exam, promotion.enrolments.all()[1], "15")
    page = matched(office, promotion, EXPORT)
    assert f'<option value="{exam.pk}" selected>DS 1</option>' in page
    sent = {"name": "moodle.csv", "table": table_in(page), "activity-0": exam.pk, "activity-1": ""}
    preview = office.post(address(promotion, "moodle/lire/"), sent).content.decode()
    assert "COING Zoé n’est pas de cette promotion : sa ligne est laissée de côté." in preview
    assert "manque" not in preview
    cells = re.findall(r'name="cell" value="([^"]*)"', preview)
    assert [cell.split(":")[-1] for cell in cells] == ["12,5", "0"]
    office.post(address(promotion, "classeur/enregistrer/"), {"cell": cells})
    assert [one.text for one in Mark.objects.order_by("enrolment__student__nip")] == ["12,5", "15", "0"]


def test_a_mark_above_the_scale_is_told_and_nothing_is_shown_to_write(
    office: Client, promotion: Promotion, exam: Evaluation
) -> None:
    table = table_in(matched(office, promotion, EXPORT.replace("12,50", "62,50")))
    answer = office.post(address(promotion, "moodle/lire/"), {"table": table, "activity-0": exam.pk})
    assert answer.status_code == 422
    assert "ALISIER" in answer.content.decode()
    assert "« 62,50 » n’est pas une note sur 20." in answer.content.decode()


@pytest.mark.parametrize("chosen", [{}, {"activity-0": "999999"}, {"activity-x": "1"}])
def test_without_an_activity_nothing_is_read(
    chosen: dict[str, str], office: Client, promotion: Promotion, exam: Evaluation
) -> None:
    table = table_in(matched(office, promotion, EXPORT))
    answer = office.post(address(promotion, "moodle/lire/"), {"table": table, **chosen}, follow=True)
    assert "Aucune activité n’a été choisie" in answer.content.decode()


def test_the_marks_go_to_moodle_and_come_back_the_same(
    office: Client, promotion: Promotion, exam: Evaluation
) -> None:
    first, second, *_others = promotion.enrolments.all()
    mark(exam, first, "12,5")
    mark(exam, second, "ABJ")
    made = office.get(address(promotion, "moodle/"))
    assert made["Content-Disposition"] == 'attachment; filename="moodle-s3-fi-osc-R3.01.csv"'
    text = made.content.decode("utf-8-sig")
    assert text.splitlines()[:3] == [
        "idnumber;lastname;firstname;DS 1",
        "99000001;ALISIER;Alix;12.5",
        "99000002;BOULEAU;Basile;",
    ]
    sent = {"table": table_in(matched(office, promotion, text)), "activity-0": exam.pk}
    assert (
        "Le classeur ne change rien."
        in office.post(address(promotion, "moodle/lire/"), sent).content.decode()
    )
