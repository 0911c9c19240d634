# SPDX-License-Identifier: EUPL-1.2
"""A real Chromium on a real server, on the database of the run."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from delibere.store.models import Account

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop in the thread of the test

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; its absence fails, never skips."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is missing: apt-get install chromium", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()
        connections.close_all()  # those opened while the loop ran are seen while it runs only


def session_of(account: Account) -> dict[str, str]:
    """The cookie of somebody signed in."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return {"name": "sessionid", "value": client.cookies["sessionid"].value}


Open = Callable[..., Page]


@pytest.fixture
def open_as(chromium: Browser, records: None, live_server: LiveServer) -> Iterator[Open]:
    """Open a browser: `open_as(account, "/qlio/")`; a page error or a broken policy fails the test."""
    contexts, faults = [], list[str]()

    def make(account: Account | None, path: str, **options: object) -> Page:
        context = chromium.new_context(base_url=live_server.url, locale="fr-FR", **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        if account is not None:
            client = Client()
            client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
            context.add_cookies(
                [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
            )
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None,
        )
        page.goto(path)
        return page

    yield make
    for context in contexts:
        context.close()
    assert faults == []
