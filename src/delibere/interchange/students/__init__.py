# SPDX-License-Identifier: EUPL-1.2
"""Lists of students."""

from delibere.interchange.students.columns import headings_of
from delibere.interchange.students.exports import export_of
from delibere.interchange.students.lists import (
    HEADINGS,
    StudentLine,
    StudentLines,
    StudentList,
    read_student_lines,
    read_students,
    write_students,
)

__all__ = [
    "HEADINGS",
    "StudentLine",
    "StudentLines",
    "StudentList",
    "export_of",
    "headings_of",
    "read_student_lines",
    "read_students",
    "write_students",
]
