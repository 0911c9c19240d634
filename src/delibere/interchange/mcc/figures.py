# SPDX-License-Identifier: EUPL-1.2
"""The numbers of a cell."""

import re
from decimal import Decimal
from functools import lru_cache

from delibere.foundation.numbers import read_decimal

_FIGURE = re.compile(r"(?:0|[1-9]\d{0,3})(?:[.,]\d{1,6})?")


def figure(word: str) -> Decimal | None:
    """A coefficient or a credit: no sign, no idle zero before it (« 06 » is damage, not six), few digits."""
    return read_decimal(word) if _FIGURE.fullmatch(word) else None


@lru_cache(maxsize=4096)
def figures(cell: str) -> tuple[Decimal, ...] | None:
    """The numbers of a cell, several when cells were merged; None when it holds anything else."""
    values = [figure(word) for word in cell.split()]
    numbers = tuple(value for value in values if value is not None)
    return numbers if len(numbers) == len(values) else None
