# SPDX-License-Identifier: EUPL-1.2
"""What happens to people enrolled: leaving, repeating, dispensed, enrolled by mistake."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.services.records.enrolments import (
    cancel,
    change_status,
    exempt,
    exemptible,
    set_repeating,
    withdraw_exemption,
)
from delibere.store.models import Enrolment, EnrolmentStatus, Exemption
from delibere.web.gate import PlacedRequest
from delibere.web.promotions.views import promotion_of


@require_POST
def statuses(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:
    """Change the state of the ticked people."""
    ticked = [pk for pk in request.POST.getlist("enrolment") if pk.isdecimal()]
    enrolments = _enrolments(request, promotion).filter(pk__in=ticked)
    try:
        status = EnrolmentStatus(request.POST.get("status", ""))
        since = parse_date(request.POST.get("since", ""))
        count = change_status(request.place.author, enrolments, status, since)
    except UnusableInputError as error:
        messages.error(request, str(error))
    except ValueError:
        messages.error(request, _("Choisissez un état et un jour qui existent."))
    else:
        message = plural(_("{n} inscription modifiée."), _("{n} inscriptions modifiées."), count)
        messages.success(request, message.format(n=count))
    if request.POST.get("back") == "enrolment" and len(ticked) == 1:
        return redirect("promotions.enrolment", department, promotion, int(ticked[0]))
    return redirect("promotions.one", department, promotion)


def enrolment_page(request: PlacedRequest, department: str, promotion: int, enrolment: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One person in one promotion."""
    found = _enrolment(request, promotion, enrolment)
    context = {
        "enrolment": found,
        "promotion": found.promotion,
        "statuses": [(status.value, status.word) for status in EnrolmentStatus],
        "subjects": exemptible(found.promotion),
    }
    return render(request, "promotions/enrolment.html", context)


@require_POST
def repeating(request: PlacedRequest, department: str, promotion: int, enrolment: int) -> HttpResponse:
    """Say whether this person has followed the semester before."""
    found = _enrolment(request, promotion, enrolment)
    set_repeating(request.place.author, found, repeating="repeating" in request.POST)
    messages.success(request, _("Inscription modifiée."))
    return redirect("promotions.enrolment", department, promotion, enrolment)


@require_POST
def add_exemption(request: PlacedRequest, department: str, promotion: int, enrolment: int) -> HttpResponse:
    """Dispense of a UE or a module."""
    found = _enrolment(request, promotion, enrolment)
    try:
        exempt(request.place.author, found, request.POST.get("subject", ""), request.POST.get("reason", ""))
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Dispense accordée : l’élément sort des calculs de cet étudiant."))
    return redirect("promotions.enrolment", department, promotion, enrolment)


@require_POST
def remove_exemption(
    request: PlacedRequest, department: str, promotion: int, enrolment: int, exemption: int
) -> HttpResponse:
    """Take a dispense back."""
    found = _enrolment(request, promotion, enrolment)
    withdraw_exemption(request.place.author, get_object_or_404(Exemption, enrolment=found, pk=exemption))
    messages.success(request, _("Dispense retirée."))
    return redirect("promotions.enrolment", department, promotion, enrolment)


@require_POST
def cancel_enrolment(request: PlacedRequest, department: str, promotion: int, enrolment: int) -> HttpResponse:
    """Take back an enrolment made by mistake, once the NIP is typed."""
    found = _enrolment(request, promotion, enrolment)
    if request.POST.get("nip", "").strip() != found.student.nip:
        messages.error(request, _("Tapez le NIP de l’étudiant pour confirmer : rien n’a été annulé."))
        return redirect("promotions.enrolment", department, promotion, enrolment)
    cancel(request.place.author, found)
    messages.success(request, _("Inscription annulée ; le journal la garde."))
    return redirect("promotions.one", department, promotion)


def _enrolment(request: PlacedRequest, promotion: int, pk: int) -> Enrolment:
    return get_object_or_404(_enrolments(request, promotion), pk=pk)


def _enrolments(request: PlacedRequest, promotion: int) -> QuerySet[Enrolment]:
    here = promotion_of(request, promotion)
    return Enrolment.objects.filter(promotion=here).select_related("student", "promotion__department")
