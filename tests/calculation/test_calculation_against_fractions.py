# SPDX-License-Identifier: EUPL-1.2
"""The averages of whole semesters against a plain reference in fractions.Fraction, cell by cell."""

import random
from fractions import Fraction

import numpy as np
import pytest
from random_semesters import Semester, Value, Values, mean

from delibere.calculation.averages import rcue_means
from delibere.calculation.means import AsDecided, Choice, Columns, Means

CELLS = 1_000_000
SHARDS = 20
BARS = [Fraction(bar) for bar in ("8", "10", "7.995", "9.995", "10.005", "0", "20")]


def answers(means: Means) -> np.ndarray[tuple[int, int, int], np.dtype[np.int64]]:
    """(rows, columns, answers): known, then ≥ each bar, then the hundredths."""
    layers = [means.known, *(means.at_least(bar) for bar in BARS), means.rounded(2), means.truncated(2)]
    return np.stack([layer.astype(np.int64) for layer in layers], axis=2)


def expected(value: Value) -> list[int]:
    if value is None:
        return [0] * (len(BARS) + 3)
    n, d = value.numerator, value.denominator
    at_bars = [int(n * bar.denominator >= bar.numerator * d) for bar in BARS]
    return [1, *at_bars, (200 * n + d) // (2 * d), 100 * n // d]


def differences(means: Means, values: Values) -> int:
    """How many cells differ from the reference at a bar or at 2 decimals."""
    rows = [[expected(value) for value in row] for row in values]
    wanted = np.array(rows, np.int64).reshape(means.rows, len(means.labels), len(BARS) + 3)
    return int((answers(means) != wanted).any(axis=2).sum())


@pytest.mark.parametrize("shard", range(SHARDS))
def test_a_million_cells_agree_with_fractions_at_every_bar_and_every_rounding(shard: int) -> None:
    rng = random.Random(shard)  # noqa: S311 seeded marks, not a secret
    compared = differing = 0
    while compared < CELLS / SHARDS:
        for table, values in random_year(rng, size=500):
            compared += table.rows * len(table.labels)
            differing += differences(table, values)
    assert differing == 0


def random_year(rng: random.Random, size: int) -> list[tuple[Means, Values]]:
    """Tables with what they should hold: modules and UE of two semesters, capitalised UE, RCUE."""
    odd, even = (Semester.random(rng, size) for _semester in range(2))
    tables: list[tuple[Means, Values]] = []
    for semester in (odd, even):
        averages = semester.averages()
        references = [semester.reference(row) for row in range(size)]
        modules = [[student.shown(module) for module in semester.maquette.modules] for student in references]
        ues = [[student.ue(ue.code) for ue in semester.maquette.ues] for student in references]
        tables += [(averages.modules, modules), (averages.ues, ues)]
    capitalised = with_past(*tables[1], rng)
    return [*tables, capitalised, paired(capitalised, tables[3], rng.choice([(1, 1), (2, 3)]))]


def with_past(ues: Means, values: Values, rng: random.Random) -> tuple[Means, Values]:
    """Some UE are replaced by the mark with which they were capitalised."""
    marks: list[Value] = [None, None, Fraction(10), Fraction("9.99"), Fraction(31, 3)]
    past = [[rng.choice(marks) for _ue in row] for row in values]
    decided = AsDecided(past, ues.labels)
    merged = [
        [new if old is None else old for new, old in zip(*rows, strict=True)]
        for rows in zip(values, past, strict=True)
    ]
    return Choice(decided.known, decided, ues, "capitalisée"), merged


def paired(
    odd: tuple[Means, Values], even: tuple[Means, Values], weights: tuple[int, int]
) -> tuple[Means, Values]:
    """The RCUE of the UE that exist in both semesters."""
    columns = range(min(len(odd[0].labels), len(even[0].labels)))
    picked = [Columns(table, list(columns)) for table, _values in (odd, even)]
    values = [
        [
            None
            if first[j] is None or second[j] is None
            else mean(zip(weights, (first[j], second[j]), strict=True))
            for j in columns
        ]
        for first, second in zip(odd[1], even[1], strict=True)
    ]
    odd_weight, even_weight = (Fraction(weight) for weight in weights)
    return rcue_means(picked[0], picked[1], (odd_weight, even_weight), ["RCUE" for _ in columns]), values
