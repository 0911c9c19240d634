# SPDX-License-Identifier: EUPL-1.2
import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from random_semesters import Semester

from delibere.calculation.averages import SemesterAverages, rcue_means, semester_averages
from delibere.calculation.evaluations import Evaluation, Kind, MarkTable
from delibere.calculation.local_rules import LocalRules, SecondSessionAbsence, UnjustifiedAbsence
from delibere.calculation.means import AsDecided
from delibere.curriculum.model import Maquette, Module, Regime, Ue
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.marks import Mark, Reason
from delibere.foundation.people import Student

ABI, ABJ, DIS, ATT = Reason.ABI, Reason.ABJ, Reason.DIS, Reason.ATT
UES = ("UE31", "UE32")
COEFFICIENTS = {"R3.01": ("1.4", "0.6"), "R3.02": ("2", "0"), "SAE3.PF": ("0", "0")}


def maquette() -> Maquette:
    ues = tuple(Ue(code, code, code, 2, Decimal(15)) for code in UES)
    modules = tuple(
        Module(pn, pn, pn, None, dict(zip(UES, map(Decimal, coefficients), strict=True)))
        for pn, coefficients in COEFFICIENTS.items()
    )
    return Maquette(3, Regime.FI, "OSC", ues, modules)


def a_test(module: str, kind: Kind = Kind.NORMAL, scale: int = 20, **poids: str) -> Evaluation:
    weights = {ue: Decimal(share) for ue, share in poids.items()}
    return Evaluation(f"{module}-{kind}", module, "DS", kind, Decimal(scale), weights=weights)


def averages_of(
    tests: list[Evaluation], marks: list[Mark | str], rules: LocalRules | None = None
) -> SemesterAverages:
    """One student; a string is a number."""
    row = [
        Decimal(mark) if isinstance(mark, str) and not isinstance(mark, Reason) else mark for mark in marks
    ]
    student = Student("99000001", "FRAMBOISE", "Félix")
    return semester_averages(maquette(), MarkTable.of([student], tests, [row]), rules or LocalRules())


BOTH = [a_test("R3.01"), a_test("R3.02")]
NO_AVERAGE = LocalRules(unjustified_absence=UnjustifiedAbsence.NO_AVERAGE)
NOT_SAT = LocalRules(second_session_absence=SecondSessionAbsence.NOT_SAT)

Case = tuple[list[Evaluation], list[Mark | str], LocalRules, list[str | None], list[bool], str]

# evaluations, marks, rules, UE averages, provisional, why
CASES: list[Case] = [
    (
        BOTH,
        ["10", "12"],
        LocalRules(),
        ["190/17", "10"],
        [False, False],
        "Σ coefficient × mark / Σ coefficient",
    ),
    (BOTH, [ABJ, "12"], LocalRules(), ["12", None], [False, False], "a justified absence leaves both sums"),
    (BOTH, [DIS, "12"], LocalRules(), ["12", None], [False, False], "a dispense is neutral, not missing"),
    (BOTH, [ABI, "17"], LocalRules(), ["10", "0"], [False, False], "an unjustified absence counts 0"),
    (BOTH, [ABI, "17"], NO_AVERAGE, [None, None], [False, False], "or leaves its UE without average"),
    (BOTH, ["17", ABI], NO_AVERAGE, [None, "17"], [False, False], "those only that it feeds"),
    (
        BOTH,
        [ATT, "12"],
        LocalRules(),
        ["12", None],
        [True, True],
        "a pending mark is neutral and provisional",
    ),
    (BOTH, ["12", None], LocalRules(), ["12", "12"], [True, False], "an empty cell too, where it counts"),
    (BOTH[:1], ["12"], LocalRules(), ["12", "12"], [True, False], "and a module without evaluation"),
    (
        [a_test("R3.01", scale=15), BOTH[1]],
        ["7.5", "10"],
        LocalRules(),
        ["10", "10"],
        [False] * 2,
        "out of 15",
    ),
    (
        [*BOTH, a_test("R3.01", Kind.RATTRAPAGE)],
        ["8", "12", "10"],
        LocalRules(),
        ["190/17", "10"],
        [False, False],
        "a rattrapage is kept when it is better",
    ),
    (
        [*BOTH, a_test("R3.01", Kind.RATTRAPAGE)],
        ["10", "12", "8"],
        LocalRules(),
        ["190/17", "10"],
        [False, False],
        "and not when it is not",
    ),
    (
        [*BOTH, a_test("R3.01", Kind.RATTRAPAGE)],
        ["10", "12", None],
        LocalRules(),
        ["190/17", "10"],
        [False, False],
        "nobody owes a rattrapage",
    ),
    (
        [*BOTH, a_test("R3.01", Kind.RATTRAPAGE)],
        ["10", "12", ATT],
        LocalRules(),
        ["190/17", "10"],
        [True, True],
        "a rattrapage that was sat is waited for",
    ),
    (
        [*BOTH, a_test("R3.02", Kind.SECOND_SESSION)],
        ["12", "14", "7"],
        LocalRules(),
        ["154/17", "12"],
        [False, False],
        "a second session is kept whenever sat, even if worse",
    ),
    (
        [*BOTH, a_test("R3.02", Kind.SECOND_SESSION)],
        ["10", "12", ABI],
        LocalRules(),
        ["70/17", "10"],
        [False, False],
        "an absence there counts 0",
    ),
    (
        [*BOTH, a_test("R3.02", Kind.SECOND_SESSION)],
        ["10", "12", ABI],
        NOT_SAT,
        ["190/17", "10"],
        [False, False],
        "or as not sat",
    ),
    (
        [*BOTH, a_test("R3.02", Kind.SECOND_SESSION)],
        ["10", None, "12"],
        LocalRules(),
        ["190/17", "10"],
        [False, False],
        "what a second session replaced is no longer waited for",
    ),
    (
        [*BOTH, a_test("R3.01", Kind.BONUS, UE32="0.5")],
        ["10", "12", "1"],
        LocalRules(),
        ["197/17", "10.5"],
        [False, False],
        "a bonus adds its points × poids to the module",
    ),
    (
        [*BOTH, a_test("R3.01", Kind.BONUS, scale=2), a_test("R3.02", Kind.MALUS, scale=5)],
        ["10", "12", "1", "0.5"],
        LocalRules(),
        ["377/34", "11"],
        [False, False],
        "points of bonus and malus are those that were typed, whatever their scale",
    ),
    (
        [*BOTH, a_test("R3.02", Kind.MALUS)],
        ["10", "10", "0.5"],
        LocalRules(),
        ["9.5", "10"],
        [False, False],
        "a malus is subtracted from the UE that its module feeds",
    ),
    (
        [*BOTH, a_test("R3.02", Kind.MALUS, UE31="30", UE32="1")],
        ["10", "10", "0.5"],
        LocalRules(),
        ["0", "9.5"],
        [False, False],
        "from those that it names, and never under 0",
    ),
    (
        [*BOTH, a_test("R3.01", Kind.BONUS)],
        ["20", "20", "1"],
        LocalRules(),
        ["20", "20"],
        [False] * 2,
        "nor over 20",
    ),
    (
        [a_test("R3.01"), a_test("R3.01", UE31="3", UE32="0"), BOTH[1]],
        ["10", "14", "13"],
        LocalRules(),
        ["13", "10"],
        [False, False],
        "the average of a module follows the poids of each UE",
    ),
    ([], [], LocalRules(), [None, None], [True, True], "no evaluation at all"),
]


@pytest.mark.parametrize("case", CASES, ids=[case[-1] for case in CASES])
def test_averages_follow_the_domain(case: Case) -> None:
    tests, marks, rules, ues, provisional, why = case
    averages = averages_of(tests, marks, rules)
    expected = [None if value is None else Fraction(value) for value in ues]
    assert [averages.ues.exact(0, j) for j in range(2)] == expected, why
    assert [averages.ues.terms(0, j).evaluate() for j in range(2)] == expected, why
    assert averages.provisional.tolist() == [provisional], why
    waiting = {ue for missing in averages.missing(0) for ue in missing.ues}
    assert [ue in waiting for ue in UES] == provisional, why


def test_what_is_missing_is_named() -> None:
    averages = averages_of([a_test("R3.01")], [ATT])
    assert [(missing.label, missing.ues) for missing in averages.missing(0)] == [
        ("R3.02 : aucune évaluation", ("UE31",)),
        ("R3.01, « DS » : pas de note", UES),
    ]


def test_what_is_left_out_of_a_figure_says_why() -> None:
    mean = averages_of(BOTH, [ABJ, "12"]).modules.terms(0, 0)
    assert [term.left_out for term in mean.terms] == [
        "absence justifiée (ABJ) : note et coefficient sortent des sommes"
    ]


def test_the_figure_of_a_module_ignores_poids_that_differ_from_one_ue_to_the_next() -> None:
    tests = [a_test("R3.01"), a_test("R3.01", UE31="3", UE32="0"), BOTH[1]]
    modules = averages_of(tests, ["10", "14", "13"]).modules
    assert [modules.exact(0, j) for j in range(3)] == [12, 13, None]


def test_an_evaluation_of_another_maquette_is_refused_in_french() -> None:
    with pytest.raises(UnusableInputError, match=r"R9\.99"):
        averages_of([a_test("R9.99")], ["10"])


def test_a_mark_with_three_decimals_is_refused_not_cut() -> None:
    with pytest.raises(UnusableInputError, match="deux décimales"):
        averages_of(BOTH, ["10.005", "12"])


def test_a_rcue_takes_the_exact_means_of_both_semesters_and_none_when_one_is_missing() -> None:
    odd = AsDecided([[Fraction("9.995")], [Fraction(12)]], ["UE31"])
    even = AsDecided([[Fraction(29, 3)], [None]], ["UE41"])
    rcue = rcue_means(odd, even, (Fraction(2), Fraction(1)), ["RCUE3"])
    assert [rcue.exact(i, 0) for i in range(2)] == [(2 * Fraction("9.995") + Fraction(29, 3)) / 3, None]
    assert rcue.terms(1, 0).note == "incomplet : pas de moyenne"


@pytest.mark.parametrize("seed", range(12))
def test_a_better_number_lowers_no_ue_unless_it_is_a_malus(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 seeded marks, not a secret
    semester = Semester.random(rng, size=40)
    columns = [k for k, test in enumerate(semester.tests) if test.kind is not Kind.MALUS]
    better = [list(row) for row in semester.marks]
    for row in better:
        for k in rng.sample(columns, min(len(columns), 1)):
            mark = row[k]
            if isinstance(mark, Decimal):
                row[k] = mark + rng.choice([Decimal("0.01"), Decimal(1), Decimal(5)])
    before, after = semester.averages().ues, replace(semester, marks=better).averages().ues
    for j in range(len(before.labels)):
        pairs = zip(before.fractions(j), after.fractions(j), strict=True)
        assert all(old is None or (new is not None and new >= old) for old, new in pairs)


def test_a_class_larger_than_a_block_is_computed_as_its_students_one_by_one() -> None:
    rng = random.Random(7)  # noqa: S311 seeded marks, not a secret
    semester = Semester.random(rng, size=2500)
    together = semester.averages()
    for row in rng.sample(range(2500), 40):
        alone = replace(semester, marks=[semester.marks[row]], bonus=[semester.bonus[row]]).averages()
        assert together.ues.rounded(2)[row].tolist() == alone.ues.rounded(2)[0].tolist()
        assert together.provisional[row].tolist() == alone.provisional[0].tolist()


@pytest.mark.parametrize("students", [0, 1])
def test_a_class_of_nobody_and_of_one_have_averages(students: int) -> None:
    table = MarkTable.of(
        [Student("99000001", "GROSEILLE", "Gaëtan")] * students, BOTH, [[Decimal(12), None]] * students
    )
    averages = semester_averages(maquette(), table)
    assert averages.ues.rounded(2).tolist() == [[1200, 1200]] * students
    assert averages.provisional.tolist() == [[True, False]] * students


def test_a_number_where_the_state_says_that_there_is_none_is_refused() -> None:
    table = MarkTable.of([Student("99000001", "GROSEILLE", "Gaëtan")], BOTH, [[ABJ, None]])
    with pytest.raises(ValueError, match="numerators"):
        replace(table, numerators=np.ones((1, 2), np.int32))
