# SPDX-License-Identifier: EUPL-1.2
"""Tests and the marks they gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.marks import Mark, Reason
from delibere.foundation.numbers import french_minimal
from delibere.foundation.people import Student


class Kind(StrEnum):
    """What an evaluation does to the average of its module or UE."""

    NORMAL = "normal"
    RATTRAPAGE = "rattrapage"
    SECOND_SESSION = "session2"
    BONUS = "bonus"
    MALUS = "malus"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One test of one module.

    Attributes:
        key: unique in its table; stable from the sheet to the explanation.
        module: Apogée code of the module.
        title: for people.
        kind: see Kind.
        scale: what full marks are out of (20, 15, 10…).
        coefficient: weight among the evaluations of the module (not used by bonus and malus).
        weights: poids by UE code; a UE that is not named weighs 1 where the module feeds it.
        held_on: the day, when known.
    """

    key: str
    module: str
    title: str
    kind: Kind = Kind.NORMAL
    scale: Decimal = Decimal(20)
    coefficient: Decimal = Decimal(1)
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    held_on: date | None = None


STATES: tuple[Reason | None, ...] = (None, Reason.ABI, Reason.ABJ, Reason.EXC, Reason.DIS, Reason.ATT)
"""What a state code of a MarkTable means; NUMBER and EMPTY stand at both ends."""
NUMBER = 0
EMPTY = len(STATES)

BLOCK = 4096
"""Rows checked together, to stay in the cache."""


@dataclass(frozen=True, slots=True)
class MarkTable:
    """A class's marks: students × evaluations.

    Attributes:
        students: n rows.
        evaluations: k columns.
        numerators: (n, k) integers, int16 or int32; the mark is numerator / denominator, out of the
            evaluation's scale. 0 where there is no number.
        denominators: (k,) integers, 100 for hundredths.
        states: (n, k) small integers: NUMBER, an index in STATES, or EMPTY.
    """

    students: tuple[Student, ...]
    evaluations: tuple[Evaluation, ...]
    numerators: NDArray[np.int16] | NDArray[np.int32]
    denominators: NDArray[np.int64]
    states: NDArray[np.uint8]

    def __post_init__(self) -> None:
        """Raises ValueError: a number stands where the state says that there is none."""
        for start in range(0, len(self.states), BLOCK):
            rows = slice(start, start + BLOCK)
            if (self.states[rows].astype(bool) & (self.numerators[rows] != 0)).any():
                raise ValueError("numerators must be 0 where there is no number")

    @classmethod
    def of(
        cls, students: Sequence[Student], evaluations: Sequence[Evaluation], marks: Sequence[Sequence[Mark]]
    ) -> "MarkTable":
        """Build from rows of marks.

        Raises:
            UnusableInputError: a mark has more than two decimals.
        """
        shape = (len(students), len(evaluations))
        numerators = np.zeros(shape, np.int32)
        states = np.full(shape, EMPTY, np.uint8)
        for i, row in enumerate(marks):
            for k, mark in enumerate(row):
                if isinstance(mark, Decimal):
                    states[i, k] = NUMBER
                    numerators[i, k] = _hundredths(mark, evaluations[k])
                elif mark is not None:
                    states[i, k] = STATES.index(mark)
        denominators = np.full(len(evaluations), 100, np.int64)
        return cls(tuple(students), tuple(evaluations), numerators, denominators, states)

    def mark(self, row: int, column: int) -> Mark:
        """What was entered in one slot."""
        state = int(self.states[row, column])
        if state == NUMBER:
            return Decimal(int(self.numerators[row, column])) / int(self.denominators[column])
        return None if state == EMPTY else STATES[state]


def _hundredths(mark: Decimal, evaluation: Evaluation) -> int:
    hundredths = int(mark * 100)
    if hundredths != mark * 100:
        message = _("« {title} » : la note {mark} a plus de deux décimales.")
        raise UnusableInputError(message.format(title=evaluation.title, mark=french_minimal(mark)))
    return hundredths
