# SPDX-License-Identifier: EUPL-1.2
"""The settings of papers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.documents.settings import change_settings, settings_of
from delibere.web.documents.forms import PaperSettingsForm
from delibere.web.gate import PlacedRequest


def settings(request: PlacedRequest, department: str) -> HttpResponse:
    """Show and change them."""
    here = request.place.department
    initial = PaperSettingsForm.of(settings_of(here))
    form = PaperSettingsForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            change_settings(request.place.author, here, form.values())
        except UnusableInputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Réglages des documents enregistrés."))
            return redirect("documents.settings", department)
    refused = 422 if form.errors else 200
    return render(request, "documents/settings.html", {"form": form}, status=refused)
