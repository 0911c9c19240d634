# SPDX-License-Identifier: EUPL-1.2
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from delibere.curriculum.model import Curriculum
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.evaluations import TypedEvaluation, create_evaluation, publish_evaluations
from delibere.services.records.journal import command_line
from delibere.services.records.marks import CellEdit, write_marks
from delibere.services.records.own_results import own_semesters
from delibere.services.records.students import create
from delibere.store.models import Account, Department, Enrolment, Evaluation, Role

SignedIn = Callable[..., Client]
US = command_line()
PAGE = "/qlio/etudiants/99000001/notes/"


@pytest.fixture
def felix(published: Curriculum, qlio: Department) -> Enrolment:
    promotion = open_promotion(US, qlio, 2023, "s3-fi-osc")
    people = [
        create(US, qlio, {"nip": f"9900000{n}", "surname": name, "first_name": first})
        for n, name, first in ((1, "FRAMBOISE", "Félix"), (2, "MYRTILLE", "Lou"))
    ]
    enrol(US, promotion, people)
    return promotion.enrolments.all()[0]


def marked(felix: Enrolment, module: str, title: str, text: str) -> Evaluation:
    made = create_evaluation(US, felix.promotion, TypedEvaluation(module, title))
    write_marks(US, felix.promotion, [CellEdit(made.pk, felix.pk, text, 0)])
    return made


@pytest.fixture
def own(signed_in: SignedIn, someone: Callable[..., Account], felix: Enrolment) -> Client:
    return signed_in(someone(Role.STUDENT, student=felix.student))


def test_a_mark_is_seen_once_published_and_not_an_hour_before(own: Client, felix: Enrolment) -> None:
    exam = marked(felix, "TBQTR307", "Devoir de statistiques", "7,72")
    assert "7,72" not in own.get(PAGE).content.decode()
    now = timezone.now()
    publish_evaluations(US, [exam], now + timedelta(hours=1))
    assert "Devoir de statistiques" not in own.get(PAGE).content.decode()
    assert own_semesters(felix.student, now)[0].latest == ()
    later = own_semesters(felix.student, now + timedelta(hours=1))[0]
    assert [(mark.text, mark.new) for mark in later.latest] == [("7,72", True)]
    publish_evaluations(US, [exam], now)
    page = own.get(PAGE).content.decode()
    assert "7,72" in page
    assert "nouvelle" in page


def test_an_average_is_that_of_published_marks_and_says_what_it_waits_for(
    own: Client, felix: Enrolment
) -> None:
    publish_evaluations(US, [marked(felix, "TBQTR307", "DS", "12")], timezone.now())
    marked(felix, "TBQTR308", "Tenu secret", "2")
    ue31 = own_semesters(felix.student, timezone.now())[0].ues[0]
    assert (ue31.code, ue31.shown, ue31.reached) == ("UE31", 1200, True)
    assert ue31.missing > 0
    assert ue31.explanation.evaluate() == 12
    page = own.get(PAGE).content.decode()
    assert "Tenu secret" not in page
    assert "provisoires" in page


def test_an_evaluation_still_hidden_is_awaited_without_its_name_and_its_mark_is_simulated(
    own: Client, felix: Enrolment
) -> None:
    publish_evaluations(US, [marked(felix, "TBQTR307", "DS", "8")], timezone.now())
    before = own_semesters(felix.student, timezone.now())[0]
    marked(felix, "TBQTR307", "Tenu secret", "2")
    after = own_semesters(felix.student, timezone.now())[0]
    assert (after.ues[0].shown, after.ues[0].missing) == (800, before.ues[0].missing + 1)
    assert ("UE31", "TBQTR307") in {(ue.code, one.apogee) for ue, found in after.open for one in found}
    page = " ".join(own.get(PAGE, {"pour": "UE31,TBQTR307", "avec": "12"}).content.decode().split())
    assert "passe de 8,00 à <b>10,00</b>" in page
    assert "Tenu secret" not in page


def test_what_is_worth_asking_is_shown_at_once(own: Client, felix: Enrolment) -> None:
    publish_evaluations(US, [marked(felix, "TBQTR307", "DS", "8")], timezone.now())
    page = " ".join(own.get(PAGE).content.decode().split())
    assert "Note nécessaire en R3.01 pour <b>UE31 ≥ 10</b>" in page


@pytest.mark.parametrize("word", ["ADM", "AJ", "CMP", "acquise", "MYRTILLE", "rang"])
def test_no_proposal_no_rank_and_nobody_else_is_shown(own: Client, felix: Enrolment, word: str) -> None:
    publish_evaluations(US, [marked(felix, "TBQTR307", "DS", "12")], timezone.now())
    assert re.search(rf"\b{word}\b", own.get(PAGE).content.decode()) is None


def test_the_mark_still_needed_is_simulated_and_nothing_is_written(own: Client, felix: Enrolment) -> None:
    publish_evaluations(US, [marked(felix, "TBQTR307", "DS", "8")], timezone.now())
    page = own.get(PAGE, {"pour": "UE31,TBQTR308"}).content.decode()
    assert "11,99" in page
    assert Evaluation.objects.count() == 1
    tried = own.get(PAGE, {"pour": "UE31,TBQTR308", "avec": "12"}).content.decode()
    assert "passe de 8,00 à <b>10,00</b>" in " ".join(tried.split())


@pytest.mark.parametrize(
    "asked", [{"pour": "UE31,TBQTR307"}, {"pour": "x"}, {"pour": "UE31,TBQTR308", "avec": "25"}]
)
def test_a_question_without_sense_is_answered_by_a_sentence(
    own: Client, felix: Enrolment, asked: dict[str, str]
) -> None:
    publish_evaluations(US, [marked(felix, "TBQTR307", "DS", "8")], timezone.now())
    answer = own.get(PAGE, asked)
    assert answer.status_code == 200
    assert 'class="bad"' in answer.content.decode()


def test_the_page_asks_the_database_a_fixed_number_of_times(
    own: Client, felix: Enrolment, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    with django_assert_max_num_queries(22):
        own.get(PAGE)
