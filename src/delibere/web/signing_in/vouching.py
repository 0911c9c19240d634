# SPDX-License-Identifier: EUPL-1.2
"""What CAS and OpenID Connect share: the university's server vouches for a login."""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth import login as log_in
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from delibere.foundation.errors import DelibereError
from delibere.foundation.language import _
from delibere.store.models import Account
from delibere.web.signing_in import remembering

PATIENCE = 10
"""Seconds that the university's server has to answer."""
_DESTINATION = "signing_in.destination"
_logger = logging.getLogger(__name__)

View = Callable[[HttpRequest], HttpResponse]


class _Vouched(ModelBackend):
    """Keeps sessions, and checks no password: the view has verified what the server says."""

    by = ""

    def authenticate(self, request: HttpRequest | None, **_credentials: object) -> None:  # type: ignore[override]
        """Never by a form."""


class ByCas(_Vouched):
    """A session that CAS vouched for."""

    by = "CAS"


class ByOpenId(_Vouched):
    """A session that OpenID Connect vouched for."""

    by = "OpenID Connect"


class SignInRefusedError(DelibereError):
    """Nobody is signed in; `advice` says what to do.

    Attributes:
        status: of the page that says so.
    """

    def __init__(self, message: str, advice: str, status: HTTPStatus = HTTPStatus.FORBIDDEN) -> None:
        super().__init__(message)
        self.advice = advice
        self.status = status


def silent(reason: object) -> SignInRefusedError:
    """The server is down, or answers what cannot be read; the reason is for whoever runs Délibéré."""
    _logger.warning("sign-in server: %r", reason)
    return SignInRefusedError(
        _("Le serveur de connexion de l’université n’a pas répondu comme prévu."),
        _("Réessayez dans quelques minutes, ou connectez-vous par mot de passe."),
        HTTPStatus.BAD_GATEWAY,
    )


def unconfirmed(reason: object) -> SignInRefusedError:
    """What came back was not asked for here, has served, has expired, or is not signed by the server."""
    _logger.warning("sign-in not confirmed: %r", reason)
    return SignInRefusedError(
        _("Le serveur de connexion de l’université n’a pas confirmé qui vous êtes."),
        _("Revenez à la page de connexion et recommencez."),
    )


def page_of_vouching(view: View) -> View:
    """A view whose refusals are a page, and that no browser keeps."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except SignInRefusedError as error:
            context = {"title": str(error), "advice": error.advice}
            return render(request, "layout/refusal.html", context, status=error.status)

    return require_GET(never_cache(answer))


def leave(request: HttpRequest) -> None:
    """Keep where to go afterwards; an address of another host is dropped."""
    wanted = request.GET.get("next", "")
    own = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=own, require_https=request.is_secure())
    request.session[_DESTINATION] = wanted if safe else ""


def open_session(request: HttpRequest, login: object, backend: type[_Vouched]) -> HttpResponse:
    """Sign in the account of a login that the server vouches for, and go where one was going.

    Raises:
        SignInRefusedError: the login has no account here, or a closed one; none is ever created.
    """
    if not isinstance(login, str) or not login.strip() or not login.isprintable():
        raise silent(login)
    account = Account.objects.filter(login=login.strip().lower(), is_active=True).first()
    if account is None:
        remembering.refused(request, login, backend.by)
        message = _("L’identifiant « {login} » n’a pas de compte ouvert ici.")
        advice = _("Demandez une invitation au secrétariat de votre département.")
        raise SignInRefusedError(message.format(login=login), advice)
    destination = request.session.pop(_DESTINATION, "")
    log_in(request, account, backend=f"{backend.__module__}.{backend.__qualname__}")
    return redirect(destination or settings.LOGIN_REDIRECT_URL)
