# SPDX-License-Identifier: EUPL-1.2
"""The codes of registries that say what was derived: arrays of the numbers of `codes.NUMBERED`."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from delibere.jury.codes import Code, number
from delibere.jury.course import Course
from delibere.jury.derivation import Acquisitions, Averages, Rights, rcues_settled
from delibere.jury.rules.booleans import Booleans, every, some

Codes: TypeAlias = NDArray[np.uint8]
NONE = 0


def _first(cases: list[tuple[Booleans, Code | Codes | None]], otherwise: Codes | int = NONE) -> Codes:
    """The code of the first case that holds."""
    masks = [mask for mask, _code in cases]
    codes = [code if isinstance(code, np.ndarray) else np.uint8(number(code)) for _mask, code in cases]
    return np.asarray(np.select(masks, codes, otherwise), np.uint8)


def _any(codes: Codes, *wanted: Code) -> Booleans:
    """Whether one of the last axis is among these."""
    return some(np.isin(codes, [number(code) for code in wanted]), -1)


def ue_codes(course: Course, means: Averages, how: Acquisitions) -> Codes:
    """(n, competences, years, 2). A UE of a semester about which nothing is recorded gets none."""
    past, attended = course.past, course.attended
    retaken = how.before & attended & means.ue_at_bar
    told = (past.recorded[:, np.newaxis] | attended) & course.syllabus.exists
    return _first(
        [
            (how.by_average | retaken, Code.ADM),
            (how.before & past.acquired, past.ue_codes),
            (how.before, Code.ADM),
            (how.compensated, Code.CMP),
            (how.granted, Code.ADJ),
            (how.by_granted_rcue, Code.ADJR),
            (how.carried & told, Code.ADSUP),
            (course.awaited, Code.ATJ),
            (attended & means.ue_known, Code.AJ),
        ],
        np.where(attended | how.carried, NONE, past.ue_codes),
    )


def rcue_codes(course: Course, means: Averages, how: Acquisitions, ues: Codes) -> Codes:
    """(n, competences, years)."""
    attended = some(course.attended, -1)
    acquired = every(how.all, -1) & course.syllabus.pairs
    changed = attended | some(how.granted | how.by_granted_rcue | how.carried, -1)
    return _first(
        [
            (~changed, course.past.rcue_codes),
            (every(ues == number(Code.ADM), -1), Code.ADM),
            (means.rcue_at_bar & rcues_settled(course), Code.CMP),
            (acquired & some(how.granted | how.by_granted_rcue, -1), Code.ADJ),
            (acquired & some(how.carried & (ues != NONE), -1), Code.ADSUP),
            (acquired & _any(ues, Code.ADJ, Code.ADJR), Code.ADJ),
            (acquired & _any(ues, Code.ADSUP), Code.ADSUP),
            (acquired & _any(ues, Code.CMP), Code.CMP),
            (some(course.awaited, -1), Code.ATJ),
            (means.rcue_known & attended, Code.AJ),
        ]
    )


def year_codes(
    course: Course, how: Acquisitions, rights: Rights, codes: tuple[Codes, Codes], undecided: Booleans
) -> Codes:
    """(n,): the year that is judged. `codes`: those of the UE, and those of the RCUE."""
    year, (ues, rcues) = course.year, codes
    complete = every((how.all | ~course.syllabus.exists)[:, :, year], 1, 2)
    levels = np.where(course.syllabus.pairs[..., np.newaxis], rcues[..., np.newaxis], ues)[:, :, year]
    this_year = levels.reshape(len(ues), 2 * levels.shape[1])
    return _first(
        [
            (undecided, None),
            (complete & _any(this_year, Code.ADJ, Code.ADJR), Code.ADJ),
            (complete & _any(this_year, Code.ADSUP), Code.ADSUP),
            (complete, Code.ADM),
            (rights.next_year, Code.PASD),
            (rights.repeats.allowed, Code.RED),
        ]
    )


def superseded_years(course: Course, how: Acquisitions) -> Codes:
    """(n, years): the new decision on an earlier year that this session completes, 0 where there is none."""
    past, exists = course.past, course.syllabus.exists
    complete = every(how.all | ~exists, 1, 3)
    was_complete = every(how.before | ~exists, 1, 3) | _any(
        past.year_codes[..., np.newaxis], Code.ADM, Code.ADJ, Code.ADSUP
    )
    recorded = every(past.recorded, -1)
    earlier = np.arange(complete.shape[1]) < course.year
    completed_now = complete & ~was_complete & recorded & earlier
    granted = some(how.granted | how.by_granted_rcue, 1, 3)
    return _first([(completed_now & granted, Code.ADJ), (completed_now, Code.ADSUP)])
