# SPDX-License-Identifier: EUPL-1.2
import numpy as np
import pytest

from delibere.calculation.products import ONE_THREAD, blocks, product


@pytest.mark.parametrize("rows", [0, 1, 511, 512, 513, 1600])
@pytest.mark.parametrize("columns", [0, 1, 16])
def test_a_product_in_pieces_is_the_product(rows: int, columns: int) -> None:
    inner = ONE_THREAD // 512 // 16
    table = np.arange(rows * inner, dtype=np.float64).reshape(rows, inner) % 7
    weights = np.arange(inner * columns, dtype=np.float64).reshape(inner, columns) % 5
    assert np.array_equal(product(table, weights), table @ weights)


def test_blocks_cover_every_row_once() -> None:
    assert list(blocks(5, 2)) == [slice(0, 2), slice(2, 4), slice(4, 5)]
    assert list(blocks(0)) == []
