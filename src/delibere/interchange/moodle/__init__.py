# SPDX-License-Identifier: EUPL-1.2
"""The grades that Moodle exports and imports (docs/formats/moodle.md)."""

from delibere.interchange.moodle.reading import Grades, chosen_columns, likely, read_grades
from delibere.interchange.moodle.writing import write_grades

__all__ = ["Grades", "chosen_columns", "likely", "read_grades", "write_grades"]
