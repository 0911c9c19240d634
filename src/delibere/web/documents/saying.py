# SPDX-License-Identifier: EUPL-1.2
"""Which session a page is about, and what is said once a paper is issued."""

from collections.abc import Callable

from django.contrib import messages
from django.shortcuts import get_object_or_404

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.store.models import IssuedDocument, JurySession
from delibere.web.gate import PlacedRequest


def issued(request: PlacedRequest, issue: Callable[[], IssuedDocument]) -> None:
    """Issue a paper, and say so, or why it cannot be."""
    try:
        messages.success(request, _("Édité : {title}.").format(title=issue().title))
    except UnusableInputError as error:
        messages.error(request, str(error))


def session_of(request: PlacedRequest, pk: int) -> JurySession:
    """The session of an address, of this department."""
    found = JurySession.objects.select_related("department")
    return get_object_or_404(found, department=request.place.department, pk=pk)
