# SPDX-License-Identifier: EUPL-1.2
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

import pytest

from delibere.calculation.averages import SemesterAverages, semester_averages
from delibere.calculation.evaluations import Kind
from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.marks import Mark, Reason
from delibere.interchange import mcc
from delibere.jury.codes import Code
from delibere.jury.course import build_course
from delibere.jury.outcomes import Outcome, Subject
from delibere.jury.proposals import propose
from delibere.jury.student import StudentProposal
from delibere.services.files.demo import FictitiousSemester, FictitiousYear, Situation, fictitious_years

ANNEX = Path(__file__).parents[2] / "examples" / "but-qlio-2023-2024.md"
NAMES_OF_YEARS = [
    "s1-fa", "s1-fi", "s3-fa-mp", "s3-fa-qmi", "s3-fi-mp", "s3-fi-osc", "s3-fi-qmi", "s5-fa-mp", "s5-fa-osc",
    "s5-fa-qmi",
]  # fmt: skip


@cache
def curriculum() -> Curriculum:
    return mcc.read(ANNEX.read_bytes()).curriculum


@cache
def years() -> dict[str, FictitiousYear]:
    return {year.semesters[0].maquette.id: year for year in fictitious_years(curriculum(), 2024)}


def marks(semester: FictitiousSemester, row: int, *kinds: Kind) -> list[Mark]:
    tests = enumerate(semester.table.evaluations)
    return [semester.table.mark(row, k) for k, test in tests if test.kind in (kinds or (Kind.NORMAL,))]


class Seen:
    """What the exact calculation says of the one student of a year who shows a situation."""

    def __init__(self, year: FictitiousYear, situation: Situation) -> None:
        self.row = year.situations.index(situation)
        self.year = year
        self.nip = year.students[self.row].nip

    @cached_property
    def averages(self) -> list[SemesterAverages]:
        return [semester_averages(s.maquette, s.table) for s in self.year.semesters]

    def ue(self, half: int, place: int = 0) -> Fraction:
        value = self.averages[half].ues.exact(self.row, place)
        assert value is not None
        return value

    def ues(self, half: int) -> list[Fraction]:
        return [self.ue(half, place) for place in range(len(self.year.semesters[half].maquette.ues))]

    def rcue(self, place: int = 0) -> Fraction:
        return (self.ue(0, place) + self.ue(1, place)) / 2

    def others_at_ten(self) -> bool:
        return min(self.ues(0)[1:] + self.ues(1)[1:]) >= 10

    def reasons(self, half: int) -> list[Mark]:
        return [m for m in marks(self.year.semesters[half], self.row) if not isinstance(m, Decimal)]

    def past(self, subject: Subject = Subject.UE) -> list[Outcome]:
        return [o for o in self.year.outcomes if (o.nip, o.subject) == (self.nip, subject)]

    def semesters(self) -> set[int]:
        return {semester.maquette.semester for semester in self.year.semesters}

    def earlier_here(self) -> list[Outcome]:
        return [o for o in self.past() if o.semester in self.semesters()]


HOLDS: dict[Situation, Callable[[Seen], bool]] = {
    Situation.COMFORTABLE: lambda seen: not seen.reasons(0) and min(seen.ues(0)) >= 10,
    Situation.UE_AT_TEN: lambda seen: seen.ue(0) == 10,
    Situation.UE_ROUNDED_TO_TEN: lambda seen: seen.ue(0) == Fraction("9.995"),
    Situation.UE_JUST_UNDER: lambda seen: Fraction("9.993") <= seen.ue(0) <= Fraction("9.9949"),
    Situation.COMPENSATED: lambda seen: seen.ue(0) < 9.5 and seen.rcue() > 10,
    Situation.COMPENSATED_EXACTLY: lambda seen: seen.ue(0) < 10 and seen.rcue() == 10,
    Situation.RCUE_UNDER_EIGHT: lambda seen: seen.rcue() == Fraction("7.99") and seen.others_at_ten(),
    Situation.RCUE_AT_EIGHT: lambda seen: seen.rcue() == 8 and seen.others_at_ten(),
    Situation.HALF_OF_RCUES: lambda seen: (
        [8 <= seen.rcue(place) < 10 for place in (0, 1)] == [True, True]
        and min(seen.ues(0)[2:] + seen.ues(1)[2:]) >= 10
    ),
    Situation.FAILING: lambda seen: max(seen.ues(0) + seen.ues(1)) < 10,
    Situation.ABSENT: lambda seen: len(seen.reasons(0)) > 1 and set(seen.reasons(0)) == {Reason.ABI},
    Situation.EXCUSED: lambda seen: set(seen.reasons(0)) == {Reason.ABJ, Reason.EXC},
    Situation.DISPENSED: lambda seen: set(seen.reasons(0)) == {Reason.DIS},
    Situation.PENDING: lambda seen: seen.reasons(0) == [] and seen.reasons(1) == [Reason.ATT],
    Situation.NOTHING_YET: lambda seen: set(seen.reasons(0)) == {None},
    Situation.REPEATING: lambda seen: (
        min(seen.ues(0) + seen.ues(1)) >= 10
        and {Code.AJ} < {o.code for o in seen.earlier_here()}
        and seen.past(Subject.YEAR)[-1].code is Code.RED
    ),
    Situation.REPEATING_IN_VAIN: lambda seen: (
        seen.rcue() < 10 and seen.past(Subject.YEAR)[-1].code is Code.RED
    ),
    Situation.TRANSFERRED: lambda seen: (
        all(o.elsewhere and o.mark is None for o in seen.past()) and not seen.past(Subject.ENROLMENT)
    ),
    Situation.DEBT_REPAID: lambda seen: min(seen.ue(0), seen.ue(1)) >= 10 and carried(seen),
    Situation.DEBT_KEPT: lambda seen: seen.rcue() < 10 and seen.others_at_ten() and carried(seen),
}


def carried(seen: Seen) -> bool:
    """Passed last year without both UE of the first competence, which this year works on again."""
    here = seen.year.semesters[0].maquette
    missed = [o.competence for o in seen.past() if o.code is Code.AJ and o.semester >= here.semester - 2]
    return missed == [here.ues[0].competence] * 2 and seen.past(Subject.YEAR)[-1].code is Code.PASD


def test_every_maquette_of_the_annex_gets_a_class_and_the_same_people_in_both_semesters() -> None:
    found = [semester for year in years().values() for semester in year.semesters]
    assert sorted(s.maquette.id for s in found) == sorted(m.id for m in curriculum().maquettes)
    assert all(s.table.students == year.students for year in years().values() for s in year.semesters)
    assert {(year.odd, year.even) == year.semesters for year in years().values()} == {True}
    assert all(24 <= len(year.students) <= 30 for year in years().values())


@pytest.mark.parametrize("name", NAMES_OF_YEARS)
def test_every_situation_really_occurs_in_every_class(name: str) -> None:
    year = years()[name]
    expected = set(Situation) - ({Situation.DEBT_REPAID, Situation.DEBT_KEPT} if name < "s3" else set())
    assert set(year.situations) == expected
    assert [s for s in Situation if s in expected and not HOLDS[s](Seen(year, s))] == []


YEAR_CODES: dict[Situation, Code | None] = {
    Situation.UE_AT_TEN: Code.ADM,
    Situation.UE_ROUNDED_TO_TEN: Code.ADM,
    Situation.UE_JUST_UNDER: Code.ADM,
    Situation.COMPENSATED: Code.ADM,
    Situation.COMPENSATED_EXACTLY: Code.ADM,
    Situation.RCUE_UNDER_EIGHT: Code.RED,
    Situation.RCUE_AT_EIGHT: Code.PASD,
    Situation.HALF_OF_RCUES: Code.RED,
    Situation.FAILING: Code.RED,
    Situation.PENDING: None,
    Situation.NOTHING_YET: None,
    Situation.REPEATING: Code.ADM,
    Situation.REPEATING_IN_VAIN: None,
    Situation.TRANSFERRED: Code.ADM,
    Situation.DEBT_REPAID: Code.ADM,
    Situation.DEBT_KEPT: Code.RED,
}


def proposed(year: FictitiousYear) -> dict[Situation, StudentProposal]:
    followed = [semester_averages(semester.maquette, semester.table) for semester in year.semesters]
    proposals = propose(build_course(curriculum(), followed, year.outcomes))
    people = [proposals.student(row) for row in range(len(year.students))]
    assert tuple(person.student for person in people) == year.students
    return dict(zip(year.situations, people, strict=True))


def year_code(person: StudentProposal) -> Code | None:
    assert person.year is not None
    return person.year.decision.code


@pytest.mark.parametrize("name", ["s1-fi", "s3-fi-osc", "s5-fa-mp"])
def test_the_jury_meets_every_code_it_should(name: str) -> None:
    found = proposed(years()[name])
    expected = {s: code for s, code in YEAR_CODES.items() if s in found}
    if name.startswith("s5"):
        expected[Situation.RCUE_AT_EIGHT] = Code.RED
    assert {s: year_code(found[s]) for s in expected} == expected
    assert found[Situation.UE_ROUNDED_TO_TEN].ues[0].decision.code is Code.ADM
    assert found[Situation.UE_JUST_UNDER].ues[0].decision.code is Code.CMP
    assert found[Situation.COMPENSATED_EXACTLY].ues[0].decision.code is Code.CMP


@pytest.mark.parametrize("name", ["s3-fi-osc", "s5-fa-mp"])
def test_a_repaid_debt_is_a_ue_that_the_higher_level_acquires(name: str) -> None:
    found = proposed(years()[name])
    assert {ue.decision.code for ue in found[Situation.DEBT_REPAID].earlier_ues} == {Code.ADSUP}
    assert {ue.decision.code for ue in found[Situation.DEBT_KEPT].earlier_ues} == {Code.AJ}


def test_nobody_can_take_these_people_for_real_ones() -> None:
    people = [student for year in years().values() for student in year.students]
    assert (
        len({student.nip for student in people}) == len({student.name for student in people}) == len(people)
    )
    assert all(re.fullmatch(r"99\d{6}", student.nip) for student in people)
    assert all(re.fullmatch(r"99\d{7}[A-Z]{2}", student.ine or "") for student in people)
    assert {letter for student in people for letter in student.name} >= set("’-ŒœŁłÉéè")
    assert all(list(y.students) == sorted(y.students, key=lambda s: s.sort_key) for y in years().values())


def test_tests_are_of_every_kind_scale_and_weight_and_a_module_without_coefficient_has_none() -> None:
    for semester in (s for year in years().values() for s in year.semesters):
        tests = semester.table.evaluations
        assert {test.kind for test in tests} == set(Kind)
        assert {test.scale for test in tests} == {Decimal(20), Decimal(15), Decimal(10)}
        assert len({test.coefficient for test in tests}) > 2
        assert any(test.weights for test in tests)
        assert {t.module for t in tests} == {m.apogee for m in semester.maquette.modules if m.coefficient}
        assert len({test.key for test in tests}) == len(tests)


@pytest.mark.parametrize("kind", [Kind.RATTRAPAGE, Kind.SECOND_SESSION, Kind.BONUS, Kind.MALUS])
def test_second_chances_bonus_and_malus_are_given_to_some_and_not_to_all(kind: Kind) -> None:
    for year in years().values():
        given = [
            bool(marks(s, row, kind) != [None]) for s in year.semesters for row in range(len(year.students))
        ]
        assert 0 < sum(given) < len(given) / 2


def test_marks_stay_within_their_scale_and_local_bonus_marks_are_given_to_some() -> None:
    for semester in (s for year in years().values() for s in year.semesters):
        table = semester.table
        for k, test in enumerate(table.evaluations):
            assert 0 <= table.numerators[:, k].min() <= table.numerators[:, k].max() <= test.scale * 100
        assert {mark is None for row in semester.bonus_marks for mark in row} == {True, False}


def everyone_in_years_two_and_three() -> Iterator[tuple[int, list[Outcome]]]:
    for year in years().values():
        for student in year.students:
            yield year.semesters[0].maquette.year, [o for o in year.outcomes if o.nip == student.nip]


def test_everyone_in_years_two_and_three_has_a_code_for_every_earlier_ue() -> None:
    for year, past in everyone_in_years_two_and_three():
        ues = {(o.semester, o.competence) for o in past if o.subject is Subject.UE}
        assert len([ue for ue in ues if ue[0] < 2 * year - 1]) == {1: 0, 2: 6, 3: 14}[year]
        assert all((o.mark is None) == o.elsewhere for o in past if o.subject is Subject.UE)


def test_earlier_codes_agree_with_their_marks_and_ended_before_this_year() -> None:
    for year in years().values():
        own = {(o.nip, o.academic_year, o.semester, o.competence, o.subject): o for o in year.outcomes}
        for (nip, when, semester, competence, subject), rcue in own.items():
            assert when < curriculum().academic_year
            if subject is Subject.RCUE:
                odd = own[nip, when, semester - 1, competence, Subject.UE]
                even = own[nip, when, semester, competence, Subject.UE]
                assert odd.mark is not None
                assert even.mark is not None
                assert abs((odd.mark + even.mark) / 2 - (rcue.mark or 0)) <= Fraction("0.005")
                assert [odd.code, even.code, rcue.code] == expected_codes(odd.mark, even.mark)


def expected_codes(odd: Fraction, even: Fraction) -> list[Code]:
    under = Code.CMP if odd + even >= 20 else Code.AJ
    return [Code.ADM if mark >= 10 else under for mark in (odd, even, min(odd, even))]


def other_annex(regimes: tuple[Regime, ...] = (Regime.FI,)) -> Curriculum:
    """Two UE, no module of their own, points instead of credits, and a third semester without its fourth."""

    points = [("31", "12"), ("7", "40"), ("0", "0")]

    def maquette(semester: int, regime: Regime) -> Maquette:
        ues = tuple(Ue(f"BC{k}", f"Bloc {k}", f"bloc-{k}", None, Decimal(15)) for k in (1, 2))
        modules = tuple(
            Module(
                f"XY{semester}{k}",
                f"R{semester}.0{k}",
                f"Cours {k}",
                None,
                {"BC1": Decimal(a), "BC2": Decimal(b)},
            )
            for k, (a, b) in enumerate(points)
        )
        return Maquette(semester, regime, None, ues, modules)

    return Curriculum(
        "BUT FICTIF", AcademicYear(2025), tuple(maquette(s, regime) for regime in regimes for s in (1, 2, 3))
    )


def test_another_annex_gets_its_classes_too_even_with_a_semester_alone() -> None:
    first, alone = fictitious_years(other_annex(), 1)
    assert [s.maquette.id for s in first.semesters] == ["s1-fi", "s2-fi"]
    assert (alone.odd, alone.even) == (alone.semesters[0], None)
    assert Seen(first, Situation.UE_AT_TEN).ue(0) == 10
    assert {o.semester for o in alone.outcomes} == {1, 2, 3}


def test_a_class_does_not_depend_on_the_other_maquettes_of_the_annex() -> None:
    alone, *_rest = fictitious_years(other_annex((Regime.FI,)), 7)
    both = {y.semesters[0].maquette.id: y for y in fictitious_years(other_annex((Regime.FI, Regime.FA)), 7)}
    assert both["s1-fi"].situations == alone.situations


def digest(seed: int) -> str:
    seen = [
        (
            year.students,
            year.situations,
            year.outcomes,
            [(s.bonus_marks, s.table.numerators.tolist(), s.table.states.tolist()) for s in year.semesters],
        )
        for year in fictitious_years(other_annex(), seed)
    ]
    return sha256(repr(seen).encode()).hexdigest()


def digest_in_another_process(seed: int) -> str:
    here = str(Path(__file__).parent)
    script = f"import sys; sys.path.insert(0, {here!r}); from {__name__} import digest; print(digest({seed}))"
    run = [sys.executable, "-c", script]
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    found = subprocess.run(run, env=environment, check=True, capture_output=True, text=True)  # noqa: S603 our own script
    return found.stdout.strip()


def test_a_seed_gives_the_same_classes_in_every_process_and_another_seed_others() -> None:
    assert digest_in_another_process(5) == digest(5) != digest(6)
