# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from delibere.foundation.calendar import read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("08/01/2024", date(2024, 1, 8)),
        ("8-1-2024", date(2024, 1, 8)),
        ("08/01/2024 14:00", date(2024, 1, 8)),
        ("2024-01-08", date(2024, 1, 8)),
        ("2024-01-08T08:00:00", date(2024, 1, 8)),
        ("31/02/2024", None),
        ("08/01/24", None),
        ("45299", None),
        ("hier", None),
        ("", None),
        (" 15/03/2004", date(2004, 3, 15)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert read_day(text) == day
