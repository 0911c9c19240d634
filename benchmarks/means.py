# SPDX-License-Identifier: EUPL-1.2
"""What exactness costs: the averages of a semester, exact, in floats, by pandas, by plain fractions.

18 modules × 3 evaluations × 4 UE; marks in quarters of a point and coefficients in tenths that add up to 10,
which make ties of rounding common; one slot in twenty without a number. Each contender
goes from the marks to the UE averages, to « ≥ 10 » and to two decimals. They take turns within one run, and
the medians are compared: ratios hold on a shared machine, times hardly. Everything runs in one thread.

    python benchmarks/means.py [--quick]
"""

import os
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from statistics import median
from time import perf_counter
from typing import Any

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from delibere.calculation.averages import semester_averages
from delibere.calculation.evaluations import EMPTY, STATES, Evaluation, MarkTable
from delibere.curriculum.model import Maquette, Module, Regime, Ue
from delibere.foundation.marks import Reason
from delibere.foundation.people import Student

SIZES = (75, 1_000, 100_000, 1_000_000)
QUICK_SIZES = (75, 1_000, 20_000)
MODULES, TESTS, UES = 18, 3, 4
BLOCK = 1024
PANDAS_PART = 100_000
SLOW_ABOVE = 1_000
ABI, ABJ = STATES.index(Reason.ABI), STATES.index(Reason.ABJ)
BAR = Fraction(10)

HEADINGS = (
    "students",
    "exact, ms",
    "M students/s",
    "exact ÷ floats",
    "exact ÷ blocked floats",
    "pandas ÷ exact",
    "Fraction ÷ exact",
    "one pass, ms",
    "exact’s peak, MB",
    "floats’ peak, MB",
    "floats wrong: at 10 / at 2 decimals",
)

Answer = tuple[NDArray[Any], NDArray[Any]]


@dataclass(frozen=True)
class Semester:
    """A class of some size, in the forms its contenders like best; what they need is prepared untimed."""

    maquette: Maquette
    table: MarkTable
    towards_modules: NDArray[np.float64]
    towards_ues: NDArray[np.float64]

    @classmethod
    def random(cls, students: int) -> "Semester":
        """Seeded marks; a slot in sixty for each of ABI, ABJ and empty, so that denominators differ."""
        rng = np.random.default_rng(20_231)
        tenths = rng.multinomial(100, np.full(MODULES, 1 / MODULES), UES).T
        ues = tuple(Ue(f"UE3{j}", f"competence {j}", str(j), 2, Decimal(8)) for j in range(UES))
        modules = tuple(
            Module(
                f"M{m:02}",
                f"R3.{m:02}",
                f"module {m}",
                None,
                {ue.code: Decimal(int(tenths[m, j])) / 10 for j, ue in enumerate(ues)},
            )
            for m in range(MODULES)
        )
        weights = rng.choice([(1, 1, 1), (1, 1, 2), (2, 3, 5)], MODULES).ravel()
        tests = tuple(
            Evaluation(f"{k}", f"M{k // TESTS:02}", f"DS {k}", coefficient=Decimal(int(weight)))
            for k, weight in enumerate(weights)
        )
        table = _marks(rng, students, tests)
        towards_modules = np.zeros((MODULES * TESTS, MODULES))
        towards_modules[np.arange(MODULES * TESTS), np.arange(MODULES * TESTS) // TESTS] = weights
        return cls(Maquette(3, Regime.FI, "OSC", ues, modules), table, towards_modules, tenths / 10)


def _marks(rng: np.random.Generator, students: int, tests: tuple[Evaluation, ...]) -> MarkTable:
    shape = (students, len(tests))
    numerators = rng.integers(0, 81, shape, np.int32) * 25
    states = np.zeros(shape, np.uint8)
    for state in (ABI, ABJ, EMPTY):
        states[rng.random(shape, np.float32) < 1 / 60] = state
    numerators[states != 0] = 0
    people = (Student("99000000", "FRAMBOISE", "Félix"),) * students
    return MarkTable(people, tests, numerators, np.full(len(tests), 100), states)


def exact(semester: Semester) -> Answer:
    """Délibéré, from the table and the maquette on."""
    ues = semester_averages(semester.maquette, semester.table).ues
    return ues.at_least(BAR), ues.rounded(2)


def floats(semester: Semester) -> Answer:
    """The same in float64, whole arrays, with the same neutral marks: right almost everywhere."""
    return _float_answer(semester, slice(None))


def blocked_floats(semester: Semester) -> Answer:
    """The same in float64, a block of rows at a time so as to stay in the cache."""
    starts = range(0, len(semester.table.students), BLOCK)
    parts = [_float_answer(semester, slice(start, start + BLOCK)) for start in starts]
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _float_answer(semester: Semester, rows: slice) -> Answer:
    known = (semester.table.states[rows] <= ABI).astype(np.float64)
    marks = semester.table.numerators[rows] / 100.0
    totals = known @ semester.towards_modules
    modules = marks @ semester.towards_modules / np.maximum(totals, 1)
    weights = (totals > 0) @ semester.towards_ues
    ues = modules @ semester.towards_ues / weights
    return ues >= 10, np.floor(ues * 100 + 0.5).astype(np.int64)


def long_frame(semester: Semester, rows: slice) -> pd.DataFrame:
    """One line for each mark that counts, as a group-by wants them."""
    counted = semester.table.states[rows] <= ABI
    students, tests = np.nonzero(counted)
    return pd.DataFrame(
        {
            "student": students.astype(np.int32),
            "module": (tests // TESTS).astype(np.int8),
            "weight": semester.towards_modules.sum(axis=1)[tests],
            "mark": semester.table.numerators[rows][counted] / 100.0,
        }
    )


def grouped(frame: pd.DataFrame, coefficients: pd.DataFrame) -> pd.DataFrame:
    """Marks → modules → UE by pandas group-by, in floats."""
    frame = frame.assign(points=frame["weight"] * frame["mark"])
    sums = frame.groupby(["student", "module"], sort=False)[["points", "weight"]].sum()
    modules = (sums["points"] / sums["weight"]).rename("average").reset_index()
    terms = modules.merge(coefficients, on="module")
    terms["points"] = terms["average"] * terms["coefficient"]
    means = terms.groupby(["student", "ue"], sort=False)[["points", "coefficient"]].sum()
    average = means["points"] / means["coefficient"]
    return pd.DataFrame({"passes": average >= 10, "rounded": average.round(2)})


def by_pandas(semester: Semester) -> float:
    """Seconds taken by pandas; a million students in ten parts, to spare the memory; frames untimed."""
    module, ue = np.nonzero(semester.towards_ues)
    coefficients = pd.DataFrame(
        {"module": module.astype(np.int8), "ue": ue, "coefficient": semester.towards_ues[module, ue]}
    )
    spent = 0.0
    for start in range(0, len(semester.table.students), PANDAS_PART):
        frame = long_frame(semester, slice(start, start + PANDAS_PART))
        spent += seconds(lambda frame=frame: grouped(frame, coefficients))  # type: ignore[misc]
    return spent


def by_fractions(semester: Semester) -> Answer:
    """The same in plain fractions.Fraction, one student after the other."""
    weights = [Fraction(test.coefficient) for test in semester.table.evaluations]
    coefficients = [
        [Fraction(value) for value in module.coefficients.values()] for module in semester.maquette.modules
    ]
    averages = [
        _fractions_of(semester, row, weights, coefficients) for row in range(len(semester.table.students))
    ]
    rounded = [[(value * 100 + Fraction(1, 2)) // 1 for value in row] for row in averages]
    return np.array([[value >= BAR for value in row] for row in averages]), np.array(rounded)


def _fractions_of(
    semester: Semester, row: int, weights: list[Fraction], coefficients: list[list[Fraction]]
) -> list[Fraction]:
    modules: list[Fraction | None] = []
    for module in range(MODULES):
        tests = range(module * TESTS, (module + 1) * TESTS)
        known = [k for k in tests if semester.table.states[row, k] <= ABI]
        points = sum(
            (weights[k] * Fraction(int(semester.table.numerators[row, k]), 100) for k in known), Fraction(0)
        )
        modules.append(points / sum(weights[k] for k in known) if known else None)
    averages = []
    for j in range(UES):
        terms = [(coefficients[m][j], value) for m, value in enumerate(modules) if value is not None]
        averages.append(sum((c * v for c, v in terms), Fraction(0)) / sum(c for c, _value in terms))
    return averages


def one_pass(semester: Semester) -> tuple[int, int]:
    """Read every mark and state once, and do nothing with them: no computation can be faster."""
    return int(semester.table.numerators.max()), int(semester.table.states.max())


def seconds(run: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    run()
    return perf_counter() - start


def peak_megabytes(run: Callable[[], object]) -> float:
    """The most memory one call holds beside its input."""
    tracemalloc.start()
    run()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def compare(students: int, turns: int) -> None:
    """Print one line of the table."""
    semester = Semester.random(students)
    contenders: dict[str, Callable[[Semester], object]] = {
        "exact": exact,
        "floats": floats,
        "blocked": blocked_floats,
        "pass": one_pass,
    }
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for _turn in range(turns):
        for name, contender in contenders.items():
            times[name].append(seconds(lambda contender=contender: contender(semester)))  # type: ignore[misc]
    took = {name: median(spent) for name, spent in times.items()}
    took["pandas"] = by_pandas(semester)
    fractions = seconds(lambda: by_fractions(semester)) if students <= SLOW_ABOVE else None
    wrong = disagreements(exact(semester), floats(semester))
    cells = [
        f"{students:,}",
        f"{took['exact'] * 1e3:,.2f}",
        f"{students / took['exact'] / 1e6:.2f}",
        f"{took['exact'] / took['floats']:.2f}",
        f"{took['exact'] / took['blocked']:.2f}",
        f"{took['pandas'] / took['exact']:,.0f}",
        f"{fractions / took['exact']:,.0f}" if fractions else "–",
        f"{took['pass'] * 1e3:,.2f}",
        f"{peak_megabytes(lambda: exact(semester)):,.1f}",
        f"{peak_megabytes(lambda: floats(semester)):,.1f}",
        f"{wrong[0]:,} / {wrong[1]:,}",
    ]
    print(f"| {' | '.join(cells)} |")


def disagreements(truth: Answer, answer: Answer) -> tuple[int, int]:
    """Cells on the wrong side of 10, cells wrong at two decimals."""
    return int((truth[0] != answer[0]).sum()), int((truth[1] != answer[1]).sum())


def explanation_time() -> float:
    """Seconds to open one UE average into its terms and to compute it again from its leaves."""
    ues = semester_averages(*_class()).ues
    return median(seconds(lambda: ues.terms(7, 2).evaluate()) for _turn in range(51))


def _class() -> tuple[Maquette, MarkTable]:
    semester = Semester.random(75)
    return semester.maquette, semester.table


def main() -> None:
    """Print the table in Markdown."""
    quick = "--quick" in sys.argv[1:]
    print(f"| {' | '.join(HEADINGS)} |")
    print("|" + "--:|" * len(HEADINGS))
    for students in QUICK_SIZES if quick else SIZES:
        compare(students, turns=51 if students <= SLOW_ABOVE else 5)
    print(f"\nOne explanation, opened and computed again: {explanation_time() * 1e3:.2f} ms.")


if __name__ == "__main__":
    main()
