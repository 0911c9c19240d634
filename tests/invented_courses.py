# SPDX-License-Identifier: EUPL-1.2
"""A small invented diploma, where the average of a UE is the one mark of its one module.

Three competences over three years; a fourth one, « orner », from the second year on in the parcours FLE.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np

from delibere.calculation.averages import SemesterAverages, semester_averages
from delibere.calculation.evaluations import EMPTY, NUMBER, STATES, Evaluation, MarkTable
from delibere.calculation.local_rules import LocalRules
from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.marks import Reason
from delibere.foundation.people import Student
from delibere.jury.codes import Code
from delibere.jury.course import Course, build_course
from delibere.jury.grants import Grants
from delibere.jury.outcomes import Outcome, Subject
from delibere.jury.proposals import propose
from delibere.jury.student import StudentProposal

COMPETENCES = ("semer", "tailler", "cueillir", "orner")
NOW = AcademicYear(2023)
UNIT = 6000
"""Marks are integers over this: thirds and half-hundredths are exact."""
NIP = "99000001"

Row = Sequence[str | None]
"""The marks of a semester, one for each UE: « 9.995 », « 29/3 », « ATT », « ABJ », None for nothing yet."""


def _ue(semester: int, place: int, ects: Decimal) -> Ue:
    level = (semester + 1) // 2 - (1 if COMPETENCES[place] == "orner" else 0)
    return Ue(f"UE{semester}{place + 1}", COMPETENCES[place].title(), COMPETENCES[place], level, ects)


def maquette(semester: int, regime: Regime = Regime.FI, parcours: str | None = None) -> Maquette:
    count = 3 if semester < 3 else 4
    ects = [Decimal(10)] * 3 if count == 3 else [Decimal(8)] * 3 + [Decimal(6)]
    ues = tuple(_ue(semester, place, ects[place]) for place in range(count))
    modules = tuple(
        Module(f"M{semester}{j}", f"R{semester}.0{j + 1}", f"Module {j + 1}", None, _towards(ues, j))
        for j in range(count)
    )
    return Maquette(semester, regime, parcours, ues, modules)


def _towards(ues: Sequence[Ue], place: int) -> Mapping[str, Decimal]:
    return {ue.code: Decimal(int(j == place)) for j, ue in enumerate(ues)}


def curriculum(years: Iterable[int] = (1, 2, 3)) -> Curriculum:
    semesters = [semester for year in years for semester in (2 * year - 1, 2 * year)]
    maquettes = tuple(maquette(s, Regime.FI, None if s < 3 else "FLE") for s in semesters)
    return Curriculum("Jardins", NOW, maquettes)


WHOLE = curriculum()


def averages(taught: Maquette, rows: Mapping[str, Row], rules: LocalRules | None = None) -> SemesterAverages:
    students = tuple(Student(nip, "FRAMBOISE", f"Félix {nip}") for nip in rows)
    evaluations = tuple(Evaluation(m.apogee, m.apogee, "Contrôle") for m in taught.modules)
    shape = (len(students), len(evaluations))
    numerators, states = np.zeros(shape, np.int32), np.full(shape, EMPTY, np.uint8)
    for i, row in enumerate(rows.values()):
        for j, mark in enumerate(row):
            states[i, j], numerators[i, j] = _slot(mark)
    table = MarkTable(students, evaluations, numerators, np.full(shape[1], UNIT, np.int64), states)
    return semester_averages(taught, table, rules or LocalRules())


def _slot(mark: str | None) -> tuple[int, int]:
    if mark is None:
        return EMPTY, 0
    if mark in set(Reason):
        return STATES.index(Reason(mark)), 0
    numerator, _, denominator = mark.partition("/")
    value = Fraction(numerator) / Fraction(denominator or 1) * UNIT
    assert value.denominator == 1, mark
    return NUMBER, value.numerator


def of_one(row: str) -> dict[str, Row]:
    """« 10 9.5 ATT - »: the marks of the one student; « - » is nothing yet."""
    return {NIP: [None if mark == "-" else mark for mark in row.split()]}


def course(
    year: int,
    odd: Mapping[str, Row] | None,
    even: Mapping[str, Row] | None = None,
    outcomes: Iterable[Outcome] = (),
    *,
    rules: LocalRules | None = None,
    known: Curriculum = WHOLE,
) -> Course:
    semesters = [
        averages(maquette(semester, Regime.FI, None if semester < 3 else "FLE"), rows, rules)
        for semester, rows in ((2 * year - 1, odd), (2 * year, even))
        if rows is not None
    ]
    return build_course(known, semesters, outcomes)


def judged(
    year: int,
    odd: str | None,
    even: str | None = None,
    outcomes: Iterable[Outcome] = (),
    *,
    rules: LocalRules | None = None,
    grants: Grants | None = None,
) -> StudentProposal:
    """What is proposed about one student in a year; None for a semester that is not judged."""
    rows = [None if row is None else of_one(row) for row in (odd, even)]
    return propose(course(year, rows[0], rows[1], outcomes, rules=rules), grants).student(0)


def ue(
    semester: int,
    place: int,
    code: Code | None,
    mark: str | None = None,
    *,
    ago: int = 1,
    elsewhere: bool = False,
) -> Outcome:
    value = None if mark is None else Fraction(mark)
    year = AcademicYear(NOW.start - ago)
    return Outcome(NIP, year, Subject.UE, semester, COMPETENCES[place], code, value, elsewhere=elsewhere)


def year_of(year: int, codes: str, *, ago: int = 1) -> list[Outcome]:
    """Earlier decisions on a whole year: « ADM ADM AJ / ADM ADM ADM », odd semester / even semester."""
    halves = [half.split() for half in codes.split("/")]
    return [
        ue(2 * year - 1 + half, place, Code(code), "9" if code == "AJ" else "12", ago=ago)
        for half, decided in enumerate(halves)
        for place, code in enumerate(decided)
    ]


def followed(*semesters: int, ago: int = 1) -> list[Outcome]:
    year = AcademicYear(NOW.start - ago)
    return [Outcome(NIP, year, Subject.ENROLMENT, semester, None, None) for semester in semesters]


def grant_ue(semester: int, place: int) -> Grants:
    return Grants(ues=frozenset({(NIP, semester, COMPETENCES[place])}))


def grant_rcue(year: int, place: int) -> Grants:
    return Grants(rcues=frozenset({(NIP, 2 * year, COMPETENCES[place])}))


PASSED = year_of(1, "ADM ADM ADM / ADM ADM ADM", ago=1)
"""A first year fully acquired."""


def codes(person: StudentProposal) -> str:
    """« ADM CMP AJ | ADM CMP AJ | RED »: UE, RCUE, year; « - » for no code."""
    parts = [person.ues, person.rcues, () if person.year is None else (person.year,)]
    return " | ".join(" ".join(str(each.decision.code or "-") for each in part) for part in parts)  # type: ignore[attr-defined]
