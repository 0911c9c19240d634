# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from delibere.curriculum.model import Curriculum, Maquette, Regime
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding
from delibere.interchange import mcc
from delibere.interchange.mcc.reading import AnnexReading
from scodoc_programmes import WRITERS, Json, as_json, as_xml, modules_of, programme_of

FI = mcc.Told(AcademicYear(2023), (Regime.FI,))


@pytest.fixture
def fi(annex: Curriculum) -> list[Maquette]:
    return [maquette for maquette in annex.maquettes if maquette.regime is Regime.FI]


@pytest.fixture
def programme(annex: Curriculum, fi: list[Maquette]) -> Json:
    return programme_of(annex, fi)


def without_blocks(maquette: Maquette) -> Maquette:
    modules = sorted((replace(module, block=None) for module in maquette.modules), key=lambda one: one.pn)
    return replace(maquette, modules=tuple(modules))


@pytest.mark.parametrize("write", WRITERS)
def test_a_programme_gives_the_maquettes_that_were_typed_into_it(
    programme: Json, fi: list[Maquette], write: Callable[[Json], bytes]
) -> None:
    read = mcc.read(write(programme), FI).curriculum
    assert read.diploma == "BUT QLIO"
    assert {one.id: without_blocks(one) for one in read.maquettes} == {
        one.id: without_blocks(one) for one in fi
    }


def test_a_programme_serves_each_regime_it_is_told(programme: Json) -> None:
    told = mcc.Told(AcademicYear(2023), (Regime.FI, Regime.FA))
    slugs = [maquette.id for maquette in mcc.read(as_xml(programme), told).curriculum.maquettes]
    assert slugs[:4] == ["s1-fi", "s1-fa", "s2-fi", "s2-fa"]


@pytest.mark.parametrize(
    "told", [mcc.Told(), mcc.Told(year=AcademicYear(2023)), mcc.Told(regimes=(Regime.FI,))]
)
def test_neither_the_year_nor_the_regime_is_guessed(programme: Json, told: mcc.Told) -> None:
    with pytest.raises(UnusableInputError, match="ne dit ni l’année ni le régime"):
        mcc.read(as_xml(programme), told)


def test_the_programme_of_another_diploma_is_refused(programme: Json) -> None:
    assert mcc.read(as_json(programme), replace(FI, diploma="BUT Jardin")).curriculum.diploma == "BUT Jardin"
    with pytest.raises(UnusableInputError, match="ce département tient « BUT Potager »"):
        mcc.read(as_json(programme), replace(FI, diploma="BUT Potager"))


def coefficient(programme: Json, value: str) -> None:
    modules_of(programme)[0]["coefficients"][0]["coef"] = value


def module(programme: Json, key: str, value: object) -> None:
    modules_of(programme)[0][key] = value


def ue(programme: Json, key: str, value: object) -> None:
    programme["ue"][1][key] = value


def stray(programme: Json) -> None:
    programme["ue"][0]["module"] = [modules_of(programme)[1]]


def aimed(programme: Json, reference: str) -> None:
    modules_of(programme)[0]["coefficients"].append({"ue_reference": reference, "coef": "1"})


S2 = "2-gerer-les-flux-physiques-et-les-flux-d-information"
REFUSED: dict[str, tuple[Callable[[Json], None], str]] = {
    "a coefficient that is no number": (
        lambda p: coefficient(p, "abc"),
        "Module « R1.01 » : son coefficient : « abc »",
    ),
    "a negative one": (lambda p: coefficient(p, "-1"), "« -1 » n’est pas un nombre positif"),
    "a float's exponent": (lambda p: coefficient(p, "1e-05"), "« 1e-05 » n’est pas un nombre positif"),
    "NaN": (lambda p: coefficient(p, "NaN"), "« NaN » n’est pas un nombre positif"),
    "a third": (lambda p: coefficient(p, "0.3333333333333333"), "plus de six décimales"),
    "an UE that is not there": (lambda p: aimed(p, "999"), "une UE que ce programme n’a pas (999)"),
    "an UE of another semester": (
        lambda p: aimed(p, S2),
        "Module « R1.01 », du semestre 1 : un coefficient va vers UE22",
    ),
    "twice towards an UE": (lambda p: aimed(p, p["ue"][0]["reference"]), "deux coefficients vers la même UE"),
    "a module outside an UE": (stray, "il n’est dans aucune matière d’une UE"),
    "an unknown semester": (lambda p: ue(p, "semestre_idx", 7), "le semestre « 7 » n’existe pas"),
    "no semester": (lambda p: ue(p, "semestre_idx", None), "son semestre n’est pas dit"),
    "credits that are no number": (lambda p: ue(p, "ects", "dix"), "UE « UE12 » : ses ECTS : « dix »"),
    "one reference for two UE": (
        lambda p: ue(p, "reference", p["ue"][0]["reference"]),
        "déjà celle de « UE11 »",
    ),
    "an UE without a name": (lambda p: ue(p, "acronyme", ""), "Une UE n’a pas d’acronyme"),
    "a parcours with an endless code": (
        lambda p: ue(p, "parcours", [{"code": "Potager" * 9}]),
        "son code est trop long",
    ),
    "a module without a code": (lambda p: module(p, "code", ""), "Un module n’a pas de code"),
    "a module without a title": (lambda p: module(p, "titre", None), "il n’a pas d’intitulé"),
}


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("why", REFUSED)
def test_what_is_wrong_is_refused_where_it_stands(
    programme: Json, why: str, write: Callable[[Json], bytes]
) -> None:
    damage, said = REFUSED[why]
    damage(programme)
    with pytest.raises(UnusableInputError) as refused:
        mcc.read(write(programme), FI)
    faults = [one for one in refused.value.findings if one.severity == "error"]
    assert said in " ".join(one.message for one in faults)
    assert all(one.line if write is as_xml else one.message.endswith(")") for one in faults)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b'<formation type_parcours="100"><ue acronyme="UE11"/></formation>',
            "n’est pas un BUT (type_parcours 100",
        ),
        (b"<bulletin/>", "la racine est « bulletin »"),
        (b"<referentiel_competence/>", "delibere mcc framework"),
        (b"<formation/>", "on attend « formation », ses « ue »"),
    ],
)
def test_what_is_no_programme_of_a_but_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnusableInputError) as refused:
        mcc.read(data, FI)
    assert said in str(refused.value)


def anywhere(finding: Finding) -> Finding:
    return replace(finding, line=None)


def told_of(programme: Json, change: Callable[[Json], Any]) -> tuple[AnnexReading, list[str]]:
    before = set(map(anywhere, mcc.read(as_xml(programme), FI).findings))
    change(programme)
    reading = mcc.read(as_xml(programme), FI)
    return reading, [
        f"{one.severity} {one.message}"
        for one in reading.findings
        if replace(one, line=None) not in {replace(b, line=None) for b in before}
    ]


def test_a_bonus_and_a_malus_enter_no_maquette_and_it_is_said(programme: Json) -> None:
    def change(programme: Json) -> None:
        malus = {**modules_of(programme)[0], "code": "MALUS", "module_type": 1}
        bonus = {**programme["ue"][1], "acronyme": "Bonus", "type": 1, "reference": "b"}
        programme["ue"][0]["matiere"][0]["module"].append(malus)
        programme["ue"].append(bonus)

    reading, said = told_of(programme, change)
    assert said == [
        "notice « Bonus » est un bonus : elle n’entre dans aucune maquette.",
        "notice « MALUS » est un malus de ScoDoc : il n’entre dans aucune maquette.",
    ]
    assert len(reading.curriculum.maquette("s1-fi").modules) == 20


def test_missing_registry_codes_are_told_once_a_maquette(programme: Json) -> None:
    def change(programme: Json) -> None:
        for each in modules_of(programme)[:2]:
            each["code_apogee"] = ""

    _reading, said = told_of(programme, change)
    assert [one.split(". ")[0] for one in said] == [
        "error S1 · FI : 2 codes Apogée manquent dans ScoDoc (R1.01, R1.02)"
    ]


def test_two_titles_under_one_level_are_one_competence(programme: Json) -> None:
    reading, said = told_of(programme, lambda p: ue(p, "titre", "Gérer les flux"))
    assert [one.competence for one in reading.curriculum.maquette("s1-fi").ues] == [
        one.competence for one in reading.curriculum.maquette("s2-fi").ues
    ]
    assert "une seule compétence, sous deux intitulés" in said[0]


def test_a_ressource_that_scodoc_holds_for_a_sae_is_an_error(programme: Json) -> None:
    _reading, said = told_of(programme, lambda p: module(p, "module_type", 3))
    assert said == [
        "error R1.01 est une SAÉ dans ScoDoc, et son code dit l’inverse : la part des SAÉ suit le code."
    ]


def test_a_module_that_only_another_parcours_weighs_stays_out_of_a_maquette(programme: Json) -> None:
    def change(programme: Json) -> None:
        speciality = next(each for each in modules_of(programme) if each["code"] == "R3.OSC.13")
        speciality["parcours"] = []

    reading, said = told_of(programme, change)
    left_out = [one.split(" : ")[1] for one in said if "R3.OSC.13" in one]
    assert left_out == [f"il n’est pas mis dans S3 · FI · {parcours}." for parcours in ("QMI", "MP")]
    assert "R3.OSC.13" not in [one.pn for one in reading.curriculum.maquette("s3-fi-mp").modules]


def test_credits_of_a_parcours_hold_for_it(programme: Json) -> None:
    def change(programme: Json) -> None:
        own = next(each for each in programme["ue"] if each["semestre_idx"] == 3 and each["parcours"])
        own["ects"], own["parcours"] = 99, [{"code": own["parcours"][0]["code"], "ects": 6.0}]

    reading, said = told_of(programme, change)
    assert said == []
    assert {maquette.ects for maquette in reading.curriculum.maquettes} == {30}


SHORT = b"""{"acronyme": "BUT J&P", "type_parcours": 700, "version": 1, "departement": {},
 "ue": [
 {"acronyme": "JP1.1", "titre": "Semer", "type": 0, "ects": 12.0, "is_external": false, "semestre_idx": 1,
  "niveau_competence_id": "", "coef_rcue": 1.0, "reference": 1, "matiere": [{"titre": "-", "module": [
   {"titre": "Sols", "abbrev": "", "code": "R101", "semestre_id": 1, "ects": "", "code_apogee": "JPR101",
    "module_type": 2, "app_critiques": {}, "coefficients": [{"ue_reference": "1", "coef": "12.0"},
                                                            {"ue_reference": "2", "coef": "0.30"}]},
   {"titre": "Semis", "abbrev": "", "code": "SAE11", "semestre_id": 1, "ects": "", "code_apogee": "JPS101",
    "module_type": 3, "app_critiques": {"AC11.01": {"libelle": "Choisir"}},
    "coefficients": [{"ue_reference": "1", "coef": "16"}]}]}]},
 {"acronyme": "JP1.2", "titre": "Greffer", "type": 0, "ects": 18.0, "is_external": false, "semestre_idx": 1,
  "niveau_competence_id": null, "reference": 2, "matiere": [{"titre": "-", "module": []}]}]}"""


def test_the_answer_of_the_api_is_read_as_it_comes() -> None:
    reading = mcc.read(SHORT, FI)
    (maquette,) = reading.curriculum.maquettes
    assert [(ue.code, ue.title, ue.level, str(ue.ects)) for ue in maquette.ues] == [
        ("JP1.1", "Semer", 1, "12.0"),
        ("JP1.2", "Greffer", 1, "18.0"),
    ]
    assert [(one.pn, one.apogee, *map(str, one.coefficients.values())) for one in maquette.modules] == [
        ("R101", "JPR101", "12.0", "0.30"),
        ("SAE1.01", "JPS101", "16", "0"),
    ]
    assert "Des codes sont écrits comme dans une annexe (SAE11 → SAE1.01…)." in [
        one.message for one in reading.findings
    ]


def test_a_level_is_told_by_the_years_else_by_the_export(annex: Curriculum, programme: Json) -> None:
    for each in programme["ue"]:
        each["apc_niveau_ordre"] = 3
    whole = mcc.read(as_json(programme), FI).curriculum
    assert [ue.level for ue in whole.maquette("s3-fi-osc").ues] == [2, 2, 2, 1]
    alone = programme_of(annex, [annex.maquette("s3-fi-osc")])
    assert {ue.level for ue in mcc.read(as_json(alone), FI).curriculum.maquettes[0].ues} == {None}
    for each in alone["ue"]:
        each["apc_niveau_ordre"] = 2
    assert {ue.level for ue in mcc.read(as_json(alone), FI).curriculum.maquettes[0].ues} == {2}


def test_a_semester_that_is_not_filled_yet_is_left_out_and_said(programme: Json) -> None:
    def empty(programme: Json) -> None:
        for each in programme["ue"]:
            each["matiere"] = [] if each["semestre_idx"] == 2 else each["matiere"]

    reading, said = told_of(programme, empty)
    assert "s2-fi" not in [one.id for one in reading.curriculum.maquettes]
    assert "error S2 · FI : ScoDoc n’y a que des UE sans module ; cette maquette n’est pas lue." in said
    for each in programme["ue"]:
        each["type"] = 1
    with pytest.raises(UnusableInputError, match="à la fois des UE et des modules"):
        mcc.read(as_xml(programme), FI)
