# SPDX-License-Identifier: EUPL-1.2
"""A small browser, and servers of an invented university for it to sign in at."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from requests import PreparedRequest, Response, Session

PASSWORD = "verger"  # noqa: S105 of people who do not exist
_SERVERS = Path(__file__).parent / "identity_servers"


@contextmanager
def served(script: str, *arguments: str) -> Iterator[str]:
    """The address of one of `identity_servers`, as long as it is needed."""
    command = [sys.executable, str(_SERVERS / script), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 our own script
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert address, "the server has not started: its reasons are on the standard error"
        yield address
        server.terminate()


class _Form(HTMLParser):
    """The hidden fields of a page, and where its form goes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action = ""
        self.sent: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "form":
            self.action = found.get("action") or ""
        if tag == "input" and found.get("type") == "hidden" and found.get("name"):
            self.sent[found["name"] or ""] = found.get("value") or ""


class Browser(Session):
    """Follows redirections, keeps cookies, fills forms."""

    def send(self, request: PreparedRequest, **kwargs: Any) -> Response:  # noqa: ANN401 its own signature
        """Leaves no connection open: the thread that serves it ends before the test does."""
        answer = super().send(request, **kwargs)
        self.close()
        return answer

    def sign_in_at_university(self, start: str, login: str, *, follow: bool = True) -> Response:
        """From Délibéré's own address, through the university's form; without `follow`, not yet back."""
        page = self.get(start, timeout=20)
        form = _Form(page.text)
        sent = {**form.sent, "username": login, "password": PASSWORD}
        return self.post(urljoin(page.url, form.action), sent, allow_redirects=follow, timeout=20)

    def is_signed_in(self, site: str) -> bool:
        """A page that asks for an account answers."""
        return self.get(f"{site}/mot-de-passe/", allow_redirects=False, timeout=20).status_code == 200
