# SPDX-License-Identifier: EUPL-1.2
"""Sign-in by the university's OpenID Connect provider: code, PKCE, state, nonce, signed token."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from joserfc.errors import JoseError
from requests import RequestException

from delibere.web.signing_in.vouching import (
    PATIENCE,
    ByOpenId,
    leave,
    open_session,
    page_of_vouching,
    silent,
    unconfirmed,
)

SIGNATURES = [f"{family}{bits}" for family in ("RS", "PS", "ES") for bits in (256, 384, 512)]
"""Those that only the provider can make; neither « none » nor those made with our own secret."""


@page_of_vouching
def openid(request: HttpRequest) -> HttpResponse:
    """Leave for the provider."""
    with _refusals():
        client = _client()
        leave(request)
        back = request.build_absolute_uri(reverse("signing_in.openid_back"))
        left: HttpResponse = client.authorize_redirect(request, back)
    return left


@page_of_vouching
def openid_back(request: HttpRequest) -> HttpResponse:
    """Come back with a code, exchanged for a token that says who it is."""
    with _refusals():
        login = _vouched_login(request)
    return open_session(request, login, ByOpenId)


def _vouched_login(request: HttpRequest) -> object:
    client = _client()
    expected = {
        "iss": {"essential": True, "value": client.server_metadata["issuer"]},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT_ID},
    }
    token = client.authorize_access_token(request, claims_options=expected)
    claims = token["userinfo"]
    if settings.OIDC_CLAIM in claims:
        return claims[settings.OIDC_CLAIM]
    more = client.userinfo(token=token)
    return more[settings.OIDC_CLAIM] if more["sub"] == claims["sub"] else None


def _client() -> Any:  # noqa: ANN401 the library says no types
    """The provider, as it describes itself today.

    Raises:
        Http404: no provider is set.
        ValueError: it calls itself otherwise than the settings do.
    """
    if not settings.OIDC_ISSUER:
        raise Http404
    client = OAuth().register(
        "openid",
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        server_metadata_url=f"{settings.OIDC_ISSUER}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
        },
    )
    metadata = client.load_server_metadata()
    if metadata["issuer"].rstrip("/") != settings.OIDC_ISSUER:
        raise ValueError(metadata["issuer"])
    metadata["id_token_signing_alg_values_supported"] = SIGNATURES
    return client


@contextmanager
def _refusals() -> Iterator[None]:
    """What the library raises, as pages: the provider says no, or cannot be understood.

    Raises:
        SignInRefusedError: one of both.
    """
    try:
        yield
    except (AuthlibBaseError, JoseError) as error:
        raise unconfirmed(error) from error
    except (RequestException, LookupError, ValueError, TypeError, AttributeError, RuntimeError) as error:
        raise silent(error) from error
