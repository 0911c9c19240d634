# SPDX-License-Identifier: EUPL-1.2
"""Proposals in words: every sentence cites its point of law."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from delibere.jury.student import RcueProposal, StudentProposal, UeProposal
from delibere.jury.syllabus import Place
from delibere.jury.wording.case import Case, cases
from delibere.jury.wording.diplomas import but, credits_of, dut
from delibere.jury.wording.passage import counters, passage
from delibere.jury.wording.rcues import rcue_proposal
from delibere.jury.wording.ues import ue_proposal
from delibere.jury.wording.years import blocking, earlier_years, year_proposal

if TYPE_CHECKING:
    from delibere.jury.proposals import Proposals


def student_proposals(proposals: "Proposals", rows: Sequence[int]) -> tuple[StudentProposal, ...]:
    """Everything proposed about the students of these rows."""
    return tuple(map(_student_proposal, cases(proposals, rows)))


def _student_proposal(case: Case) -> StudentProposal:
    return StudentProposal(
        student=case.proposals.course.students[case.row],
        ues=_ues(case),
        rcues=_rcues(case),
        earlier_ues=tuple(ue_proposal(case, place) for place in _earlier(case)),
        earlier_rcues=_earlier_rcues(case),
        year=year_proposal(case),
        earlier_years=tuple(earlier_years(case)),
        passage=passage(case),
        counters=counters(case) if case.followed_both() else None,
        ects=credits_of(case),
        dut=dut(case),
        but=but(case),
        blocking=tuple(blocking(case)),
    )


def _ues(case: Case) -> tuple[UeProposal, ...]:
    """Those of the semesters judged."""
    semesters = {averages.maquette.semester for averages in case.proposals.course.followed}
    return tuple(ue_proposal(case, place) for place in case.in_year(case.year) if place.semester in semesters)


def _rcues(case: Case) -> tuple[RcueProposal, ...]:
    return tuple(
        rcue_proposal(case, place)
        for place in case.rcues(case.year)
        if case.followed_both() or case.rcue_code(place) is not None
    )


def _earlier(case: Case) -> list[Place]:
    """UE of the years before that this session acquires, and those still missing."""
    before = case.proposals.how.before
    return [
        place
        for year in range(case.year)
        for place in case.in_year(year)
        if case.ue_code(place) is not None and not case.has(before, place)
    ]


def _earlier_rcues(case: Case) -> tuple[RcueProposal, ...]:
    concerned = {(place.competence, place.year) for place in _earlier(case)}
    return tuple(
        rcue_proposal(case, place)
        for year in range(case.year)
        for place in case.rcues(year)
        if (place.competence, year) in concerned and case.rcue_code(place) is not None
    )
