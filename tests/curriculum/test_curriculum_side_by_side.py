# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from decimal import Decimal

import pytest

from delibere.curriculum.model import Curriculum, Maquette, Module
from delibere.curriculum.side_by_side import Standing, differences
from delibere.curriculum.side_by_side_in_words import sentences


@pytest.fixture
def osc(annex: Curriculum) -> Maquette:
    return annex.maquette("s3-fi-osc")


def changed(maquette: Maquette, place: int, **fields: object) -> Maquette:
    modules = list(maquette.modules)
    modules[place] = replace(modules[place], **fields)  # type: ignore[arg-type]
    return replace(maquette, modules=tuple(modules))


def test_a_maquette_does_not_differ_from_itself(osc: Maquette) -> None:
    found = differences(osc, osc)
    assert found.nothing
    assert sentences(found) == []
    assert found.count(Standing.SAME) == 18


def test_a_title_that_changes_is_said_with_both(osc: Maquette) -> None:
    after = changed(osc, 4, title="Programmation de données")
    assert sentences(differences(osc, after)) == [
        "R3.05 : « Algorithmique et programmation avancées » devient « Programmation de données »."
    ]


def test_a_coefficient_that_changes_is_said_by_ue_with_what_follows(osc: Maquette) -> None:
    coefficients = {**osc.modules[6].coefficients, "UE31": Decimal("1.3")}
    after = changed(osc, 6, coefficients=coefficients)
    assert sentences(differences(osc, after)) == [
        "R3.07 : 1,50 → 1,30 en UE31 (−0,20).",
        "UE31 : la somme des coefficients passe de 8,00 à 7,80.",
        "UE31 : la part des SAÉ passe de 41,25 à 42,31 %.",
    ]


def test_a_module_added_and_one_removed_stand_at_their_place(osc: Maquette) -> None:
    zero = dict.fromkeys((ue.code for ue in osc.ues), Decimal(0))
    new = Module("TBQTR3TE", "H.TE", "Transition écologique", None, {**zero, "UE34": Decimal("0.25")})
    modules = [*osc.modules[:12], new, *osc.modules[13:]]
    found = differences(osc, replace(osc, modules=tuple(modules)))
    assert [(m.standing, m.either.pn) for m in found.modules[12:14]] == [
        (Standing.REMOVED, "R3.AL"),
        (Standing.ADDED, "H.TE"),
    ]
    said = sentences(found)
    assert "H.TE ajouté : Transition écologique (0,25 en UE34)." in said
    assert "Codes Apogée nouveaux : TBQTR3TE." in said
    assert "Codes Apogée qui ne servent plus : TBQTR314." in said


def test_fi_and_fa_are_compared_module_by_module_though_their_codes_differ(annex: Curriculum) -> None:
    found = differences(annex.maquette("s3-fi-qmi"), annex.maquette("s3-fa-qmi"))
    assert found.count(Standing.ADDED) == found.count(Standing.REMOVED) == 0
    assert all(module.recoded for module in found.modules)


def test_ue34_of_two_parcours_are_two_competences(annex: Curriculum) -> None:
    found = differences(annex.maquette("s3-fi-osc"), annex.maquette("s3-fi-qmi"))
    assert [ue.standing for ue in found.ues[:3]] == [Standing.SAME] * 3
    assert sorted(ue.standing for ue in found.ues[3:]) == [Standing.ADDED, Standing.REMOVED]
