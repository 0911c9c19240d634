# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace

import pytest

from delibere.curriculum.framework import Framework, FrameworkCompetence, FrameworkLevel
from delibere.curriculum.naming import Names, Taught, doubts, proposed

LEVELS = tuple(FrameworkLevel(order, f"niveau {order}", order, ()) for order in (1, 2))
SEMER = FrameworkCompetence("a", 1, "Semer", "Semer des légumes anciens", LEVELS)
GREFFER = FrameworkCompetence("b", 2, "Greffer", "Greffer des fruitiers", LEVELS)
TAILLER = FrameworkCompetence("c", 3, "Tailler", "Tailler une haie", LEVELS)
JARDIN = Framework("JARDIN", "Jardins", "2022", (SEMER, GREFFER, TAILLER), ())


def taught(title: str, *ues: str, levels: tuple[int, ...] = (1,)) -> Taught:
    return Taught(title.lower(), title, ues, frozenset(levels))


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (taught("Semer des legumes anciens", "UE19"), "a"),
        (taught("Greffer", "UE19"), "b"),
        (taught("Tailler les haies et les arbres", "UE19"), "c"),
        (taught("Tailleries", "UE19"), None),
        (taught("Entretenir le verger", "UE12", "UE22"), "b"),
        (taught("Entretenir le verger", "UE12", "UE23"), None),
        (taught("Entretenir le verger", "UE19"), None),
    ],
    ids=["long name", "short name", "begins with it", "another word", "number", "two numbers", "nothing"],
)
def test_a_competence_is_found_by_its_names_else_by_its_number(one: Taught, found: str | None) -> None:
    assert proposed(JARDIN, [one]).get(one.key) == found


def test_a_number_is_no_reason_for_two_competences_nor_for_one_already_found() -> None:
    semer, other, third = taught("Semer", "UE12"), taught("Arroser", "UE12"), taught("Biner", "UE12")
    assert proposed(JARDIN, [semer, other, third]) == {"semer": "a"}
    assert proposed(JARDIN, [taught("Greffer", "UE11"), other]) == {"greffer": "b"}


def test_what_does_not_correspond_is_told() -> None:
    arroser, semer = taught("Arroser", "UE13"), taught("Semer", "UE11", "UE21", levels=(1, 3))
    found = list(doubts(JARDIN, [arroser, semer], {"semer": "a"}))
    assert [(one.severity, one.subject, one.message) for one in found] == [
        ("error", "arroser", "UE13 « Arroser » ne correspond à aucune compétence du référentiel."),
        (
            "error",
            "semer",
            "UE11, UE21 « Semer » est au niveau 3, que « Semer » n’a pas dans le référentiel.",
        ),
        ("notice", None, "Aucune UE ne travaille « Greffer » (Greffer des fruitiers)."),
        ("notice", None, "Aucune UE ne travaille « Tailler » (Tailler une haie)."),
    ]
    both = list(doubts(JARDIN, [arroser, replace(semer, levels=frozenset())], {"semer": "a", "arroser": "a"}))
    assert [one.subject for one in both if one.severity == "error"] == ["arroser", "semer"]


def test_names_are_those_of_the_framework_where_something_corresponds() -> None:
    names = Names(JARDIN, {"semis": "a"})
    assert names.title("semis", "Semis") == "Semer des légumes anciens"
    assert names.title("eau", "Arroser") == "Arroser"
    assert names.level("semis", 2) == LEVELS[1]
    assert (names.level("semis", None), names.level("semis", 3), names.level("eau", 1)) == (None, None, None)


def test_the_first_level_is_that_of_the_year_a_competence_begins_however_it_is_numbered() -> None:
    second, third = FrameworkLevel(2, "Bouturer", 2, ()), FrameworkLevel(3, "Greffer", 3, ())
    late = replace(SEMER, levels=(second, third))
    assert (late.level(1), late.level(2), late.level(3)) == (second, third, None)
    assert (late.ordered(2), late.ordered(1)) == (second, None)
