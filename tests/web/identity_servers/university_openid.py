# SPDX-License-Identifier: EUPL-1.2
"""An OpenID Connect provider, by django-oauth-toolkit: `university_openid.py DATABASE SECRET RETURN-ADDRESS`.

Some people make it lie: whoever signs in as « expired » gets a token that has expired, and so on.
"""

import sys
from typing import Protocol

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.urls import include, path
from university import PASSWORD, serve, set_up

_FORMAT = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
KEY = rsa.generate_private_key(65537, 2048).private_bytes(serialization.Encoding.PEM, *_FORMAT).decode()
LIES: dict[str, dict[str, object]] = {
    "expired": {"exp": 1_000_000_000},
    "replayed": {"nonce": "of another sign-in"},
    "misdirected": {"aud": "another application", "azp": "delibere"},
    "impostor": {"iss": "https://impostor.example.org"},
}

set_up(
    "oauth2_provider",
    database=sys.argv[1],
    AUTHENTICATION_BACKENDS=["__main__.Directory"],
    OAUTH2_PROVIDER={
        "OIDC_ENABLED": True,
        "OIDC_RSA_PRIVATE_KEY": KEY,
        "OAUTH2_VALIDATOR_CLASS": "__main__.Claims",
        "SCOPES": {"openid": "", "profile": "", "email": ""},
        "PKCE_REQUIRED": True,
    },
)

from django.contrib.auth.backends import ModelBackend  # noqa: E402 settings come first
from django.contrib.auth.models import User  # noqa: E402 settings come first
from django.contrib.auth.views import LoginView  # noqa: E402 settings come first
from oauth2_provider.models import Application  # noqa: E402 settings come first
from oauth2_provider.oauth2_validators import OAuth2Validator  # noqa: E402 settings come first


class Directory(ModelBackend):
    """Everybody is in it."""

    def authenticate(self, _request: object, username: str = "", password: str = "") -> User | None:  # type: ignore[override]
        """The same password for everybody."""
        return User.objects.get_or_create(username=username)[0] if password == PASSWORD else None


class Claims(OAuth2Validator):  # type: ignore[misc]
    """Says the login, in the token or, for the discreet, only when asked; lies for some."""

    oidc_claim_scope = None

    def get_additional_claims(self, request: "Asked") -> dict[str, str]:
        """The login."""
        return {"preferred_username": request.user.username}

    def get_id_token_dictionary(
        self, token: object, token_handler: object, request: "Asked"
    ) -> tuple[dict[str, object], object]:
        """Claims of the token."""
        claims, expiry = super().get_id_token_dictionary(token, token_handler, request)
        if request.user.username == "discreet":
            del claims["preferred_username"]
        return {**claims, **LIES.get(request.user.username, {})}, expiry

    def finalize_id_token(
        self, id_token: object, token: object, token_handler: object, request: "Asked"
    ) -> str:
        """Signed, except for « forged »."""
        signed = str(super().finalize_id_token(id_token, token, token_handler, request))
        return f"{signed[:-10]}AAAAAAAAAA" if request.user.username == "forged" else signed


class Asked(Protocol):
    """What a claim is about."""

    user: User


urlpatterns = [path("o/", include("oauth2_provider.urls")), path("accounts/login/", LoginView.as_view())]

if __name__ == "__main__":
    Application.objects.create(
        client_id="delibere",
        client_secret=sys.argv[2],
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
        algorithm=Application.RS256_ALGORITHM,
        redirect_uris=sys.argv[3],
        skip_authorization=True,
    )
    serve()
