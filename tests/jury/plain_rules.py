# SPDX-License-Identifier: EUPL-1.2
"""The rules once more, for one student, as plainly as the text reads: what the arrays must agree with.

Dictionaries, fractions and no array; nothing is shared with the package but codes and lines of the past.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import floor

from plain_past import ACQUIRED, Codes, Rcue, Record, Situation, Ue, pair, record, year_of

from delibere.jury.codes import Code


@dataclass(frozen=True)
class Verdict:
    """What the rules give this student; each code is derived where it is asked for."""

    s: Situation

    @cached_property
    def known(self) -> Record:
        return record(self.s)

    def reaches(self, mark: Fraction | None, bar: int) -> bool:
        if mark is None:
            return False
        return (floor(mark * 100 + Fraction(1, 2)) >= bar * 100) if self.s.rounded else mark >= bar

    # --- averages

    def waits(self, ue: Ue) -> bool:
        if self.known.has(ue):
            return False
        return ue in self.s.waiting if ue in self.s.now else self.known.codes.get(ue) is Code.ATJ

    def mark(self, ue: Ue) -> Fraction | None:
        """R14."""
        old, new = self.known.marks.get(ue), self.s.now.get(ue)
        if self.known.has(ue) and ue in self.s.waiting:
            return old
        if old is None or new is None:
            return new if old is None else old
        return max(old, new) if self.known.has(ue) or self.s.best else new

    def rcue_mark(self, rcue: Rcue) -> Fraction | None:
        odd, even = map(self.mark, pair(rcue))
        if odd is None or even is None:
            return None
        return (self.s.weights[0] * odd + self.s.weights[1] * even) / sum(self.s.weights)

    @cached_property
    def all_rcues(self) -> list[Rcue]:
        return [
            (competence, year_of(semester))
            for competence, semester in self.s.ues
            if semester % 2 and (competence, semester + 1) in self.s.ues
        ]

    def judged(self, rcue: Rcue) -> bool:
        """An earlier year is never judged again."""
        return any(ue in self.s.now for ue in pair(rcue))

    # --- what is acquired, and how

    def own_merit(self, ue: Ue) -> bool:
        """R2."""
        return ue in self.s.now and not self.waits(ue) and self.reaches(self.mark(ue), 10)

    def compensates(self, rcue: Rcue) -> bool:
        """R5."""
        return (
            rcue in self.all_rcues
            and self.judged(rcue)
            and not any(map(self.waits, pair(rcue)))
            and self.reaches(self.rcue_mark(rcue), 10)
        )

    @cached_property
    def ways(self) -> dict[Ue, Code]:
        """Why each acquired UE is: by the rules, R4 last; then by what the jury grants, and R4 again."""
        ways = {ue: code for ue in self.s.ues if (code := self.by_the_rules(ue)) is not None}
        self._carry(ways)
        granted = {ue: code for ue in self.s.ues if (code := self.by_the_jury(ue)) is not None}
        ways = granted | ways
        self._carry(ways)
        return ways

    def _carry(self, ways: dict[Ue, Code]) -> None:
        """R4."""
        for year in (3, 2):
            for competence in {competence for competence, _ in self.s.ues}:
                if all(ue in ways for ue in pair((competence, year))):
                    lower = [(competence, semester) for semester in range(1, 2 * year - 1)]
                    ways |= {ue: Code.ADSUP for ue in lower if ue in self.s.ues and ue not in ways}

    def by_the_jury(self, ue: Ue) -> Code | None:
        if ue in self.s.granted_ues:
            return Code.ADJ
        return Code.ADJR if (ue[0], year_of(ue[1])) in self.s.granted_rcues else None

    def by_the_rules(self, ue: Ue) -> Code | None:
        if self.known.has(ue):
            code = self.known.codes.get(ue)
            return Code.ADM if self.own_merit(ue) or code not in ACQUIRED else code
        if self.own_merit(ue):
            return Code.ADM
        return Code.CMP if self.compensates((ue[0], year_of(ue[1]))) else None

    # --- codes

    @cached_property
    def ue_codes(self) -> Codes:
        return {ue: self.ue_code(ue) for ue in self.s.ues}

    def ue_code(self, ue: Ue) -> Code | None:
        if ue in self.ways:
            carried_unheard = self.ways[ue] is Code.ADSUP and not self.heard(ue)
            return None if carried_unheard else self.ways[ue]
        if self.waits(ue):
            return Code.ATJ
        if ue in self.s.now:
            return None if self.mark(ue) is None else Code.AJ
        return self.known.codes.get(ue)

    def heard(self, ue: Ue) -> bool:
        """Whether anything is known about its semester."""
        return ue in self.s.now or ue[1] in self.known.semesters

    @cached_property
    def rcue_codes(self) -> Codes:
        return {rcue: self.rcue_code(rcue) for rcue in self.all_rcues}

    def rcue_code(self, rcue: Rcue) -> Code | None:
        ues = pair(rcue)
        derived_now = any(ue in self.ways and not self.known.has(ue) for ue in ues)
        if not self.judged(rcue) and not derived_now:
            return self.known.rcues.get(rcue)
        if self.compensates(rcue) and not all(ue in self.ways and self.ways[ue] is Code.ADM for ue in ues):
            return Code.CMP
        if self.rcue_acquired(rcue):
            return self.acquired_rcue(ues)
        if any(map(self.waits, ues)):
            return Code.ATJ
        return Code.AJ if self.judged(rcue) and self.rcue_mark(rcue) is not None else None

    def acquired_rcue(self, ues: Sequence[Ue]) -> Code | None:
        codes = {self.ue_codes[ue] for ue in ues}
        now = {self.ue_codes[ue] for ue in ues if not self.known.has(ue)}
        if {Code.ADJ, Code.ADJR} & now or ({Code.ADJ, Code.ADJR} & codes and Code.ADSUP not in now):
            return Code.ADJ
        if Code.ADSUP in codes:
            return Code.ADSUP
        if Code.CMP in codes:
            return Code.CMP
        return Code.ADM if codes == {Code.ADM} else None

    # --- the year

    def ues_of(self, *years: int) -> list[Ue]:
        return [ue for ue in self.s.ues if year_of(ue[1]) in years]

    def complete(self, *years: int) -> bool:
        return all(ue in self.ways for ue in self.ues_of(*years))

    def rcue_acquired(self, rcue: Rcue) -> bool:
        return all(ue in self.ways for ue in pair(rcue))

    @cached_property
    def conditions(self) -> bool:
        """R7."""
        rcues = [rcue for rcue in self.all_rcues if rcue[1] == self.s.year]
        acquired = [rcue for rcue in rcues if self.rcue_acquired(rcue)]
        others = [rcue for rcue in rcues if rcue not in acquired]
        none_under_8 = all(
            self.reaches(self.rcue_mark(rcue), 8) and not any(map(self.waits, pair(rcue))) for rcue in others
        )
        return 2 * len(acquired) > len(rcues) and none_under_8

    @cached_property
    def passes(self) -> bool:
        """R7 and R8."""
        return self.s.year < 3 and self.conditions and (self.s.year == 1 or self.complete(1))

    def undecided(self) -> bool:
        return any(map(self.leaves_open, self.ues_of(self.s.year))) or self.first_year_is_open()

    def leaves_open(self, ue: Ue) -> bool:
        """A mark is missing; or the UE is to be followed: an odd one that failed needs not be at once."""
        rcue = (ue[0], year_of(ue[1]))
        if self.waits(ue):
            whole = self.rcue_acquired(rcue) if rcue in self.all_rcues else ue in self.ways
            return not whole
        failed = ue[1] % 2 == 1 and self.known.codes.get(ue) is not None
        return not (ue in self.s.now or ue in self.ways or failed)

    def first_year_is_open(self) -> bool:
        """Entering S5 depends on UE of S1 and S2 that are not known, or that an earlier jury left waiting."""
        if self.s.year != 2 or not self.conditions or self.passes or self.complete(2):
            return False
        missing = [ue for ue in self.ues_of(1) if ue not in self.ways]
        return all(ue[1] not in self.known.semesters or self.waits(ue) for ue in missing)

    @cached_property
    def year_code(self) -> Code | None:
        if self.undecided():
            return None
        if self.complete(self.s.year):
            codes = {code for (_, year), code in self.rcue_codes.items() if year == self.s.year}
            return Code.ADJ if Code.ADJ in codes else Code.ADSUP if Code.ADSUP in codes else Code.ADM
        if self.passes:
            return Code.PASD
        return Code.RED if self.repeats_are_lawful else None

    @cached_property
    def asked(self) -> list[int]:
        """The semesters to repeat."""
        return sorted({ue[1] for ue in self.ues_of(self.s.year) if ue not in self.ways})

    def times(self, semester: int) -> int:
        now = any(ue[1] == semester for ue in self.s.now)
        return sum(each == semester for each, _ in self.known.enrolments) + now

    def excess(self, asked: Sequence[int] = ()) -> int:
        """R9: repeats beyond one for each semester, and beyond four."""
        repeats = [max(0, self.times(semester) + (semester in asked) - 1) for semester in range(1, 7)]
        ordinary = sum(min(1, count) for count in repeats)
        return sum(repeats) - ordinary + max(0, ordinary - 4)

    @property
    def repeats_are_lawful(self) -> bool:
        return self.excess(self.asked) <= self.excess()

    @property
    def director_may_allow(self) -> bool:
        return self.excess() == 0

    @cached_property
    def superseding(self) -> dict[int, Code]:
        """New decisions on earlier years."""
        return {
            year: Code.ADJ if {Code.ADJ, Code.ADJR} & self.new_ways(year) else Code.ADSUP
            for year in range(1, self.s.year)
            if self.complete(year) and self.new_ways(year) and self.was_judged_incomplete(year)
        }

    def new_ways(self, year: int) -> set[Code]:
        return {self.ways[ue] for ue in self.ues_of(year) if not self.known.has(ue)}

    def was_judged_incomplete(self, year: int) -> bool:
        heard = {2 * year - 1, 2 * year} <= self.known.semesters
        return heard and self.known.years.get(year) not in ACQUIRED

    # --- what follows

    @property
    def credits(self) -> dict[Ue, Decimal]:
        said = {ue: self.known.credits.get(ue) for ue in self.ways}
        return {ue: self.s.ues[ue] if ects is None else ects for ue, ects in said.items()}

    @property
    def next_semester(self) -> int | None:
        if self.year_code is Code.RED:
            return self.asked[0]
        if self.year_code in {Code.ADM, Code.ADJ, Code.ADSUP, Code.PASD} and self.s.year < 3:
            return 2 * self.s.year + 1
        return None

    # --- what remains open to the jury, line by line of the table; not about what this jury granted itself

    def open_to_ue(self, ue: Ue) -> set[Code]:
        if ue in self.ways:
            return set()
        return self._open(self.ue_codes[ue])

    def open_to_rcue(self, rcue: Rcue) -> set[Code]:
        return set() if self.rcue_acquired(rcue) else self._open(self.rcue_codes[rcue])

    @staticmethod
    def _open(code: Code | None) -> set[Code]:
        if code is Code.ATJ:
            return {Code.DEF, Code.AJ, Code.ADJ}
        return (
            {Code.ATJ, Code.DEF, Code.AJ, Code.ADJ}
            if code is None
            else {Code.ADJ, Code.ATJ, Code.AJ} - {code}
        )

    def open_to_year(self) -> set[Code]:
        if self.undecided():
            return {Code.ATJ, Code.DEF, Code.ADJ}
        if self.complete(self.s.year):
            return set()
        if self.passes:
            return {Code.ADJ}
        if self.s.year == 3:
            codes = {Code.ADJ, Code.NAR, Code.ATJ}
        else:
            codes = {Code.NAR, Code.PAS1NCI, Code.ADJ} | ({Code.ATJ} if self.repeats_are_lawful else set())
        by_director = self.director_may_allow and not self.repeats_are_lawful
        return codes | ({Code.RED} if by_director else set())
