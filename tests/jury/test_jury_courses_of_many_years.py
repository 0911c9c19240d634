# SPDX-License-Identifier: EUPL-1.2
"""Courses of one to six years: the table, then changes of regime and of parcours on the way."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from delibere.curriculum.model import Regime
from delibere.jury.codes import Code
from delibere.jury.course import build_course
from delibere.jury.grants import Grants
from delibere.jury.outcomes import Outcome
from delibere.jury.proposals import propose
from delibere.jury.student import StudentProposal
from invented_courses import (
    COMPETENCES,
    NIP,
    PASSED,
    WHOLE,
    averages,
    codes,
    followed,
    judged,
    maquette,
    of_one,
    ue,
    year_of,
)

CASES = tomllib.loads((Path(__file__).parent / "whole_courses.toml").read_text("utf-8"))["cases"]


def past(case: dict[str, Any]) -> list[Outcome]:
    return [
        *(o for year, told, ago in case.get("past", ()) for o in year_of(year, told, ago=ago)),
        *(ue(s, k, Code(code), mark, ago=ago) for s, k, code, mark, ago in case.get("lines", ())),
        *(ue(s, k, None, elsewhere=True) for s, k in case.get("elsewhere", ())),
        *(o for semester, ago in case.get("followed", ()) for o in followed(semester, ago=ago)),
    ]


def earlier(person: StudentProposal) -> str:
    ues = [f"{one.code_ue} {one.decision.code}" for one in person.earlier_ues]
    return ", ".join([*ues, *(f"BUT {one.year} {one.decision.code}" for one in person.earlier_years)])


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_course_gives_what_its_case_says(case: dict[str, Any]) -> None:
    year, odd, even = case["now"]
    granted = frozenset((NIP, 2 * y, COMPETENCES[k]) for y, k in case.get("granted", ()))
    person = judged(year, odd or None, even or None, past(case), grants=Grants(rcues=granted))
    assert codes(person) == case["codes"]
    assert earlier(person) == case.get("earlier", "")
    assert person.ects.total == Decimal(case["ects"])
    assert person.dut is None or list(person.dut.missing) == case.get("dut")
    assert person.but is None or list(person.but.missing) == case.get("but")
    assert person.year is not None
    assert person.year.next_semester == case.get("next")


SECOND = year_of(2, "AJ ADM ADM ADM / ADM ADM ADM ADM")


def in_alternance(outcomes: list[Outcome]) -> StudentProposal:
    """The third year in FA, after two years in FI."""
    third = [maquette(semester, Regime.FA, "FLE") for semester in (5, 6)]
    offered = replace(WHOLE, maquettes=(*WHOLE.maquettes[:4], *third))
    halves = [averages(one, of_one("12 12 12 12")) for one in third]
    return propose(build_course(offered, halves, outcomes)).student(0)


def test_from_fi_to_fa_between_s4_and_s5_a_ue_keeps_its_place() -> None:
    person = in_alternance([*PASSED, *SECOND])
    assert earlier(person) == "UE31 ADSUP, BUT 2 ADSUP"
    assert person.but is not None
    assert person.but.obtained
    assert person.ects.total == Decimal(180)


def test_ects_are_those_granted_where_the_semester_was_followed_and_of_the_maquette_elsewhere() -> None:
    acquired = [o for o in SECOND if o.code is Code.ADM]
    granted = [replace(o, ects=Decimal("7.5")) if o.semester == 3 else o for o in acquired]
    person = in_alternance([*PASSED, *granted])
    carried, third_semester = Decimal(8), 3 * Decimal("7.5")
    assert person.ects.total == 60 + carried + third_semester + 30 + 60


def test_after_a_change_of_parcours_only_the_ue_of_the_new_one_count() -> None:
    left = [replace(o, competence="paver") if o.competence == "orner" else o for o in SECOND]
    person = judged(3, "12 12 12 9", "12 12 12 9", [*PASSED, *left])
    assert person.dut is not None
    assert person.dut.missing == ("UE34", "UE44")
    assert person.ects.total == Decimal(180) - 4 * 6
