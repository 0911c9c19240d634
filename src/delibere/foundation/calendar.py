# SPDX-License-Identifier: EUPL-1.2
"""The academic year, from 1 September to 31 August."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self


@dataclass(frozen=True, slots=True, order=True)
class AcademicYear:
    """« 2023-2024 » is AcademicYear(2023)."""

    start: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read « 2023-2024 » or « 2023/2024 »; None when it is not two years in a row."""
        found = re.fullmatch(r"\s*(\d{4})\s*[-/–]\s*(\d{4})\s*", text)
        if found is None or int(found[2]) != int(found[1]) + 1:
            return None
        return cls(int(found[1]))

    @classmethod
    def of(cls, day: date) -> Self:
        """The one that a day is in."""
        return cls(day.year if day.month >= 9 else day.year - 1)

    def __str__(self) -> str:
        return f"{self.start}-{self.start + 1}"

    @property
    def first_day(self) -> date:
        """The 1 September that opens it."""
        return date(self.start, 9, 1)

    @property
    def last_day(self) -> date:
        """The 31 August that closes it: the rules in force then are those of its juries."""
        return date(self.start + 1, 8, 31)


_FRENCH_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\D.*)?")


def read_day(text: str) -> date | None:
    """« 08/01/2024 », « 2024-01-08 », with an hour or without; None when it is no day of the calendar."""
    found = _FRENCH_DAY.fullmatch(text.strip())
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None


_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def french_date(day: date) -> str:
    """« 1er septembre 2021 »."""
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"
