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
