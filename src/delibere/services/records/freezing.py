# SPDX-License-Identifier: EUPL-1.2
"""The day from which the maquettes of a year may no longer change but by an erratum (L613-1)."""

from calendar import monthrange
from datetime import date

from delibere.store.models import Department


def freezes_on(department: Department, year: int) -> date | None:
    """One month after teaching starts; None while that day is not said, and for other years."""
    start = department.teaching_starts_on
    return one_month_after(start) if start is not None and year == department.year else None


def one_month_after(day: date) -> date:
    """The same day of the next month, or its last day when it is shorter."""
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
