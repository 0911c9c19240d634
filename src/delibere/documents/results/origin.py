# SPDX-License-Identifier: EUPL-1.2
"""Where the figures of a document come from: what lets someone else find them again."""

from dataclasses import dataclass
from datetime import date

from delibere.foundation.calendar import AcademicYear


@dataclass(frozen=True, slots=True)
class Origin:
    """What is printed on every page and on the sheet of parameters.

    Attributes:
        title: the class (« BUT QLIO · S3 · FI · OSC »).
        academic_year: when it is taught.
        annex: name of the annex, and what tells this version from another.
        declared: local rules declared by the institution, each with its date and its vote.
        edited_on: the day the document is made.
        version: of Délibéré.
        apart: people out of every computation, each with the recorded fact.
    """

    title: str
    academic_year: AcademicYear
    annex: str
    declared: tuple[str, ...]
    edited_on: date
    version: str
    apart: tuple[str, ...] = ()
