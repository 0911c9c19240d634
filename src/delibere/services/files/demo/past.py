# SPDX-License-Identifier: EUPL-1.2
"""What earlier juries would have decided about invented people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from delibere.curriculum.model import Curriculum, Maquette
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.numbers import half_up
from delibere.jury.codes import Code
from delibere.jury.outcomes import Outcome, Subject
from delibere.services.files.demo.situations import FROM_YEAR_2, REPEATERS, Situation

_BAR = Fraction(10)


@dataclass(frozen=True, slots=True)
class CourseYear:
    """One year of a course: when it was followed, and its semesters in order (two, or one alone)."""

    academic_year: AcademicYear
    maquettes: tuple[Maquette, ...]

    @property
    def competences(self) -> list[str]:
        """Those its UE work on, in the order of the maquettes."""
        return list(dict.fromkeys(ue.competence for maquette in self.maquettes for ue in maquette.ues))

    def semesters(self, competence: str) -> list[int]:
        """Where it is worked on in this year."""
        return [m.semester for m in self.maquettes if competence in {ue.competence for ue in m.ues}]

    def ago(self, years: int) -> "CourseYear":
        """The same semesters, followed earlier."""
        return CourseYear(AcademicYear(self.academic_year.start - years), self.maquettes)


def years_before(curriculum: Curriculum, now: CourseYear) -> list[CourseYear]:
    """The years that lead to this one, in the same regime where the annex offers it."""
    here = now.maquettes[0]
    return [
        CourseYear(
            AcademicYear(now.academic_year.start - here.year + year), _leading_to(curriculum, here, year)
        )
        for year in range(1, here.year)
    ]


def _leading_to(curriculum: Curriculum, here: Maquette, year: int) -> tuple[Maquette, ...]:
    offered = [m for m in curriculum.maquettes if m.year == year and m.parcours in (None, here.parcours)]
    nearest = sorted(offered, key=lambda m: (m.semester, m.regime is not here.regime))
    return tuple({m.semester: m for m in reversed(nearest)}[s] for s in sorted({m.semester for m in offered}))


def past_of(
    rng: Random, nip: str, situation: Situation, before: Sequence[CourseYear], now: CourseYear
) -> tuple[Outcome, ...]:
    """Every line of the past of one invented student, oldest first."""
    if situation is Situation.TRANSFERRED:
        arrived_with = before or [CourseYear(now.academic_year, now.maquettes[:1]).ago(1)]
        return tuple(outcome for year in arrived_with for outcome in _elsewhere(nip, year))
    lost_years = 1 if situation in REPEATERS else 0
    past: list[Outcome] = []
    for year in before:
        failed = 1 if situation in FROM_YEAR_2 and year is before[-1] else 0
        past += _decided(rng, nip, year.ago(lost_years), failed, _passage(failed, year))
    if lost_years:
        past += _decided(rng, nip, now.ago(1), failed_before(now), Code.RED)
    return tuple(past)


def failed_before(year: CourseYear) -> int:
    """How many competences, the first ones, a repeater had missed: too many to pass."""
    return (len(year.competences) + 1) // 2


def _passage(failed: int, year: CourseYear) -> Code:
    if not failed:
        return Code.ADM
    return Code.PASD if 2 * failed < len(year.competences) else Code.PAS1NCI


def _elsewhere(nip: str, year: CourseYear) -> Iterator[Outcome]:
    for competence in year.competences:
        for semester in year.semesters(competence):
            yield Outcome(nip, year.academic_year, Subject.UE, semester, competence, Code.ADM, elsewhere=True)


def _decided(rng: Random, nip: str, year: CourseYear, failed: int, code: Code) -> Iterator[Outcome]:
    """One year in which the first `failed` competences were missed and the others acquired."""
    for maquette in year.maquettes:
        yield Outcome(nip, year.academic_year, Subject.ENROLMENT, maquette.semester, None, None)
    for place, competence in enumerate(year.competences):
        yield from _level(nip, year, competence, _marks(rng, missed=place < failed))
    if len(year.maquettes) == 2:
        yield Outcome(nip, year.academic_year, Subject.YEAR, year.maquettes[1].semester, None, code)


def _marks(rng: Random, *, missed: bool) -> tuple[Fraction, Fraction]:
    """Averages of the odd and even semesters; in one case out of seven the second makes up for the first."""
    if missed:
        return _drawn(rng, 840, 920), _drawn(rng, 890, 960)
    return (_drawn(rng, 920, 985) if rng.random() < 1 / 7 else _drawn(rng, 1030, 1500)), _drawn(
        rng, 1090, 1500
    )


def _drawn(rng: Random, low: int, high: int) -> Fraction:
    return Fraction(rng.randint(low, high), 100)


def _level(
    nip: str, year: CourseYear, competence: str, marks: tuple[Fraction, Fraction]
) -> Iterator[Outcome]:
    """The UE of one competence in one year, and their RCUE when both semesters hold one."""
    semesters = year.semesters(competence)
    rcue = (marks[0] + marks[1]) / 2
    made_up = Code.CMP if len(semesters) == 2 and rcue >= _BAR else Code.AJ
    for semester, mark in zip(semesters, marks[-len(semesters) :], strict=True):
        code = Code.ADM if mark >= _BAR else made_up
        yield Outcome(nip, year.academic_year, Subject.UE, semester, competence, code, mark)
    if len(semesters) == 2:
        code = Code.ADM if min(marks) >= _BAR else made_up
        yield Outcome(nip, year.academic_year, Subject.RCUE, semesters[1], competence, code, half_up(rcue, 2))
