# SPDX-License-Identifier: EUPL-1.2
"""What stands under a column of figures: to read a class, never to decide."""

from collections.abc import Callable, Sequence
from fractions import Fraction

from delibere.calculation.statistics import Distribution, distribution
from delibere.documents.results.grid import Cell, Column, Figure
from delibere.foundation.language import _
from delibere.foundation.numbers import half_up

Foot = list[tuple[str, list[Cell]]]


def statistics(columns: Sequence[Column], shown_from: int) -> Foot:
    """Mean, median, standard deviation and number of values, for each column of figures.

    In a column of fewer than `shown_from` values they would tell too much about each: they are hidden.
    """
    found = [distribution(column.values, shown_from) if column.values else None for column in columns]

    def line(measure: Callable[[Distribution], Fraction]) -> list[Cell]:
        return [
            "" if column.values is None else Figure(None if known is None else _hundredths(measure(known)))
            for column, known in zip(columns, found, strict=True)
        ]

    return [
        (_("Moyenne"), line(lambda known: known.mean)),
        (_("Médiane"), line(lambda known: known.median)),
        (_("Écart type σ"), line(lambda known: known.deviation)),
        (_("Effectif"), ["" if column.values is None else len(column.values) for column in columns]),
    ]


def _hundredths(value: Fraction) -> int:
    return int(half_up(value, 2) * 100)
