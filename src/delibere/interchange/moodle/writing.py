# SPDX-License-Identifier: EUPL-1.2
"""A file that Moodle's import of grades reads, students known by their identification number."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from delibere.foundation.marks import Mark
from delibere.foundation.numbers import minimal
from delibere.foundation.people import Student
from delibere.interchange.spreadsheet.text_files import write_text_file


def write_grades(titles: Sequence[str], rows: Iterable[tuple[Student, Sequence[Mark]]]) -> bytes:
    """CSV (`;`, UTF-8, decimal dot): idnumber, lastname, firstname, then one column a title.

    Moodle knows no reason for an absence: only numbers are written.
    """
    lines = ([one.nip, one.surname, one.first_name, *map(_grade, marks)] for one, marks in rows)
    return write_text_file([["idnumber", "lastname", "firstname", *titles], *lines])


def _grade(mark: Mark) -> str:
    return minimal(mark) if isinstance(mark, Decimal) else ""
