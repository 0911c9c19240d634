# SPDX-License-Identifier: EUPL-1.2
"""What is proposed for a year from its marks, what a grant changes, what is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest

from delibere.calculation.local_rules import LocalRules, Rounding
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.jury.codes import Code
from delibere.jury.course import build_course
from delibere.jury.grants import Grants
from delibere.jury.outcomes import Outcome
from delibere.jury.parameters import Parameters
from delibere.jury.proposals import propose
from invented_courses import (
    NIP,
    PASSED,
    averages,
    codes,
    course,
    curriculum,
    followed,
    grant_rcue,
    grant_ue,
    judged,
    maquette,
    of_one,
    ue,
    year_of,
)

FIRST_YEARS = [
    ("12 12 12", "12 12 12", "ADM ADM ADM ADM ADM ADM | ADM ADM ADM | ADM", "everything at ten or more"),
    ("9 12 12", "11 12 12", "CMP ADM ADM ADM ADM ADM | CMP ADM ADM | ADM", "compensated exactly"),
    ("9 12 12", "10.9 12 12", "AJ ADM ADM ADM ADM ADM | AJ ADM ADM | PASD", "one RCUE of three missing"),
    ("29/3 12 12", "31/3 12 12", "CMP ADM ADM ADM ADM ADM | CMP ADM ADM | ADM", "thirds around ten"),
    ("9.99 12 12", "10 12 12", "CMP ADM ADM ADM ADM ADM | CMP ADM ADM | ADM", "9.995 is shown 10.00"),
    ("9 9 12", "9 9 12", "AJ AJ ADM AJ AJ ADM | AJ AJ ADM | RED", "one RCUE of three"),
    ("7 12 12", "8.98 12 12", "AJ ADM ADM AJ ADM ADM | AJ ADM ADM | RED", "a RCUE at 7.99"),
    ("7 12 12", "8.99 12 12", "AJ ADM ADM AJ ADM ADM | AJ ADM ADM | PASD", "a RCUE at 7.995, shown 8.00"),
    ("0 12 12", "20 12 12", "CMP ADM ADM ADM ADM ADM | CMP ADM ADM | ADM", "no floor inside a RCUE"),
    ("ABI 12 12", "12 12 12", "AJ ADM ADM ADM ADM ADM | AJ ADM ADM | RED", "an absence counts zero"),
    ("ABJ 12 12", "12 12 12", "- ADM ADM ADM ADM ADM | - ADM ADM | RED", "without an average, not at eight"),
    ("ATT 12 12", "12 12 12", "ATJ ADM ADM ADM ADM ADM | ATJ ADM ADM | -", "a mark awaited blocks the year"),
    ("- 12 12", "12 12 12", "ATJ ADM ADM ADM ADM ADM | ATJ ADM ADM | -", "so does nothing yet"),
]


@pytest.mark.parametrize(
    ("odd", "even", "expected"), [case[:3] for case in FIRST_YEARS], ids=[c[3] for c in FIRST_YEARS]
)
def test_a_first_year_gets_the_codes_of_the_table(odd: str, even: str, expected: str) -> None:
    assert codes(judged(1, odd, even)) == expected


ALL_12, FOUR_12 = "12 12 12", "12 12 12 12"


ONE_MISSING = year_of(1, "AJ ADM ADM / ADM ADM ADM")


LATER_YEARS: list[tuple[int, str, str, list[Outcome], str, str]] = [
    (2, FOUR_12, FOUR_12, PASSED, "ADM", "everything"),
    (2, "9 12 12 12", "10 12 12 12", PASSED, "PASD", "three of four, the first year complete"),
    (2, "9 9 12 12", "10 10 12 12", PASSED, "RED", "two of four"),
    (2, "12 12 12 9", "12 12 12 10", ONE_MISSING, "PASD", "the second level acquires the first year's UE"),
    (2, "9 12 12 12", "10 12 12 12", ONE_MISSING, "RED", "a UE of the first year is still missing"),
    (2, "9 12 12 12", "10 12 12 12", [], "-", "entering S5 depends on a first year that is not known"),
    (2, "9 9 12 12", "10 10 12 12", [], "RED", "without R7 the first year does not matter"),
    (2, FOUR_12, FOUR_12, [], "ADM", "nor does it when everything is acquired"),
    (3, FOUR_12, FOUR_12, PASSED, "ADM", "a third year complete"),
    (3, "9 12 12 12", "10 12 12 12", PASSED, "RED", "no passage of right after the third year"),
    (2, "9 9 12 12", "10 10 12 12", [*PASSED, *followed(3, 4)], "-", "both semesters already repeated"),
    (2, "9 9 12 12", "12 12 12 12", [*PASSED, *followed(4)], "ADM", "a repeat does not matter when passing"),
    (3, "9 9 9 9", "9 9 9 9", [*PASSED, *followed(5, 6)], "-", "third year, both semesters already repeated"),
]


@pytest.mark.parametrize(
    ("year", "odd", "even", "past", "expected"),
    [case[:5] for case in LATER_YEARS],
    ids=[c[5] for c in LATER_YEARS],
)
def test_a_later_year_gets_the_code_of_the_table(
    year: int, odd: str, even: str, past: list[Outcome], expected: str
) -> None:
    assert codes(judged(year, odd, even, past)).rpartition(" ")[2] == expected


def test_an_odd_semester_alone_gives_ue_and_the_right_to_go_on() -> None:
    person = judged(2, "9.4625 12 0 12")
    assert codes(person) == "AJ ADM AJ ADM |  | "
    assert person.year is None
    assert person.counters is None
    assert person.passage == "Passage en S4 : de droit (annexe 1, point 4.5)."


def test_an_even_semester_alone_says_what_it_lacks_for_the_year() -> None:
    person = judged(1, None, ALL_12)
    assert person.year is not None
    assert person.year.decision.code is None
    assert person.blocking == tuple(
        f"UE1{place} : pas suivie cette année, et pas acquise avant" for place in (1, 2, 3)
    )


def test_an_even_semester_pairs_with_the_decisions_of_the_odd_one() -> None:
    decided = [
        ue(1, 0, Code.AJ, "9", ago=0),
        ue(1, 1, Code.ADM, "12", ago=0),
        ue(1, 2, Code.ADM, "12", ago=0),
    ]
    assert codes(judged(1, None, "11 12 12", decided)) == "ADM ADM ADM | CMP ADM ADM | ADM"


def test_a_failure_decided_in_january_is_judged_again_in_june_from_the_marks() -> None:
    january = [ue(1, 0, Code.AJ, "11", ago=0)]
    assert codes(judged(1, "9 12 12", "10 12 12", january)) == "AJ ADM ADM ADM ADM ADM | AJ ADM ADM | PASD"


def test_an_acquisition_decided_in_january_stays_although_a_mark_was_lowered() -> None:
    january = [ue(1, 0, Code.ADM, "10.2", ago=0)]
    person = judged(1, "9 12 12", "9 12 12", january)
    assert codes(person) == "ADM ADM ADM AJ ADM ADM | AJ ADM ADM | PASD"
    assert person.ues[0].mean == Fraction("10.2")


def test_one_missing_student_blocks_nobody_else() -> None:
    alone = propose(course(1, {"a": ["12"] * 3}, {"a": ["12"] * 3})).student(0)
    beside = propose(
        course(1, {"b": ["ATT", "12", "12"], "a": ["12"] * 3}, {"b": ["12"] * 3, "a": ["12"] * 3})
    )
    assert beside.student(1).year == alone.year
    assert beside.student(0).blocking == ("UE11 : R1.01, « Contrôle » : pas de note",)


def test_classes_that_differ_are_aligned_by_nip() -> None:
    proposals = propose(
        course(1, {"a": ["12"] * 3, "b": ["8"] * 3}, {"c": ["12"] * 3, "b": ["8"] * 3, "a": ["11"] * 3})
    )
    assert [student.nip for student in proposals.course.students] == ["a", "b", "c"]
    assert [codes(proposals.student(row)) for row in range(3)] == [
        "ADM ADM ADM ADM ADM ADM | ADM ADM ADM | ADM",
        "AJ AJ AJ AJ AJ AJ | AJ AJ AJ | RED",
        "- - - ADM ADM ADM | - - - | -",
    ]


def test_rounding_is_the_local_one() -> None:
    exact = LocalRules(rounding=Rounding.TRUNCATE_AT_BAR)
    person = judged(1, "9.995 12 12", "9.995 12 12", rules=exact)
    assert codes(person) == "AJ ADM ADM AJ ADM ADM | AJ ADM ADM | PASD"
    assert person.ues[0].shown == 999


def test_rcue_weights_are_the_local_ones() -> None:
    heavier_even = LocalRules(rcue_weights=(Fraction(1), Fraction(2)))
    assert codes(judged(1, "8 12 12", "11 12 12", rules=heavier_even)).startswith("CMP")


def test_granting_a_ue_derives_the_rest_again() -> None:
    person = judged(1, "9 12 12", "10 12 12", grants=grant_ue(1, 0))
    assert codes(person) == "ADJ ADM ADM ADM ADM ADM | ADJ ADM ADM | ADJ"
    assert person.ects.year == Decimal(60)


def test_granting_a_rcue_makes_its_ue_acquired_as_a_consequence() -> None:
    person = judged(1, "9 12 12", "9 12 12", grants=grant_rcue(1, 0))
    assert codes(person) == "ADJR ADM ADM ADJR ADM ADM | ADJ ADM ADM | ADJ"


def test_a_grant_reaches_the_years_below_and_the_right_to_go_on() -> None:
    person = judged(2, "9 9 12 12", "10 10 12 12", ONE_MISSING, grants=grant_rcue(2, 0))
    assert person.year is not None
    assert person.year.decision.code is Code.PASD
    assert [(u.code_ue, u.decision.code) for u in person.earlier_ues] == [("UE11", Code.ADSUP)]


def test_granting_a_ue_of_an_earlier_year_completes_it_by_the_jury() -> None:
    person = judged(2, "9 12 12 12", "9 12 12 12", ONE_MISSING, grants=grant_ue(1, 0))
    assert [(each.year, each.decision.code) for each in person.earlier_years] == [(1, Code.ADJ)]
    assert person.year is not None
    assert person.year.decision.code is Code.PASD


def test_a_grant_on_an_awaited_ue_leaves_its_rcue_waiting() -> None:
    person = judged(1, "ATT 12 12", "9 12 12", grants=grant_ue(1, 0))
    assert codes(person) == "ADJ ADM ADM AJ ADM ADM | ATJ ADM ADM | -"


def test_a_grant_on_what_is_acquired_changes_nothing() -> None:
    assert judged(1, "12 9 12", "12 9 12", grants=grant_ue(1, 0)) == judged(1, "12 9 12", "12 9 12")


@pytest.mark.parametrize(
    "grant", [("inconnu", 1, "semer"), (NIP, 1, "bouturer"), (NIP, 1, "orner"), (NIP, 3, "semer")]
)
def test_a_grant_about_something_else_is_refused(grant: tuple[str, int, str]) -> None:
    with pytest.raises(UnusableInputError, match="vérifier le NIP"):
        judged(1, ALL_12, ALL_12, grants=Grants(ues=frozenset({grant})))


def test_the_director_may_allow_what_is_used_up() -> None:
    person = judged(1, "9 9 12", "9 9 12", followed(1, 2))
    assert person.year is not None
    assert person.year.decision.code is None
    assert person.year.decision.lawful == (Code.RED, Code.NAR, Code.PAS1NCI, Code.ADJ)
    assert person.year.decision.conditions[Code.RED].startswith("sur décision du directeur")


def test_what_the_director_allowed_is_not_allowed_twice() -> None:
    past = [*followed(1, 2), *followed(1, ago=2)]
    person = judged(1, "9 9 12", "9 9 12", past)
    assert person.year is not None
    assert person.year.decision.lawful == (Code.NAR, Code.PAS1NCI, Code.ADJ)
    assert person.year.decision.refused[Code.RED] == "redoublements épuisés (annexe 1, point 4.5)"


NEXT = [
    ("12 12 12", "12 12 12", 3, "ADM leads to the next year"),
    ("9 12 12", "10 12 12", 3, "so does passage of right"),
    ("9 9 12", "9 9 12", 1, "a repeat begins with the odd semester"),
    ("12 12 12", "5 5 12", 2, "or with the even one when it alone is missing"),
    ("ATT 12 12", "12 12 12", None, "what is not decided leads nowhere yet"),
]


@pytest.mark.parametrize(
    ("odd", "even", "expected"), [case[:3] for case in NEXT], ids=[case[3] for case in NEXT]
)
def test_a_year_leads_to_the_semester_its_code_gives(odd: str, even: str, expected: int | None) -> None:
    person = judged(1, odd, even)
    assert person.year is not None
    assert person.year.next_semester == expected


def test_the_dut_waits_for_a_parcours_and_the_but_for_its_third_year() -> None:
    first, second = judged(1, ALL_12, ALL_12), judged(2, FOUR_12, FOUR_12, PASSED)
    assert (first.dut, first.but, second.but) == (None, None, None)
    assert second.dut is not None
    assert second.dut.sentence == "DUT : toutes les UE de S1 à S4 sont acquises (annexe 1, point 4.6)."


def test_an_annex_without_the_first_year_gives_no_dut() -> None:
    rows = of_one(FOUR_12)
    person = propose(course(2, rows, rows, known=curriculum((2,)))).student(0)
    assert person.dut is not None
    assert not person.dut.obtained
    assert person.dut.sentence.startswith("DUT : l’annexe ne contient pas")


def test_a_day_before_the_first_text_is_refused() -> None:
    with pytest.raises(UnusableInputError, match="à partir du 1er septembre 2021"):
        Parameters.at(AcademicYear(2020).last_day)


def test_two_semesters_of_different_years_are_refused() -> None:
    halves = [averages(maquette(1), of_one(ALL_12)), averages(maquette(4, parcours="FLE"), of_one(FOUR_12))]
    with pytest.raises(UnusableInputError, match="sur les deux d’une même année"):
        build_course(curriculum(), halves)


def test_two_parcours_are_refused() -> None:
    halves = [averages(maquette(s, parcours=p), of_one(FOUR_12)) for s, p in ((3, "FLE"), (4, "ARB"))]
    with pytest.raises(UnusableInputError, match="pas du même parcours"):
        build_course(curriculum(), halves)


def test_a_provisional_average_neither_compensates_nor_gives_a_right() -> None:
    past = [ue(1, 0, Code.AJ, "9.9")]
    person = judged(1, "ATT 12 12", "12 12 12", past)
    assert codes(person) == "ATJ ADM ADM ADM ADM ADM | ATJ ADM ADM | -"
    assert person.passage == "Passage en S3 : à établir quand rien ne manquera plus."
