# SPDX-License-Identifier: EUPL-1.2
"""A course over the years, and the shortest lawful way to each UE that is missing."""

from collections.abc import Iterable
from decimal import Decimal

import numpy as np
import pytest

from delibere.calculation.local_rules import KeptOnRepeat, LocalRules, Rounding
from delibere.curriculum.model import Regime
from delibere.jury.codes import Code
from delibere.jury.outcomes import Outcome
from delibere.jury.parameters import Parameters
from delibere.jury.past import read_past
from delibere.jury.proposals import propose
from delibere.jury.syllabus import syllabus
from delibere.jury.whole_course import (
    Progress,
    WholeCourse,
    laid_from_past,
    laid_from_proposals,
    whole_course,
)
from invented_courses import NIP, NOW, PASSED, WHOLE, course, followed, maquette, of_one, ue, year_of

ALL_12 = "12 12 12 12"


def drawn(
    year: int,
    odd: str | None,
    even: str | None = None,
    past: Iterable[Outcome] = (),
    *,
    rules: LocalRules | None = None,
) -> WholeCourse:
    rows = [None if row is None else of_one(row) for row in (odd, even)]
    return whole_course(laid_from_proposals(propose(course(year, rows[0], rows[1], past, rules=rules)), 0))


def ways(picture: WholeCourse) -> dict[str, str]:
    return {step.label: step.way for step in picture.remaining[1].steps}


def second_year(odd: str = "8.62", even: str = "10.93") -> list[Outcome]:
    marks = [odd, "12", "12", "12"], [even, "12", "12", "12"]
    return [
        ue(3 + half, place, Code.ADM if float(mark) >= 10 else Code.AJ, mark)
        for half, row in enumerate(marks)
        for place, mark in enumerate(row)
    ]


JURY = "ou par le jury"
WAYS = [
    ("9.41 12 12 12", None, "UE51", "compensée si UE61 ≥ 10,58 : RCUE à 9,995, arrondi à 10,00 (point 4.4)"),
    ("8 12 12 12", None, "UE51", "compensée si UE61 ≥ 11,99 : RCUE à 9,995, arrondi à 10,00 (point 4.4)"),
    (
        "10.85 12 12 12",
        None,
        "UE31",
        "acquise si UE61 ≥ 9,14 : le niveau supérieur l’est alors, donc celui-ci (points 4.4, 4.3) ; " + JURY,
    ),
    (
        "9.41 12 12 12",
        None,
        "UE31",
        "acquise si UE61 ≥ 10,58 : le niveau supérieur l’est alors, donc celui-ci (points 4.4, 4.3) ; "
        + JURY,
    ),
    (
        "ATT 12 12 12",
        None,
        "UE31",
        "acquise avec le niveau supérieur, si UE51 et UE61 le sont (point 4.3) ; ou par le jury",
    ),
    (
        "8 12 12 12",
        "8 12 12 12",
        "UE31",
        "à reprendre en S3 : acquise à 9,06 ou plus, son RCUE étant alors à 10 (points 4.5, 4.4) ; " + JURY,
    ),
    (
        "8 12 12 12",
        "8 12 12 12",
        "UE51",
        "à reprendre en S5 : acquise à 10,00 ou plus (points 4.5, 4.3) ; ou par le jury",
    ),
]


@pytest.mark.parametrize(("odd", "even", "label", "way"), WAYS)
def test_the_shortest_lawful_way_is_said(odd: str, even: str | None, label: str, way: str) -> None:
    past = [*year_of(1, "ADM ADM ADM / ADM ADM ADM", ago=2), *second_year()]
    assert ways(drawn(3, odd, even, past))[label] == way


def test_the_needed_mark_follows_the_rounding_in_force() -> None:
    exact = LocalRules(rounding=Rounding.TRUNCATE_AT_BAR)
    said = ways(drawn(3, "9.41 12 12 12", None, [*PASSED, *second_year("12", "12")], rules=exact))["UE51"]
    assert said == "compensée si UE61 ≥ 10,59 : RCUE à 10,00 (point 4.4)"


def test_the_mark_said_acquires_the_ue_and_a_hundredth_less_does_not() -> None:
    past = [*year_of(1, "ADM ADM ADM / ADM ADM ADM", ago=2), *second_year()]
    for mark, acquired in (("9.14", True), ("9.13", False)):
        proposed = propose(course(3, of_one("10.85 12 12 12"), of_one(f"{mark} 12 12 12"), past))
        assert bool(proposed.how.all[0, 0, 1, 0]) is acquired


def test_credits_are_those_decided_and_each_ue_stands_where_it_is() -> None:
    picture = drawn(3, ALL_12, None, [*PASSED, *second_year()])
    dut, but = picture.remaining
    assert (dut.acquired, dut.asked, but.acquired, but.asked) == tuple(map(Decimal, (112, 120, 112, 180)))
    assert [step.label for step in but.steps] == ["UE31", "UE51", "UE52", "UE53", "UE54", "S6"]
    states = {one.code_ue: one.progress for semester in picture.semesters for one in semester}
    assert (states["UE31"], states["UE32"]) == (Progress.FAILED, Progress.ACQUIRED)
    assert (states["UE51"], states["UE61"]) == (Progress.PROPOSED, Progress.TO_COME)
    assert [sum((one.ects for one in semester), Decimal(0)) for semester in picture.semesters] == [30] * 6


def test_a_speciality_begins_in_the_second_year_and_the_year_judged_is_a_proposal() -> None:
    picture = drawn(2, ALL_12, ALL_12, [*PASSED, *followed(1, 2)])
    assert [level is not None for level in picture.rows[3].levels] == [False, True, True]
    assert (picture.year_codes[1], picture.proposed_year) == (Code.ADM, 1)


def test_decisions_alone_propose_nothing_and_what_is_followed_now_is_in_progress() -> None:
    taught = [maquette(5, Regime.FI, "FLE")]
    asked = syllabus(WHOLE, taught)
    nothing, now = np.zeros((1, 3, 2), bool), np.zeros((3, 2), bool)
    now[2, 0] = True
    outcomes = [*PASSED, *second_year()]
    past = read_past(outcomes, {NIP: 0}, asked, KeptOnRepeat.BEST, (NOW, nothing))
    rules, parameters = LocalRules(), Parameters.at(NOW.last_day)
    picture = whole_course(laid_from_past(past, asked, now, rules, parameters))
    states = {one.progress for semester in picture.semesters for one in semester}
    assert states == {Progress.ACQUIRED, Progress.FAILED, Progress.IN_PROGRESS, Progress.TO_COME}
    assert picture.proposed_year is None
    assert picture.rows[0].levels[1] is not None
    rcue = picture.rows[0].levels[1].rcue
    assert rcue is not None
    assert (rcue.shown, rcue.way) == (
        978,
        "acquise avec le niveau supérieur, si UE51 et UE61 le sont (point 4.3) ; ou par le jury",
    )
