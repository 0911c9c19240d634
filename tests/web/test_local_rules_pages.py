# SPDX-License-Identifier: EUPL-1.2
import re
from collections.abc import Callable

import pytest
from django.test import Client

from delibere.services.records.demo import load_demo
from delibere.services.records.journal import command_line
from delibere.services.records.local_rules import local_rules_of, tried
from delibere.services.records.simulations import simulate
from delibere.store.models import Account, Department, JournalEntry, LocalRule, Promotion, Role

SignedIn = Callable[..., Client]
VOTE = {"depuis": "2023-09-01", "reference": "conseil de l’IUT du 6 juillet 2023"}


@pytest.fixture
def head(signed_in: SignedIn) -> Client:
    return signed_in(Role.HEAD)


@pytest.mark.parametrize(
    ("parameter", "sent", "kept"),
    [
        ("arrondi", {"valeur": "tronqué à la barre"}, "tronqué à la barre"),
        ("poids_rcue", {"impair": "2", "pair": "3"}, ["2", "3"]),
        ("effectif_affiche", {"valeur": "8"}, 8),
        ("rang", {"valeur": "équipe"}, "équipe"),
        ("rang", {"valeur": "étudiants"}, "étudiants"),
        (
            "table_ects",
            {"groupe": "UE du verger", "effectif": "1579", "tranches": "14\t26,3 %\r\n10\t73,7 %\r\n"},
            {"groupe": "UE du verger", "effectif": 1579, "tranches": [["14", "26,3"], ["10", "73,7"]]},
        ),
        (
            "bonus",
            {
                "source": "pondérée",
                "poids": "sport 1, culture 0,5",
                "seuil": "10",
                "taux": "0,05",
                "mode": "additif",
            },
            {
                "source": "pondérée",
                "mode": "additif",
                "poids": {"sport": "1", "culture": "0,5"},
                "seuil": "10",
                "taux": "0,05",
            },
        ),
        (
            "bonus",
            {
                "source": "meilleure",
                "paliers": "10 0,1 ; 15 0,4",
                "seuil": "10",
                "mode": "additif",
                "ues": "UE31, UE32",
            },
            {
                "source": "meilleure",
                "mode": "additif",
                "paliers": [["10", "0,1"], ["15", "0,4"]],
                "ues": ["UE31", "UE32"],
            },
        ),
    ],
)
def test_a_rule_is_declared_with_its_date_and_its_vote(
    head: Client, qlio: Department, parameter: str, sent: dict[str, str], kept: object
) -> None:
    answer = head.post(f"/qlio/reglages/regles/{parameter}/", {**sent, **VOTE, "declare": "yes"})
    assert answer.status_code == 302, answer.content.decode()
    rule = LocalRule.objects.get()
    assert (rule.parameter, rule.value, rule.reference) == (parameter, kept, VOTE["reference"])
    assert JournalEntry.objects.filter(action="local_rule.set").count() == 1
    assert VOTE["reference"] in head.get("/qlio/reglages/regles/").content.decode()


@pytest.mark.parametrize(
    ("parameter", "sent", "said"),
    [
        ("poids_rcue", {"impair": "0", "pair": "1"}, "pair"),
        (
            "bonus",
            {"source": "meilleure", "seuil": "dix", "taux": "0,05", "mode": "additif"},
            "« dix » n’est pas un nombre",
        ),
        ("arrondi", {"valeur": "au hasard"}, "valeur"),
        (
            "table_ects",
            {"groupe": "UE", "effectif": "9", "tranches": "14 26\n10 73,7"},
            "les parts font 99,7 %",
        ),
        ("table_ects", {}, "déjà en vigueur"),
        ("arrondi", {"valeur": "au plus près"}, "déjà en vigueur"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field_and_nothing_is_written(
    head: Client, qlio: Department, parameter: str, sent: dict[str, str], said: str
) -> None:
    answer = head.post(f"/qlio/reglages/regles/{parameter}/", {**sent, **VOTE, "declare": "yes"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not LocalRule.objects.exists()


def test_a_form_opens_on_the_value_in_force_and_changes_nothing_when_sent_as_it_is(
    head: Client, qlio: Department
) -> None:
    bonus = {"source": "pondérée", "poids": {"sport": "1"}, "paliers": [["10", "0,1"]], "ues": ["UE31"]}
    fields = {"department": qlio, "reference": "vote", "since": "2023-09-01"}
    LocalRule.objects.create(parameter="bonus", value={**bonus, "mode": "additif"}, **fields)
    page = head.get("/qlio/reglages/regles/bonus/")
    text = page.content.decode()
    assert 'value="sport 1"' in text
    assert 'value="10 0,1"' in text
    sent = {"source": "pondérée", "poids": "sport 1", "paliers": "10 0,1", "ues": "UE31", "mode": "additif"}
    again = head.post("/qlio/reglages/regles/bonus/", {**sent, "seuil": "10", **VOTE, "declare": "yes"})
    assert again.status_code == 422
    assert "déjà en vigueur" in again.content.decode()


def test_a_grading_table_opens_as_it_was_typed_and_asks_for_no_trial(head: Client, qlio: Department) -> None:
    sent = {"groupe": "UE du verger", "effectif": "1579", "tranches": "14 26,3\n10 73,7"}
    head.post("/qlio/reglages/regles/table_ects/", {**sent, **VOTE, "declare": "yes"})
    page = head.get("/qlio/reglages/regles/table_ects/").content.decode()
    assert "14 26,3\n10 73,7</textarea>" in page
    assert "Voir ce qui changerait" not in page
    assert "2 tranches, 1579 notes : UE du verger" in head.get("/qlio/reglages/regles/").content.decode()


@pytest.mark.parametrize(
    ("parameter", "checked"),
    [("arrondi", "au plus près"), ("rang", "caché"), ("note_gardee", "meilleure")],
)
def test_a_form_opens_on_the_default_while_nothing_is_declared(
    head: Client, qlio: Department, parameter: str, checked: str
) -> None:
    page = head.get(f"/qlio/reglages/regles/{parameter}/").content.decode()
    assert re.search(f'value="{checked}"[^>]* checked', page)


def test_what_was_declared_is_written_for_people(head: Client, qlio: Department) -> None:
    sent = {"source": "meilleure", "seuil": "10", "taux": "0,05", "mode": "additif"}
    head.post("/qlio/reglages/regles/bonus/", {**sent, **VOTE, "declare": "yes"})
    page = head.get("/qlio/reglages/regles/").content.decode()
    assert page.count("source meilleure, seuil 10, taux 0,05, mode additif") == 2
    assert "{&#39;" not in page


def test_a_later_declaration_of_the_same_day_supersedes(head: Client, qlio: Department) -> None:
    for size in ("8", "12"):
        head.post("/qlio/reglages/regles/effectif_affiche/", {"valeur": size, **VOTE, "declare": "yes"})
    assert local_rules_of(qlio).at(qlio.academic_year.last_day).shown_from == 12
    assert LocalRule.objects.count() == 2


def test_what_a_rule_would_change_on_a_promotion_is_shown_and_nothing_is_written(
    db: None, client: Client
) -> None:
    load_demo(command_line())
    promotion = Promotion.objects.get(slug="s4-fi-osc")
    director = Account.objects.get(login="etudes")
    rules = LocalRule.objects.count()
    sent = {"valeur": "tronqué à la barre", **VOTE, "promotion": promotion.pk}
    client.force_login(director, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post("/qlio/reglages/regles/arrondi/", sent).content.decode()
    assert "Simulation, rien n’est enregistré" in page
    assert "tronquées si l’arrondi passait un seuil" in page
    assert "Déclarer cette règle" in page
    assert LocalRule.objects.count() == rules


def test_an_exact_comparison_refuses_those_whom_rounding_let_pass(db: None) -> None:
    load_demo(command_line())
    promotion = Promotion.objects.select_related("department").get(slug="s3-fi-osc")
    department = promotion.department

    rules = tried(department, "arrondi", department.academic_year.first_day, "tronqué à la barre", "vote")
    found = simulate(promotion, rules.at(department.academic_year.last_day))
    assert found.deciding
    assert all((one.before.code, one.after.code) == ("ADM", "AJ") for one in found.deciding)
