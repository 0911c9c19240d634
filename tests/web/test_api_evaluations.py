# SPDX-License-Identifier: EUPL-1.2
"""Evaluations by the API: what the pages do, over the version that was read, within one's own modules."""

from collections.abc import Callable

import pytest
from programs import Program

from delibere.curriculum.model import Curriculum
from delibere.services.records.enrolments import open_promotion
from delibere.services.records.journal import command_line
from delibere.services.records.teachings import assign
from delibere.store.models import Account, Department, Evaluation, LocalRule, Mark, Promotion, Role

US = command_line()
Someone = Callable[..., Account]
MINE, OTHER = "TBQTR101", "TBQTR102"


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    return open_promotion(US, qlio, 2023, "s1-fi")


@pytest.fixture
def office(qlio: Department, someone: Someone) -> Program:
    return Program(someone(Role.SECRETARY), qlio, Role.SECRETARY)


@pytest.fixture
def teacher(promotion: Promotion, qlio: Department, someone: Someone) -> Program:
    account = someone(Role.TEACHER)
    assign(US, promotion, [MINE], account)
    return Program(account, qlio, Role.TEACHER)


def of(promotion: Promotion, module: str = MINE) -> str:
    return f"promotions/{promotion.pk}/modules/{module}/evaluations"


def test_an_evaluation_is_planned_changed_over_what_was_read_and_taken_away(
    promotion: Promotion, teacher: Program
) -> None:
    made = teacher.ask("POST", of(promotion), {"title": "DS", "coefficient": "2", "held_on": "2023-10-09"})
    assert (made.status_code, made.json()["state"], made.json()["coefficient"]) == (201, "draft", "2")
    one, first = f"{of(promotion)}/{made.json()['id']}", made["ETag"]
    assert teacher.ask("GET", one)["ETag"] == first
    assert teacher.ask("PUT", one, {"title": "Projet"}).status_code == 428
    changed = teacher.ask("PUT", one, {"title": "Projet"}, If_Match=first)
    assert (changed.status_code, changed.json()["title"], changed.json()["held_on"]) == (200, "Projet", None)
    late = teacher.ask("PUT", one, {"title": "DS 2"}, If_Match=first)
    assert (late.status_code, late.json()["detail"][:12]) == (412, "Quelqu’un l’")
    assert teacher.ask("DELETE", one, If_Match=first).status_code == 412
    assert teacher.ask("DELETE", one, If_Match=changed["ETag"]).status_code == 204
    assert not Evaluation.objects.exists()


def test_what_a_form_refuses_is_refused_in_the_same_words(promotion: Promotion, office: Program) -> None:
    sent = {"title": " ", "scale": "0", "weights": {"UE99": "1"}}
    refused = office.ask("POST", of(promotion), sent).json()
    assert (refused["status"], refused["detail"]) == (422, "Cette évaluation est à compléter.")
    assert [(one["message"], one["place"]) for one in refused["faults"]] == [
        ("Donnez-lui un intitulé.", "title"),
        ("Ce module ne compte pas en UE99.", "weight_UE99"),
        ("Un barème est plus grand que zéro.", "scale"),
    ]
    assert office.ask("POST", of(promotion), {"title": "DS", "group": 9}).json()["detail"] == (
        "Ce groupe n’est pas de cette promotion."
    )


def test_a_teacher_reads_and_writes_the_modules_taught_and_no_other(
    promotion: Promotion, teacher: Program, office: Program
) -> None:
    keys = [
        office.ask("POST", of(promotion, module), {"title": "DS"}).json()["id"] for module in (MINE, OTHER)
    ]
    listed = f"promotions/{promotion.pk}/evaluations"
    assert [one["id"] for one in office.ask("GET", listed).json()] == keys
    assert [one["id"] for one in teacher.ask("GET", listed).json()] == keys[:1]
    for module in (OTHER, "bonus"):
        assert teacher.ask("POST", of(promotion, module), {"title": "DS"}).status_code == 404
    assert teacher.ask("GET", f"{of(promotion)}/{keys[1]}").status_code == 404


def test_evaluations_are_published_hidden_and_locked_each_with_its_answer(
    promotion: Promotion, teacher: Program, office: Program, qlio: Department, someone: Someone
) -> None:
    mine, other = (
        office.ask("POST", of(promotion, module), {"title": "DS"}).json()["id"] for module in (MINE, OTHER)
    )
    states = f"promotions/{promotion.pk}/evaluations/states"

    def become(act: str, **at: str) -> list[tuple[str, str | None]]:
        sent = {"act": act, "evaluations": [mine, other], **at}
        results = teacher.ask("POST", states, sent).json()["results"]
        return [(one["verdict"], one["state"]) for one in results]

    unknown = ("unknown", None)
    assert become("publish", at="2099-01-01T08:00:00+01:00") == [("changed", "scheduled"), unknown]
    assert become("publish") == [("changed", "published"), unknown]
    assert become("withdraw") == [("changed", "draft"), unknown]
    assert become("lock") == [("changed", "locked"), unknown]
    assert become("publish") == [("same", "locked"), unknown]
    unlock = f"{of(promotion)}/{mine}/unlock"
    assert office.ask("POST", unlock, {"reason": "erreur de saisie"}).status_code == 403
    head = Program(someone(Role.HEAD), qlio, Role.HEAD)
    assert head.ask("POST", unlock, {"reason": " "}).json()["detail"] == (
        "Dites pourquoi cette évaluation est déverrouillée."
    )
    assert head.ask("POST", unlock, {"reason": "erreur de saisie"}).json()["state"] == "published"
    assert Evaluation.objects.get(pk=other).publish_at is None


def test_the_bonus_has_its_address_and_the_names_that_its_rule_knows(
    promotion: Promotion, office: Program, qlio: Department
) -> None:
    value = {"source": "pondérée", "poids": {"sport": "1"}, "taux": "0,05"}
    LocalRule.objects.create(
        department=qlio, parameter="bonus", since="2023-09-01", value=value, reference="vote"
    )
    assert office.ask("POST", of(promotion, "bonus"), {"title": "échecs"}).json()["detail"] == (
        "Le bonus en vigueur ne connaît que : sport."
    )
    made = office.ask("POST", of(promotion, "bonus"), {"title": "sport"}).json()
    assert (made["module"], made["title"]) == ("", "sport")
    sheet = f"promotions/{promotion.pk}/modules/bonus/marks"
    assert office.ask("GET", sheet).json()["evaluations"] == [made]
    assert not Mark.objects.exists()
