# SPDX-License-Identifier: EUPL-1.2
"""The numbers of a cell."""

from decimal import Decimal
from functools import lru_cache

from delibere.foundation.numbers import read_decimal


@lru_cache(maxsize=4096)
def figures(cell: str) -> tuple[Decimal, ...] | None:
    """The numbers of a cell, several when cells were merged; None when it holds anything else."""
    values = [read_decimal(word) for word in cell.split()]
    numbers = tuple(value for value in values if value is not None)
    return numbers if len(numbers) == len(values) else None
