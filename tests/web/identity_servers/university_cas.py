# SPDX-License-Identifier: EUPL-1.2
"""A CAS server, by django-cas-server: `university_cas.py DATABASE`."""

import sys

from django.urls import include, path
from university import PASSWORD, serve, set_up

set_up(
    "cas_server",
    database=sys.argv[1],
    CAS_AUTH_CLASS="__main__.Directory",
    CAS_NEW_VERSION_HTML_WARNING=False,
    CAS_NEW_VERSION_EMAIL_WARNING=False,
)

from cas_server.auth import AuthUser  # noqa: E402 settings come first
from cas_server.models import ServicePattern  # noqa: E402 settings come first


class Directory(AuthUser):  # type: ignore[misc]
    """Everybody is in it."""

    def test_password(self, password: str) -> bool:
        """The same for everybody."""
        return password == PASSWORD

    def attributs(self) -> dict[str, str]:
        """None is asked for."""
        return {}


urlpatterns = [path("cas/", include("cas_server.urls"))]

if __name__ == "__main__":
    ServicePattern.objects.create(name="local", pattern="^http://(localhost|127.0.0.1)[:/]", pos=1)
    serve()
