# SPDX-License-Identifier: EUPL-1.2
"""What was found in somebody's document: errors a person must settle, and notices worth knowing."""

from dataclasses import dataclass
from enum import StrEnum

from delibere.foundation.language import _


class Severity(StrEnum):
    """Whether a finding stops (a person must settle it) or only informs."""

    ERROR = "error"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on a document.

    Attributes:
        severity: ERROR makes a command exit 1; NOTICE changes nothing.
        message: the sentence in French: what is wrong and what to do.
        line: line of the file, from 1, when there is one; of its text, for a file of pages.
        sheet: sheet of a workbook, when there is one.
        cell: the cell, as a column's name (« Coeff UE31 ») or a spreadsheet reference (« D12 »).
        maquette: slug of the maquette concerned, when there is one.
        subject: what in it: a module's Apogée code, a UE's code, a student's NIP.
        page: from 1, of a file of pages.
    """

    severity: Severity
    message: str
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    maquette: str | None = None
    subject: str | None = None
    page: int | None = None

    @property
    def where(self) -> str:
        """« page 7 », « ligne 12 »; empty when it is about the whole."""
        return where(self.line, self.page)


def where(line: int | None, page: int | None) -> str:
    """A place in a file, as whoever holds it would find it: pages have no lines that people can count."""
    if page:
        return _("page {page}").format(page=page)
    return _("ligne {line}").format(line=line) if line else ""


def errors(findings: list[Finding]) -> list[Finding]:
    """Those a person must settle."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
