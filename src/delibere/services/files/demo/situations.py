# SPDX-License-Identifier: EUPL-1.2
"""People of all sorts: what each invented student is there to show."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Situation(StrEnum):
    """One sort of student. Competences are counted from 0 in the order of the maquette."""

    COMFORTABLE = "comfortable"
    UE_AT_TEN = "a UE exactly at 10"
    UE_ROUNDED_TO_TEN = "a UE at 9.995, shown 10.00"
    UE_JUST_UNDER = "a UE just under 9.995, shown 9.99"
    COMPENSATED = "a UE under 10 made up by its RCUE"
    COMPENSATED_EXACTLY = "a UE under 10 in a RCUE of exactly 10"
    RCUE_UNDER_EIGHT = "a RCUE at 7.99"
    RCUE_AT_EIGHT = "a RCUE of exactly 8"
    HALF_OF_RCUES = "two RCUE under 10, half of them or more"
    FAILING = "everything under 10"
    ABSENT = "absent without a reason"
    EXCUSED = "absent with a reason"
    DISPENSED = "dispensed of a module"
    PENDING = "a mark still awaited"
    NOTHING_YET = "a module without any mark yet"
    REPEATING = "repeats, with UE acquired before"
    REPEATING_IN_VAIN = "repeats and fails again"
    TRANSFERRED = "comes from elsewhere with UE and no marks"
    DEBT_REPAID = "carried a UE that the next level acquires"
    DEBT_KEPT = "carries a UE and fails the next level too"


FROM_YEAR_2 = (Situation.DEBT_REPAID, Situation.DEBT_KEPT)
REPEATERS = (Situation.REPEATING, Situation.REPEATING_IN_VAIN)
UNSTEERED = (Situation.COMFORTABLE, Situation.FAILING, Situation.ABSENT)
"""Who may have second chances, bonus and malus: nobody's aim depends on their marks."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Where the exact average of one UE must fall: in [mean − slack, mean].

    Attributes:
        half: 0 for the odd semester, 1 for the even one.
        ue: place of the UE in its maquette.
    """

    half: int
    ue: int
    mean: Fraction
    slack: Fraction = Fraction(0)


def _aims(odd: str, even: str | None = None) -> tuple[Aim, ...]:
    means = [odd] if even is None else [odd, even]
    return tuple(Aim(half, 0, Fraction(mean)) for half, mean in enumerate(means))


AIMS: Mapping[Situation, tuple[Aim, ...]] = {
    Situation.UE_AT_TEN: _aims("10"),
    Situation.UE_ROUNDED_TO_TEN: _aims("9.995"),
    Situation.UE_JUST_UNDER: (Aim(0, 0, Fraction("9.9949"), Fraction("0.0019")),),
    Situation.COMPENSATED: (
        Aim(0, 0, Fraction("9.3"), Fraction("0.2")),
        Aim(1, 0, Fraction("11.6"), Fraction("0.2")),
    ),
    Situation.COMPENSATED_EXACTLY: _aims("9.5", "10.5"),
    Situation.RCUE_UNDER_EIGHT: _aims("7.5", "8.48"),
    Situation.RCUE_AT_EIGHT: _aims("7.5", "8.5"),
    Situation.HALF_OF_RCUES: (
        Aim(0, 0, Fraction("9.2"), Fraction("0.2")),
        Aim(1, 0, Fraction("9.4"), Fraction("0.2")),
        Aim(0, 1, Fraction("8.9"), Fraction("0.2")),
        Aim(1, 1, Fraction("9.6"), Fraction("0.2")),
    ),
    Situation.DEBT_KEPT: (
        Aim(0, 0, Fraction("8.9"), Fraction("0.2")),
        Aim(1, 0, Fraction("9.4"), Fraction("0.2")),
    ),
}

_ORDINARY = (1120, 1550)
_LEVELS: Mapping[Situation, tuple[int, int]] = {
    Situation.FAILING: (620, 860),
    Situation.REPEATING_IN_VAIN: (700, 900),
    **dict.fromkeys(AIMS, (1120, 1260)),
}


def levels(situation: Situation) -> tuple[int, int]:
    """Between which averages, in hundredths, a student works in the UE that nothing is aimed at."""
    return _LEVELS.get(situation, _ORDINARY)


def cast(size: int, year: int) -> tuple[Situation, ...]:
    """Everyone in a class of this year: one of each sort, the others comfortable."""
    special = [s for s in Situation if s is not Situation.COMFORTABLE and (year > 1 or s not in FROM_YEAR_2)]
    return tuple(special[:size]) + (Situation.COMFORTABLE,) * (size - len(special))
