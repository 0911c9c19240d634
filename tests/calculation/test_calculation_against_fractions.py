# SPDX-License-Identifier: EUPL-1.2
"""The averages of whole semesters against a plain reference in fractions.Fraction, cell by cell.

The reference is written from the domain's own sentences, one student at a time, and shares no line with
what it checks.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import lcm

import numpy as np
import pytest

from delibere.calculation.averages import SemesterAverages, rcue_means, semester_averages
from delibere.calculation.evaluations import Evaluation, Kind, MarkTable
from delibere.calculation.local_rules import (
    Bonus,
    BonusMode,
    BonusSource,
    LocalRules,
    SecondSessionAbsence,
    UnjustifiedAbsence,
)
from delibere.calculation.means import AsDecided, Choice, Columns, Means
from delibere.curriculum.model import Maquette, Module, Regime, Ue
from delibere.foundation.marks import Mark, Reason
from delibere.foundation.people import Student

CELLS = 1_000_000
SHARDS = 20
BARS = [Fraction(bar) for bar in ("8", "10", "7.995", "9.995", "10.005", "0", "20")]

ZERO, ONE = Decimal(0), Decimal(1)

Value = Fraction | None
Values = list[list[Value]]


# --- the reference -------------------------------------------------------------------------------------


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


def poids(evaluation: Evaluation, module: Module, ue: str | None) -> Decimal:
    if ue is None:
        return ONE
    return evaluation.weights.get(ue, ONE if module.coefficients[ue] else ZERO)


@dataclass
class Reference:
    """One student's semester."""

    maquette: Maquette
    tests: list[tuple[Evaluation, Mark]]
    rules: LocalRules
    bonus: list[tuple[str, Value]]

    def of_kind(self, module: Module, kind: Kind, ue: str | None) -> list[tuple[int, Value]]:
        counts = not (
            kind is Kind.SECOND_SESSION and self.rules.second_session_absence is SecondSessionAbsence.NOT_SAT
        )
        return [
            (
                hundredths(test.coefficient) * hundredths(poids(test, module, ue)),
                on_20(mark, test, absence_counts=counts),
            )
            for test, mark in self.tests
            if test.module == module.apogee and test.kind is kind
        ]

    def module(self, module: Module, ue: str | None) -> Value:
        average = mean(self.of_kind(module, Kind.NORMAL, ue))
        second_chance = mean(self.of_kind(module, Kind.RATTRAPAGE, ue))
        if average is None or (second_chance is not None and second_chance > average):
            average = second_chance
        second_session = mean(self.of_kind(module, Kind.SECOND_SESSION, ue))
        if second_session is not None:
            average = second_session
        if average is None:
            return None
        for test, mark in self.tests:
            points = on_20(mark, test)
            if test.module == module.apogee and test.kind is Kind.BONUS and points is not None:
                average += points * fraction(poids(test, module, ue))
        return average

    def shown(self, module: Module) -> Value:
        """The figure of a module: its poids count when they are the same for all the UE it feeds."""
        fed = [ue.code for ue in self.maquette.ues if module.coefficients[ue.code]]
        tests = [test for test, _mark in self.tests if test.module == module.apogee]
        ways = {tuple(poids(test, module, ue) for test in tests) for ue in fed}
        return self.module(module, fed[0] if len(ways) == 1 else None)

    def ue(self, ue: str) -> Value:
        average = mean(
            (hundredths(module.coefficients[ue]), self.module(module, ue)) for module in self.maquette.modules
        )
        if average is None or self.defaulting(ue):
            return None
        modules = {module.apogee: module for module in self.maquette.modules}
        for test, mark in self.tests:
            points = on_20(mark, test)
            if test.kind is Kind.MALUS and points is not None:
                average -= points * fraction(poids(test, modules[test.module], ue))
        return max(Fraction(0), min(Fraction(20), self.with_bonus(average, ue)))

    def defaulting(self, ue: str) -> bool:
        if self.rules.unjustified_absence is UnjustifiedAbsence.ZERO:
            return False
        return any(
            mark is Reason.ABI
            and test.kind is Kind.NORMAL
            and test.coefficient > 0
            and poids(test, module, ue) > 0
            and module.coefficients[ue] > 0
            and mean(self.of_kind(module, Kind.SECOND_SESSION, ue)) is None
            for module in self.maquette.modules
            for test, mark in self.tests
            if test.module == module.apogee
        )

    def with_bonus(self, average: Fraction, ue: str) -> Fraction:
        rule = self.rules.bonus
        known = [(name, value) for name, value in self.bonus if value is not None]
        if rule is None or not known or (rule.targets and ue not in rule.targets):
            return average
        figures = [value for _name, value in known]
        source = {
            BonusSource.BEST: max(figures),
            BonusSource.SUM: sum(figures, Fraction(0)),
            BonusSource.MEAN: sum(figures, Fraction(0)) / len(figures),
            BonusSource.WEIGHTED: sum((rule.weights.get(n, Fraction(0)) * v for n, v in known), Fraction(0)),
        }[rule.source]
        gain = max(Fraction(0), source - rule.threshold) * rule.rate
        if rule.steps:
            gain = max((gives for bar, gives in rule.steps if source >= bar), default=Fraction(0))
        gain = gain if rule.cap is None else min(rule.cap, gain)
        return average + gain if rule.mode is BonusMode.ADDITIVE else average * (1 + gain)


# --- random semesters ----------------------------------------------------------------------------------

NEAR_BARS = [
    Decimal(text)
    for text in ["7.99", "8", "8.01", "9.5", "9.98", "9.99", "10", "10.01", "10.02", "10.5", "0", "20"]
]
COEFFICIENTS = [Decimal(text) for text in ["0", "0.5", "1", "1", "1", "1.4", "2", "3"]]
SCALES = [Decimal(scale) for scale in (20, 20, 20, 15, 10, 7)]
REASONS: list[Mark] = [Reason.ABI, Reason.ABJ, Reason.EXC, Reason.DIS, Reason.ATT, None]
KINDS = [Kind.RATTRAPAGE, Kind.SECOND_SESSION, Kind.BONUS, Kind.MALUS]


def random_maquette(rng: random.Random) -> Maquette:
    ues = tuple(Ue(f"UE{j}", f"c{j}", f"c{j}", 1, Decimal(10)) for j in range(1, rng.randint(1, 3) + 1))
    modules = tuple(
        Module(f"M{m}", f"R1.0{m}", f"M{m}", None, {ue.code: rng.choice(COEFFICIENTS) for ue in ues})
        for m in range(1, rng.randint(1, 4) + 1)
    )
    return Maquette(1, Regime.FI, None, ues, modules)


def random_tests(rng: random.Random, maquette: Maquette) -> list[Evaluation]:
    tests = []
    for module in maquette.modules:
        kinds = [Kind.NORMAL] * rng.choice([0, 1, 1, 2, 2, 3])
        kinds += [kind for kind in KINDS if rng.random() < 0.2]
        for number, kind in enumerate(kinds):
            shares = {ue.code: rng.choice(COEFFICIENTS) for ue in maquette.ues if rng.random() < 0.3}
            small = kind in {Kind.BONUS, Kind.MALUS}
            tests.append(
                Evaluation(
                    key=f"{module.apogee}/{number}",
                    module=module.apogee,
                    title=f"DS {number}",
                    kind=kind,
                    scale=Decimal(20) if small else rng.choice(SCALES),
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
        tests = list(zip(self.tests, self.marks[row], strict=True))
        bonus = list(zip(["sport", "culture"], self.bonus[row], strict=True))
        return Reference(self.maquette, tests, self.rules, bonus)


def answers(means: Means) -> np.ndarray[tuple[int, int, int], np.dtype[np.int64]]:
    """(rows, columns, answers): known, then ≥ each bar, then the hundredths."""
    layers = [means.known, *(means.at_least(bar) for bar in BARS), means.rounded(2), means.truncated(2)]
    return np.stack([layer.astype(np.int64) for layer in layers], axis=2)


def expected(value: Value) -> list[int]:
    if value is None:
        return [0] * (len(BARS) + 3)
    n, d = value.numerator, value.denominator
    at_bars = [int(n * bar.denominator >= bar.numerator * d) for bar in BARS]
    return [1, *at_bars, (200 * n + d) // (2 * d), 100 * n // d]


def differences(means: Means, values: Values) -> int:
    """How many cells differ from the reference at a bar or at 2 decimals."""
    rows = [[expected(value) for value in row] for row in values]
    wanted = np.array(rows, np.int64).reshape(means.rows, len(means.labels), len(BARS) + 3)
    return int((answers(means) != wanted).any(axis=2).sum())


# --- the comparison ------------------------------------------------------------------------------------


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_million_cells_agree_with_fractions_at_every_bar_and_every_rounding(shard: int) -> None:
    rng = random.Random(shard)  # noqa: S311 seeded marks, not a secret
    compared = differing = 0
    while compared < CELLS / SHARDS:
        for table, values in random_year(rng, size=500):
            compared += table.rows * len(table.labels)
            differing += differences(table, values)
    assert differing == 0


def random_year(rng: random.Random, size: int) -> list[tuple[Means, Values]]:
    """Tables with what they should hold: modules and UE of two semesters, capitalised UE, RCUE."""
    odd, even = (Semester.random(rng, size) for _semester in range(2))
    tables: list[tuple[Means, Values]] = []
    for semester in (odd, even):
        averages = semester.averages()
        references = [semester.reference(row) for row in range(size)]
        modules = [[student.shown(module) for module in semester.maquette.modules] for student in references]
        ues = [[student.ue(ue.code) for ue in semester.maquette.ues] for student in references]
        tables += [(averages.modules, modules), (averages.ues, ues)]
    capitalised = with_past(*tables[1], rng)
    return [*tables, capitalised, paired(capitalised, tables[3], rng.choice([(1, 1), (2, 3)]))]


def with_past(ues: Means, values: Values, rng: random.Random) -> tuple[Means, Values]:
    """Some UE are replaced by the mark with which they were capitalised."""
    marks: list[Value] = [None, None, Fraction(10), Fraction("9.99"), Fraction(31, 3)]
    past = [[rng.choice(marks) for _ue in row] for row in values]
    decided = AsDecided(past, ues.labels)
    merged = [
        [new if old is None else old for new, old in zip(*rows, strict=True)]
        for rows in zip(values, past, strict=True)
    ]
    return Choice(decided.known, decided, ues, "capitalisée"), merged


def paired(
    odd: tuple[Means, Values], even: tuple[Means, Values], weights: tuple[int, int]
) -> tuple[Means, Values]:
    """The RCUE of the UE that exist in both semesters."""
    columns = range(min(len(odd[0].labels), len(even[0].labels)))
    picked = [Columns(table, list(columns)) for table, _values in (odd, even)]
    values = [
        [
            None
            if first[j] is None or second[j] is None
            else mean(zip(weights, (first[j], second[j]), strict=True))
            for j in columns
        ]
        for first, second in zip(odd[1], even[1], strict=True)
    ]
    odd_weight, even_weight = (Fraction(weight) for weight in weights)
    return rcue_means(picked[0], picked[1], (odd_weight, even_weight), ["RCUE" for _ in columns]), values
