# SPDX-License-Identifier: EUPL-1.2
"""One student for the staff: semesters, competences, modules and marks, and who comes next."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delibere.services.records.tables.student import neighbours, years_of
from delibere.web.gate import PlacedRequest
from delibere.web.students.views import student_of


def student_page(request: PlacedRequest, department: str, nip: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Everything, what students do not see yet included; the neighbours are those of « ?promotion= »."""
    student = student_of(request.place.department, nip)
    years = years_of(student)
    asked = request.GET.get("promotion", "")
    chosen = next((year.promotion for year in years if str(year.promotion.pk) == asked), None)
    listed = chosen or (years[0].promotion if years else None)
    context = {
        "student": student,
        "years": years,
        "listed": listed,
        "neighbours": neighbours(listed, student) if listed else None,
        "now": timezone.now(),
    }
    return render(request, "results/student.html", context)
