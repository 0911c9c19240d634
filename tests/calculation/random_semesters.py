# SPDX-License-Identifier: EUPL-1.2
"""Random semesters, and a plain reference in fractions.Fraction for what they give.

The reference is written from the domain's own sentences, one student at a time, and shares no line with
what it checks.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cache, cached_property
from math import lcm

from delibere.calculation.averages import SemesterAverages, semester_averages
from delibere.calculation.evaluations import Evaluation, Kind, MarkTable
from delibere.calculation.local_rules import (
    Bonus,
    BonusMode,
    BonusSource,
    LocalRules,
    SecondSessionAbsence,
    UnjustifiedAbsence,
)
from delibere.calculation.means import AsDecided
from delibere.curriculum.model import Maquette, Module, Regime, Ue
from delibere.foundation.marks import Mark, Reason
from delibere.foundation.people import Student

ZERO, ONE = Decimal(0), Decimal(1)

Value = Fraction | None
Values = list[list[Value]]
Way = tuple[Decimal, ...]
"""The poids of each test of a module, towards one UE (or all equal, for None)."""
Ways = dict[tuple[str, str | None], Way]


def mean(terms: Iterable[tuple[int, Value]]) -> Value:
    """Σ weight × value / Σ weight over what is known."""
    known = [(weight, value.numerator, value.denominator) for weight, value in terms if value is not None]
    total = sum(weight for weight, _n, _d in known)
    if not total:
        return None
    common = lcm(*(d for _weight, _n, d in known))
    return Fraction(sum(weight * n * (common // d) for weight, n, d in known), common * total)


@cache
def fraction(mark: Decimal, scale: Decimal = Decimal(20)) -> Fraction:
    return Fraction(mark) * 20 / Fraction(scale)


@cache
def hundredths(weight: Decimal) -> int:
    return int(weight * 100)


def on_20(mark: Mark, evaluation: Evaluation, *, absence_counts: bool = True) -> Value:
    if isinstance(mark, Decimal):
        return fraction(mark, evaluation.scale)
    return Fraction(0) if mark is Reason.ABI and absence_counts else None


def typed(mark: Mark) -> Value:
    """The points of a bonus or a malus, whatever their scale."""
    if isinstance(mark, Decimal):
        return fraction(mark)
    return Fraction(0) if mark is Reason.ABI else None


def poids(evaluation: Evaluation, module: Module, ue: str | None) -> Decimal:
    if ue is None:
        return ONE
    return evaluation.weights.get(ue, ONE if module.coefficients[ue] else ZERO)


def bonus_source(rule: Bonus, known: list[tuple[str, Fraction]]) -> Fraction:
    figures = [value for _name, value in known]
    match rule.source:
        case BonusSource.BEST:
            return max(figures)
        case BonusSource.SUM:
            return sum(figures, Fraction(0))
        case BonusSource.MEAN:
            return sum(figures, Fraction(0)) / len(figures)
        case BonusSource.WEIGHTED:
            return sum((rule.weights.get(name, 0) * value for name, value in known), Fraction(0))


@dataclass
class Reference:
    """One student's semester."""

    maquette: Maquette
    tests: dict[tuple[str, Kind], list[tuple[Evaluation, Mark]]]
    rules: LocalRules
    bonus: list[tuple[str, Value]]
    ways: Ways
    computed: dict[tuple[str, Way], Value] = field(default_factory=dict)

    def average_of(self, module: Module, kind: Kind, ue: str | None) -> Value:
        if not self.tests[module.apogee, kind]:
            return None
        counts = not (
            kind is Kind.SECOND_SESSION and self.rules.second_session_absence is SecondSessionAbsence.NOT_SAT
        )
        return mean(
            (
                hundredths(test.coefficient) * hundredths(poids(test, module, ue)),
                on_20(mark, test, absence_counts=counts),
            )
            for test, mark in self.tests[module.apogee, kind]
        )

    def module(self, module: Module, ue: str | None) -> Value:
        key = module.apogee, self.ways[module.apogee, ue]
        if key not in self.computed:
            self.computed[key] = self.compute_module(module, ue)
        return self.computed[key]

    def compute_module(self, module: Module, ue: str | None) -> Value:
        average = self.average_of(module, Kind.NORMAL, ue)
        second_chance = self.average_of(module, Kind.RATTRAPAGE, ue)
        if average is None or (second_chance is not None and second_chance > average):
            average = second_chance
        second_session = self.average_of(module, Kind.SECOND_SESSION, ue)
        if second_session is not None:
            average = second_session
        if average is None:
            return None
        for test, mark in self.tests[module.apogee, Kind.BONUS]:
            points = typed(mark)
            if points is not None:
                average += points * fraction(poids(test, module, ue))
        return average

    def shown(self, module: Module) -> Value:
        """The figure of a module: its poids count when they are the same for all the UE it feeds."""
        fed = [ue.code for ue in self.maquette.ues if module.coefficients[ue.code]]
        ways = {self.ways[module.apogee, ue] for ue in fed}
        return self.module(module, fed[0] if len(ways) == 1 else None)

    def ue(self, ue: str) -> Value:
        average = mean(
            (hundredths(module.coefficients[ue]), self.module(module, ue))
            for module in self.maquette.modules
            if module.coefficients[ue]
        )
        if average is None or self.defaulting(ue):
            return None
        for module in self.maquette.modules:
            for test, mark in self.tests[module.apogee, Kind.MALUS]:
                average -= (typed(mark) or 0) * fraction(poids(test, module, ue))
        return max(Fraction(0), min(Fraction(20), self.with_bonus(average, ue)))

    def defaulting(self, ue: str) -> bool:
        if self.rules.unjustified_absence is UnjustifiedAbsence.ZERO:
            return False
        return any(
            mark is Reason.ABI
            and test.coefficient > 0
            and poids(test, module, ue) > 0
            and module.coefficients[ue] > 0
            and self.average_of(module, Kind.SECOND_SESSION, ue) is None
            for module in self.maquette.modules
            for test, mark in self.tests[module.apogee, Kind.NORMAL]
        )

    def with_bonus(self, average: Fraction, ue: str) -> Fraction:
        rule = self.rules.bonus
        known = [(name, value) for name, value in self.bonus if value is not None]
        if rule is None or not known or (rule.targets and ue not in rule.targets):
            return average
        source = bonus_source(rule, known)
        gain = max(Fraction(0), source - rule.threshold) * rule.rate
        if rule.steps:
            gain = max((gives for bar, gives in rule.steps if source >= bar), default=Fraction(0))
        gain = gain if rule.cap is None else min(rule.cap, gain)
        return average + gain if rule.mode is BonusMode.ADDITIVE else average * (1 + gain)


NEAR_BARS = [
    Decimal(text)
    for text in ["7.99", "8", "8.01", "9.5", "9.98", "9.99", "10", "10.01", "10.02", "10.5", "0", "20"]
]
COEFFICIENTS = [Decimal(text) for text in ["0", "0.5", "1", "1", "1", "1.4", "2", "3"]]
SCALES = [Decimal(scale) for scale in (20, 20, 20, 15, 10, 7)]
REASONS: list[Mark] = [Reason.ABI, Reason.ABJ, Reason.EXC, Reason.DIS, Reason.ATT, None]
KINDS = [Kind.RATTRAPAGE, Kind.SECOND_SESSION, Kind.BONUS, Kind.MALUS]


def random_maquette(rng: random.Random) -> Maquette:
    ues = tuple(Ue(f"UE{j}", f"c{j}", f"c{j}", 1, Decimal(10)) for j in range(1, rng.randint(1, 4) + 1))
    modules = tuple(
        Module(f"M{m}", f"R1.0{m}", f"M{m}", None, {ue.code: rng.choice(COEFFICIENTS) for ue in ues})
        for m in range(1, rng.randint(1, 3) + 1)
    )
    return Maquette(1, Regime.FI, None, ues, modules)


def random_tests(rng: random.Random, maquette: Maquette) -> list[Evaluation]:
    tests = []
    for module in maquette.modules:
        kinds = [Kind.NORMAL] * rng.choice([0, 1, 1, 2, 2, 3])
        kinds += [kind for kind in KINDS if rng.random() < 0.2]
        for number, kind in enumerate(kinds):
            shares = {ue.code: rng.choice(COEFFICIENTS) for ue in maquette.ues if rng.random() < 0.3}
            tests.append(
                Evaluation(
                    key=f"{module.apogee}/{number}",
                    module=module.apogee,
                    title=f"DS {number}",
                    kind=kind,
                    scale=rng.choice(SCALES),
                    coefficient=rng.choice(COEFFICIENTS),
                    weights=shares,
                )
            )
    return tests


def random_mark(rng: random.Random, evaluation: Evaluation) -> Mark:
    if rng.random() < 0.12:
        return rng.choice(REASONS)
    if evaluation.kind in {Kind.BONUS, Kind.MALUS}:
        return Decimal(rng.choice([0, 10, 25, 50, -50 if evaluation.kind is Kind.BONUS else 5])) / 100
    if rng.random() < 0.6:
        return round(rng.choice(NEAR_BARS) * evaluation.scale / 20, 2)
    return Decimal(rng.randint(0, int(evaluation.scale) * 100)) / 100


def random_rules(rng: random.Random, maquette: Maquette) -> LocalRules:
    bonus = Bonus(
        source=rng.choice(list(BonusSource)),
        weights={"sport": Fraction(1, 2), "culture": Fraction(1, 3)},
        threshold=Fraction(rng.choice([0, 8, 10])),
        rate=Fraction(1, rng.choice([20, 25, 30])),
        steps=rng.choice([(), ((Fraction(10), Fraction(1, 10)), (Fraction(14), Fraction(1, 4)))]),
        cap=rng.choice([None, Fraction(1, 5), Fraction(1, 2)]),
        mode=rng.choice(list(BonusMode)),
        targets=rng.choice([(), (maquette.ues[0].code,)]),
    )
    return LocalRules(
        unjustified_absence=rng.choice([*UnjustifiedAbsence, UnjustifiedAbsence.ZERO]),
        second_session_absence=rng.choice(list(SecondSessionAbsence)),
        bonus=bonus if rng.random() < 0.5 else None,
    )


@dataclass
class Semester:
    """Random marks of a class, computed and ready to be computed again."""

    maquette: Maquette
    tests: list[Evaluation]
    marks: list[list[Mark]]
    rules: LocalRules
    bonus: list[list[Value]]

    @classmethod
    def random(cls, rng: random.Random, size: int) -> "Semester":
        maquette = random_maquette(rng)
        tests = random_tests(rng, maquette)
        marks = [[random_mark(rng, test) for test in tests] for _student in range(size)]
        figures: list[Value] = [
            None,
            Fraction(9),
            Fraction(10),
            Fraction(14),
            Fraction("15.25"),
            Fraction(20),
        ]
        bonus = [[rng.choice(figures), rng.choice(figures)] for _student in range(size)]
        return cls(maquette, tests, marks, random_rules(rng, maquette), bonus)

    def averages(self) -> SemesterAverages:
        students = [Student(f"99{i:06}", "FRAMBOISE", "Félix") for i in range(len(self.marks))]
        table = MarkTable.of(students, self.tests, self.marks)
        return semester_averages(
            self.maquette, table, self.rules, AsDecided(self.bonus, ["sport", "culture"])
        )

    def reference(self, row: int) -> Reference:
        tests = defaultdict[tuple[str, Kind], list[tuple[Evaluation, Mark]]](list)
        for test, mark in zip(self.tests, self.marks[row], strict=True):
            tests[test.module, test.kind].append((test, mark))
        bonus = list(zip(["sport", "culture"], self.bonus[row], strict=True))
        return Reference(self.maquette, tests, self.rules, bonus, self.ways)

    @cached_property
    def ways(self) -> Ways:
        return {
            (module.apogee, ue): tuple(
                poids(test, module, ue) for test in self.tests if test.module == module.apogee
            )
            for module in self.maquette.modules
            for ue in [None, *(ue.code for ue in self.maquette.ues)]
        }
