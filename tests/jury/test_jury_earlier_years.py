# SPDX-License-Identifier: EUPL-1.2
"""What earlier years and their decisions change in the proposals of this one."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from delibere.calculation.local_rules import KeptOnRepeat, LocalRules
from delibere.curriculum.model import Regime
from delibere.jury.codes import Code
from delibere.jury.course import build_course
from delibere.jury.outcomes import Outcome, Subject
from delibere.jury.proposals import propose
from invented_courses import (
    NIP,
    PASSED,
    averages,
    codes,
    course,
    curriculum,
    followed,
    judged,
    maquette,
    of_one,
    ue,
    year_of,
)

ALL_12, FOUR_12 = "12 12 12", "12 12 12 12"


ONE_MISSING = year_of(1, "AJ ADM ADM / ADM ADM ADM")


def test_a_higher_level_completes_the_years_below_and_their_decision() -> None:
    person = judged(2, FOUR_12, FOUR_12, ONE_MISSING)
    assert [(each.code_ue, each.decision.code) for each in person.earlier_ues] == [("UE11", Code.ADSUP)]
    assert [each.decision.code for each in person.earlier_rcues] == [Code.ADSUP]
    assert [(each.year, each.decision.code) for each in person.earlier_years] == [(1, Code.ADSUP)]
    assert person.ects.total == Decimal(120)
    assert person.dut is not None
    assert person.dut.obtained


def test_three_levels_are_completed_in_a_chain() -> None:
    past = [*year_of(1, "AJ ADM ADM / AJ ADM ADM", ago=2), *year_of(2, "AJ ADM ADM ADM / ADM ADM ADM ADM")]
    person = judged(3, FOUR_12, FOUR_12, past)
    assert [(u.code_ue, u.decision.code) for u in person.earlier_ues] == [
        ("UE11", Code.ADSUP),
        ("UE21", Code.ADSUP),
        ("UE31", Code.ADSUP),
    ]
    assert [(each.year, each.decision.code) for each in person.earlier_years] == [
        (1, Code.ADSUP),
        (2, Code.ADSUP),
    ]
    assert person.but is not None
    assert person.but.obtained
    assert person.ects.total == Decimal(180)


def test_a_debt_that_stays_is_shown_with_the_years_before() -> None:
    person = judged(2, "9 12 12 12", "9 12 12 12", ONE_MISSING)
    assert [(u.code_ue, u.decision.code) for u in person.earlier_ues] == [("UE11", Code.AJ)]
    assert person.earlier_years == ()
    assert person.passage == ("Passage en S5 : pas de droit ; UE de première année non acquises : UE11.")


def test_earlier_years_are_never_judged_again() -> None:
    past = [ue(1, 0, Code.AJ, "9.99"), ue(2, 0, Code.ADM, "12"), ue(1, 1, Code.AJ, "11")]
    person = judged(2, "9 9 12 12", "9 9 12 12", past)
    assert [(u.code_ue, u.decision.code) for u in person.earlier_ues if u.decision.code is Code.AJ] == [
        ("UE11", Code.AJ),
        ("UE12", Code.AJ),
    ]


def test_a_speciality_competence_has_two_levels() -> None:
    past = [*year_of(1, "ADM ADM ADM / ADM ADM ADM", ago=2), *year_of(2, "ADM ADM ADM AJ / ADM ADM ADM AJ")]
    person = judged(3, FOUR_12, FOUR_12, past)
    assert [u.code_ue for u in person.earlier_ues] == ["UE34", "UE44"]
    assert {u.decision.code for u in person.earlier_ues} == {Code.ADSUP}


def test_a_repeater_keeps_what_was_acquired_with_the_better_mark() -> None:
    past = [*year_of(1, "ADM AJ AJ / ADM AJ ADM"), *followed(1, 2)]
    person = judged(1, "9 11 12", "13 10 12", past)
    assert codes(person) == "ADM ADM ADM ADM ADM ADM | ADM ADM ADM | ADM"
    assert [person.ues[0].mean, person.ues[3].mean] == [Fraction(12), Fraction(13)]


def test_a_rcue_may_pair_a_new_ue_with_an_older_one() -> None:
    past = [*year_of(1, "AJ ADM ADM / AJ ADM ADM"), *followed(1, 2)]
    person = judged(1, "11 - -", None, past)
    assert codes(person) == "ADM ADM ADM | CMP ADM ADM | ADM"


@pytest.mark.parametrize(
    ("kept", "expected"), [(KeptOnRepeat.BEST, Code.CMP), (KeptOnRepeat.LATEST, Code.AJ)]
)
def test_which_mark_pairs_after_a_repeat_is_a_local_choice(kept: KeptOnRepeat, expected: Code) -> None:
    past = [ue(1, 0, Code.AJ, "9"), ue(2, 0, Code.AJ, "8")]
    person = judged(1, "8 12 12", "11 12 12", past, rules=LocalRules(kept_on_repeat=kept))
    assert person.ues[0].decision.code is expected


def test_ue_acquired_elsewhere_count_without_a_mark() -> None:
    past = [ue(1, place, None, elsewhere=True) for place in range(3)]
    person = judged(1, None, "12 9 12", past)
    assert codes(person) == "ADM AJ ADM | ADM - ADM | RED"
    assert person.counters is not None
    assert person.counters.text == "2 sur 3, 1 sans moyenne"
    assert person.ects.semesters == {1: Decimal(30), 2: Decimal(20)}


def test_only_the_ue_of_the_present_parcours_count() -> None:
    past = [*year_of(1, "ADM ADM ADM / ADM ADM ADM", ago=2), *year_of(2, "ADM ADM ADM / ADM ADM ADM")]
    other = Outcome(NIP, past[-1].academic_year, past[-1].subject, 3, "bouturer", Code.ADM, Fraction(15))
    person = judged(3, "12 12 12 9", "12 12 12 9", [*past, other])
    assert person.but is not None
    assert person.but.missing == ("UE34", "UE44", "UE54", "UE64")
    assert person.ects.total == Decimal(60 + 48 + 48)


def test_a_carried_ue_never_followed_takes_the_credits_of_the_present_parcours() -> None:
    past = [*year_of(1, "ADM ADM ADM / ADM ADM ADM", ago=2), *year_of(2, "ADM ADM ADM / ADM ADM ADM")]
    person = judged(3, FOUR_12, FOUR_12, past)
    assert [(u.code_ue, u.ects) for u in person.earlier_ues] == [("UE34", Decimal(6)), ("UE44", Decimal(6))]
    assert person.but is not None
    assert person.but.obtained


def test_credits_written_in_an_earlier_decision_are_those_that_count() -> None:
    first = ue(1, 0, Code.ADM, "12")
    past = [
        Outcome(
            first.nip, first.academic_year, first.subject, 1, "semer", Code.ADM, first.mark, Decimal("7.5")
        )
    ]
    assert judged(2, FOUR_12, FOUR_12, past).ects.total == Decimal("117.5")


def test_a_course_passes_from_fi_to_fa() -> None:
    known = curriculum((1, 2))
    taught = maquette(5, Regime.FA, "FLE"), maquette(6, Regime.FA, "FLE")
    semesters = [averages(each, of_one(FOUR_12)) for each in taught]
    past = [*year_of(1, "ADM ADM ADM / ADM ADM ADM", ago=2), *year_of(2, "AJ ADM ADM ADM / ADM ADM ADM ADM")]
    person = propose(build_course(known, semesters, past)).student(0)
    assert [(u.code_ue, u.decision.code) for u in person.earlier_ues] == [("UE31", Code.ADSUP)]
    assert person.but is not None
    assert person.but.obtained


def test_nothing_is_proposed_about_years_that_are_not_known() -> None:
    person = judged(2, FOUR_12, FOUR_12)
    assert (person.earlier_ues, person.earlier_rcues, person.earlier_years) == ((), (), ())


@pytest.mark.parametrize("kept", KeptOnRepeat)
def test_a_later_failure_takes_nothing_from_an_earlier_acquisition(kept: KeptOnRepeat) -> None:
    past = [ue(1, 0, Code.ADM, "12", ago=2), ue(1, 0, Code.AJ, "9", ago=1)]
    person = judged(1, None, ALL_12, past, rules=LocalRules(kept_on_repeat=kept))
    assert person.rcues[0].decision.code is Code.ADM
    assert person.rcues[0].mean == Fraction(12)


def test_a_rcue_decided_before_acquires_its_ue() -> None:
    first = ue(1, 0, Code.AJ, "9")
    rcue = Outcome(NIP, first.academic_year, Subject.RCUE, 2, "semer", Code.CMP, Fraction(10))
    person = judged(2, "9 12 12 12", "10 12 12 12", [*PASSED[1:], first, rcue])
    assert person.earlier_ues == ()
    assert person.year is not None
    assert person.year.decision.code is Code.PASD


def test_a_compensated_ue_that_is_followed_again_may_reach_ten() -> None:
    past = [ue(1, 0, Code.CMP, "9.5")]
    assert codes(judged(1, ALL_12, ALL_12, past)) == "ADM ADM ADM ADM ADM ADM | ADM ADM ADM | ADM"


def test_an_even_semester_that_failed_before_has_to_be_followed_again() -> None:
    past = year_of(1, "AJ ADM ADM / AJ ADM ADM")
    proposals = propose(course(1, of_one("9 12 12"), {"autre": ["12"] * 3}, past))
    assert proposals.student(0).blocking == ("UE21 : pas suivie cette année, et pas acquise avant",)


def test_credits_of_earlier_years_are_those_of_the_same_regime() -> None:
    heavier = [
        replace(each, ects=each.ects + 1) for semester in (1, 2) for each in maquette(semester, Regime.FA).ues
    ]
    other = tuple(
        replace(maquette(semester, Regime.FA), ues=tuple(heavier[3 * semester - 3 : 3 * semester]))
        for semester in (1, 2)
    )
    known = curriculum()
    both = replace(known, maquettes=(*other, *known.maquettes))
    person = propose(course(2, of_one(FOUR_12), of_one(FOUR_12), PASSED, known=both)).student(0)
    assert person.ects.total == Decimal(120)
