# SPDX-License-Identifier: EUPL-1.2
"""The picture of the distance to 10: a window from 5 to 15, beyond which an arrow says where."""

from itertools import pairwise

import pytest

from delibere.web.juries.distance import distance, spot


@pytest.mark.parametrize(
    ("hundredths", "x", "beyond"),
    [
        (500, 10, 0),
        (1000, 110, 0),
        (1500, 210, 0),
        (499, 10, -1),
        (0, 10, -1),
        (1501, 210, 1),
        (2000, 210, 1),
    ],
)
def test_a_figure_stands_in_the_window_or_at_its_edge(hundredths: int, x: int, beyond: int) -> None:
    assert (spot(hundredths).x, spot(hundredths).beyond) == (x, beyond)


def test_a_better_figure_never_stands_further_left() -> None:
    places = [(one.beyond, one.x) for one in map(spot, range(2001))]
    assert all(left <= right for left, right in pairwise(places))


def test_what_is_not_known_is_not_drawn() -> None:
    drawn = distance([None, 950], None)
    assert [one.x for one in drawn.ues] == [100]
    assert drawn.rcue is None
