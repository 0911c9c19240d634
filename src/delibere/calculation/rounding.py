# SPDX-License-Identifier: EUPL-1.2
"""From an exact quotient to what is shown and what passes: the only place where anything is rounded.

Point of law: none; each institution declares its rule (local_rules.Rounding), and nobody carries a rounded
value into the next computation.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.explanation import Explanation, Operation, Term
from delibere.calculation.local_rules import Rounding
from delibere.calculation.node import Means
from delibere.foundation.language import _
from delibere.foundation.numbers import french

HALF_A_HUNDREDTH = Fraction(1, 200)
HIGHEST_MARK = 2000
"""In hundredths."""


def exact_bar(bar: Fraction, rounding: Rounding) -> Fraction:
    """The exact value from which a figure passes this bar.

    9.995 for 10 when figures are rounded half up to hundredths before they are compared.
    """
    if rounding is Rounding.TRUNCATE_AT_BAR:
        return bar
    return Fraction(ceil(bar * 100), 100) - HALF_A_HUNDREDTH


def passes(means: Means, bar: Fraction, rounding: Rounding) -> NDArray[np.bool_]:
    """(rows, columns): whether the figure reaches the bar under this rounding; False where unknown."""
    return means.at_least(exact_bar(bar, rounding))


def value_passes(value: Fraction, bar: Fraction, rounding: Rounding) -> bool:
    """The same for one figure."""
    return value >= exact_bar(bar, rounding)


def shown(means: Means, bars: Sequence[Fraction], rounding: Rounding) -> NDArray[np.int64]:
    """(rows, columns) of hundredths, never on the other side of a bar than the decision; 0 where unknown."""
    hundredths = means.rounded(2)
    if rounding is Rounding.HALF_UP:
        return hundredths
    crossing = np.zeros(hundredths.shape, bool)
    for bar in bars:
        crossing |= means.known & (hundredths >= ceil(bar * 100)) & ~means.at_least(bar)
    return hundredths - crossing


def value_shown(value: Fraction, bars: Sequence[Fraction], rounding: Rounding) -> int:
    """The same for one figure."""
    hundredths = (2 * value.numerator * 100 + value.denominator) // (2 * value.denominator)
    crossing = rounding is Rounding.TRUNCATE_AT_BAR and any(
        value < bar and hundredths >= ceil(bar * 100) for bar in bars
    )
    return hundredths - crossing


def needed_mark(base: Fraction, slope: Fraction, bar: Fraction, rounding: Rounding) -> Fraction | None:
    """The smallest mark in hundredths, from 0 to 20, with which base + slope × mark passes the bar.

    UE33 = 9.4625 needs UE43 ≥ 10.53: needed_mark(9.4625 / 2, 1/2, 10, HALF_UP). None when out of reach.
    """
    lacking = exact_bar(bar, rounding) - base
    if lacking <= 0:
        return Fraction(0)
    if slope <= 0:
        return None
    hundredths = ceil(lacking / slope * 100)
    return Fraction(hundredths, 100) if hundredths <= HIGHEST_MARK else None


def explained(explanation: Explanation, bars: Sequence[Fraction], rounding: Rounding) -> Explanation:
    """The figure with its last step: the exact quotient, rounded once, then compared with each bar."""
    value = explanation.value
    if value is None:
        return explanation
    figure = french(Fraction(value_shown(value, bars, rounding), 100))
    compared = ", ".join(
        f"{figure} {'≥' if value_passes(value, bar, rounding) else '<'} {french(bar)}" for bar in bars
    )
    truncated = value_shown(value, bars, rounding) != value_shown(value, (), rounding)
    how = _("{quotient} tronqué à {figure}") if truncated else _("{quotient} arrondi une fois à {figure}")
    note = how.format(quotient=value, figure=figure) + (f" ; {compared}" if compared else "")
    operation = Operation.TRUNCATED if truncated else Operation.ROUNDED
    return Explanation.made(explanation.label, operation, [Term(Fraction(1), explanation)], note)
