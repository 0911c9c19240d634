# SPDX-License-Identifier: EUPL-1.2
"""What was probably meant by a slot that cannot be read."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction

from delibere.foundation.marks import Reason
from delibere.foundation.numbers import half_up
from delibere.interchange.marksheets.slots import Bounds, mark_of, number_of
from delibere.interchange.spreadsheet.cells import Cell, Form

_WORDS = {
    "AB": (Reason.ABI, Reason.ABJ),
    "ABS": (Reason.ABI, Reason.ABJ),
    "ABSENT": (Reason.ABI, Reason.ABJ),
    "ABSENTE": (Reason.ABI, Reason.ABJ),
    "DISPENSE": (Reason.DIS,),
    "DISPENSÉ": (Reason.DIS,),
    "DISPENSÉE": (Reason.DIS,),
    "NN": (Reason.ATT,),
    "NC": (Reason.ATT,),
}
_LOOKALIKES = str.maketrans("OoQlI|", "000111")
_NOT_A_COMMA = re.compile(r"[;:/'’´.,\s]+")
_UNIT = re.compile(r"(?:pts?|points?)\.?$", re.IGNORECASE)


def likely_marks(cell: Cell, bounds: Bounds) -> list[Decimal | Reason]:
    """What may have been meant, the most likely first; nothing that would itself be refused."""
    read = (mark_of(candidate, bounds) for candidate in _candidates(cell, bounds))
    return list(dict.fromkeys(mark for mark in read if mark is not None))


def _candidates(cell: Cell, bounds: Bounds) -> Iterator[str]:
    value = number_of(cell.text)
    if cell.form is Form.MOMENT:
        yield _from_moment(cell.text)
    elif value is not None:
        yield from _slips(value, bounds)
    elif cell.form is Form.TEXT:
        yield _digits(cell.text, bounds)
        word = cell.text.upper()
        yield from _WORDS.get(word) or get_close_matches(word, list(Reason), n=2)


def _slips(value: Decimal, bounds: Bounds) -> Iterator[str]:
    """A third decimal, a lost comma, a stray sign."""
    if bounds.hold(value):
        yield str(Decimal(int(half_up(Fraction(value), 2) * 100)).scaleb(-2))
    if abs(value) >= 10 ** len(str(int(bounds.highest))):
        yield next((str(slip) for slip in (value / 10, value / 100) if bounds.hold(slip)), "")
    if value < 0:
        yield str(-value)


def _from_moment(text: str) -> str:
    """12/05 stands where « 12.5 » was typed, 12:30 where « 12:30 » was."""
    day, _separator, _hour = text.partition("T")
    if "-" not in day:
        return ",".join(day.split(":")[:2])
    found = date.fromisoformat(day)
    return f"{found.day},{found.month}"


def _digits(text: str, bounds: Bounds) -> str:
    """« 1O » → 10, « 12;5 » → 12,5, « 12/20 » → 12, « 14 pts » → 14; nothing for « 12/15 » out of 20."""
    over = re.fullmatch(r"(.+)/\s*(\d{2,3})", text)
    if over and Decimal(over[2]) != bounds.highest:
        return ""
    bare = over[1] if over else text
    return _NOT_A_COMMA.sub(",", _UNIT.sub("", bare).strip().translate(_LOOKALIKES))
