# SPDX-License-Identifier: EUPL-1.2
"""Invented classes that show every situation a jury meets, for any annex."""

from delibere.services.files.demo.semesters import BONUS_NAMES, FictitiousSemester
from delibere.services.files.demo.situations import Situation
from delibere.services.files.demo.years import FictitiousYear, fictitious_years

__all__ = ["BONUS_NAMES", "FictitiousSemester", "FictitiousYear", "Situation", "fictitious_years"]
