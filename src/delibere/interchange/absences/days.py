# SPDX-License-Identifier: EUPL-1.2
"""Half-days as people and registries write them."""

import re
from enum import StrEnum

from delibere.foundation.letters import plain_letters
from delibere.interchange.spreadsheet.cells import Cell

_HOUR = re.compile(r"\b(\d{1,2})\s*[h:]")
NOON = 13
"""A lesson that begins before one o'clock is of the morning."""


class Half(StrEnum):
    """Morning or afternoon."""

    MORNING = "am"
    AFTERNOON = "pm"


BOTH = (Half.MORNING, Half.AFTERNOON)
_WORDS = {
    **dict.fromkeys(("matin", "matinee", "am", "m"), (Half.MORNING,)),
    **dict.fromkeys(("apresmidi", "pm"), (Half.AFTERNOON,)),
    **dict.fromkeys(("journee", "jour", "toutelajournee", "matinetapresmidi"), BOTH),
}


def read_halves(text: str, day: Cell) -> tuple[Half, ...] | None:
    """What a word says, else an hour (there or beside the day); both without either; None for nonsense."""
    hour = _HOUR.search(text) or _HOUR.search(_time_of(day))
    if text and not _HOUR.search(text):
        return _WORDS.get(plain_letters(text))
    if hour and (text or int(hour[1])):
        return (Half.MORNING if int(hour[1]) < NOON else Half.AFTERNOON,)
    return BOTH


def _time_of(day: Cell) -> str:
    """« 14:00 » of « 08/01/2024 14:00 » and of « 2024-01-08T14:00:00 »."""
    return day.text.replace("T", " ").partition(" ")[2]
