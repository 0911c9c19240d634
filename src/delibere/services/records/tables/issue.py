# SPDX-License-Identifier: EUPL-1.2
"""The same tables as workbooks."""

from delibere.foundation.calendar import french_date
from delibere.foundation.language import _
from delibere.services.files.issue_results import issue_results
from delibere.services.records.results import ClassResults
from delibere.store.models import Enrolment


def issue_semester(found: ClassResults) -> bytes:
    """The workbook (XLSX) of a promotion's semester."""
    return _issue(found, found.promotion.semester)


def issue_year(found: ClassResults) -> bytes:
    """The workbook (XLSX) of the year that a promotion closes."""
    return _issue(found, None)


def _issue(found: ClassResults, semester: int | None) -> bytes:
    slugs = ", ".join(read.promotion.slug for read in found.semesters)
    apart = tuple(_left(one) for one in found.left)
    return issue_results(found.results, slugs, semester=semester, apart=apart)


def _left(enrolment: Enrolment) -> str:
    """« NÉFLIER Noé, démissionnaire depuis le 4 mars 2024 »."""
    if enrolment.since is None:
        return f"{enrolment.student.name}, {enrolment.word}"
    told = _("{name}, {word} depuis le {day}")
    return told.format(name=enrolment.student.name, word=enrolment.word, day=french_date(enrolment.since))
