# SPDX-License-Identifier: EUPL-1.2
"""How a value is written in a cell, and when two writings are the same."""

from decimal import Decimal
from enum import StrEnum

from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal, minimal, read_decimal

TEXT_MARKS = ("ABI", "ABJ", "DEF", "DIS", "DEM")
SCALE = Decimal(20)
"""Where a file says no other."""


class DecimalSign(StrEnum):
    """What stands before the decimals; a setting of the site."""

    COMMA = ","
    DOT = "."


class RefusedValueError(ValueError):
    """This value may not stand in this cell; the message says why."""


def written_mark(raw: str, scale: Decimal, sign: DecimalSign) -> str:
    """A mark with two decimals, a true 0 included; or a text mark.

    Raises:
        RefusedValueError: out of its scale, more than two decimals, an unknown word.
    """
    number = read_decimal(raw)
    if number is None:
        return _text_mark(raw)
    if not 0 <= number <= scale:
        message = _("{value} n’est pas entre 0 et le barème, {scale}")
        raise RefusedValueError(message.format(value=french_minimal(number), scale=french_minimal(scale)))
    if number != number.quantize(Decimal("0.01")):
        message = _("{value} a plus de deux décimales : arrondissez-la d’abord")
        raise RefusedValueError(message.format(value=french_minimal(number)))
    return format(number.quantize(Decimal("0.01")), "f").replace(".", sign)


def _text_mark(raw: str) -> str:
    if raw.upper() in TEXT_MARKS:
        return raw.upper()
    message = _("« {value} » n’est ni une note ni l’un de {letters}")
    raise RefusedValueError(message.format(value=raw, letters=", ".join(TEXT_MARKS)))


def written_scale(raw: str, sign: DecimalSign) -> str:
    """A scale without idle decimals.

    Raises:
        RefusedValueError: not a number greater than 0.
    """
    number = read_decimal(raw)
    if number is None or number <= 0:
        raise RefusedValueError(_("« {value} » n’est pas un barème").format(value=raw))
    return minimal(number).replace(".", sign)


def written_result(raw: str, codes: tuple[str, ...] | None) -> str:
    """A result code that the file knows; any code where the file lists none.

    Raises:
        RefusedValueError: the file lists codes, and not this one.
    """
    if not codes or raw in codes:
        return raw
    near = [code for code in codes if code.casefold() == raw.casefold()]
    hint = _(" ; vouliez-vous {code}\u202f?").format(code=near[0]) if near else ""
    message = _("le code « {code} » n’est pas dans la liste TYP_RES du fichier{hint}")
    raise RefusedValueError(message.format(code=raw, hint=hint))


def same(before: str, after: str) -> bool:
    """Whether two writings say the same: « 12,5 », « 12.50 »."""
    numbers = read_decimal(before), read_decimal(after)
    return before == after or (numbers[0] is not None and numbers[0] == numbers[1])
