# SPDX-License-Identifier: EUPL-1.2
"""Latest marks, averages as of now, and the mark still needed: a page for a phone."""

from fractions import Fraction

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from delibere.curriculum.framework import FrameworkLevel
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.numbers import read_decimal
from delibere.services.records.frameworks import names_in_force, titles_of_competences
from delibere.services.records.juries.publishing import own_decisions
from delibere.services.records.own_results import Needed, OwnSemester, needed, own_semesters, worth_asking
from delibere.store.models import Student
from delibere.web.gate import PlacedRequest
from delibere.web.students.views import student_of

LATEST = 6
"""Marks shown before « toutes les notes »."""


def own_results(request: PlacedRequest, department: str, nip: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One semester, « ?semestre= », else the newest; « ?pour=UE,module&avec= » asks what a mark would do."""
    student, now = student_of(request.place.department, nip), timezone.now()
    semesters = own_semesters(student, now)
    asked = request.GET.get("semestre", "")
    chosen = next((one for one in semesters if str(one.enrolment.pk) == asked), None)
    chosen = chosen or next(iter(semesters), None)
    context = {
        "student": student,
        "today": now,
        "semesters": semesters,
        "chosen": chosen,
        "latest": LATEST,
        "decisions": own_decisions(student, now),
        "titles": titles_of_competences(request.place.department),
        "learnt": _learnt(student, chosen) if chosen else {},
        "needed": _needed(request, chosen) if chosen else None,
    }
    return render(request, "own_results/page.html", context)


def _learnt(student: Student, chosen: OwnSemester) -> dict[str, FrameworkLevel]:
    """By code of UE, what is learnt there, once a framework names it."""
    names = names_in_force(student.department, chosen.enrolment.promotion.year)
    return {
        ue.code: level
        for ue in chosen.taught
        if names and (level := names.level(ue.competence, ue.level)) is not None
    }


def _needed(request: PlacedRequest, chosen: OwnSemester) -> Needed | None:
    """What was asked for; at first, what is worth asking."""
    pair, trial = request.GET.get("pour", ""), request.GET.get("avec", "").strip()
    if not pair:
        first = worth_asking(chosen)
        return needed(chosen.enrolment, *first, None, timezone.now()) if first else None
    ue, _comma, module = pair.partition(",")
    value = read_decimal(trial) if trial else None
    if trial and (value is None or not 0 <= value <= 20):
        messages.error(request, _("« {text} » n’est pas une note sur 20.").format(text=trial))
        value = None
    try:
        tried = None if value is None else Fraction(value)
        return needed(chosen.enrolment, ue, module, tried, timezone.now())
    except UnusableInputError as error:
        messages.error(request, str(error))
        return None
