# SPDX-License-Identifier: EUPL-1.2
"""A real server killed while somebody types, then started: nothing is lost, acknowledged or only typed."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from installations import Installation, on_sqlite

pytestmark = pytest.mark.once

RETRIED = 30_000
"""Milliseconds: a page without an answer asks again after ten seconds at most."""
_CLASS = """
import json
from django.test import Client
from delibere.services.records.demo import load_demo
from delibere.services.records.journal import command_line
from delibere.store.models import Account, Evaluation, Mark, Promotion
load_demo(command_line())
promotion = Promotion.objects.get(slug="s4-fi-osc")
exam = Evaluation.objects.create(promotion=promotion, module="TBQTC410", title="Oral", held_on="2024-06-03")
client = Client()
client.force_login(Account.objects.get(login="etudes"), backend="django.contrib.auth.backends.ModelBackend")
print(json.dumps([promotion.pk, exam.pk, client.cookies["sessionid"].value]))
"""
_MARKS = """
import json
from delibere.store.models import Mark, MarkChange
marks = Mark.objects.filter(evaluation={exam}).order_by("enrolment__student__sort_key")
print(json.dumps([[mark.text for mark in marks], MarkChange.objects.filter(evaluation={exam}).count()]))
"""


class Server:
    """`delibere web serve`, in a group of processes that dies whole."""

    def __init__(self, installation: Installation, port: int) -> None:
        self.installation, self.port = installation, port
        self.address = f"http://127.0.0.1:{port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        settings = {"DATABASE_URL": self.installation.url, "DJANGO_SETTINGS_MODULE": "delibere.web.settings"}
        secret = {"DELIBERE_SECRET_KEY": "verger-verger-verger-verger-verger"}
        program = "from delibere.cli import main; main()"
        self.process = subprocess.Popen(  # noqa: S603 our own program
            [sys.executable, "-c", program, "web", "serve", "--port", str(self.port), "--workers", "1"],
            env={**os.environ, **settings, **secret},
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        for _try in range(150):
            try:
                urlopen(f"{self.address}/connexion/", timeout=2).close()  # noqa: S310 our own server
            except (URLError, OSError):
                sleep(0.2)
            else:
                return
        pytest.fail("the server does not answer")

    def kill(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


@contextmanager
def serving(installation: Installation) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server = Server(installation, probe.getsockname()[1])
    server.start()
    yield server
    server.kill()


def type_down(page: Page, *values: str) -> None:
    for value in values:
        page.keyboard.type(value)
        page.keyboard.press("Enter")


def test_a_server_killed_in_mid_entry_loses_nothing(chromium: Browser, tmp_path: Path) -> None:
    installation = on_sqlite(tmp_path / "delibere.sqlite3")
    assert installation.run("web", "migrate").returncode == 0
    promotion, exam, session = json.loads(installation.do(_CLASS))
    with serving(installation) as server:
        context = chromium.new_context(base_url=server.address, locale="fr-FR")
        context.set_default_timeout(20_000)
        context.add_cookies([{"name": "sessionid", "value": session, "url": server.address}])
        page = context.new_page()
        page.goto(f"/qlio/promotions/{promotion}/notes/TBQTC410/")
        page.evaluate("document.querySelector('#grid td[tabindex]').focus()")
        page.keyboard.press("End")
        type_down(page, "11", "12")
        status = page.locator("#status")
        expect(status).to_contain_text("Enregistré à", timeout=RETRIED)
        expect(page.locator("#grid .pending")).to_have_count(0)

        page.keyboard.type("13")
        page.keyboard.press("Enter")
        server.kill()
        type_down(page, "14", "15")
        expect(status).to_contain_text("en attente")
        expect(status).to_contain_text("rien n’est perdu")
        assert json.loads(installation.do(_MARKS.format(exam=exam)))[0][:2] == ["11", "12"]

        server.start()
        expect(status).to_contain_text("Enregistré à", timeout=RETRIED)
        expect(page.locator("#grid .pending")).to_have_count(0)
        assert json.loads(installation.do(_MARKS.format(exam=exam))) == [["11", "12", "13", "14", "15"], 5]

        server.kill()
        type_down(page, "16")
        expect(status).to_contain_text("1 cellule en attente")
        page.close()
        server.start()
        again = context.new_page()
        again.goto(f"/qlio/promotions/{promotion}/notes/TBQTC410/")
        expect(again.locator("#status")).to_contain_text("Enregistré à", timeout=RETRIED)
        assert json.loads(installation.do(_MARKS.format(exam=exam)))[0][-1] == "16"
        context.close()
