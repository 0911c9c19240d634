# SPDX-License-Identifier: EUPL-1.2
"""Each check, on the real curriculum with one thing changed."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from parts import of_year

from delibere.curriculum.checks import check
from delibere.curriculum.competences import with_levels
from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
from delibere.foundation.findings import Severity
from delibere.interchange import mcc

ANNEX = Path(__file__).parents[2] / "examples" / "but-qlio-2023-2024.md"


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    return mcc.read(ANNEX.read_bytes()).curriculum


def changed(curriculum: Curriculum, slug: str, change: Callable[[Maquette], Maquette]) -> Curriculum:
    maquettes = [change(m) if m.id == slug else m for m in curriculum.maquettes]
    return replace(curriculum, maquettes=with_levels(maquettes))


def module(at: str, **fields: object) -> Callable[[Maquette], Maquette]:
    def change(maquette: Maquette) -> Maquette:
        modules = [_with(m, fields) if m.apogee == at else m for m in maquette.modules]
        return replace(maquette, modules=tuple(modules))

    return change


def _with(found: Module, fields: dict[str, object]) -> Module:
    return replace(found, **fields)  # type: ignore[arg-type]  # one test helper for every field


def ue(at: str, **fields: object) -> Callable[[Maquette], Maquette]:
    def change(maquette: Maquette) -> Maquette:
        ues = [_with_ue(each, fields) if each.code == at else each for each in maquette.ues]
        return replace(maquette, ues=tuple(ues))

    return change


def _with_ue(found: Ue, fields: dict[str, object]) -> Ue:
    return replace(found, **fields)  # type: ignore[arg-type]  # one test helper for every field


def without(apogee: str) -> Callable[[Maquette], Maquette]:
    return lambda m: replace(m, modules=tuple(each for each in m.modules if each.apogee != apogee))


# maquette changed, its change, then the maquette, subject and words of an error that must be found
CASES = [
    ("s1-fa", ue("UE11", ects=Decimal(9)), "s1-fa", None, "29 crédits au lieu de 30"),
    ("s1-fa", ue("UE11", ects=Decimal(9)), "s1-fa", "UE11", "vaut 9 crédits ici"),
    ("s1-fa", ue("UE11", ects=Decimal(9)), "s6-fa-qmi", None, "fait 179 crédits au lieu de 180"),
    ("s3-fi-osc", module("TBQTC313", apogee="tbqtc313"), "s3-fi-osc", "tbqtc313", "mal formé"),
    ("s3-fi-osc", module("TBQTC313", apogee="TBQTC302"), "s3-fi-osc", "TBQTC302", "en double"),
    ("s3-fi-osc", module("TBQTC313", apogee="TBQTC411"), "s3-fi-osc", "TBQTC411", "plusieurs modules"),
    ("s3-fi-osc", module("TBQTC313", apogee="TBQTP313"), "s3-fi-osc", "TBQTP313", "aucun de ses voisins"),
    ("s3-fi-osc", module("TBQTC313", apogee="TBQTC319"), "s3-fi-osc", "TBQTC319", "ne suit pas le code PN"),
    ("s1-fa", module("TBQAR101", apogee="TBQAR191"), "s1-fa", "TBQAR191", "écart inhabituel"),
    (
        "s3-fi-osc",
        module("TBQTC313", apogee="TBQTC3131"),
        "s3-fi-osc",
        "TBQTC3131",
        "9 caractères au lieu de 8",
    ),
    ("s5-fa-mp", module("TBQAR501", apogee="TBQAR591"), "s5-fa-mp", "TBQAR591", "le même code Apogée"),
    ("s3-fi-osc", module("TBQTC313", pn="R3.OSC"), "s3-fi-osc", "TBQTC313", "mal formé"),
    ("s3-fi-osc", module("TBQTC313", pn="R4.OSC.13"), "s3-fi-osc", "TBQTC313", "autre semestre"),
    ("s3-fi-osc", module("TBQTC313", pn="R3.QMI.13"), "s3-fi-osc", "TBQTC313", "autre parcours"),
    ("s1-fa", module("TBQAR101", pn="R101"), "s1-fa", "TBQAR101", "écrit autrement"),
    ("s1-fa", module("TBQAR101", pn="R1.02"), "s1-fa", "TBQAR101", "« R1.02 » est en double"),
    ("s1-fa", without("TBQAR112"), "s1-fa", None, "SAE1.PF manque"),
    (
        "s1-fa",
        module("TBQAR112", coefficients=dict.fromkeys(("UE11", "UE12", "UE13"), Decimal(1))),
        "s1-fi",
        "TBQTR112",
        "mêmes coefficients",
    ),
    (
        "s3-fa-mp",
        module("TBQAP313", block="Modules du Tronc Commun"),
        "s3-fa-mp",
        "TBQAP313",
        "ne va pas dans le bloc",
    ),
    ("s2-fa", module("TBQAR202", block="R9.99"), "s2-fa", "TBQAR202", "pas de blocs dans d’autres maquettes"),
    ("s3-fa-mp", module("TBQAR301", block=None), "s3-fa-mp", "TBQAR301", "aucun bloc"),
    (
        "s1-fa",
        ue("UE11", competence="autre", title="Autre"),
        "s1-fa",
        "UE11",
        "pas d’UE de la même compétence",
    ),
    ("s1-fa", ue("UE11", code="UE12"), "s1-fa", "UE12", "même code"),
    ("s5-fa-osc", lambda m: replace(m, regime=Regime.FI), "s5-fi-osc", None, "« T » dans les autres FI"),
    ("s3-fi-osc", lambda m: replace(m, parcours="MTD"), "s3-fi-mtd", "TBQTC313", "autre parcours"),
]


@pytest.mark.parametrize("case", CASES, ids=[case[-1] for case in CASES])
def test_a_contradiction_is_an_error_that_names_its_place(
    curriculum: Curriculum, case: tuple[str, Callable[[Maquette], Maquette], str, str | None, str]
) -> None:
    slug, change, where, subject, words = case
    found = check(changed(curriculum, slug, change))
    errors = [f for f in found if f.severity is Severity.ERROR]
    assert any(f.maquette == where and f.subject == subject and words in f.message for f in errors)


@pytest.mark.parametrize(
    ("slug", "change", "words"),
    [
        ("s1-fa", module("TBQAR101", title="Allemand"), "R1.01 ne porte pas le même intitulé"),
        ("s1-fa", ue("UE11", title="PILOTER l’entreprise par la qualité"), "s’écrit autrement"),
        ("s3-fa-mp", module("TBQAP313", block="Modules de specialité"), "faute de frappe"),
    ],
)
def test_a_wording_that_departs_from_the_others_is_a_notice(
    curriculum: Curriculum, slug: str, change: Callable[[Maquette], Maquette], words: str
) -> None:
    found = check(changed(curriculum, slug, change))
    assert any(words in f.message and f.severity is Severity.NOTICE for f in found)
    assert not [f for f in found if f.severity is Severity.ERROR and "bloc" not in f.message]


def test_coefficients_that_do_not_make_the_credits_are_only_noted(curriculum: Curriculum) -> None:
    doubled = [
        replace(
            m,
            modules=tuple(
                replace(e, coefficients={u: 2 * v for u, v in e.coefficients.items()}) for e in m.modules
            ),
        )
        for m in curriculum.maquettes
    ]
    found = check(replace(curriculum, maquettes=tuple(doubled)))
    notes = [f for f in found if "inhabituel" in f.message]
    assert len(notes) == 76
    assert not [f for f in found if f.severity is Severity.ERROR]


def test_the_curriculum_of_the_annex_has_no_error(curriculum: Curriculum) -> None:
    assert not [f for f in check(curriculum) if f.severity is Severity.ERROR]


def test_without_the_first_years_levels_cannot_be_told(curriculum: Curriculum) -> None:
    third = of_year(curriculum, 3)
    alone = replace(curriculum, maquettes=with_levels(third))
    found = [f for f in check(alone) if "niveau ne se déduit pas" in f.message]
    assert len(found) == sum(len(m.ues) for m in third)
