# SPDX-License-Identifier: EUPL-1.2
"""What browsers are told: no inline script, no frame, cookies that scripts and other sites do not get."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from starting import started

from delibere.store.models import Account, Role

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

Someone = Callable[..., Account]
GOOD = "verger-clos-de-mirabelles"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


@pytest.fixture
def teacher(someone: Someone) -> Account:
    account = someone(Role.TEACHER)
    account.set_password(GOOD)
    account.save()
    return account


def sign_in(client: Client, login: str, **more: str) -> "Answer":
    sent = {"username": login, "password": GOOD, **more}
    return client.post("/connexion/", sent)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"), [("/connexion/", 200), ("/mot-de-passe/oublie/", 200), ("/ni/fait/ni/a-faire/", 404)]
)
def test_every_answer_forbids_inline_scripts_and_frames(client: Client, path: str, status: int) -> None:
    answer = client.get(path)
    policy = dict(rule.strip().split(" ", 1) for rule in answer["Content-Security-Policy"].split(";"))
    assert (answer.status_code, policy) == (status, POLICY)
    assert "<script>" not in answer.content.decode()
    assert "style=" not in answer.content.decode()
    named = ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    assert [answer[name] for name in named] == ["DENY", "nosniff", "same-origin", "same-origin"]


def test_a_form_without_its_token_is_refused(teacher: Account) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = sign_in(strict, teacher.login)
    assert answer.status_code == 403
    assert "Ce formulaire a expiré" in answer.content.decode()
    strict.get("/connexion/")
    token = strict.cookies["csrftoken"].value
    assert sign_in(strict, teacher.login, csrfmiddlewaretoken=token).status_code == 302
    assert strict.post("/deconnexion/").status_code == 403
    assert strict.get("/mot-de-passe/").status_code == 200


def test_cookies_are_kept_from_scripts_and_from_other_sites(client: Client, teacher: Account) -> None:
    client.get("/connexion/")
    sign_in(client, teacher.login)
    flags = {name: (one["httponly"], one["samesite"], one["secure"]) for name, one in client.cookies.items()}
    assert flags == {"csrftoken": (True, "Lax", ""), "sessionid": (True, "Lax", "")}
    assert client.cookies["sessionid"]["max-age"] == 10 * 60 * 60


SIGN_IN_BY_HTTPS = f"""
import json, django
django.setup()
from django.core.management import call_command
from django.test import Client
from delibere.store.models import Account
call_command("migrate", verbosity=0)
account = Account(login="sorbier", email="sorbier@example.org", surname="SORBIER")
account.set_password("{GOOD}")
account.save()
plain = Client(headers={{"host": "127.0.0.1"}}).get("/connexion/")
browser = Client(headers={{"host": "127.0.0.1", "x-forwarded-proto": "https"}})
browser.get("/connexion/")
answer = browser.post("/connexion/", {{"username": "sorbier", "password": "{GOOD}"}})
print(json.dumps({{
    "plain": [plain.status_code, plain["Location"]],
    "answer": [answer.status_code, answer["Location"]],
    "hsts": answer["Strict-Transport-Security"],
    "secure": {{name: cookie["secure"] for name, cookie in browser.cookies.items()}},
}}))
"""


def test_behind_https_cookies_are_secure_and_browsers_come_back_by_https_only(tmp_path: Path) -> None:
    ended = started(tmp_path, SIGN_IN_BY_HTTPS, DELIBERE_HTTPS="true")
    assert json.loads(ended.stdout or ended.stderr) == {
        "plain": [301, "https://127.0.0.1/connexion/"],
        "answer": [302, "/"],
        "hsts": "max-age=31536000",
        "secure": {"csrftoken": True, "sessionid": True},
    }
