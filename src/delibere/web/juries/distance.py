# SPDX-License-Identifier: EUPL-1.2
"""How far two UE and their RCUE stand from 10, as a picture: places only, no judgement."""

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, RIGHT = 500, 1500
"""The window, in hundredths; beyond it an arrow says on which side."""
MARGIN, WIDTH = 10, 200
"""Units of the picture, around and between the ends of the window."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure in the window. `beyond`: −1 left of it, 1 right of it, 0 inside."""

    x: int
    beyond: int


def spot(hundredths: int) -> Spot:
    """Where a figure stands."""
    inside = min(max(hundredths, LEFT), RIGHT)
    beyond = (hundredths > RIGHT) - (hundredths < LEFT)
    return Spot(MARGIN + (inside - LEFT) * WIDTH // (RIGHT - LEFT), beyond)


@dataclass(frozen=True, slots=True)
class Distance:
    """One row of the picture. `words`: the same for those who do not see it is the table around it."""

    ues: tuple[Spot, ...]
    rcue: Spot | None
    eight: int
    ten: int


def distance(ues: Sequence[int | None], rcue: int | None) -> Distance:
    """Lay out what is known."""
    spots = tuple(spot(one) for one in ues if one is not None)
    return Distance(spots, None if rcue is None else spot(rcue), spot(800).x, spot(1000).x)
