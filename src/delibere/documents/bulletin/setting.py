# SPDX-License-Identifier: EUPL-1.2
"""What a bulletin says beside the figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from delibere.documents.institution import Institution


@dataclass(frozen=True, slots=True)
class Absences:
    """Half-days missed, and how many of them without justification."""

    total: int
    unjustified: int


@dataclass(frozen=True, slots=True)
class BulletinSetting:
    """One for a whole class.

    Attributes:
        diploma: as the annex writes it.
        as_of: when the marks were read.
        rules: which rules (« Règles 2025-2026, version 3 »); empty when there is nothing to say.
        report_before: until when an error is reported; None says only to whom.
        full: modules too, not only the UE.
        ranked: the institution shows ranks (from the local size up).
        absences: by NIP; nobody has any when None is given for the class (they are not kept here).
        decisions: by NIP, the jury's decision in plain words, when published.
    """

    institution: Institution
    diploma: str
    as_of: datetime
    rules: str = ""
    report_before: date | None = None
    full: bool = True
    ranked: bool = True
    absences: Mapping[str, Absences] | None = None
    decisions: Mapping[str, str] = field(default_factory=dict)
