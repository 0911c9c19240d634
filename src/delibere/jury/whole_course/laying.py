# SPDX-License-Identifier: EUPL-1.2
"""One student's row of the arrays: from what is proposed now, or from decisions alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.local_rules import LocalRules
from delibere.calculation.rounding import value_shown
from delibere.jury.codes import NUMBERED, Code
from delibere.jury.parameters import Parameters
from delibere.jury.past import Past
from delibere.jury.proposals import Proposals
from delibere.jury.rules.booleans import Booleans
from delibere.jury.syllabus import YEARS, Place, Syllabus
from delibere.jury.whole_course.values import Progress


@dataclass(frozen=True, slots=True)
class Laid:
    """One student. Shapes: UE are (competences, years, 2), RCUE (competences, years).

    Attributes:
        ue_codes, rcue_codes, year_codes: numbers of `codes.NUMBERED`.
        ue_means, rcue_means: exact, where the cube lies flat.
        decided: UE acquired by decision.
        acquired: those, and the ones that are proposed so.
        attended: UE followed now, about which no jury has decided yet.
        awaited: those among them that wait for a mark.
        ects: hundredths.
        judged: index of the year whose code is a proposal, None for none.
    """

    syllabus: Syllabus
    ue_codes: NDArray[np.uint8]
    rcue_codes: NDArray[np.uint8]
    year_codes: NDArray[np.uint8]
    ue_means: Sequence[Fraction | None]
    rcue_means: Sequence[Fraction | None]
    decided: Booleans
    acquired: Booleans
    attended: Booleans
    awaited: Booleans
    ects: NDArray[np.int64]
    judged: int | None
    rules: LocalRules
    parameters: Parameters

    def ue_code(self, place: Place) -> Code | None:
        """Of a UE."""
        return NUMBERED[int(self.ue_codes[place])]

    def rcue_code(self, place: Place) -> Code | None:
        """Of the RCUE of a UE."""
        return NUMBERED[int(self.rcue_codes[place.competence, place.year])]

    def mean(self, place: Place) -> Fraction | None:
        """Of a UE, exact."""
        return self.ue_means[place.column]

    def rcue_mean(self, place: Place) -> Fraction | None:
        """Of the RCUE of a UE, exact."""
        return self.rcue_means[place.competence * YEARS + place.year]

    def shown(self, mean: Fraction | None) -> int | None:
        """In hundredths, on its side of every bar."""
        bars = (self.parameters.rcue_floor, self.parameters.ue_bar, self.parameters.rcue_bar)
        return None if mean is None else value_shown(mean, bars, self.rules.rounding)

    def progress(self, place: Place) -> Progress:
        """How far a UE has gone."""
        if self.decided[place]:
            return Progress.ACQUIRED
        if self.acquired[place]:
            return Progress.PROPOSED
        if self.attended[place]:
            waits = self.awaited[place] or self.mean(place) is None
            return Progress.IN_PROGRESS if waits else Progress.PROPOSED
        return Progress.TO_COME if self.ue_code(place) is None else Progress.FAILED


def laid_from_proposals(proposals: Proposals, row: int) -> Laid:
    """With what the marks of this year propose."""
    course, year = proposals.course, proposals.course.year
    rows = np.array([row], np.intp)
    years = course.past.year_codes[row].copy()
    judged = year if course.semester % 2 == 0 and not proposals.blockers.any[row] else None
    if judged is not None:
        years[year] = proposals.year_codes[row]
    return Laid(
        syllabus=course.syllabus,
        ue_codes=proposals.ue_codes[row],
        rcue_codes=proposals.rcue_codes[row],
        year_codes=years,
        ue_means=course.ues.exact_rows(rows)[0],
        rcue_means=proposals.means.rcues.exact_rows(rows)[0],
        decided=course.acquired_before[row],
        acquired=proposals.how.all[row],
        attended=course.attended[row],
        awaited=course.awaited[row],
        ects=np.where(proposals.how.all[row], proposals.ects[row], course.syllabus.ects),
        judged=judged,
        rules=course.rules,
        parameters=proposals.parameters,
    )


def laid_from_past(
    past: Past, syllabus: Syllabus, attended: Booleans, rules: LocalRules, parameters: Parameters
) -> Laid:
    """With decisions alone: the first student of this past; `attended`: (years, 2) followed now."""
    means = past.averages.exact_rows(np.array([0], np.intp))[0]
    decided = (past.acquired | past.elsewhere)[0] & syllabus.exists
    followed = syllabus.exists & attended[np.newaxis]
    return Laid(
        syllabus=syllabus,
        ue_codes=past.ue_codes[0],
        rcue_codes=past.rcue_codes[0],
        year_codes=past.year_codes[0],
        ue_means=means,
        rcue_means=_rcue_means(means, rules),
        decided=decided,
        acquired=decided,
        attended=followed & ~decided,
        awaited=followed & ~decided,
        ects=np.where(past.ects[0] >= 0, past.ects[0], syllabus.ects),
        judged=None,
        rules=rules,
        parameters=parameters,
    )


def _rcue_means(ues: Sequence[Fraction | None], rules: LocalRules) -> list[Fraction | None]:
    first, second = rules.rcue_weights
    return [
        None if odd is None or even is None else (first * odd + second * even) / (first + second)
        for odd, even in zip(ues[::2], ues[1::2], strict=True)
    ]
