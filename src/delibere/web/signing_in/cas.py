# SPDX-License-Identifier: EUPL-1.2
"""Sign-in by the university's CAS server: its ticket, asked for here, is exchanged for a login."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import ParseError

from cas import CASClientV3
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from requests import PreparedRequest, RequestException, Response, Session
from requests.adapters import HTTPAdapter

from delibere.web.signing_in.vouching import (
    PATIENCE,
    ByCas,
    leave,
    open_session,
    page_of_vouching,
    silent,
    unconfirmed,
)

_STATE = "signing_in.cas"


@page_of_vouching
def cas(request: HttpRequest) -> HttpResponse:
    """Leave for the CAS server; come back with its ticket.

    Raises:
        Http404: no CAS server is set.
    """
    if not settings.CAS_URL:
        raise Http404
    if "ticket" in request.GET:
        return open_session(request, _vouched_login(request), ByCas)
    leave(request)
    state = request.session.setdefault(_STATE, secrets.token_urlsafe())
    with _client(request, state) as client:
        return redirect(client.get_login_url())


def _vouched_login(request: HttpRequest) -> str:
    """The login of a ticket that this very browser asked for.

    Without a state of its own, a link could sign somebody in as somebody else.

    Raises:
        SignInRefusedError: the ticket was not asked for here, or CAS does not vouch for it.
    """
    state = request.session.pop(_STATE, "")
    if not state or not constant_time_compare(state, request.GET.get("etat", "")):
        raise unconfirmed("state")
    try:
        with _client(request, state) as client:
            login, _attributes, _granting = client.verify_ticket(request.GET["ticket"])
    except (RequestException, ParseError, LookupError, ValueError, AttributeError) as error:
        raise silent(error) from error
    if not login:
        raise unconfirmed("ticket")
    return str(login)


@contextmanager
def _client(request: HttpRequest, state: str) -> Iterator[CASClientV3]:
    """The address to come back to is the same when one leaves and when the ticket is verified."""
    back = f"{request.build_absolute_uri(reverse('signing_in.cas'))}?{urlencode({'etat': state})}"
    with Session() as session:
        session.mount("http://", _Impatient())
        session.mount("https://", _Impatient())
        yield CASClientV3(server_url=f"{settings.CAS_URL.rstrip('/')}/", service_url=back, session=session)


class _Impatient(HTTPAdapter):
    """The library sets no limit of time."""

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401 its own signature
        """Within PATIENCE."""
        return super().send(request, *args, **{**kwargs, "timeout": PATIENCE})
