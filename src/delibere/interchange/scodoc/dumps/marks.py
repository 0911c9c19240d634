# SPDX-License-Identifier: EUPL-1.2
"""How ScoDoc writes a mark: a number out of the scale of its evaluation, letters, or one of its sentinels."""

from decimal import Decimal
from typing import Final

from delibere.foundation.marks import Reason
from delibere.foundation.numbers import french_minimal, read_decimal

LETTERS: Final = {"ABS": Reason.ABI, "EXC": Reason.EXC, "NEU": Reason.EXC, "ATT": Reason.ATT}
"""ScoDoc counts ABS as 0, as we do an unjustified absence; EXC and NEU leave the sums; ATT waits."""
_LONGEST: Final = 40
"""Of what is not understood, to be shown."""
_NOTHING: Final = frozenset({"", "-", "~", "SUPR", "NI", "NP", "ND", "NA"})
_SENTINELS: Final = {Decimal(-1000): Reason.EXC, Decimal(-1002): Reason.ATT, Decimal(-1001): None}
"""What its table holds instead of a number; older answers show it as it is."""


def mark_text(value: object) -> str:
    """A mark as people type it here, empty for none; what is not understood comes back as written.

    Args:
        value: of the field `value`; null is how its table writes ABS.
    """
    if value is None:
        return Reason.ABI
    if isinstance(value, str):
        word = value.strip().upper()
        if word in _NOTHING:
            return ""
        if word in LETTERS:
            return LETTERS[word]
    number = read_decimal(value) if isinstance(value, str) else value
    if not isinstance(number, Decimal):
        return str(value)[:_LONGEST]
    return _SENTINELS[number] or "" if number in _SENTINELS else french_minimal(number)
