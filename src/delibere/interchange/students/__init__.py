# SPDX-License-Identifier: EUPL-1.2
"""Lists of students."""

from delibere.interchange.students.lists import StudentList, read_students, write_students

__all__ = ["StudentList", "read_students", "write_students"]
