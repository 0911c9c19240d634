# SPDX-License-Identifier: EUPL-1.2
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeAlias

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delibere.calculation.local_rules import KeptOnRepeat, LocalRules, Rounding
from delibere.foundation.calendar import AcademicYear
from delibere.jury.codes import ACQUIRED, NUMBERED, Code
from delibere.jury.course import Course
from delibere.jury.grants import Grants
from delibere.jury.outcomes import Outcome, Subject
from delibere.jury.proposals import Proposals, propose
from delibere.jury.rules.booleans import every
from delibere.jury.student import Decision, StudentProposal
from delibere.jury.wording.openness import CANDIDATES
from invented_courses import COMPETENCES, NOW, Row, course

_RISING = "0 7 7.995 8 8.98 9 29/3 9.99 9.995 10 10.01 31/3 11 13 20"
NUMBERS = _RISING.split()
"""Rising, around the bars."""
SLOTS = st.sampled_from([*NUMBERS, *NUMBERS, "ABJ", "ATT", "ABI", None])
FIXED = {Code.ADM, Code.CMP, Code.ADSUP}
SETTINGS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A whole class is drawn, on machines that may be busy."""


Half: TypeAlias = Mapping[str, Row] | None
"""The marks of a semester, by NIP; None when it is not judged."""


@dataclass(frozen=True)
class Case:
    """What a jury is given."""

    year: int
    halves: tuple[Half, Half]
    outcomes: tuple[Outcome, ...]
    rules: LocalRules

    def with_half(self, which: int, rows: Half) -> "Case":
        odd, even = self.halves
        return replace(self, halves=(rows, even) if which == 0 else (odd, rows))

    def course(self) -> Course:
        return course(self.year, *self.halves, self.outcomes, rules=self.rules)


def rows_of(nips: list[str], width: int) -> st.SearchStrategy[dict[str, Row]]:
    row = st.lists(SLOTS, min_size=width, max_size=width)
    return st.fixed_dictionaries(dict.fromkeys(nips, row))


def _ue(
    nip: str,
    place: tuple[int, str],
    code: Code,
    mark: Fraction | None,
    ago: int,
    elsewhere: bool,  # noqa: FBT001 drawn by position
) -> Outcome:
    year = AcademicYear(NOW.start - ago)
    return Outcome(nip, year, Subject.UE, *place, code, mark, elsewhere=elsewhere)


def past_of(nip: str, year: int) -> st.SearchStrategy[list[Outcome]]:
    """Decisions on the semesters up to the year that is judged, in earlier academic years."""
    codes = st.sampled_from([Code.ADM, Code.ADM, Code.CMP, Code.AJ, Code.ADJ, Code.ADSUP])
    places = [(s, c) for s in range(1, 2 * year + 1) for c in COMPETENCES[: 3 if s < 3 else 4]]
    marks = st.sampled_from([None, *NUMBERS]).map(lambda text: None if text is None else Fraction(text))
    decision = st.builds(
        _ue,
        st.just(nip),
        st.sampled_from(places),
        codes,
        marks,
        st.integers(1, 2),
        st.sampled_from([False, False, False, True]),
    )
    enrolment = st.builds(
        lambda semester, ago: Outcome(
            nip, AcademicYear(NOW.start - ago), Subject.ENROLMENT, semester, None, None
        ),
        st.integers(1, 2 * year),
        st.integers(1, 3),
    )
    return st.lists(decision | enrolment, max_size=16)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    year = draw(st.integers(1, 3))
    nips = [f"9900000{place}" for place in range(draw(st.integers(1, 3)))]
    width = 3 if year == 1 else 4
    odd, even = (draw(rows_of(nips, width)) for _half in range(2))
    judged = draw(st.sampled_from([(odd, even), (odd, even), (odd, even), (odd, None), (None, even)]))
    past = [outcome for nip in nips for outcome in draw(past_of(nip, year))]
    rules = LocalRules(
        rounding=draw(st.sampled_from(Rounding)),
        kept_on_repeat=draw(st.sampled_from(KeptOnRepeat)),
        rcue_weights=draw(st.sampled_from([(Fraction(1), Fraction(1)), (Fraction(2), Fraction(3))])),
    )
    return Case(year, judged, tuple(past), rules)


def grants_for(given: Case) -> st.SearchStrategy[Grants]:
    here = given.course()
    last = here.semester
    places = [
        (student.nip, place.semester, here.syllabus.competences[place.competence])
        for student in here.students
        for place in here.syllabus.ues
        if place.semester <= last
    ]
    rcues = [place for place in places if place[1] % 2 == 0]
    granted_rcues = st.frozensets(st.sampled_from(rcues), max_size=2) if rcues else st.just(frozenset())
    return st.builds(Grants, st.frozensets(st.sampled_from(places), max_size=3), granted_rcues)


def decisions(person: StudentProposal) -> list[tuple[Subject, Decision]]:
    years = (*([person.year] if person.year else ()), *person.earlier_years)
    return [
        *((Subject.UE, each.decision) for each in (*person.ues, *person.earlier_ues)),
        *((Subject.RCUE, each.decision) for each in (*person.rcues, *person.earlier_rcues)),
        *((Subject.YEAR, each.decision) for each in years),
    ]


def loses_nothing(before: Proposals, after: Proposals) -> bool:
    return bool(
        (before.how.all <= after.how.all).all()
        and (before.rights.next_year <= after.rights.next_year).all()
        and (before.rights.even_semester <= after.rights.even_semester).all()
        and (before.rights.dut <= after.rights.dut).all()
        and (before.rights.but <= after.rights.but).all()
        and (before.ects <= after.ects).all()
    )


def better(row: Row, place: int, by: int) -> Row:
    mark = row[place]
    if mark not in NUMBERS:
        return row
    raised = NUMBERS[min(NUMBERS.index(mark) + by, len(NUMBERS) - 1)]
    return [*row[:place], raised, *row[place + 1 :]]


@SETTINGS
@given(cases(), st.data())
def test_with_one_number_replaced_by_a_better_one_nothing_is_lost(
    given_case: Case, data: st.DataObject
) -> None:
    which = data.draw(st.sampled_from([half for half in (0, 1) if given_case.halves[half]]))
    rows = given_case.halves[which] or {}
    nip = data.draw(st.sampled_from(sorted(rows)))
    place, by = data.draw(st.integers(0, len(rows[nip]) - 1)), data.draw(st.integers(1, 6))
    improved = given_case.with_half(which, {**rows, nip: better(rows[nip], place, by)})
    assert loses_nothing(propose(given_case.course()), propose(improved.course()))


@SETTINGS
@given(cases(), st.data())
def test_with_a_better_mark_in_the_past_nothing_is_lost(given_case: Case, data: st.DataObject) -> None:
    marked = [k for k, outcome in enumerate(given_case.outcomes) if outcome.mark is not None]
    if not marked:
        return
    chosen = data.draw(st.sampled_from(marked))
    outcome = given_case.outcomes[chosen]
    assert outcome.mark is not None
    raised = replace(outcome, mark=min(Fraction(20), outcome.mark + data.draw(st.integers(1, 5))))
    past = (*given_case.outcomes[:chosen], raised, *given_case.outcomes[chosen + 1 :])
    assert loses_nothing(propose(given_case.course()), propose(replace(given_case, outcomes=past).course()))


@SETTINGS
@given(cases(), st.data())
def test_a_grant_never_loses_anything(given_case: Case, data: st.DataObject) -> None:
    here, grants = given_case.course(), data.draw(grants_for(given_case))
    alone, granted = propose(here), propose(here, grants)
    assert loses_nothing(alone, granted)
    for nip, semester, competence in grants.ues:
        place = here.syllabus.place(semester, competence)
        row = [student.nip for student in here.students].index(nip)
        assert place is not None
        assert granted.how.all[(row, *place)]


@SETTINGS
@given(cases(), st.data())
def test_propose_is_pure(given_case: Case, data: st.DataObject) -> None:
    here, grants = given_case.course(), data.draw(grants_for(given_case))
    first = [propose(here, grants).student(row) for row in range(len(here.students))]
    propose(here)
    assert [propose(here, grants).student(row) for row in range(len(here.students))] == first


def by_nip(given_case: Case) -> dict[str, StudentProposal]:
    proposals = propose(given_case.course())
    return {student.nip: proposals.student(row) for row, student in enumerate(proposals.course.students)}


@SETTINGS
@given(cases())
def test_the_order_of_students_does_not_matter(given_case: Case) -> None:
    odd, even = (rows and dict(reversed([*rows.items()])) for rows in given_case.halves)
    assert by_nip(replace(given_case, halves=(odd, even))) == by_nip(given_case)


@SETTINGS
@given(cases(), st.data())
def test_what_is_open_to_the_jury_is_lawful(given_case: Case, data: st.DataObject) -> None:
    proposals = propose(given_case.course(), data.draw(grants_for(given_case)))
    for row in range(len(proposals.course.students)):
        for subject, decision in decisions(proposals.student(row)):
            known = {*decision.lawful, *decision.refused}
            assert decision.code not in known
            assert known >= set(CANDIDATES[subject]) - {decision.code}
            assert not set(decision.lawful) & set(decision.refused)
            assert set(decision.conditions) <= set(decision.lawful)
            assert not (decision.code in FIXED and decision.lawful)


@SETTINGS
@given(cases(), st.data())
def test_every_sentence_cites_its_point_and_never_our_names_of_rules(
    given_case: Case, data: st.DataObject
) -> None:
    proposals = propose(given_case.course(), data.draw(grants_for(given_case)))
    for row in range(len(proposals.course.students)):
        person = proposals.student(row)
        for _subject, decision in decisions(person):
            assert str(decision.reference) in decision.sentence
            assert not re.search(r"\bR\d+(?!\.)\b", decision.sentence)
            assert "{" not in decision.sentence


@SETTINGS
@given(cases(), st.data())
def test_codes_agree_with_each_other(given_case: Case, data: st.DataObject) -> None:
    proposals = propose(given_case.course(), data.draw(grants_for(given_case)))
    here, year = proposals.course, proposals.course.year
    pairs = here.syllabus.pairs[:, year]
    complete = every(proposals.how.all[:, pairs, year], 1, 2)
    for row in range(len(here.students)):
        ues = [NUMBERED[number] for number in proposals.ue_codes[row, :, year].reshape(-1)]
        rcues = [NUMBERED[number] for number in proposals.rcue_codes[row, pairs, year]]
        code = NUMBERED[proposals.year_codes[row]]
        assert (code in {Code.ADM, Code.ADJ, Code.ADSUP}) == (
            complete[row] and not proposals.blockers.any[row]
        )
        if complete[row]:
            assert set(ues) - {None} <= ACQUIRED
            assert (code is Code.ADM) == (set(rcues) <= {Code.ADM, Code.CMP})
        if code is Code.PASD:
            assert proposals.rights.next_year[row]
        if code is Code.RED:
            assert not proposals.rights.next_year[row]


@SETTINGS
@given(cases())
def test_each_way_of_acquiring_a_ue_excludes_the_others(given_case: Case) -> None:
    how = propose(given_case.course()).how
    ways = [how.before, how.by_average, how.compensated, how.granted, how.by_granted_rcue, how.carried]
    assert np.sum(ways, axis=0).max(initial=0) <= 1
    assert not (how.all & ~given_case.course().syllabus.exists).any()
