# SPDX-License-Identifier: EUPL-1.2
import tomllib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from delibere.calculation.local_rules import KeptOnRepeat, Rounding
from delibere.calculation.means import AsDecided
from delibere.calculation.rounding import value_passes
from delibere.foundation.calendar import AcademicYear
from delibere.jury import rules
from delibere.jury.codes import ACQUIRED, Code
from delibere.jury.parameters import Parameters
from delibere.jury.rules.booleans import Booleans
from delibere.jury.rules.registry import RULES
from delibere.jury.rules.sovereignty import Standing

HERE = Path(__file__).parent
LAW = Parameters.at(AcademicYear(2023).last_day)


def read(cell: str) -> tuple[Fraction | None, bool]:
    """« ?12 »: the average, and whether it waits for a mark. « 23.999/3 » is a quotient of decimals."""
    awaited, text = cell.startswith("?"), cell.lstrip("?")
    if text in {"", "-", "A"}:
        return None, awaited
    numerator, _, denominator = text.partition("/")
    return Fraction(numerator) / Fraction(denominator or 1), awaited


def reaches(cell: str, bar: Fraction, rounding: Rounding = Rounding.HALF_UP) -> bool:
    value, _awaited = read(cell)
    return value is not None and value_passes(value, bar, rounding)


def letters(text: str, letter: str = "A") -> Booleans:
    return np.array([each == letter for each in text.replace(" ", "")])


def acquisition(ue: str, rounding: str) -> bool:
    at_bar, settled = reaches(ue, LAW.ue_bar, Rounding(rounding)), not read(ue)[1]
    return bool(rules.acquisition.acquired_by_average(np.array([at_bar]), np.array([settled]))[0])


def poles(year: int, share: str, over_year: str) -> bool:
    over = read(over_year)[0]
    return rules.poles.poles_are_balanced(year, Fraction(share), over, LAW)


def lower_levels(ues: str) -> str:
    acquired = letters(ues).reshape(3, 2)
    exists = ~letters(ues, ".").reshape(3, 2)
    carried = rules.lower_levels.acquired_by_a_higher_level(acquired, exists)
    after = np.where(carried, "S", np.where(acquired, "A", np.where(exists, "-", ".")))
    return " ".join("".join(level) for level in after)


def compensation(ue: str, rcue: str) -> str:
    acquired = np.array([reaches(ue, LAW.ue_bar), True])
    rcue_at_bar, settled = np.array(reaches(rcue, LAW.rcue_bar)), np.array(not read(rcue)[1])
    made_up = rules.compensation.acquired_by_compensation(acquired, rcue_at_bar, settled)
    return "ADM" if acquired[0] else "CMP" if made_up[0] else "AJ"


def even_semester(ues: str) -> bool:
    return bool(rules.even_semester.may_enter_even_semester(np.array([bool(ues)]))[0])


def next_year(rcues: str) -> bool:
    cells = rcues.split()
    acquired = np.array([cell == "A" or reaches(cell, LAW.rcue_bar) for cell in cells])
    at_floor = np.array([reaches(cell, LAW.rcue_floor) for cell in cells])
    return bool(rules.next_year.may_enter_next_year(acquired, at_floor, LAW.rcue_share))


def third_year(conditions: bool, ues: str) -> bool:  # noqa: FBT001 a column of a table
    return bool(rules.third_year.may_enter_third_year(np.array(conditions), letters(ues)))


def repeats(followed: str, asked: str) -> str:
    times = np.array([int(count) for count in followed.split()])
    wanted = np.array([str(semester) in asked.split() for semester in range(1, 7)])
    left = rules.repeats.repeats_left(times, wanted, LAW)
    return "jury" if left.allowed else "director" if left.by_director else "nothing"


def diploma(function: Callable[[Booleans, Booleans], Booleans], ues: str) -> bool:
    known = np.array([semester != "?" for semester in ues.split()])
    return bool(function(letters(ues.replace("?", "")), known))


def bachelor(ues: str) -> bool:
    return diploma(rules.bachelor.has_the_but, ues)


def dut(ues: str) -> bool:
    return diploma(rules.dut.has_the_dut, ues)


def elsewhere(code: str, from_elsewhere: bool) -> bool:  # noqa: FBT001 a column of a table
    decided = np.array(code != "" and Code(code) in ACQUIRED)
    return bool(rules.elsewhere.acquired_before(decided, np.array(from_elsewhere)))


def retake(past: str, now: str, acquired: bool, kept: str) -> str:  # noqa: FBT001 a column of a table
    before, (value, awaited) = read(past)[0], read(now)
    means = rules.retake.kept_average(
        AsDecided([[before]], ["UE"]),
        AsDecided([[value]], ["UE"]),
        np.array([[acquired]]),
        np.array([[awaited]]),
        KeptOnRepeat(kept),
    )
    result = means.exact(0, 0)
    assert means.terms(0, 0).evaluate() == result
    return "" if result is None else str(result)


def sovereignty(standing: str, proposed: str, may_repeat: bool) -> str:  # noqa: FBT001 a column of a table
    code = Code(proposed) if proposed else None
    return " ".join(rules.sovereignty.lawful_codes(Standing[standing], code, may_repeat=may_repeat))


READINGS: dict[str, Callable[..., Any]] = {
    reading.__name__: reading
    for reading in (
        *(acquisition, bachelor, compensation, dut, elsewhere, even_semester, lower_levels),
        *(next_year, poles, repeats, retake, sovereignty, third_year),
    )
}
TABLES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(HERE.glob("*.toml"))}
CASES = [[name, *case] for name, table in TABLES.items() for case in table["cases"]]


@pytest.mark.parametrize("case", CASES, ids=[f"{case[0]}: {case[-1]}" for case in CASES])
def test_a_rule_says_what_its_table_says(case: list[Any]) -> None:
    name, *cells, expected, _why = case
    assert READINGS[name](*cells) == expected


def test_every_rule_has_a_table_and_every_table_a_rule() -> None:
    assert {rule.name for rule in RULES.values()} == set(TABLES) == set(READINGS)


def test_every_file_of_rules_registers_one() -> None:
    support = {"__init__", "booleans", "registry"}
    folder = Path(rules.__file__).parent
    assert {path.stem for path in folder.glob("*.py")} - support == {rule.name for rule in RULES.values()}


def test_the_points_of_law_are_those_of_the_text() -> None:
    assert {id_: rule.reference.point for id_, rule in sorted(RULES.items())} == {
        "R1": "4.3",
        "R2": "4.3",
        "R3": "4.3",
        "R4": "4.3",
        "R5": "4.4",
        "R6": "4.5",
        "R7": "4.5",
        "R8": "4.5",
        "R9": "4.5",
        "R11": "4.6",
        "R12": "4.6",
        "R13": "4.3",
        "R14": "4.3",
    }


def test_no_case_is_told_twice() -> None:
    for name, table in TABLES.items():
        reasons = [case[-1] for case in table["cases"]]
        assert len(set(reasons)) == len(reasons), name
