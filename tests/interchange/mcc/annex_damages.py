# SPDX-License-Identifier: EUPL-1.2
"""Every way we could think of to damage one place of an annex, each as one change of its lines."""

from collections.abc import Iterator
from random import Random

from annex_text import Annex, Damage, Make
from cell_damages import CELL_DAMAGES
from shape_damages import SHAPE_DAMAGES

CLASSES: tuple[Make, ...] = (*CELL_DAMAGES, *SHAPE_DAMAGES)


def damages(annex: Annex, random: Random) -> Iterator[Damage]:
    """Damages without end, every class in turn."""
    while True:
        for make in CLASSES:
            yield make(annex, random)
