# SPDX-License-Identifier: EUPL-1.2
"""Cases on which the plain rules and the arrays once disagreed, and how each was settled."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from delibere.calculation.local_rules import KeptOnRepeat, LocalRules
from delibere.jury.codes import Code
from delibere.jury.outcomes import Outcome, Subject
from invented_courses import PASSED, codes, grant_ue, judged, ue, year_of

ALL_12, FOUR_12 = "12 12 12", "12 12 12 12"
FIRST_YEAR_BUT_ONE = year_of(1, "AJ ADM ADM / ADM ADM ADM")


def odd_semester(first: Outcome) -> list[Outcome]:
    """Decided in January of this year: one UE so, the others acquired."""
    return [first, *(ue(1, place, Code.ADM, "12", ago=0) for place in (1, 2))]


def test_a_rcue_that_reaches_ten_is_made_up_although_one_of_its_ue_had_been_granted() -> None:
    january = odd_semester(ue(1, 0, Code.ADJ, "9", ago=0))
    assert codes(judged(1, None, ALL_12, january)) == "ADM ADM ADM | CMP ADM ADM | ADM"
    assert codes(judged(1, None, "10 12 12", january)) == "ADM ADM ADM | ADJ ADM ADM | ADJ"


def test_a_ue_that_an_earlier_jury_left_waiting_keeps_its_rcue_and_its_year_waiting() -> None:
    person = judged(1, None, ALL_12, odd_semester(ue(1, 0, Code.ATJ, "9.9", ago=0)))
    assert codes(person) == "ADM ADM ADM | ATJ ADM ADM | -"
    assert person.blocking == ("UE11 : ce qu’attendait une décision antérieure (ATJ)",)


def test_entering_the_third_year_waits_for_a_ue_of_the_first_one_that_waits() -> None:
    waiting = [replace(FIRST_YEAR_BUT_ONE[0], code=Code.ATJ), *FIRST_YEAR_BUT_ONE[1:]]
    person = judged(2, "9 12 12 12", "10 12 12 12", waiting)
    assert codes(person).endswith("| -")
    assert [each.decision.lawful for each in person.earlier_ues] == [(Code.DEF, Code.AJ, Code.ADJ)]


def test_one_known_failure_of_the_first_year_is_enough_to_refuse_the_third() -> None:
    assert codes(judged(2, "9 12 12 12", "10 12 12 12", [ue(1, 0, Code.AJ, "9")])).endswith("| RED")


def test_a_ue_acquired_elsewhere_this_very_year_counts() -> None:
    person = judged(1, "- 12 12", ALL_12, [ue(1, 0, None, ago=0, elsewhere=True)])
    assert codes(person) == "ADM ADM ADM ADM ADM ADM | ADM ADM ADM | ADM"


def test_a_failure_takes_nothing_from_what_was_acquired_elsewhere_before() -> None:
    elsewhere = replace(ue(1, 0, None, ago=2, elsewhere=True), ects=Decimal("7.5"))
    person = judged(1, None, ALL_12, [elsewhere, ue(1, 0, Code.AJ, "7")])
    assert person.ects.semesters[1] == Decimal("7.5")


def test_a_rcue_once_acquired_stays_so() -> None:
    past = [
        Outcome(line.nip, line.academic_year, Subject.RCUE, 2, line.competence, code, Fraction(10))
        for line, code in ((ue(2, 0, None, ago=2), Code.CMP), (ue(2, 0, None, ago=1), Code.AJ))
    ]
    person = judged(2, "9 12 12 12", "10 12 12 12", [*PASSED[1:], ue(1, 0, Code.AJ, "9", ago=3), *past])
    assert codes(person).endswith("| PASD")


def test_the_mark_of_an_older_failure_does_not_replace_that_of_the_acquisition() -> None:
    past = [ue(1, 0, Code.AJ, "9.8", ago=2), ue(1, 0, Code.CMP, "9")]
    latest = LocalRules(kept_on_repeat=KeptOnRepeat.LATEST)
    assert judged(1, None, ALL_12, past, rules=latest).rcues[0].mean == Fraction("10.5")


def test_no_credit_of_a_failure_is_taken_for_that_of_the_acquisition() -> None:
    failed = replace(ue(1, 0, Code.AJ, "9.8"), ects=Decimal(0))
    assert judged(1, ALL_12, ALL_12, [failed]).ects.year == Decimal(60)


def test_a_grant_on_what_a_higher_level_acquires_changes_nothing() -> None:
    alone = judged(2, FOUR_12, FOUR_12, FIRST_YEAR_BUT_ONE)
    assert judged(2, FOUR_12, FOUR_12, FIRST_YEAR_BUT_ONE, grants=grant_ue(1, 0)) == alone
