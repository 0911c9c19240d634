# SPDX-License-Identifier: EUPL-1.2
"""Sign-in by a real OpenID Connect provider, over HTTP; some of its people make it lie."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import Browser, served
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from delibere.store.models import Account, Action, JournalEntry

START = "/connexion/openid/"
SECRET = "a secret that both sides know"  # noqa: S105 of an invented server


@pytest.fixture(scope="module")
def university(tmp_path_factory: pytest.TempPathFactory, live_server: LiveServer) -> Iterator[str]:
    database = tmp_path_factory.mktemp("openid") / "openid.sqlite3"
    back = f"{live_server.url}{START}retour/"
    with served("university_openid.py", str(database), SECRET, back) as address:
        yield f"{address}/o"


@pytest.fixture
def site(records: None, live_server: LiveServer, university: str, settings: Settings) -> str:
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = (
        university,
        "delibere",
        SECRET,
    )
    return live_server.url


def account(login: str) -> Account:
    return Account.objects.create(login=login, email=f"{login}@example.org", surname="FRAMBOISE")


@pytest.mark.parametrize("login", ["framboise", "discreet"])
def test_a_login_in_the_token_or_told_when_asked_opens_a_session_where_one_was_going(
    site: str, login: str
) -> None:
    account(login)
    answer = Browser().sign_in_at_university(f"{site}{START}?next=/mot-de-passe/", login)
    assert (answer.status_code, answer.url) == (200, f"{site}/mot-de-passe/")
    assert JournalEntry.objects.get(action=Action.SIGNED_IN).details == {"by": "OpenID Connect"}


@pytest.mark.parametrize("login", ["expired", "replayed", "misdirected", "impostor", "forged"])
def test_a_token_that_lies_opens_nothing(site: str, login: str) -> None:
    account(login)
    browser = Browser()
    answer = browser.sign_in_at_university(site + START, login)
    assert answer.status_code == 403
    assert "pas confirmé" in answer.text
    assert not browser.is_signed_in(site)


def test_a_login_without_an_account_is_told_so_and_nothing_is_created(site: str) -> None:
    browser = Browser()
    answer = browser.sign_in_at_university(site + START, "inconnu")
    assert answer.status_code == 403
    assert "n’a pas de compte ouvert ici" in answer.text
    assert not browser.is_signed_in(site)
    assert not Account.objects.exists()
    assert JournalEntry.objects.get(action=Action.SIGN_IN_REFUSED).subject == "inconnu"


def test_a_closed_account_stays_closed(site: str) -> None:
    account("framboise")
    Account.objects.update(is_active=False)
    assert Browser().sign_in_at_university(site + START, "framboise").status_code == 403


def test_a_code_serves_once_and_only_in_the_browser_that_asked_for_it(site: str) -> None:
    account("framboise")
    browser, thief = Browser(), Browser()
    authorized = browser.sign_in_at_university(site + START, "framboise", follow=False).headers["Location"]
    issuer = browser.get(site + START, allow_redirects=False, timeout=20).headers["Location"]
    asked = issuer.replace(urlsplit(issuer).path, urlsplit(authorized).path, 1)
    back = browser.get(asked, allow_redirects=False, timeout=20).headers["Location"]
    thief.get(site + START, allow_redirects=False, timeout=20)
    statuses = [
        one.get(back, allow_redirects=False, timeout=20).status_code for one in (thief, browser, browser)
    ]
    assert statuses == [403, 302, 403]
    assert not thief.is_signed_in(site)


def test_a_state_of_ones_own_making_is_refused(site: str) -> None:
    browser = Browser()
    browser.get(site + START, allow_redirects=False, timeout=20)
    assert browser.get(f"{site}{START}retour/?code=abc&state=forged", timeout=20).status_code == 403


def test_what_is_asked_for_is_a_code_bound_to_this_browser(site: str) -> None:
    asked = Browser().get(site + START, allow_redirects=False, timeout=20).headers["Location"]
    query = {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}
    assert (query["response_type"], query["code_challenge_method"]) == ("code", "S256")
    assert query.keys() >= {"state", "nonce", "code_challenge"}


def test_a_wrong_secret_is_a_page(site: str, settings: Settings) -> None:
    account("framboise")
    settings.OIDC_CLIENT_SECRET = "another"  # noqa: S105 of an invented server
    assert Browser().sign_in_at_university(site + START, "framboise").status_code == 403


@pytest.mark.django_db
def test_somebody_who_gives_up_at_the_university_gets_a_page(
    client: Client, university: str, settings: Settings
) -> None:
    settings.OIDC_ISSUER = university
    assert client.get(f"{START}retour/?error=access_denied").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("issuer", ["http://127.0.0.1:9", "{university}/other", "{site}"])
def test_a_server_that_is_down_or_is_another_is_a_page(
    client: Client, site: str, university: str, settings: Settings, issuer: str
) -> None:
    settings.OIDC_ISSUER = issuer.format(university=university, site=site)
    answer = client.get(START)
    assert answer.status_code == 502
    assert "n’a pas répondu" in answer.content.decode()


@pytest.mark.django_db
def test_the_sign_in_page_shows_what_is_set(client: Client, settings: Settings) -> None:
    assert START not in client.get("/connexion/").content.decode()
    assert client.get(START).status_code == 404
    settings.OIDC_ISSUER = "https://identite.example.org"
    assert f'href="{START}"' in client.get("/connexion/").content.decode()
