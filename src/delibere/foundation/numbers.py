# SPDX-License-Identifier: EUPL-1.2
"""Figures as people write them, and never a float in between."""

import re
from decimal import Decimal
from fractions import Fraction

_WRITTEN = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_SPACES = str.maketrans("", "", " \u00a0\u202f\t")


def read_decimal(text: str) -> Decimal | None:
    """The number written with a comma or a dot, or None when the text is not a number."""
    compact = text.translate(_SPACES).replace("\u2212", "-")
    if not _WRITTEN.fullmatch(compact):
        return None
    return Decimal(compact.replace(",", "."))


def minimal(value: Decimal) -> str:
    """A decimal with a dot and no idle zero: « 1.4 », « 30 », « 0 ». For machines."""
    return format(value.normalize() if value else Decimal(0), "f")


def half_up(value: Fraction, places: int) -> Fraction:
    """Rounded half up (towards +∞ on a tie), as schools do: 9,995 → 10,00."""
    unit = 10**places
    return Fraction((2 * value.numerator * unit + value.denominator) // (2 * value.denominator), unit)


def french(value: Fraction | Decimal | int, places: int = 2) -> str:
    """A figure for people: comma, fixed decimals, true minus sign; rounded half up if it must be."""
    unit = 10**places
    scaled = half_up(Fraction(value), places) * unit
    digits = f"{abs(int(scaled)):0{places + 1}d}"
    sign = "\u2212" if scaled < 0 else ""
    return f"{sign}{digits[:-places]},{digits[-places:]}" if places else f"{sign}{digits}"


def french_minimal(value: Decimal) -> str:
    """A decimal for people without idle zeros: « 1,4 », « 30 »."""
    return minimal(value).replace(".", ",").replace("-", "\u2212")


def read_fraction(text: str) -> Fraction | None:
    """The number written « 9,46 », « 9.46 » or « 29/3 », or None when the text is neither."""
    numerator, slash, denominator = text.partition("/")
    if not slash:
        value = read_decimal(text)
        return None if value is None else Fraction(value)
    if not (numerator.strip().isdecimal() and denominator.strip().isdecimal() and int(denominator)):
        return None
    return Fraction(int(numerator), int(denominator))


def write_fraction(value: Fraction) -> str:
    """A value of 0 or more as `read_fraction` reads it: a decimal with a comma if exact, else « 29/3 »."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = f"{value.numerator * 10**places // value.denominator:0{places + 1}d}"
    return f"{digits[:-places]},{digits[-places:]}" if places else digits
