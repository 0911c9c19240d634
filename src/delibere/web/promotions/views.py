# SPDX-License-Identifier: EUPL-1.2
"""The promotions of a year, and one of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.services.records.enrolments import open_promotion
from delibere.services.records.maquettes import names_of_subjects, published_versions
from delibere.services.records.overview import promotions_at_a_glance
from delibere.store.models import EnrolmentStatus, Promotion
from delibere.web.gate import PlacedRequest


def promotions(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Those of a year, « ?annee=2023-2024 », and the maquettes that could be opened."""
    here = request.place.department
    year = AcademicYear.parse(request.GET.get("annee", "")) or here.academic_year
    opened = list(Promotion.objects.filter(department=here, year=year.start).select_related("department"))
    slugs = {promotion.slug for promotion in opened}
    years = {here.year, year.start, *Promotion.objects.filter(department=here).values_list("year", flat=True)}
    context = {
        "year": year,
        "years": [AcademicYear(start) for start in sorted(years, reverse=True)],
        "lines": promotions_at_a_glance(opened),
        "closed": [one for one in published_versions(here, year.start) if one.slug not in slugs],
    }
    return render(request, "promotions/list.html", context)


@require_POST
def open_promotions(request: PlacedRequest, department: str) -> HttpResponse:
    """Open the semesters of the ticked maquettes."""
    place = request.place
    year = AcademicYear.parse(request.POST.get("annee", "")) or place.department.academic_year
    try:
        opened = [
            open_promotion(place.author, place.department, year.start, slug)
            for slug in request.POST.getlist("slug")
        ]
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        message = plural(_("{n} promotion ouverte."), _("{n} promotions ouvertes."), len(opened))
        messages.success(request, message.format(n=len(opened)))
    return redirect(f"{reverse('promotions.list', args=[department])}?annee={year}")


def promotion_page(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Who follows it, as what, in which groups."""
    found = promotion_of(request, promotion)
    enrolments = found.enrolments.select_related("student").prefetch_related(
        "exemptions", "group_memberships__group"
    )
    partitions = list(found.partitions.all())
    lines = [(one, {m.partition_id: m.group.name for m in one.group_memberships.all()}) for one in enrolments]
    context = {
        "promotion": found,
        "lines": lines,
        "names": names_of_subjects(found),
        "partitions": partitions,
        "statuses": [(status.value, status.word) for status in EnrolmentStatus],
    }
    return render(request, "promotions/one.html", context)


def promotion_of(request: PlacedRequest, pk: int) -> Promotion:
    """The promotion of this key.

    Raises:
        Http404: none in this department.
    """
    found = Promotion.objects.select_related("department")
    return get_object_or_404(found, department=request.place.department, pk=pk)
