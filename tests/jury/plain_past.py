# SPDX-License-Identifier: EUPL-1.2
"""One student before a jury, and what the past says of that student, read line by line, plainly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from delibere.foundation.calendar import AcademicYear
from delibere.jury.codes import Code
from delibere.jury.outcomes import Outcome, Subject

Ue: TypeAlias = tuple[str, int]
"""A competence and a semester, 1 to 6."""
Rcue: TypeAlias = tuple[str, int]
"""A competence and a year, 1 to 3."""
Codes: TypeAlias = dict[tuple[str, int], Code | None]

ACQUIRED = {Code.ADM, Code.CMP, Code.ADJ, Code.ADJR, Code.ADSUP}
CONSEQUENCES = {Code.ADM: Code.ADM, Code.CMP: Code.CMP, Code.ADJ: Code.ADJR, Code.ADSUP: Code.ADSUP}
"""What an acquired RCUE makes of a UE about which nothing better is known."""


@dataclass(frozen=True)
class Situation:
    """One student before a jury.

    `ues`: ECTS of each UE of the parcours; `now`: averages of the UE followed this year, None without a
    counted term; `waiting`: those of `now` in which a mark is missing; `best`: R14.
    """

    academic_year: AcademicYear
    year: int
    ues: Mapping[Ue, Decimal]
    now: Mapping[Ue, Fraction | None]
    waiting: frozenset[Ue]
    past: Sequence[Outcome]
    granted_ues: frozenset[Ue] = frozenset()
    granted_rcues: frozenset[Rcue] = frozenset()
    rounded: bool = True
    best: bool = True
    weights: tuple[Fraction, Fraction] = (Fraction(1), Fraction(1))


@dataclass
class Record:
    """What the past says."""

    codes: Codes = field(default_factory=dict)
    marks: dict[Ue, Fraction] = field(default_factory=dict)
    credits: dict[Ue, Decimal | None] = field(default_factory=dict)
    elsewhere: set[Ue] = field(default_factory=set)
    rcues: Codes = field(default_factory=dict)
    years: dict[int, Code | None] = field(default_factory=dict)
    semesters: set[int] = field(default_factory=set)
    """Those about which some decision is known."""
    enrolments: set[tuple[int, AcademicYear]] = field(default_factory=set)

    def has(self, ue: Ue) -> bool:
        return self.codes.get(ue) in ACQUIRED or ue in self.elsewhere


def year_of(semester: int) -> int:
    return (semester + 1) // 2


def pair(rcue: Rcue) -> tuple[Ue, Ue]:
    competence, year = rcue
    return (competence, 2 * year - 1), (competence, 2 * year)


def record(situation: Situation) -> Record:
    """Oldest first; what was refused this very year about a semester followed now is judged again instead."""
    known, followed = Record(), {semester for _, semester in situation.now}
    for line in sorted(situation.past, key=lambda line: line.academic_year):
        settled = line.code in ACQUIRED or line.elsewhere
        if settled or line.academic_year != situation.academic_year or line.semester not in followed:
            _note(known, line, situation)
    return known


def _note(known: Record, line: Outcome, situation: Situation) -> None:
    if line.subject is Subject.ENROLMENT:
        known.enrolments.add((line.semester, line.academic_year))
    elif line.subject is Subject.YEAR:
        known.years[year_of(line.semester)] = line.code
    elif line.subject is Subject.RCUE:
        known.semesters |= {line.semester - 1, line.semester}
        _note_rcue(known, (line.competence or "", year_of(line.semester)), line.code, situation)
    else:
        known.semesters.add(line.semester)
        _note_ue(known, (line.competence or "", line.semester), line, situation)


def _note_rcue(known: Record, rcue: Rcue, code: Code | None, situation: Situation) -> None:
    if not set(pair(rcue)) <= set(situation.ues):
        return
    if code in ACQUIRED or known.rcues.get(rcue) not in ACQUIRED:
        known.rcues[rcue] = code
    for ue in pair(rcue):
        if code in CONSEQUENCES and not known.has(ue):
            known.codes[ue] = CONSEQUENCES[code]


def _note_ue(known: Record, ue: Ue, line: Outcome, situation: Situation) -> None:
    if ue not in situation.ues:
        return
    had = known.has(ue)
    if line.mark is not None:
        keeps_best = had or situation.best
        known.marks[ue] = max(line.mark, known.marks.get(ue, line.mark)) if keeps_best else line.mark
    acquires = line.code in ACQUIRED or line.elsewhere
    if acquires or not had:
        known.codes[ue] = line.code
        known.credits[ue] = line.ects if acquires else None
    if line.elsewhere:
        known.elsewhere.add(ue)
