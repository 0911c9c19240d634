# SPDX-License-Identifier: EUPL-1.2
"""Evaluations and absences in Chromium: planned, published at an hour, read by a student, justified."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from delibere.curriculum.model import Curriculum
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.evaluations import TypedEvaluation, create_evaluation, publish_evaluations
from delibere.services.records.journal import command_line
from delibere.services.records.marks import CellEdit, write_marks
from delibere.services.records.students import create
from delibere.services.records.teachings import assign
from delibere.store.models import Account, Department, Enrolment, Mark, Role

Open = Callable[..., Page]
Someone = Callable[..., Account]
US = command_line()
ENGLISH = "TBQTR301"


@pytest.fixture
def felix(records: None, published: Curriculum, qlio: Department) -> Enrolment:
    promotion = open_promotion(US, qlio, 2023, "s3-fi-osc")
    names = enumerate(("FRAMBOISE", "MYRTILLE"), 1)
    enrol(US, promotion, [create(US, qlio, {"nip": f"9900000{n}", "surname": name}) for n, name in names])
    return promotion.enrolments.all()[0]


@pytest.fixture
def teacher(felix: Enrolment, someone: Someone) -> Account:
    made = someone(Role.TEACHER)
    assign(US, felix.promotion, [ENGLISH], made)
    return made


def test_a_teacher_plans_an_evaluation_publishes_it_at_an_hour_and_the_student_reads_it_then(
    open_as: Open, someone: Someone, teacher: Account, felix: Enrolment, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_as(teacher, "/qlio/")
    page.get_by_role("link", name="Notes", exact=True).click()
    page.get_by_role("link", name="Ajouter : R3.01").click()
    page.get_by_label("Intitulé").fill("Soutenance orale")
    page.get_by_label("Barème").fill("15")
    page.get_by_label("Poids en UE33").fill("0")
    page.get_by_role("button", name="Ajouter en brouillon").click()
    expect(page.get_by_role("status")).to_contain_text("« Soutenance orale » est prévue")
    exam = felix.promotion.evaluations.get()
    assert (exam.scale, exam.weights) == ("15", {"UE33": "0"})
    write_marks(US, felix.promotion, [CellEdit(exam.pk, felix.pk, "13,25", 0)])

    at = timezone.localtime() + timedelta(hours=2)
    page.get_by_role("checkbox", name="Soutenance orale").check()
    page.get_by_label("ou le").fill(f"{at:%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Publier à cette heure").click()
    expect(page.locator("tbody")).to_contain_text(["publication prévue"])

    page.goto("/qlio/")
    page.get_by_role("link", name="Notes", exact=True).click()
    page.get_by_role("link", name="Saisir : R3.01").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("R3.01")

    student = open_as(
        someone(Role.STUDENT, student=felix.student), "/", viewport={"width": 390, "height": 844}
    )
    expect(student.locator("main")).to_contain_text("Aucune note publiée")
    expect(student.locator("main")).not_to_contain_text("13,25")
    later: datetime = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    student.reload()
    expect(student.locator("main")).to_contain_text("13,25 / 15")
    expect(student.locator("main")).to_contain_text("nouvelle")
    expect(student.locator("main")).to_contain_text("17,67")


def test_all_is_published_in_one_act(open_as: Open, someone: Someone, felix: Enrolment) -> None:
    for module, title in ((ENGLISH, "Oral"), ("TBQTR307", "DS")):
        create_evaluation(US, felix.promotion, TypedEvaluation(module, title))
    director = someone(Role.DIRECTOR_OF_STUDIES)
    page = open_as(director, f"/qlio/promotions/{felix.promotion.pk}/evaluations/")
    page.get_by_role("checkbox", name="toutes, et non celles qui sont cochées").check()
    page.get_by_role("button", name="Publier maintenant").click()
    expect(page.get_by_role("status")).to_contain_text("2 évaluations publiées")


def test_a_student_reads_nobody_else_and_no_page_of_the_staff(
    open_as: Open, someone: Someone, felix: Enrolment
) -> None:
    exam = create_evaluation(US, felix.promotion, TypedEvaluation(ENGLISH, "Oral"))
    other = felix.promotion.enrolments.all()[1]
    write_marks(
        US, felix.promotion, [CellEdit(exam.pk, felix.pk, "12", 0), CellEdit(exam.pk, other.pk, "4,44", 0)]
    )
    publish_evaluations(US, [exam], timezone.now())
    page = open_as(someone(Role.STUDENT, student=felix.student), "/")
    expect(page.locator("main")).to_contain_text("12")
    words = page.content()
    assert [word for word in ("4,44", "MYRTILLE", "ADM", "AJ", "rang") if word in words] == []
    one = f"/qlio/promotions/{felix.promotion.pk}"
    refused = {
        path: answer.status
        for path in (
            "/qlio/notes/",
            "/qlio/absences/",
            f"{one}/evaluations/",
            f"{one}/evaluations/manquantes/",
            "/qlio/etudiants/99000002/notes/",
            "/qlio/etudiants/99000002/absences/",
        )
        if (answer := page.goto(path)) is not None
    }
    assert set(refused.values()) <= {403, 404}
    assert len(refused) == 6


def test_absences_are_imported_then_justified_and_the_mark_follows(
    open_as: Open, someone: Someone, felix: Enrolment
) -> None:
    exam = create_evaluation(US, felix.promotion, TypedEvaluation(ENGLISH, "Oral", held_on=date(2023, 10, 9)))
    write_marks(US, felix.promotion, [CellEdit(exam.pk, felix.pk, "A", 0)])
    page = open_as(someone(Role.SECRETARY), "/qlio/")
    page.get_by_role("link", name="Importer des absences").click()
    lines = "NIP;Date;Demi-journée;Module\n99000001;09/10/2023;matin;R3.01\n99000001;33/10/2023;;\n"
    page.set_input_files(
        "input[type=file]", {"name": "absences.csv", "mimeType": "text/csv", "buffer": lines.encode()}
    )
    page.get_by_role("button", name="Lire la liste").click()
    expect(page.locator("main")).to_contain_text("« 33/10/2023 » n’est pas un jour")
    assert felix.absences.count() == 0
    page.get_by_role("button", name="Enregistrer 1 demi-journée").click()
    expect(page.get_by_role("status")).to_contain_text("1 demi-journée enregistrée")
    page.get_by_role("link", name="Justifier : FRAMBOISE").click()
    page.get_by_label("Du", exact=True).fill("2023-10-09")
    page.get_by_label("Motif").fill("convocation")
    page.get_by_role("button", name="Enregistrer le justificatif").click()
    expect(page.get_by_role("status")).to_contain_text("1 absence à une évaluation est désormais ABJ")
    assert Mark.objects.get().text == "ABJ"


def test_a_reminder_is_copied_in_one_click(open_as: Open, someone: Someone, teacher: Account) -> None:
    permissions = ["clipboard-read", "clipboard-write"]
    page = open_as(someone(Role.SECRETARY), "/qlio/notes/relances/", permissions=permissions)
    page.get_by_role("button", name="Copier le texte").click()
    expect(page.get_by_role("button", name="Copié")).to_be_visible()
    assert "R3.01 Anglais des affaires : aucune évaluation déclarée" in page.evaluate(
        "navigator.clipboard.readText()"
    )
