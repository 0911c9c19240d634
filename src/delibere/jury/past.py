# SPDX-License-Identifier: EUPL-1.2
"""What earlier juries decided about a class, laid out over the cube of its course."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.local_rules import KeptOnRepeat
from delibere.calculation.means import AsDecided, Means
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.language import _
from delibere.jury.codes import ACQUIRED, NUMBERED, Code, number
from delibere.jury.outcomes import Outcome, Subject
from delibere.jury.syllabus import YEARS, Place, Syllabus

_UE_OF_ACQUIRED_RCUE = {Code.ADM: Code.ADM, Code.CMP: Code.CMP, Code.ADJ: Code.ADJR, Code.ADSUP: Code.ADSUP}
"""The code of a UE that only the code of its RCUE tells."""
_ACQUIRED_NUMBERS = [number(code) for code in ACQUIRED]


@dataclass(frozen=True, slots=True)
class Past:
    """Shapes begin with (students, …); codes are those of `codes.NUMBERED`.

    Attributes:
        ue_codes: (students, competences, years, 2).
        rcue_codes: (students, competences, years).
        year_codes: (students, years).
        averages: (students, slots of the cube laid flat) as written in the decisions.
        elsewhere: (students, competences, years, 2) acquired by mobility, VAE or transfer.
        ects: (students, competences, years, 2) hundredths granted, −1 when not said.
        recorded: (students, years, 2) whether any decision is known about a semester.
        enrolments: (students, years, 2) in how many academic years before this one a semester was followed.
    """

    ue_codes: NDArray[np.uint8]
    rcue_codes: NDArray[np.uint8]
    year_codes: NDArray[np.uint8]
    averages: Means
    elsewhere: NDArray[np.bool_]
    ects: NDArray[np.int64]
    recorded: NDArray[np.bool_]
    enrolments: NDArray[np.int64]

    @property
    def acquired(self) -> NDArray[np.bool_]:
        """(students, competences, years, 2): UE acquired by an earlier decision."""
        return np.isin(self.ue_codes, _ACQUIRED_NUMBERS)

    @property
    def left_waiting(self) -> NDArray[np.bool_]:
        """(students, competences, years, 2): UE whose last decision waits for a mark."""
        return np.asarray(self.ue_codes == number(Code.ATJ))


class _Reader:
    """Takes outcomes one by one, oldest first."""

    def __init__(self, syllabus: Syllabus, students: int, kept: KeptOnRepeat) -> None:
        shape = (students, len(syllabus.competences), YEARS, 2)
        self.syllabus, self.kept = syllabus, kept
        self.ue_codes = np.zeros(shape, np.uint8)
        self.rcue_codes = np.zeros(shape[:-1], np.uint8)
        self.year_codes = np.zeros((students, YEARS), np.uint8)
        self.marks: list[list[Fraction | None]] = [
            [None] * (shape[1] * YEARS * 2) for _row in range(students)
        ]
        self.elsewhere = np.zeros(shape, bool)
        self.ects = np.full(shape, -1, np.int64)
        self.recorded = np.zeros((students, YEARS, 2), bool)
        self.years_followed: dict[tuple[int, int], set[AcademicYear]] = {}

    def take(self, row: int, outcome: Outcome) -> None:
        year, half = (outcome.semester - 1) // 2, (outcome.semester - 1) % 2
        if outcome.subject is Subject.ENROLMENT:
            self.years_followed.setdefault((row, outcome.semester), set()).add(outcome.academic_year)
        elif outcome.subject is Subject.YEAR:
            self.year_codes[row, year] = number(outcome.code)
        elif outcome.subject is Subject.RCUE:
            self.recorded[row, year] = True
            self._take_rcue(row, outcome)
        else:
            self.recorded[row, year, half] = True
            self._take_ue(row, outcome)

    def _take_ue(self, row: int, outcome: Outcome) -> None:
        place = self.syllabus.place(outcome.semester, outcome.competence or "")
        if place is None:
            return
        cell = (row, *place)
        had, has = self._acquired(cell), outcome.elsewhere or outcome.code in ACQUIRED
        self._keep_mark(row, place, outcome.mark, better=had or self.kept is KeptOnRepeat.BEST)
        if has or not had:
            self.ue_codes[cell] = number(outcome.code)
            self.ects[cell] = int(outcome.ects * 100) if has and outcome.ects is not None else -1
        self.elsewhere[cell] |= outcome.elsewhere

    def _keep_mark(self, row: int, place: Place, mark: Fraction | None, *, better: bool) -> None:
        before = self.marks[row][place.column]
        if mark is not None and not (better and before is not None and before > mark):
            self.marks[row][place.column] = mark

    def _take_rcue(self, row: int, outcome: Outcome) -> None:
        place = self.syllabus.place(outcome.semester, outcome.competence or "")
        if place is None:
            return
        rcue = (row, place.competence, place.year)
        if outcome.code in ACQUIRED or NUMBERED[self.rcue_codes[rcue]] not in ACQUIRED:
            self.rcue_codes[rcue] = number(outcome.code)
        gives = _UE_OF_ACQUIRED_RCUE.get(outcome.code) if outcome.code else None
        for half in (0, 1):
            cell = (row, place.competence, place.year, half)
            if gives is not None and not self._acquired(cell):
                self.ue_codes[cell] = number(gives)

    def _acquired(self, cell: tuple[int, int, int, int]) -> bool:
        return bool(self.elsewhere[cell]) or NUMBERED[self.ue_codes[cell]] in ACQUIRED

    def past(self) -> Past:
        enrolments = np.zeros(self.recorded.shape, np.int64)
        for (row, semester), years in self.years_followed.items():
            enrolments[row, (semester - 1) // 2, (semester - 1) % 2] = len(years)
        return Past(
            self.ue_codes,
            self.rcue_codes,
            self.year_codes,
            AsDecided(self.marks, self.syllabus.labels, earlier_decision_note()),
            self.elsewhere,
            self.ects,
            self.recorded,
            enrolments,
        )


def earlier_decision_note() -> str:
    """What the explanation says of an average that an earlier jury decided."""
    return _("décision antérieure, reprise telle quelle")


def read_past(
    outcomes: Iterable[Outcome],
    rows: Mapping[str, int],
    syllabus: Syllabus,
    kept: KeptOnRepeat,
    now: tuple[AcademicYear, NDArray[np.bool_]],
) -> Past:
    """Lay out the outcomes of the students of `rows` (NIP → row); those of other people are left aside.

    `now`: the academic year that is being judged, and (students, years, 2) the semesters followed in it. What
    an earlier jury of this very year found not acquired there is judged again from the marks, not taken.
    """
    reader = _Reader(syllabus, len(rows), kept)
    for outcome in sorted(outcomes, key=lambda outcome: outcome.academic_year):
        row = rows.get(outcome.nip)
        if row is not None and not _judged_now(outcome, row, now):
            reader.take(row, outcome)
    return reader.past()


def _judged_now(outcome: Outcome, row: int, now: tuple[AcademicYear, NDArray[np.bool_]]) -> bool:
    academic_year, followed = now
    if outcome.academic_year != academic_year or outcome.elsewhere:
        return False
    return outcome.code not in ACQUIRED and bool(
        followed[row, (outcome.semester - 1) // 2, (outcome.semester - 1) % 2]
    )
