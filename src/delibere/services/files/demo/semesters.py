# SPDX-License-Identifier: EUPL-1.2
"""The marks of an invented class in one semester."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

from delibere.calculation.evaluations import Evaluation, Kind, MarkTable
from delibere.curriculum.model import Maquette
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.marks import Mark
from delibere.foundation.people import Student
from delibere.jury.codes import ACQUIRED
from delibere.jury.outcomes import Outcome, Subject
from delibere.services.files.demo.absences import without_number
from delibere.services.files.demo.evaluations import invented_evaluations
from delibere.services.files.demo.situations import AIMS, UNSTEERED, Situation, levels
from delibere.services.files.demo.steering import Target, steered_marks, ue_means

BONUS_NAMES = ("sport", "engagement")


@dataclass(frozen=True, slots=True)
class FictitiousSemester:
    """The marks of an invented class in one maquette.

    Attributes:
        bonus_marks: students × BONUS_NAMES, out of 20; None for who does neither.
    """

    maquette: Maquette
    table: MarkTable
    bonus_marks: tuple[tuple[Decimal | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One invented student: who, what to show, and what earlier juries decided."""

    student: Student
    situation: Situation
    past: tuple[Outcome, ...]

    def acquired(self, semester: int) -> set[str]:
        """Competences whose UE of this semester is acquired already."""
        return {
            outcome.competence
            for outcome in self.past
            if (outcome.semester, outcome.subject) == (semester, Subject.UE)
            and outcome.competence
            and outcome.code in ACQUIRED
        }


def fictitious_semester(
    rng: Random, maquette: Maquette, year: AcademicYear, parts: Sequence[Part]
) -> FictitiousSemester:
    """Tests, marks and local bonus marks of a class in one maquette."""
    evaluations = invented_evaluations(maquette, year)
    means = ue_means(maquette, evaluations)
    rows: list[list[Mark]] = []
    for part in parts:
        targets = _targets(rng, part.situation, maquette)
        numbers = steered_marks(rng, evaluations, means, targets)
        marks = {e.key: Decimal(n) / 100 for e, n in zip(evaluations, numbers, strict=True)}
        rows.append(_row(rng, part, maquette, evaluations, marks))
    table = MarkTable.of([part.student for part in parts], evaluations, rows)
    return FictitiousSemester(maquette, table, tuple(_bonus(rng, part.situation) for part in parts))


def _targets(rng: Random, situation: Situation, maquette: Maquette) -> list[Target]:
    """Where each UE average must fall: at the aim, or about the student's level."""
    low, high = levels(situation)
    level = rng.randint(low, high)
    aims = {aim.ue: aim for aim in AIMS.get(situation, ()) if aim.half != maquette.semester % 2}
    targets = []
    for place in range(len(maquette.ues)):
        middle = Fraction(min(high, max(low, level + rng.randint(-80, 80))), 100)
        aim = aims.get(place)
        ordinary = Target(middle - Fraction(1, 5), middle + Fraction(1, 5))
        targets.append(Target(aim.mean - aim.slack, aim.mean) if aim else ordinary)
    return targets


def _row(
    rng: Random, part: Part, maquette: Maquette, evaluations: Sequence[Evaluation], marks: dict[str, Decimal]
) -> list[Mark]:
    """One student's marks: numbers, reasons why not, and what second chances and bonus give."""
    normal = [e for e in evaluations if e.kind is Kind.NORMAL]
    apart = without_number(part.situation, maquette, normal, part.acquired(maquette.semester))
    return [
        (apart[e.key] if e.key in apart else marks[e.key])
        if e.kind is Kind.NORMAL
        else _extra(rng, part.situation, e, [marks[n.key] / n.scale for n in normal if n.module == e.module])
        for e in evaluations
    ]


def _extra(rng: Random, situation: Situation, evaluation: Evaluation, rates: Sequence[Decimal]) -> Mark:
    """Points of participation for one in four, a malus for one in five, a resit for who needs it."""
    if situation not in UNSTEERED:
        return None
    if evaluation.kind is Kind.BONUS:
        return rng.choice((Decimal("0.5"), None, None, None))
    if evaluation.kind is Kind.MALUS:
        return rng.choice((Decimal("0.25"), None, None, None, None))
    return Decimal(rng.randrange(800, 1400, 25)) / 100 if sum(rates) / len(rates) < Decimal("0.5") else None


def _bonus(rng: Random, situation: Situation) -> tuple[Decimal | None, ...]:
    """Sport for one in three, engagement for one in three."""
    if situation not in UNSTEERED:
        return (None,) * len(BONUS_NAMES)
    return tuple(rng.choice((Decimal(rng.randrange(20, 37)) / 2, None, None)) for _name in BONUS_NAMES)
