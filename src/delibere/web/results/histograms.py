# SPDX-License-Identifier: EUPL-1.2
"""A distribution drawn in the head of its column: two paths, under the bar and from it on."""

from dataclasses import dataclass

from delibere.calculation.statistics import Distribution
from delibere.foundation.language import _

PER_POINT, HEIGHT, BAR = 3, 24, 10
"""Units of the drawing: a bar is two wide, one apart."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """One drawing, and the same in words."""

    below: str
    reached: str
    label: str


def histogram(name: str, found: Distribution | None) -> Histogram | None:
    """None when the class is too small to be shown."""
    if found is None:
        return None
    counts = found.histogram
    highest = max(counts)
    bars = [
        f"M{PER_POINT * at} {HEIGHT}v-{_height(n, highest)}h2V{HEIGHT}z" if n else ""
        for at, n in enumerate(counts)
    ]
    told = [at for at, n in enumerate(counts) if n]
    label = _("{name} : {count} moyennes, de {low} à {high} ; les nombres sont sous le tableau")
    return Histogram(
        "".join(bars[:BAR]),
        "".join(bars[BAR:]),
        label.format(name=name, count=found.count, low=told[0], high=told[-1] + 1),
    )


def _height(count: int, highest: int) -> int:
    return max(1, HEIGHT * count // highest)
