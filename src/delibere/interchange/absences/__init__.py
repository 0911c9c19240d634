# SPDX-License-Identifier: EUPL-1.2
"""Lists of absences by half-day."""

from delibere.interchange.absences.reading import HEADINGS, AbsenceLine, AbsenceLines, read_absences

__all__ = ["HEADINGS", "AbsenceLine", "AbsenceLines", "read_absences"]
