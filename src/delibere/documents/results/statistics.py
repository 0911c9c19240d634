# SPDX-License-Identifier: EUPL-1.2
"""What stands under a column of figures: to read a class, never to decide."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import isqrt
from statistics import mean, median, pvariance

from delibere.documents.results.grid import Cell, Column, Figure
from delibere.foundation.language import _
from delibere.foundation.numbers import half_up

Foot = list[tuple[str, list[Cell]]]


def statistics(columns: Sequence[Column], shown_from: int) -> Foot:
    """Mean, median, standard deviation and number of values, for each column of figures.

    In a column of fewer than `shown_from` values they would tell too much about each: they are hidden.
    """

    def line(measure: Callable[[Sequence[Fraction]], int]) -> list[Cell]:
        return [
            "" if column.values is None
            else Figure(measure(column.values) if len(column.values) >= max(1, shown_from) else None)
            for column in columns
        ]  # fmt: skip

    return [
        (_("Moyenne"), line(lambda values: _hundredths(mean(values)))),
        (_("Médiane"), line(lambda values: _hundredths(median(values)))),
        (_("Écart type σ"), line(_deviation)),
        (_("Effectif"), ["" if column.values is None else len(column.values) for column in columns]),
    ]


def _hundredths(value: Fraction) -> int:
    return int(half_up(value, 2) * 100)


def _deviation(values: Sequence[Fraction]) -> int:
    """√(Σ (x − mean)² / n) in hundredths, rounded half up from its integer square root."""
    return (isqrt(int(pvariance(values) * 40_000)) + 1) // 2
