# SPDX-License-Identifier: EUPL-1.2
"""Whatever a jury chooses, nothing of right is taken away, and what it writes is lawful."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_jury_properties import Case, cases

from delibere.jury.codes import ACQUIRED, Code
from delibere.jury.deciding import Choice, Line, Ruling, faults, grants_of, rulings
from delibere.jury.outcomes import Subject
from delibere.jury.proposals import propose

SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
BY_RIGHT = {Code.ADM, Code.CMP, Code.ADSUP}


def ruled(case: Case, choices: list[Choice]) -> Ruling:
    """The first student, with these choices."""
    here = case.course()
    nip = here.students[0].nip
    return rulings(propose(here, grants_of({nip: choices})), {nip: choices})[0]


def some_line(data: st.DataObject, ruling: Ruling) -> Line:
    return data.draw(st.sampled_from(ruling.lines))


def complete(line: Line, code: Code) -> Choice:
    """A choice that lacks nothing but to be lawful."""
    return Choice(*line.key, code, motive="m", guidance="g", hearing="h", director="d")


@SETTINGS
@given(cases(), st.data())
def test_what_the_rules_give_is_never_chosen_away(case: Case, data: st.DataObject) -> None:
    line = some_line(data, ruled(case, []))
    chosen = complete(line, data.draw(st.sampled_from(Code)))
    after = ruled(case, [chosen])
    given_before = line.code in BY_RIGHT or (line.subject is Subject.YEAR and line.code is Code.PASD)
    if given_before and not faults(after, [chosen]):
        now = after.line(line.key)
        assert now is not None
        assert now.code in {line.code, Code.ADJ} or now.code in BY_RIGHT


@SETTINGS
@given(cases(), st.data())
def test_a_choice_is_accepted_when_it_is_lawful_and_only_then(case: Case, data: st.DataObject) -> None:
    line = some_line(data, ruled(case, []))
    code = data.draw(st.sampled_from(Code))
    chosen = complete(line, code)
    wrong = [one for one in faults(ruled(case, [chosen]), [chosen]) if one.subject == line.label]
    assert (not wrong) == (code in {line.code, *line.proposal.lawful})


@SETTINGS
@given(cases(), st.data())
def test_a_grant_loses_nobody_anything(case: Case, data: st.DataObject) -> None:
    before = ruled(case, [])
    failed = [
        one for one in before.lines if Code.ADJ in one.proposal.lawful and one.subject is not Subject.YEAR
    ]
    if not failed:
        return
    after = ruled(case, [complete(data.draw(st.sampled_from(failed)), Code.ADJ)])
    acquired = {one.key for one in before.lines if one.code in ACQUIRED and one.subject is not Subject.YEAR}
    assert acquired <= {one.key for one in after.lines if one.code in ACQUIRED}
    assert after.proposal.ects.total >= before.proposal.ects.total


@SETTINGS
@given(cases())
def test_without_a_choice_the_proposals_are_decided(case: Case) -> None:
    for line in ruled(case, []).lines:
        assert line.choice is None
        assert line.code is line.proposal.code
