# SPDX-License-Identifier: EUPL-1.2
"""Products of tables in floats, in pieces that stay in the cache and in one thread."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK = 1024
"""Rows computed together: few enough to stay in the cache, enough to forget the price of a call."""
ONE_THREAD = 2**18
"""Multiplications under which OpenBLAS, which numpy calls, does not share a product between threads."""


def blocks(rows: int, step: int = BLOCK) -> Iterator[slice]:
    """0:rows in slices of `step`."""
    return (slice(start, min(start + step, rows)) for start in range(0, rows, step))


def product(table: NDArray[Any], weights: NDArray[Any]) -> NDArray[Any]:
    """Table @ weights, both of the same float type.

    Threads that share a small product wait for each other, and on a busy machine they wait long.
    """
    rows = ONE_THREAD // max(weights.size, 1) or 1
    pieces = len(table) // rows
    whole = pieces * rows
    result = np.empty((len(table), weights.shape[1]), weights.dtype)
    several = table[:whole].reshape(pieces, rows, len(weights))
    np.matmul(several, weights, out=result[:whole].reshape(pieces, rows, weights.shape[1]))
    np.matmul(table[whole:], weights, out=result[whole:])
    return result
