# SPDX-License-Identifier: EUPL-1.2
"""Who is in charge of each module."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.services.records.teachings import assign, taught_modules, teachers, unassign
from delibere.store.models import Account, Teaching
from delibere.web.gate import PlacedRequest
from delibere.web.promotions.views import promotion_of


def teachers_page(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Every module of the maquette in force and those in charge."""
    found = promotion_of(request, promotion)
    context = {
        "promotion": found,
        "modules": taught_modules(found),
        "teachers": list(teachers(found.department)),
    }
    return render(request, "promotions/teachers.html", context)


@require_POST
def give(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:
    """Put somebody in charge of the ticked modules."""
    found, chosen = promotion_of(request, promotion), request.POST.get("account", "")
    account = get_object_or_404(
        Account, memberships__department=found.department, pk=chosen if chosen.isdecimal() else 0
    )
    try:
        count = assign(request.place.author, found, request.POST.getlist("module"), account)
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        message = plural(_("{n} module confié à {name}."), _("{n} modules confiés à {name}."), count)
        messages.success(request, message.format(n=count, name=account.name))
    return redirect("promotions.teachers", department, promotion)


@require_POST
def take(request: PlacedRequest, department: str, promotion: int, teaching: int) -> HttpResponse:
    """Take a module from somebody."""
    found = promotion_of(request, promotion)
    unassign(request.place.author, get_object_or_404(Teaching, promotion=found, pk=teaching))
    messages.success(request, _("Module retiré."))
    return redirect("promotions.teachers", department, promotion)
