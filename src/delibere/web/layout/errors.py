# SPDX-License-Identifier: EUPL-1.2
"""Pages of refusal: what happened, and where to go."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from delibere.api.application import API
from delibere.api.problems import problem
from delibere.foundation.language import _


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django's own signature
    """400."""
    return _page(request, 400, _("Cette demande n’a pas pu être lue."), _("Rien n’a été enregistré."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django's own signature
    """403."""
    return _page(
        request,
        403,
        _("Cette page n’est pas pour votre rôle."),
        _("Demandez ce droit à l’administration du département."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 Django's own signature
    """404."""
    return _page(request, 404, _("Introuvable."), _("Cette page n’existe pas, ou n’est pas à vous."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _page(
        request,
        500,
        _("Délibéré n’a pas su répondre."),
        _("Rien n’a été enregistré ; réessayez, puis prévenez l’administration."),
    )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 Django's own signature
    """403 of a form without its token."""
    return _page(
        request,
        403,
        _("Ce formulaire a expiré."),
        _("Revenez en arrière, rechargez la page et recommencez : rien n’a été enregistré."),
    )


def _page(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    if request.path.startswith(f"/{API}"):
        return problem(status, f"{title} {advice}")
    return render(request, "layout/refusal.html", {"title": title, "advice": advice}, status=status)
