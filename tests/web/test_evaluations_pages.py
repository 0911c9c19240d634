# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from delibere.curriculum.model import Curriculum
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.evaluations import (
    LOCAL_BONUS,
    TypedEvaluation,
    create_evaluation,
    lock_evaluations,
)
from delibere.services.records.groups import add_group, partition
from delibere.services.records.journal import command_line
from delibere.services.records.marks import CellEdit, write_marks
from delibere.services.records.students import create
from delibere.services.records.teachings import assign
from delibere.store.models import Account, Department, Evaluation, EvaluationState, Promotion, Role

SignedIn = Callable[..., Client]
Queries = Callable[..., Any]
US = command_line()
ENGLISH, STATISTICS, PORTFOLIO = "TBQTR301", "TBQTR307", "TBQTE3PF"
SENT = {"title": "Oral", "kind": "normal", "scale": "20", "coefficient": "1", "held_on": "2023-10-02"}


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    made = open_promotion(US, qlio, 2023, "s3-fi-osc")
    names = enumerate(("ALISIER", "BOULEAU"))
    enrol(US, made, [create(US, qlio, {"nip": f"9900000{n}", "surname": name}) for n, name in names])
    return made


@pytest.fixture
def office(signed_in: SignedIn) -> Client:
    return signed_in(Role.DIRECTOR_OF_STUDIES)


@pytest.fixture
def teacher(promotion: Promotion, someone: Callable[..., Account]) -> Account:
    made = someone(Role.TEACHER)
    assign(US, promotion, [ENGLISH], made)
    return made


def address(promotion: Promotion, path: str = "evaluations/") -> str:
    return f"/qlio/promotions/{promotion.pk}/{path}"


def adding(promotion: Promotion, module: str) -> str:
    return address(promotion, f"modules/{module}/evaluations/ajouter/")


def states(promotion: Promotion) -> dict[str, EvaluationState]:
    return {one.title: one.state for one in promotion.evaluations.all()}


def test_an_evaluation_is_planned_with_its_weights_for_a_group(office: Client, promotion: Promotion) -> None:
    group = add_group(US, partition(US, promotion, "TD"), "A")
    weights = {"weight_UE31": "2", "weight_UE32": "1", "weight_UE33": "0", "weight_UE34": ""}
    answer = office.post(adding(promotion, ENGLISH), {**SENT, **weights, "scale": "15,5", "group": group.pk})
    assert answer["Location"] == address(promotion)
    made = Evaluation.objects.get()
    assert (made.title, made.scale, made.group, made.held_on) == ("Oral", "15.5", group, date(2023, 10, 2))
    assert made.weights == {"UE31": "2", "UE33": "0"}
    page = office.get(address(promotion)).content.decode()
    assert "UE31 : 2, UE33 : 0" in page
    assert "TD A" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "id_title_error"),
        ({"scale": "0"}, "Un barème est plus grand que zéro"),
        ({"coefficient": "un"}, "« un » n’est pas un nombre"),
        ({"weight_UE31": "-1"}, "« -1 » n’est pas un nombre"),
        ({"kind": "oral"}, "id_kind_error"),
        ({"held_on": "2023-02-31"}, "id_held_on_error"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_written(
    office: Client, promotion: Promotion, wrong: dict[str, str], said: str
) -> None:
    answer = office.post(adding(promotion, ENGLISH), {**SENT, **wrong})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Evaluation.objects.exists()


def test_an_evaluation_is_changed_and_keeps_its_marks(office: Client, promotion: Promotion) -> None:
    exam = create_evaluation(US, promotion, TypedEvaluation(ENGLISH, "DS", weights={"UE31": "2"}))
    first = promotion.enrolments.all()[0]
    write_marks(US, promotion, [CellEdit(exam.pk, first.pk, "12", 0)])
    here = address(promotion, f"modules/{ENGLISH}/evaluations/{exam.pk}/")
    page = office.get(here).content.decode()
    assert 'name="weight_UE31" value="2"' in page
    assert "elle ne s’efface pas" in page
    office.post(here, {**SENT, "coefficient": "3"})
    changed = Evaluation.objects.get()
    assert (changed.title, changed.coefficient, changed.weights) == ("Oral", "3", {})
    assert changed.marks.get().text == "12"


def test_all_is_published_at_once_or_what_is_ticked_at_an_hour(office: Client, promotion: Promotion) -> None:
    exams = [create_evaluation(US, promotion, TypedEvaluation(ENGLISH, title)) for title in ("DS", "QCM")]
    create_evaluation(US, promotion, TypedEvaluation(STATISTICS, "TP"))
    at, acts = timezone.localtime() + timedelta(days=2), address(promotion, "evaluations/etat/")
    sent = {"act": "schedule", "at": f"{at:%Y-%m-%dT%H:%M}"}
    office.post(acts, {**sent, "evaluation": exams[0].pk})
    scheduled, published, draft = (
        EvaluationState.SCHEDULED,
        EvaluationState.PUBLISHED,
        EvaluationState.DRAFT,
    )
    assert states(promotion) == {"DS": scheduled, "QCM": draft, "TP": draft}
    office.post(acts, {"act": "publish", "module": STATISTICS})
    assert states(promotion) == {"DS": scheduled, "QCM": draft, "TP": published}
    office.post(acts, {"act": "lock", "everything": "yes"})
    assert set(states(promotion).values()) == {EvaluationState.LOCKED}


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"act": "schedule", "everything": "yes"}, "Choisissez le jour et l’heure"),
        ({"act": "publish"}, "rien n’a changé"),
        ({"act": "erase", "everything": "yes"}, 'class="bad"'),
    ],
)
def test_an_act_that_says_too_little_changes_nothing(
    office: Client, promotion: Promotion, sent: dict[str, str], said: str
) -> None:
    create_evaluation(US, promotion, TypedEvaluation(ENGLISH, "DS"))
    page = office.post(address(promotion, "evaluations/etat/"), sent, follow=True).content.decode()
    assert said in page
    assert states(promotion) == {"DS": EvaluationState.DRAFT}


def test_a_locked_evaluation_shows_no_form_and_opens_with_a_reason(
    office: Client, signed_in: SignedIn, promotion: Promotion
) -> None:
    exam = create_evaluation(US, promotion, TypedEvaluation(ENGLISH, "DS"))
    lock_evaluations(US, [exam], timezone.now())
    here = address(promotion, f"modules/{ENGLISH}/evaluations/{exam.pk}/")
    assert "Ajouter en brouillon" not in office.get(here).content.decode()
    assert "Motif du déverrouillage" not in signed_in(Role.SECRETARY).get(here).content.decode()
    unlock = address(promotion, f"evaluations/{exam.pk}/deverrouiller/")
    assert "Dites pourquoi" in office.post(unlock, {"reason": ""}, follow=True).content.decode()
    office.post(unlock, {"reason": "erreur de report"})
    assert states(promotion) == {"DS": EvaluationState.PUBLISHED}


def test_an_evaluation_without_a_mark_is_taken_away(office: Client, promotion: Promotion) -> None:
    exam = create_evaluation(US, promotion, TypedEvaluation(ENGLISH, "DS"))
    office.post(address(promotion, f"evaluations/{exam.pk}/retirer/"))
    assert not Evaluation.objects.exists()


def test_a_copy_is_seen_before_it_is_made(office: Client, promotion: Promotion) -> None:
    apprentices = open_promotion(US, promotion.department, 2023, "s3-fa-qmi")
    kept, left = (create_evaluation(US, promotion, TypedEvaluation(ENGLISH, title)) for title in ("DS", "TP"))
    create_evaluation(US, promotion, TypedEvaluation("TBQTC303", "Projet"))
    copying = address(apprentices, "evaluations/copier/")
    page = office.get(copying, {"depuis": promotion.pk}).content.decode()
    assert "2 évaluations à copier" in page
    assert "ce module n’est pas enseigné ici" in page
    assert not apprentices.evaluations.exists()
    office.post(copying, {"depuis": promotion.pk, "evaluation": [kept.pk]})
    assert [(one.module, one.title) for one in apprentices.evaluations.all()] == [("TBQAR301", "DS")]
    assert left.title not in states(apprentices)


def test_activities_of_the_local_bonus_have_their_own_place(office: Client, promotion: Promotion) -> None:
    adding_bonus = address(promotion, "bonus/ajouter/")
    office.post(adding_bonus, {"title": "sport"})
    made = Evaluation.objects.get()
    assert (made.module, made.title, made.scale) == (LOCAL_BONUS, "sport", "20")
    office.post(address(promotion, f"bonus/{made.pk}/"), {"title": "culture"})
    assert states(promotion) == {"culture": EvaluationState.DRAFT}
    page = office.get(address(promotion)).content.decode()
    assert "sport, culture, engagement" in page
    assert "0 module" not in page


def test_a_portfolio_without_coefficient_says_that_it_asks_for_nothing(
    office: Client, promotion: Promotion
) -> None:
    assert "sans coefficient ce semestre" in office.get(address(promotion)).content.decode()
    assert "une note n’y compterait pas" in office.get(adding(promotion, PORTFOLIO)).content.decode()


def test_a_teacher_sees_and_changes_only_what_he_or_she_teaches(
    signed_in: SignedIn, teacher: Account, promotion: Promotion
) -> None:
    mine = create_evaluation(US, promotion, TypedEvaluation(ENGLISH, "Oral"))
    other = create_evaluation(US, promotion, TypedEvaluation(STATISTICS, "Secret"))
    client = signed_in(teacher)
    for page in (address(promotion), address(promotion, "evaluations/manquantes/"), "/qlio/notes/"):
        seen = client.get(page).content.decode()
        assert ("Oral" in seen, "Secret" in seen) == (True, False), page
    client.post(address(promotion, "evaluations/etat/"), {"act": "publish", "everything": "yes"})
    client.post(address(promotion, "evaluations/etat/"), {"act": "publish", "evaluation": other.pk})
    assert states(promotion) == {"Oral": EvaluationState.PUBLISHED, "Secret": EvaluationState.DRAFT}
    assert client.post(address(promotion, f"evaluations/{other.pk}/retirer/")).status_code == 404
    assert client.get(adding(promotion, STATISTICS)).status_code == 404
    assert client.get(address(promotion, f"modules/{ENGLISH}/evaluations/{other.pk}/")).status_code == 404
    assert client.get(address(promotion, f"modules/{ENGLISH}/evaluations/{mine.pk}/")).status_code == 200


def test_what_is_missing_is_listed_with_its_students_and_a_text_to_copy(
    office: Client, teacher: Account, promotion: Promotion
) -> None:
    create_evaluation(US, promotion, TypedEvaluation(ENGLISH, "Oral", held_on=date(2023, 10, 2)))
    page = office.get(address(promotion, "evaluations/manquantes/")).content.decode()
    assert "ALISIER" in page
    assert "BOULEAU" in page
    letter = office.get("/qlio/notes/relances/").content.decode()
    assert "« Oral » du 02/10/2023 : 2 notes sur 2, en retard" in letter
    assert "ALISIER" not in letter
