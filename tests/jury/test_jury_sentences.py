# SPDX-License-Identifier: EUPL-1.2
import json
from fractions import Fraction

import pytest

from delibere.calculation.local_rules import LocalRules, Rounding
from delibere.jury.codes import Code
from delibere.jury.outcomes import Outcome
from delibere.jury.student import to_json
from invented_courses import PASSED, followed, grant_rcue, grant_ue, judged, ue, year_of

POINT_3, POINT_4 = "(annexe 1, point 4.3)", "(annexe 1, point 4.4)"
POINT_5, POINT_6 = "(annexe 1, point 4.5)", "(annexe 1, point 4.6)"

UE_11 = [
    ("12 12 12", None, f"UE11 : 12,00 ≥ 10 ; acquise {POINT_3}."),
    ("9.995 12 12", None, f"UE11 : 10,00 ≥ 10 ; acquise {POINT_3}."),
    (
        "9.4625 12 12",
        None,
        f"UE11 : 9,46 < 10 ; non acquise, acquise par compensation si UE21 ≥ 10,53 {POINT_4}.",
    ),
    (
        "9.99 12 12",
        None,
        f"UE11 : 9,99 < 10 ; non acquise, acquise par compensation si UE21 ≥ 10,00 {POINT_4}.",
    ),
    ("0 12 12", None, f"UE11 : 0,00 < 10 ; non acquise, acquise par compensation si UE21 ≥ 19,99 {POINT_4}."),
    ("9 12 12", "11 12 12", f"UE11 : 9,00 < 10 ; acquise par compensation, RCUE à 10,00 ≥ 10 {POINT_4}."),
    ("9 12 12", "10.5 12 12", f"UE11 : 9,00 < 10 ; non acquise, RCUE à 9,75 < 10 {POINT_4}."),
    (
        "9 12 12",
        "ABJ 12 12",
        f"UE11 : 9,00 < 10 ; non acquise, RCUE incomplet, qui ne compense rien {POINT_4}.",
    ),
    ("9 12 12", "ATT 12 12", f"UE11 : 9,00 < 10 ; non acquise, une note est attendue dans UE21 {POINT_4}."),
    (
        "ABJ 12 12",
        "12 12 12",
        f"UE11 : aucune note comptée, donc pas de moyenne ; le jury choisit {POINT_4}.",
    ),
    (
        "ATT 12 12",
        "12 12 12",
        f"UE11 : pas encore de moyenne ; il manque R1.01, « Contrôle » : pas de note {POINT_3}.",
    ),
]


@pytest.mark.parametrize(("odd", "even", "sentence"), UE_11, ids=[case[2] for case in UE_11])
def test_a_ue_says_why(odd: str, even: str | None, sentence: str) -> None:
    assert judged(1, odd, even).ues[0].decision.sentence == sentence


def test_the_mark_needed_follows_the_rounding_in_force() -> None:
    exact = LocalRules(rounding=Rounding.TRUNCATE_AT_BAR)
    sentence = judged(1, "9.4625 12 12", rules=exact).ues[0].decision.sentence
    assert sentence.startswith("UE11 : 9,46 < 10 ; non acquise, acquise par compensation si UE21 ≥ 10,54")


def test_the_mark_needed_follows_the_weights_of_the_rcue() -> None:
    light_even = LocalRules(rcue_weights=(Fraction(3), Fraction(1)))
    assert "si UE21 ≥ 12,98" in judged(1, "9 12 12", rules=light_even).ues[0].decision.sentence
    assert "hors de portée" in judged(1, "5 12 12", rules=light_even).ues[0].decision.sentence


BEFORE: list[tuple[str, list[Outcome], str]] = [
    (
        "9",
        [ue(1, 0, Code.ADM, "12")],
        f"UE11 : 12,00 ≥ 10 ; déjà acquise, la meilleure moyenne est gardée {POINT_3}.",
    ),
    (
        "9",
        [ue(1, 0, Code.ADJ, "9.5")],
        f"UE11 : acquise à 9,50 par une décision antérieure ; elle le reste {POINT_3}.",
    ),
    ("ABJ", [ue(1, 0, Code.ADSUP)], f"UE11 : acquise par une décision antérieure ; elle le reste {POINT_3}."),
    (
        "ABJ",
        [ue(1, 0, Code.ADM, elsewhere=True)],
        f"UE11 : acquise ailleurs (mobilité, VAE ou transfert), sans note {POINT_3}.",
    ),
]


@pytest.mark.parametrize(("mark", "past", "sentence"), BEFORE, ids=[case[2] for case in BEFORE])
def test_a_ue_acquired_before_says_so(mark: str, past: list[Outcome], sentence: str) -> None:
    assert judged(1, f"{mark} 12 12", "12 12 12", past).ues[0].decision.sentence == sentence


def test_a_granted_ue_and_rcue_say_that_the_jury_did_it() -> None:
    by_ue = judged(1, "9 12 12", "9 12 12", grants=grant_ue(1, 0))
    by_rcue = judged(1, "9 12 12", "9 12 12", grants=grant_rcue(1, 0))
    assert by_ue.ues[0].decision.sentence == f"UE11 : 9,00 < 10 ; accordée par le jury {POINT_6}."
    assert by_rcue.ues[0].decision.sentence == (
        f"UE11 : 9,00 < 10 ; acquise avec son RCUE, que le jury accorde {POINT_6}."
    )
    assert (
        by_rcue.rcues[0].decision.sentence == f"RCUE UE11 + UE21 : 9,00 < 10 ; accordé par le jury {POINT_6}."
    )


RCUE_1 = [
    ("12 12 12", "12 12 12", f"RCUE UE11 + UE21 : ses deux UE sont acquises {POINT_3}."),
    ("9 12 12", "11 12 12", f"RCUE UE11 + UE21 : 10,00 ≥ 10 ; il compense UE11 {POINT_4}."),
    ("9 12 12", "9 12 12", f"RCUE UE11 + UE21 : 9,00 < 10 ; il ne compense pas UE11, UE21 {POINT_4}."),
    (
        "12 12 12",
        "ABJ 12 12",
        f"RCUE UE11 + UE21 : incomplet, UE21 sans moyenne ; il ne compense rien {POINT_4}.",
    ),
    ("12 12 12", "ATT 12 12", f"RCUE UE11 + UE21 : une note est attendue dans UE21 {POINT_4}."),
]


@pytest.mark.parametrize(("odd", "even", "sentence"), RCUE_1, ids=[case[2] for case in RCUE_1])
def test_a_rcue_says_why(odd: str, even: str, sentence: str) -> None:
    assert judged(1, odd, even).rcues[0].decision.sentence == sentence


FOUR = "12 12 12 12"
OWES_UE11 = "Pas de passage de droit : UE de première année non acquises : UE11"
ONE_OF_THREE = "Pas de passage de droit : 1 RCUE sur 3 à 10 ou plus, il en faut 2"
YEARS: list[tuple[int, str, str, list[Outcome], str]] = [
    (1, "12 12 12", "12 12 12", [], f"Année validée : tous ses RCUE sont acquis {POINT_4}."),
    (
        2,
        "9 12 12 12",
        "10 12 12 12",
        PASSED,
        f"Passage de droit : 3 RCUE sur 4 à 10 ou plus, aucun sous 8 {POINT_5}.",
    ),
    (
        2,
        "9 9 12 12",
        "10 10 12 12",
        PASSED,
        f"Pas de passage de droit : 2 RCUE sur 4 à 10 ou plus, il en faut 3 ; redoublement de S3 {POINT_5}.",
    ),
    (
        2,
        "7 12 12 12",
        "8 12 12 12",
        PASSED,
        f"Pas de passage de droit : RCUE UE31 + UE41 à 7,50 < 8 ; redoublement de S3 et S4 {POINT_5}.",
    ),
    (
        2,
        "9 12 12 12",
        "9 12 12 12",
        year_of(1, "AJ ADM ADM / ADM ADM ADM"),
        f"{OWES_UE11} ; redoublement de S3 et S4 {POINT_5}.",
    ),
    (
        1,
        "9 9 12",
        "9 9 12",
        followed(1, 2),
        f"{ONE_OF_THREE} ; redoublements épuisés pour S1 et S2, sauf décision du directeur {POINT_5}.",
    ),
    (
        1,
        "9 9 12",
        "9 9 12",
        [*followed(1, 2), *followed(1, ago=2)],
        f"{ONE_OF_THREE} ; redoublements épuisés pour S1 et S2 {POINT_5}.",
    ),
    (
        3,
        "9 12 12 12",
        "9 12 12 12",
        PASSED,
        f"Année non validée, il manque UE51, UE61 ; redoublement de S5 et S6 {POINT_5}.",
    ),
    (
        1,
        "ATT 12 12",
        "12 12 12",
        [],
        f"Rien n’est proposé pour l’année tant qu’il manque de quoi la juger {POINT_5}.",
    ),
]


@pytest.mark.parametrize(("year", "odd", "even", "past", "sentence"), YEARS, ids=[case[4] for case in YEARS])
def test_a_year_says_why(year: int, odd: str, even: str, past: list[Outcome], sentence: str) -> None:
    person = judged(year, odd, even, past)
    assert person.year is not None
    assert person.year.decision.sentence == sentence


COUNTERS = [
    ("12 12 12 12", "12 12 12 12", "4 sur 4"),
    ("9 12 12 12", "9.28 12 12 12", "3 sur 4, minimum 9,14"),
    ("9 9 12 12", "9 8 12 12", "2 sur 4, minimum 8,50"),
    ("9 ABJ 12 12", "9 9 12 12", "2 sur 4, minimum 9,00, 1 sans moyenne"),
    ("9 ATT 12 12", "9 19 12 12", "2 sur 4, minimum 9,00, 1 en attente"),
]


@pytest.mark.parametrize(("odd", "even", "text"), COUNTERS, ids=[case[2] for case in COUNTERS])
def test_counters_of_passage(odd: str, even: str, text: str) -> None:
    person = judged(2, odd, even, PASSED)
    assert person.counters is not None
    assert (person.counters.text, person.counters.needed, person.counters.total) == (text, 3, 4)


def test_passage_is_told_after_each_semester() -> None:
    assert judged(3, FOUR).passage == f"Passage en S6 : de droit {POINT_5}."
    assert judged(2, FOUR, FOUR, PASSED).passage == f"Passage en S5 : de droit {POINT_5}."
    assert (
        judged(1, "ATT 12 12", "12 12 12").passage == "Passage en S3 : à établir quand rien ne manquera plus."
    )
    assert judged(1, "7 12 12", "7 12 12").passage == (
        "Passage en S3 : pas de droit ; RCUE UE11 + UE21 à 7,00 < 8."
    )
    assert judged(3, FOUR, FOUR).passage == ""


def test_what_an_odd_semester_waits_for_is_told() -> None:
    assert judged(1, "ATT 12 12").blocking == ("UE11 : R1.01, « Contrôle » : pas de note",)
    assert judged(1, "12 12 12").blocking == ()


def test_what_blocks_a_year_is_told() -> None:
    assert judged(2, "9 12 12 12", "9 12 12 12").blocking == (
        f"décisions de S1 et S2 inconnues ou en attente : les fournir, l’entrée en S5 en dépend {POINT_5}",
    )
    person = judged(2, FOUR, "7 12 12 12")
    assert person.dut is not None
    assert person.dut.sentence == f"DUT : il manque UE41 {POINT_6}."


def test_why_a_code_may_not_be_chosen() -> None:
    person = judged(2, "9 12 12 12", "9 12 12 12", PASSED)
    assert person.year is not None
    assert person.year.decision.refused[Code.NAR] == f"le passage est de droit {POINT_5}"
    assert person.ues[1].decision.refused[Code.AJ] == (
        f"ce que les règles donnent ne se retire pas {POINT_6}"
    )
    assert person.ues[0].decision.refused[Code.ADJR] == "ne se donne que par l’ADJ de son RCUE"


def test_a_proposal_is_plain_json() -> None:
    plain = json.loads(json.dumps(to_json(judged(1, "29/3 12 12", "10 12 12"))))
    assert plain["student"]["nip"] == "99000001"
    assert plain["ues"][0] == {
        "semester": 1,
        "code_ue": "UE11",
        "title": "Semer",
        "competence": "semer",
        "mean": "29/3",
        "shown": 967,
        "provisional": False,
        "ects": "0",
        "decision": {
            "code": "AJ",
            "sentence": f"UE11 : 9,67 < 10 ; non acquise, RCUE à 9,83 < 10 {POINT_4}.",
            "reference": "annexe 1, point 4.4",
            "lawful": ["ADJ", "ATJ"],
            "conditions": {},
            "refused": {
                "ADM": "la moyenne n’atteint pas 10",
                "CMP": "la moyenne du RCUE n’atteint pas 10",
                "ADSUP": "le niveau supérieur de la compétence n’est pas acquis",
                "ADJR": "ne se donne que par l’ADJ de son RCUE",
                "DEF": "une moyenne existe",
            },
        },
    }
    assert plain["ects"] == {"semesters": {"1": "20", "2": "30"}, "year": "50", "total": "50"}
