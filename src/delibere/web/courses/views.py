# SPDX-License-Identifier: EUPL-1.2
"""The picture of a course: for staff with what is proposed, for the student what is decided."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.services.records.courses import StudentCourse, course_of, decided_course_of, neighbours
from delibere.services.records.frameworks import names_in_force
from delibere.store.models import Student
from delibere.web.courses.ruler import ruler
from delibere.web.gate import PlacedRequest
from delibere.web.students.views import student_of


def course(request: PlacedRequest, department: str, nip: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One student's course."""
    student, staff = student_of(request.place.department, nip), request.place.sees_all("courses.one")
    found, why = _course(student, staff=staff)
    context = {
        "student": student,
        "staff": staff,
        "found": found,
        "why": why,
        "ruler": ruler(found.course) if found else None,
        "today": timezone.localdate(),
        "names": names_in_force(student.department, _last_year(found, student)),
        "neighbours": neighbours(student) if staff else (None, None),
    }
    return render(request, "courses/one.html", context)


def _last_year(found: StudentCourse | None, student: Student) -> int:
    """The year whose names hold: that of the last semester followed."""
    followed = [year.start for one in (found.years if found else ()) for year in one.academic_years]
    return max(followed, default=student.department.year)


def _course(student: Student, *, staff: bool) -> tuple[StudentCourse | None, str]:
    """The picture, or why there is none."""
    try:
        return (course_of(student) if staff else decided_course_of(student, timezone.now())), ""
    except UnusableInputError as error:
        return None, str(error)
