# SPDX-License-Identifier: EUPL-1.2
"""What the rules give: proposed, never decided."""

from dataclasses import dataclass
from fractions import Fraction

from delibere.calculation.averages import SemesterAverages
from delibere.foundation.language import _
from delibere.foundation.law import annexe_1
from delibere.foundation.numbers import french
from delibere.jury.rules.acquisition import acquired_by_average

BAR = Fraction("9.995")


@dataclass(frozen=True, slots=True)
class UeProposal:
    """The code proposed for one UE of one student, and why."""

    ue: str
    code: str
    sentence: str


def propose_semester(averages: SemesterAverages) -> list[list[UeProposal]]:
    """UE proposals, one row per student."""
    acquired = acquired_by_average(averages.ues.at_least(BAR), averages.provisional)
    return [
        [_proposal(averages, i, j, passed=bool(acquired[i, j])) for j in range(len(averages.ues.labels))]
        for i in range(averages.ues.rows)
    ]


def _proposal(averages: SemesterAverages, row: int, column: int, *, passed: bool) -> UeProposal:
    value = averages.ues.exact(row, column)
    ue = averages.ues.labels[column]
    if value is None or averages.provisional[row, column]:
        return UeProposal(ue, "ATJ", _("Une note manque."))
    code, sign = ("ADM", "≥") if passed else ("AJ", "<")
    return UeProposal(ue, code, f"{ue} : {french(value)} {sign} 10 ({annexe_1('4.3')}).")
