# SPDX-License-Identifier: EUPL-1.2
"""What a slot may hold."""

import re
from dataclasses import dataclass
from decimal import Decimal

from delibere.calculation.evaluations import Evaluation, Kind
from delibere.foundation.marks import Reason
from delibere.foundation.numbers import read_decimal

LETTERS = {"A": Reason.ABI, "J": Reason.ABJ, "E": Reason.EXC, "D": Reason.DIS, "?": Reason.ATT}
"""One key for each reason, for those who type a whole class."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a mark may be: from `lowest` to `highest`, which is the scale."""

    lowest: Decimal
    highest: Decimal

    @classmethod
    def of(cls, evaluation: Evaluation) -> "Bounds":
        """Only a bonus or a malus may be negative."""
        signed = evaluation.kind in {Kind.BONUS, Kind.MALUS}
        return cls(-evaluation.scale if signed else Decimal(0), evaluation.scale)

    def hold(self, value: Decimal) -> bool:
        """Whether the value is within, bounds included."""
        return self.lowest <= value <= self.highest


def mark_of(text: str, bounds: Bounds) -> Decimal | Reason | None:
    """The mark that was typed: a number with two decimals at most, or a reason; None when it is neither."""
    word = text.upper()
    reason = Reason(word) if word in set(Reason) else LETTERS.get(word)
    if reason is not None:
        return reason
    value = number_of(text)
    return value if value is not None and bounds.hold(value) and in_hundredths(value) else None


def number_of(text: str) -> Decimal | None:
    """The number that was typed; a space inside is a slip of the keyboard, not a separator of thousands."""
    return None if re.search(r"\s", text) else read_decimal(text)


def in_hundredths(value: Decimal) -> bool:
    """Whether two decimals are enough to write it."""
    return (value * 100) % 1 == 0
