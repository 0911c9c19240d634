# SPDX-License-Identifier: EUPL-1.2
import pytest

from delibere.curriculum.codes import PnCode, canonical
from delibere.curriculum.competences import competence_key


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("R1.01", PnCode("R", 1, None, "01")),
        ("R3.OSC.13", PnCode("R", 3, "OSC", "13")),
        ("SAE4.ST", PnCode("SAE", 4, None, "ST")),
        ("SAE3.Portfolio", PnCode("SAE", 3, None, "PF")),
        ("SAÉ 1.01", PnCode("SAE", 1, None, "01")),
        ("R5.AL1", PnCode("R", 5, None, "AL1")),
        ("R101", PnCode("R", 1, None, "01")),
        ("H.IA", PnCode("H", None, None, "IA")),
    ],
)
def test_a_well_formed_pn_code_says_kind_semester_parcours_and_number(text: str, code: PnCode) -> None:
    assert PnCode.parse(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "R1.O1",
        "R1.1",
        "r1.01",
        "R1.011",
        "R.AL",
        "SAE.PF",
        "R3.osc.13",
        "R7.01",
        "HIA",
        "SA1.01",
        "R3.QMI13",
    ],
)
def test_a_damaged_pn_code_is_not_taken_for_another_one(text: str) -> None:
    assert PnCode.parse(text) is None


def test_variants_of_a_pn_code_have_one_spelling() -> None:
    assert {canonical(text) for text in ("SAE3.PF", "SAE3.Portfolio", "SAÉ3.PF", "SAÉ 3.PF")} == {"SAE3.PF"}


def test_the_key_of_a_competence_ignores_ligatures_accents_and_apostrophes() -> None:
    titles = ("Mettre en œuvre l’hygiène", "Mettre en oeuvre l'hygiène", "METTRE EN OEUVRE L'HYGIENE")
    assert {competence_key(title) for title in titles} == {"mettre-en-oeuvre-l-hygiene"}
