# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from decimal import Decimal

import pytest

from delibere.foundation.errors import UnusableInputError
from delibere.jury.codes import Code
from delibere.jury.deciding import Choice
from delibere.jury.outcomes import Subject
from delibere.services.records.juries.decided import decided_in, history_of
from delibere.services.records.juries.deciding import DecidedMeanwhileError, accept_clear_cases, decide
from delibere.services.records.juries.sitting import Person, Readiness, sitting_of, with_other_rounding
from delibere.store.models import (
    Department,
    Enrolment,
    JournalEntry,
    JuryDecision,
    JurySession,
    Mark,
    Student,
)
from gardens import US, jury, plant, sow
from invented_courses import COMPETENCES

CLEAR, PASSES, REPEATS, WAITS, NEAR, GONE = (f"9900000{n}" for n in range(1, 7))
ODD = {
    CLEAR: "12 12 12",
    PASSES: "9 12 12",
    REPEATS: "9 9 12",
    WAITS: "ATT 12 12",
    NEAR: "9.9 12 12",
    GONE: "- - -",
}
EVEN = {
    CLEAR: "12 12 12",
    PASSES: "9 12 12",
    REPEATS: "9 9 12",
    WAITS: "12 12 12",
    NEAR: "10 12 12",
    GONE: "- - -",
}
YEAR = (Subject.YEAR, 2, None)
RCUE = (Subject.RCUE, 2, "semer")
WHY = "progression constante"
BUT_1 = "BUT 1"


@pytest.fixture
def session(qlio: Department) -> JurySession:
    sow(qlio)
    plant(qlio, "s1-fi", ODD)
    even = plant(qlio, "s2-fi", EVEN)
    Enrolment.objects.filter(promotion=even, student__nip=GONE).update(status="resigned")
    return jury(even)


def person(session: JurySession, nip: str) -> Person:
    return sitting_of(session).person(nip)


def year(session: JurySession, nip: str) -> Code | None:
    line = person(session, nip).ruling.year
    return line.code if line else None


def adj(*, motive: str = WHY, points: str | None = None) -> Choice:
    value = None if points is None else Decimal(points)
    return Choice(*RCUE, Code.ADJ, motive=motive, points=value)


def refusals(session: JurySession, nip: str, *choices: Choice) -> list[str]:
    with pytest.raises(UnusableInputError) as refused:
        decide(US, session, nip, choices, 0)
    assert not JuryDecision.objects.exists()
    return [finding.message for finding in refused.value.findings]


def test_each_case_says_what_it_asks_of_the_jury(session: JurySession) -> None:
    assert {one.nip: one.readiness for one in sitting_of(session).people} == {
        CLEAR: Readiness.CLEAR,
        PASSES: Readiness.CLEAR,
        REPEATS: Readiness.DELIBERATE,
        WAITS: Readiness.BLOCKED,
        NEAR: Readiness.BORDERLINE,
        GONE: Readiness.FACT,
    }


def test_clear_cases_are_accepted_at_once_and_the_others_are_left(session: JurySession) -> None:
    done = accept_clear_cases(US, session)
    assert (done.accepted, done.by_hand) == (3, 0)
    assert done.left == {Readiness.DELIBERATE: 1, Readiness.BLOCKED: 1, Readiness.BORDERLINE: 1}
    assert set(decided_in(session)) == {CLEAR, PASSES, GONE}
    assert year(session, GONE) is Code.DEM
    counters = sitting_of(session).counters
    assert (counters.decided, counters.remaining, counters.blocked) == (3, 3, 1)
    assert counters.codes == {Code.ADM: 1, Code.DEM: 1, Code.PASD: 1}


def test_accepting_clear_cases_never_touches_what_was_decided_by_hand(session: JurySession) -> None:
    decide(US, session, PASSES, [adj()], 0)
    done = accept_clear_cases(US, session)
    assert (done.accepted, done.by_hand) == (2, 1)
    assert year(session, PASSES) is Code.ADJ
    assert accept_clear_cases(US, session).accepted == 0


def test_a_granted_rcue_derives_everything_else_again(session: JurySession) -> None:
    decide(US, session, PASSES, [adj(points="0.5")], 0)
    ruled = person(session, PASSES).ruling
    codes = {line.label: line.code for line in ruled.lines}
    assert (codes["UE11"], codes["UE21"], codes["UE11 + UE21"]) == (Code.ADJR, Code.ADJR, Code.ADJ)
    assert ruled.proposal.ects.year == Decimal(60)
    assert ruled.next_semester == 3
    row = JuryDecision.objects.get(code="ADJ", subject="rcue")
    assert (row.proposed, row.motive, row.points, row.chosen) == ("AJ", WHY, "0.5", True)


def test_points_of_the_jury_change_no_mark(session: JurySession) -> None:
    before = {line.key: line.mean for line in person(session, PASSES).ruling.lines}
    decide(US, session, PASSES, [adj(points="0.5")], 0)
    assert {line.key: line.mean for line in person(session, PASSES).ruling.lines} == before


def test_what_is_of_right_is_never_taken_away(session: JurySession) -> None:
    red, nar = (Choice(*YEAR, code, motive=WHY, guidance="x", hearing="y") for code in (Code.RED, Code.NAR))
    assert refusals(session, PASSES, red) == [
        "RED n’est pas possible : le passage est de droit (annexe 1, point 4.5)"
    ]
    assert "de droit" in refusals(session, PASSES, nar)[0]
    aj = Choice(Subject.UE, 1, COMPETENCES[1], Code.AJ, motive=WHY)
    assert "ne se retire pas" in refusals(session, PASSES, aj)[0]


def test_a_code_that_is_not_proposed_asks_for_a_motive(session: JurySession) -> None:
    assert "un motif est demandé" in refusals(session, PASSES, adj(motive=" "))[0]


def test_a_refusal_to_repeat_asks_for_its_reasons_guidance_and_hearing(session: JurySession) -> None:
    nar = Choice(*YEAR, Code.NAR)
    assert len(refusals(session, REPEATS, nar)) == 3
    whole = replace(nar, motive="assiduité", guidance="BTS conseillé", hearing="entendu le 26 juin")
    decide(US, session, REPEATS, [whole], 0)
    assert year(session, REPEATS) is Code.NAR
    assert person(session, REPEATS).ruling.next_semester is None


def test_points_without_a_grant_are_refused(session: JurySession) -> None:
    pas1nci = Choice(*YEAR, Code.PAS1NCI, motive=WHY, points=Decimal(1))
    assert "expliquent un ADJ" in refusals(session, REPEATS, pas1nci)[0]


def test_a_ue_that_is_not_judged_is_refused(session: JurySession) -> None:
    stranger = Choice(Subject.UE, 3, "semer", Code.ADJ, motive=WHY)
    with pytest.raises(UnusableInputError):
        decide(US, session, PASSES, [stranger], 0)


def test_two_people_who_decide_at_once_lose_nothing(session: JurySession) -> None:
    first = decide(US, session, PASSES, [adj()], 0)
    with pytest.raises(DecidedMeanwhileError, match="entre-temps") as conflict:
        decide(US, session, PASSES, [], 0)
    assert conflict.value.theirs == first
    second = decide(US, session, PASSES, [], first.version)
    assert (second.version, second.codes[YEAR]) == (2, Code.PASD)
    student = Student.objects.get(nip=PASSES)
    assert [one.codes[YEAR] for one in history_of(session, student)] == [Code.PASD, Code.ADJ]


def test_the_same_decision_again_writes_nothing(session: JurySession) -> None:
    first = decide(US, session, PASSES, [adj()], 0)
    entries = JournalEntry.objects.count()
    assert decide(US, session, PASSES, [adj()], first.version) == first
    assert JournalEntry.objects.count() == entries


def test_a_mark_that_changes_after_a_decision_calls_it_back(session: JurySession) -> None:
    accept_clear_cases(US, session)
    Mark.objects.filter(enrolment__student__nip=CLEAR).update(hundredths=500)
    assert person(session, CLEAR).stale
    assert CLEAR in {one.nip for one in sitting_of(session).undecided}


def test_what_waits_may_be_decided_by_hand_and_blocks_nobody_else(session: JurySession) -> None:
    assert person(session, WAITS).blocking == ("UE11 : R1.01, « Contrôle » : pas de note",)
    decide(US, session, WAITS, [Choice(*YEAR, Code.ATJ, motive="stage en cours")], 0)
    assert year(session, WAITS) is Code.ATJ


def test_nobody_decides_in_a_session_that_is_not_open(session: JurySession) -> None:
    JurySession.objects.update(state="prepared")
    with pytest.raises(UnusableInputError, match="pas ouverte"):
        decide(US, session, PASSES, [], 0)


def test_the_other_rounding_tells_whose_codes_would_change(session: JurySession) -> None:
    Mark.objects.filter(enrolment__student__nip=NEAR, hundredths=990).update(hundredths=999)
    changed = with_other_rounding(sitting_of(session))
    assert {(one.person.nip, one.label, one.before, one.after) for one in changed} == {
        (NEAR, "UE11", Code.CMP, Code.AJ),
        (NEAR, "UE11 + UE21", Code.CMP, Code.AJ),
        (NEAR, BUT_1, Code.ADM, Code.PASD),
    }


def test_a_look_at_a_session_asks_no_more_of_the_database_for_more_students(
    qlio: Department, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    sow(qlio)
    rows = {f"99{number:06}": "12 9 12" for number in range(30)}
    plant(qlio, "s1-fi", rows)
    even = plant(qlio, "s2-fi", rows)
    small = jury(even)
    accept_clear_cases(US, small)
    for people in (30, 5):
        Mark.objects.filter(enrolment__student__nip__gte=f"99{people:06}").delete()
        Enrolment.objects.filter(student__nip__gte=f"99{people:06}").delete()
        with django_assert_num_queries(17):
            sitting_of(small)
