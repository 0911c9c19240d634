# SPDX-License-Identifier: EUPL-1.2
"""Our rules on what another jury recorded: how many codes agree, and why the others do not.

What that jury granted (ADJ) or was told later (ADSUP) is taken as given for what follows from it, so that
each difference is told once, where it began.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import numpy as np

from delibere.calculation.local_rules import LocalRules
from delibere.calculation.rounding import exact_bar
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.language import _
from delibere.interchange.scodoc import JuryRecord, RecordedRcue, RecordedUe, read_jury
from delibere.jury.codes import ACQUIRED, Code
from delibere.jury.parameters import Parameters
from delibere.jury.rules.acquisition import acquired_by_average
from delibere.jury.rules.compensation import acquired_by_compensation
from delibere.jury.rules.next_year import may_enter_next_year

LEVELS = ("ue", "rcue", "year")
_FIRST_YEAR = AcademicYear(2021)
_LATER = frozenset({Code.ADSUP})
_FACTS = frozenset({Code.DEM, Code.DEF, Code.ABAN, Code.ABL, Code.EXCLU})
_BY_RIGHT = frozenset({Code.ADM, Code.CMP})
_CHOSEN = frozenset({Code.ADJ, Code.ADJR, Code.ATJ, Code.NAR, Code.PAS1NCI})


class Reason(StrEnum):
    """Why a recorded code is not the proposed one."""

    GRANT = "jury's grant"
    LATER = "later update"
    MISSING = "missing mark"
    RULE = "rule"

    @property
    def word(self) -> str:
        """For people."""
        return {
            Reason.GRANT: _("choix du jury"),
            Reason.LATER: _("mise à jour ultérieure"),
            Reason.MISSING: _("note absente du fichier"),
            Reason.RULE: _("règle"),
        }[self]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One code. `subject`: « UE 1234 », « RCUE 2 », « BUT 1 »; `proposed`: None when nothing can be."""

    student: str
    level: str
    subject: str
    recorded: Code
    proposed: Code | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Level:
    """How many codes were compared, and how many are the same."""

    compared: int
    agree: int


@dataclass(frozen=True, slots=True)
class Replay:
    """What replaying a file gave. `left_out`: sentences in French."""

    records: int
    levels: Mapping[str, Level]
    disagreements: tuple[Disagreement, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Compared:
    level: str
    subject: str
    recorded: Code
    proposed: Code | None
    reason: Reason


def replay_jury(data: bytes, name: str, rules: LocalRules | None = None) -> Replay:
    """Judge again every record of a ScoDoc file.

    Raises:
        UnusableInputError: no record of a jury in it.
    """
    read = read_jury(data, name)
    rules, left, compared = rules or LocalRules(), Counter[str](), []
    first_years = {record.student: record for record in read.records if record.year == 1}
    years = {max(record.school_year or 0, _FIRST_YEAR.start) for record in read.records}
    bars = {year: _Bars.of(Parameters.at(AcademicYear(year).last_day), rules) for year in years}
    for record in read.records:
        in_force = bars[max(record.school_year or 0, _FIRST_YEAR.start)]
        judge = _Judge(record, rules, in_force, first_years.get(record.student))
        for each in judge.compared():
            if each.recorded in _FACTS:
                left[_("fait constaté (DEM, DEF, ABAN…), jamais proposé")] += 1
            else:
                compared.append((record.student, each))
        left[_("UE hors de tout RCUE, sans moyenne à rejouer")] += sum(
            ue.code is not None and ue.mean is None for ue in record.other_ues
        )
    told = [f"{sentence} : {count}" for sentence, count in left.items() if count]
    return Replay(
        len(read.records), _levels(each for _s, each in compared), _wrong(compared), (*read.left_out, *told)
    )


def _levels(compared: Iterable[_Compared]) -> dict[str, Level]:
    totals, same = Counter[str](), Counter[str]()
    for each in compared:
        totals[each.level] += 1
        same[each.level] += each.recorded is each.proposed
    return {level: Level(totals[level], same[level]) for level in LEVELS}


def _wrong(compared: Iterable[tuple[str, _Compared]]) -> tuple[Disagreement, ...]:
    return tuple(
        Disagreement(student, each.level, each.subject, each.recorded, each.proposed, each.reason)
        for student, each in compared
        if each.recorded is not each.proposed
    )


class _Bars(NamedTuple):
    """From which exact value each bar is passed, under the rounding in force; the share of RCUE to exceed."""

    ue: Fraction
    rcue: Fraction
    floor: Fraction
    share: Fraction

    @classmethod
    def of(cls, law: Parameters, rules: LocalRules) -> "_Bars":
        """Of a year."""
        rounding = rules.rounding
        ue, rcue = exact_bar(law.ue_bar, rounding), exact_bar(law.rcue_bar, rounding)
        return cls(ue, rcue, exact_bar(law.rcue_floor, rounding), law.rcue_share)


@cache
def _acquired(*, at_bar: bool, rcue_at_bar: bool) -> tuple[bool, bool]:
    """R2, then R5, on one UE: by its average, by its RCUE. Thousands of records ask four questions."""
    by_average = acquired_by_average(np.array([at_bar]), np.array([True]))
    made_up = acquired_by_compensation(by_average, np.array(rcue_at_bar), np.array([True])[0])
    return bool(by_average[0]), bool(made_up[0])


@cache
def _of_right(acquired: tuple[bool, ...], at_floor: tuple[bool, ...], share: Fraction) -> bool:
    """R7."""
    return bool(may_enter_next_year(np.array(acquired), np.array(at_floor), share))


class _Judge:
    """One record judged again."""

    def __init__(
        self, record: JuryRecord, rules: LocalRules, bars: _Bars, first_year: JuryRecord | None
    ) -> None:
        self.record, self.rules, self.bars, self.first_year = record, rules, bars, first_year

    def compared(self) -> Iterator[_Compared]:
        """Each recorded code beside the proposed one."""
        for number, rcue in enumerate(self.record.rcues, 1):
            yield from self._of_ues(rcue)
            if rcue.code is not None:
                proposed = self._rcue_code(rcue)
                reason = _reason(rcue.code, proposed)
                yield _Compared("rcue", _("RCUE {number}").format(number=number), rcue.code, proposed, reason)
        for ue in self.record.other_ues:
            if ue.code is not None and ue.mean is not None:
                yield self._of_ue(ue, Code.ADM if _passes(ue.mean, self.bars.ue) else Code.AJ)
        if self.record.code is not None:
            proposed = self._year_code()
            reason = _reason_of_a_year(self.record.code, proposed)
            subject = _("année") if self.record.year is None else f"BUT {self.record.year}"
            yield _Compared("year", subject, self.record.code, proposed, reason)

    def _mean(self, rcue: RecordedRcue) -> Fraction | None:
        """As that jury had it, older marks of repeaters included; else the mean of what is told."""
        if rcue.mean is not None:
            return rcue.mean
        if rcue.odd is None or rcue.even is None or rcue.odd.mean is None or rcue.even.mean is None:
            return None
        odd, even = self.rules.rcue_weights
        return (odd * rcue.odd.mean + even * rcue.even.mean) / (odd + even)

    def _of_ues(self, rcue: RecordedRcue) -> Iterator[_Compared]:
        for ue in rcue.ues:
            if ue.code is not None:
                yield self._of_ue(ue, self._ue_code(ue, rcue))

    @staticmethod
    def _of_ue(ue: RecordedUe, proposed: Code | None) -> _Compared:
        assert ue.code is not None  # noqa: S101 whoever calls has looked
        name = ue.name or (f"UE {ue.key}" if ue.key else "UE")
        return _Compared("ue", name, ue.code, proposed, _reason(ue.code, proposed))

    def _ue_code(self, ue: RecordedUe, rcue: RecordedRcue) -> Code | None:
        """R2, R5; then what the grant of its RCUE gives it."""
        at_bar, rcue_at_bar = _passes(ue.mean, self.bars.ue), _passes(self._mean(rcue), self.bars.rcue)
        by_average, made_up = _acquired(at_bar=at_bar, rcue_at_bar=rcue_at_bar)
        if by_average:
            return Code.ADM
        if made_up and ue.mean is not None:
            return Code.CMP
        if rcue.code is Code.ADJ and ue.code is not Code.ADJ:
            return Code.ADJR
        if rcue.code in _LATER:
            return Code.ADSUP
        return None if ue.mean is None else Code.AJ

    def _at_bar(self, ue: RecordedUe) -> bool:
        """Without a mark here, the code that was recorded tells."""
        return ue.code is Code.ADM if ue.mean is None else _passes(ue.mean, self.bars.ue)

    def _rcue_code(self, rcue: RecordedRcue) -> Code | None:
        ues, mean = rcue.ues, self._mean(rcue)
        if len(ues) == 2 and all(map(self._at_bar, ues)):
            return Code.ADM
        if _passes(mean, self.bars.rcue):
            return Code.CMP
        codes = {ue.code for ue in ues}
        if len(ues) == 2 and codes <= ACQUIRED:
            return _of_acquired(codes, rcue)
        return None if mean is None else Code.AJ

    def _given(self, rcue: RecordedRcue) -> Code | None:
        """What the rules give, else what was recorded: a grant that changes nothing is none."""
        proposed = self._rcue_code(rcue)
        return proposed if proposed in _BY_RIGHT else rcue.code or proposed

    def _year_code(self) -> Code | None:
        """ADM, ADJ, ADSUP; else R7, R8: a repeat where they are not met. R9 is not told by such a file."""
        rcues, codes = self.record.rcues, [self._given(rcue) for rcue in self.record.rcues]
        if not rcues or len(rcues) < (self.record.competences or 0) or {None, Code.ATJ} & set(codes):
            return None
        if all(code in ACQUIRED for code in codes):
            return next((code for code in (Code.ADJ, Code.ADSUP) if code in codes), Code.ADM)
        if self.record.year == 3:
            return Code.RED
        acquired = tuple(code in ACQUIRED for code in codes)
        at_floor = tuple(_passes(self._mean(rcue), self.bars.floor) for rcue in rcues)
        passing = _of_right(acquired, at_floor, self.bars.share) and self._first_year_done()
        return Code.PASD if passing else Code.RED

    def _first_year_done(self) -> bool:
        """R8; where the file does not hold the first year, that it is done is supposed."""
        if self.record.year != 2 or self.first_year is None:
            return True
        return all(ue.code is None or ue.code in ACQUIRED for r in self.first_year.rcues for ue in r.ues)


def _passes(mean: Fraction | None, bar: Fraction) -> bool:
    return mean is not None and mean >= bar


def _of_acquired(codes: set[Code | None], rcue: RecordedRcue) -> Code:
    """Both UE are acquired, otherwise than by the average: the RCUE follows, unless it came first."""
    if Code.ADJ in codes or (Code.ADJR in codes and rcue.code is not Code.ADJ):
        return Code.ADJ
    if rcue.code in {Code.ADJ, *_LATER}:
        return Code.AJ
    return next((code for code in (Code.ADSUP, Code.CMP) if code in codes), Code.ADM)


def _reason(recorded: Code, proposed: Code | None) -> Reason:
    """Why they differ: an ADM under the bar can only come from another mark than the one told."""
    if recorded in _LATER:
        return Reason.LATER
    if proposed is None:
        return Reason.MISSING
    if recorded in _CHOSEN and (recorded in ACQUIRED or proposed not in ACQUIRED):
        return Reason.GRANT
    other_mark = recorded is Code.ADM or (recorded in ACQUIRED and proposed not in ACQUIRED)
    return Reason.LATER if other_mark else Reason.RULE


def _reason_of_a_year(recorded: Code, proposed: Code | None) -> Reason:
    """A year has no mark of its own: all acquired in another way is a matter of rule."""
    if recorded in ACQUIRED and proposed in ACQUIRED and recorded not in _LATER:
        return Reason.RULE
    return _reason(recorded, proposed)
