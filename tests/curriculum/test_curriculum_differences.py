# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delibere.curriculum.differences import (
    Change,
    Comparison,
    Pair,
    compare,
    compare_curricula,
    curricula_in_words,
    in_words,
)
from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
from delibere.foundation.calendar import AcademicYear

PILOTER = Ue("UE31", "Piloter", "piloter", 2, Decimal(16))
GERER = Ue("UE32", "Gérer", "gerer", 1, Decimal(14))


def module(code: str, title: str, *coefficients: str, apogee: str = "", pn: str = "") -> Module:
    """A module towards UE31 and UE32: « 301 » is R3.01, TBQTR301."""
    weights = dict(zip(("UE31", "UE32"), map(Decimal, coefficients), strict=False))
    return Module(apogee or f"TBQTR{code}", pn or f"R3.{code[1:]}", title, None, weights)


ENGLISH = module("301", "Anglais", "6", "4")
MATHS = module("302", "Mathématiques", "4", "4")
PROJECT = module("303", "Projet", "6", "6", pn="SAE3.01")
BEFORE = Maquette(3, Regime.FI, None, (PILOTER, GERER), (ENGLISH, MATHS, PROJECT))


def with_modules(*modules: Module) -> Maquette:
    return replace(BEFORE, modules=modules)


def shown(comparison: Comparison) -> list[tuple[str, str]]:
    return [(line.sign, line.module.title) for line in comparison.modules]


def said(comparison: Comparison) -> dict[str, list[str]]:
    """Paragraphs by title, non-breaking spaces made plain."""
    plain = str.maketrans("\u00a0\u202f", "  ")
    return {p.title: [sentence.translate(plain) for sentence in p.sentences] for p in in_words(comparison)}


def test_a_maquette_does_not_differ_from_itself(annex: Curriculum) -> None:
    for maquette in annex.maquettes:
        comparison = compare(maquette, maquette)
        assert comparison.identical
        assert {line.sign for line in comparison.modules} == {"="}
        assert said(comparison) == {
            "Aucune différence": ["Les deux maquettes sont identiques, module par module."]
        }


def test_a_coefficient_that_moves_is_shown_with_its_gap_and_said_with_its_effects() -> None:
    lighter = replace(MATHS, coefficients={"UE31": Decimal("3.5"), "UE32": Decimal(4)})
    comparison = compare(BEFORE, with_modules(ENGLISH, lighter, PROJECT))
    line = comparison.modules[1]
    assert (line.sign, line.changes) == ("≠", (Change.COEFFICIENT,))
    assert line.coefficients == (Pair(Decimal(4), Decimal("3.5")), Pair(Decimal(4), Decimal(4)))
    assert [pair.gap for pair in line.coefficients] == [Decimal("-0.5"), 0]
    assert line.semester.gap == Decimal("-0.5")
    assert comparison.ues[0].total == Pair(Decimal(16), Decimal("15.5"))
    assert comparison.ues[0].sae == Pair(Fraction(6, 16), Fraction(12, 31))
    assert said(comparison) == {
        "Modules": [
            "1 modifié, 2 identiques.",
            (
                "R3.02 « Mathématiques » passe de 4 à 3,5 (−0,5) en UE31 ; "
                "passe de 8 à 7,5 (−0,5) dans le semestre."
            ),
        ],
        "Crédits et totaux": [
            "Le total de UE31 passe de 16 à 15,5 (−0,5).",
            "Les coefficients du semestre passent de 30 à 29,5 (−0,5).",
            "Les crédits du semestre restent à 30.",
        ],
        "Part des SAÉ": ["UE31 passe de 37,50 à 38,71 % de SAÉ.", "Les autres ne bougent pas."],
    }


def test_a_module_taken_away_and_one_put_in_its_place_stand_side_by_side_with_their_signs() -> None:
    ecology = module("3TE", "Transition écologique", "4", "4", pn="H.TE")
    comparison = compare(BEFORE, with_modules(ENGLISH, ecology, PROJECT))
    assert shown(comparison) == [
        ("=", "Anglais"),
        ("−", "Mathématiques"),
        ("+", "Transition écologique"),
        ("=", "Projet"),
    ]
    removed, added = comparison.modules[1:3]
    assert [removed.coefficients[0], added.coefficients[0]] == [
        Pair(Decimal(4), None),
        Pair(None, Decimal(4)),
    ]
    assert said(comparison) == {
        "Modules": [
            "1 ajouté, 1 retiré, 2 identiques.",
            "R3.02 « Mathématiques » est retiré : TBQTR302, 4 en UE31, 4 en UE32, 8 dans le semestre.",
            "H.TE « Transition écologique » est ajouté : TBQTR3TE, 4 en UE31, 4 en UE32, 8 dans le semestre.",
        ],
        "Crédits et totaux": [
            "Les totaux des coefficients ne changent pas : UE31 16, UE32 14.",
            "Les coefficients du semestre restent à 30.",
            "Les crédits du semestre restent à 30.",
        ],
        "Part des SAÉ": ["Aucune UE ne change de part."],
        "Codes Apogée": ["TBQTR3TE apparaît.", "TBQTR302 ne sert plus."],
    }


@pytest.mark.parametrize(
    ("other", "change", "sentence"),
    [
        (
            replace(MATHS, title="Statistiques"),
            Change.TITLE,
            "R3.02 « Statistiques » au lieu de « Mathématiques ».",
        ),
        (replace(MATHS, pn="R3.12"), Change.PN, "R3.12 « Mathématiques » au lieu du code PN R3.02."),
        (
            replace(MATHS, apogee="TBQTR399"),
            Change.APOGEE,
            "R3.02 « Mathématiques » passe du code Apogée TBQTR302 à TBQTR399.",
        ),
        (
            replace(MATHS, block="Tronc commun"),
            Change.BLOCK,
            "R3.02 « Mathématiques » passe du bloc « – » à « Tronc commun ».",
        ),
    ],
)
def test_a_module_is_known_again_by_what_it_keeps(other: Module, change: Change, sentence: str) -> None:
    comparison = compare(BEFORE, with_modules(ENGLISH, other, PROJECT))
    assert comparison.modules[1].changes == (change,)
    assert said(comparison)["Modules"] == ["1 modifié, 2 identiques.", sentence]


def test_codes_pn_that_changed_places_leave_each_module_with_its_apogee_code() -> None:
    swapped = with_modules(replace(ENGLISH, pn="R3.02"), replace(MATHS, pn="R3.01"), PROJECT)
    assert [line.changes for line in compare(BEFORE, swapped).modules] == [(Change.PN,), (Change.PN,), ()]


def test_two_modules_with_one_code_pn_are_told_by_their_titles() -> None:
    split = (
        module("306", "Statistiques", "2", "2", pn="R3.02"),
        module("307", "Mathématiques", "2", "2", pn="R3.02"),
    )
    comparison = compare(BEFORE, with_modules(ENGLISH, *split, PROJECT))
    assert shown(comparison) == [
        ("=", "Anglais"),
        ("+", "Statistiques"),
        ("≠", "Mathématiques"),
        ("=", "Projet"),
    ]


def test_modules_in_another_order_are_the_same_modules_and_it_is_said() -> None:
    comparison = compare(BEFORE, with_modules(MATHS, ENGLISH, PROJECT))
    assert comparison.reordered
    assert not comparison.identical
    assert said(comparison)["Modules"] == [
        "3 identiques.",
        "Les modules ne sont plus dans le même ordre.",
    ]


def test_the_credits_title_and_level_of_a_ue_are_compared() -> None:
    other = replace(PILOTER, title="Piloter par la qualité", level=1, ects=Decimal("16.5"))
    comparison = compare(BEFORE, replace(BEFORE, ues=(other, GERER)))
    assert comparison.ues[0].changes == (Change.TITLE, Change.LEVEL, Change.ECTS)
    assert said(comparison)["UE"] == [
        (
            "UE31 : l’intitulé « Piloter » devient « Piloter par la qualité » ; le niveau passe de 2 à 1 ; "
            "les crédits passent de 16 à 16,5 (+0,5)."
        )
    ]
    assert said(comparison)["Crédits et totaux"][-1] == "Les crédits du semestre passent de 30 à 30,5 (+0,5)."


def test_the_same_code_in_another_parcours_is_another_ue(annex: Curriculum) -> None:
    comparison = compare(annex.maquette("s3-fi-osc"), annex.maquette("s3-fi-mp"))
    assert [(ue.sign, ue.code) for ue in comparison.ues] == [
        *[("=", code) for code in ("UE31", "UE32", "UE33")],
        ("−", "UE34"),
        ("+", "UE34"),
    ]
    assert said(comparison)["UE"] == [
        (
            "UE34 « Gérer et animer la chaîne logistique globale » est retirée : "
            "niveau 1, 6 ECTS, 6 de coefficients."
        ),
        (
            "UE34 « Manager, coordonner et animer des équipes logistique et qualité » est ajoutée : "
            "niveau 1, 6 ECTS, 6 de coefficients."
        ),
    ]
    assert [comparison.count(sign) for sign in "+−≠="] == [3, 3, 0, 15]


def test_between_regimes_codes_that_all_differ_are_said_once(annex: Curriculum) -> None:
    comparison = compare(annex.maquette("s3-fi-qmi"), annex.maquette("s3-fa-qmi"))
    assert comparison.recoded
    assert [comparison.count(sign) for sign in "+−≠="] == [0, 0, 1, 17]
    paragraphs = said(comparison)
    assert paragraphs["Modules"][1:] == ["SAE3.Portfolio « Portfolio S3 » au lieu du code PN SAE3.PF."]
    assert paragraphs["Codes Apogée"] == [
        "Tous les codes changent : TBQTR301 devient TBQAR301, et ainsi de suite."
    ]


def test_from_one_semester_to_the_next_ue_are_paired_by_competence(annex: Curriculum) -> None:
    comparison = compare(annex.maquette("s3-fi-osc"), annex.maquette("s4-fi-osc"))
    assert [ue.code for ue in comparison.ues] == [f"UE3{n} → UE4{n}" for n in (1, 2, 3, 4)]
    assert said(comparison)["UE"][-1] == "UE34 : le code devient UE44 ; les crédits passent de 6 à 9 (+3)."


def test_maquettes_of_one_curriculum_only_are_named(annex: Curriculum) -> None:
    following = replace(
        annex,
        academic_year=AcademicYear(2024),
        maquettes=(*annex.maquettes[1:], replace(BEFORE, parcours="X")),
    )
    comparison = compare_curricula(annex, following)
    assert [one.identical for one in comparison.comparisons] == [True] * 19
    assert curricula_in_words(comparison) == (
        "L’année passe de 2023-2024 à 2024-2025.",
        "S1 · FA n’existe plus (20 modules, 30 ECTS).",
        "S3 · FI · X est nouvelle (3 modules, 30 ECTS).",
    )


@st.composite
def corrected(draw: st.DrawFn, maquette: Maquette) -> Maquette:
    """The maquette with modules taken away, moved, changed."""
    kept = draw(st.lists(st.sampled_from(maquette.modules), unique_by=lambda one: one.apogee))
    modules = [
        Module(
            draw(st.sampled_from([one.apogee, "TBQTR301"])),
            draw(st.sampled_from([one.pn, "R3.01"])),
            draw(st.sampled_from([one.title, "Anglais"])),
            draw(st.sampled_from([one.block, "Bloc"])),
            one.coefficients,
        )
        for one in kept
    ]
    return replace(maquette, modules=tuple(modules))


@given(st.data())
def test_every_module_of_both_sides_stands_on_exactly_one_line(
    annex: Curriculum, data: st.DataObject
) -> None:
    before = annex.maquette("s3-fi-osc")
    after = data.draw(corrected(before))
    comparison = compare(before, after)
    assert [line.before for line in comparison.modules if line.before] == list(before.modules)
    shown_after = [line.after for line in comparison.modules if line.after]
    assert sorted(shown_after, key=repr) == sorted(after.modules, key=repr)
    assert comparison.identical == (before == after)
