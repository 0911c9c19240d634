# SPDX-License-Identifier: EUPL-1.2
"""Students invited to see their own record: a promotion at a time, or all those without an account."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from delibere.foundation.language import _, plural
from delibere.services.records.accounts import invite_students_of, students_to_invite
from delibere.store.models import Promotion
from delibere.web.gate import PlacedRequest
from delibere.web.staff.inviting import send_invitations


def invite_students(request: PlacedRequest, department: str) -> HttpResponse:
    """Who would be invited and who cannot be, for want of an address; the letters leave once confirmed."""
    here = request.place.department
    asked = request.POST.get("promotion") or request.GET.get("promotion", "")
    promotion = Promotion.objects.filter(department=here, pk=asked if asked.isdecimal() else 0).first()
    ready, without_address = students_to_invite(here, promotion)
    if request.method == "POST":
        accounts = invite_students_of(request.place.author, ready)
        failed = send_invitations(request, here, accounts)
        message = plural(
            _("{n} invitation envoyée."), _("{n} invitations envoyées."), len(accounts) - len(failed)
        )
        messages.success(request, message.format(n=len(accounts) - len(failed)))
        for account in failed:
            messages.error(request, _("La lettre à {email} n’est pas partie.").format(email=account.email))
        return redirect("staff.students", department)
    context = {
        "promotion": promotion,
        "promotions": Promotion.objects.filter(department=here, year=here.year),
        "ready": ready,
        "without_address": without_address,
    }
    return render(request, "staff/students.html", context)
