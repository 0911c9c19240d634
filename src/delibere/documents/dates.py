# SPDX-License-Identifier: EUPL-1.2
"""Dates, hours and page marks that never break at the end of a line."""

from datetime import date, datetime

from delibere.foundation.calendar import french_date
from delibere.foundation.language import _

_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def on_paper(day: date) -> str:
    """« 25 juin 2026 », held together by hard spaces."""
    return french_date(day).replace(" ", "\u00a0")


def day_on_paper(day: date) -> str:
    """« jeudi 25 juin 2026 »."""
    return f"{_DAYS[day.weekday()]} {on_paper(day)}"


def hour_on_paper(moment: datetime) -> str:
    """« 14 h 05 »."""
    return f"{moment.hour}\u00a0h\u00a0{moment:%M}"


def moment_on_paper(moment: datetime) -> str:
    """« 23 janvier 2026, 14 h 05 »."""
    return f"{on_paper(moment.date())}, {hour_on_paper(moment)}"


def page_mark(page: int = 1, pages: int = 1) -> str:
    """« page 1/3 »."""
    return _("page\u00a0{page}/{pages}").format(page=page, pages=pages)
