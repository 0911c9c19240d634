# SPDX-License-Identifier: EUPL-1.2
"""Sign-in by a real CAS server, over HTTP."""

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from browsing import Browser, served
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from delibere.store.models import Account, Action, JournalEntry, Role

Someone = Callable[..., Account]
START = "/connexion/cas/"


@pytest.fixture(scope="module")
def university(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served("university_cas.py", str(tmp_path_factory.mktemp("cas") / "cas.sqlite3")) as address:
        yield f"{address}/cas"


@pytest.fixture
def site(records: None, live_server: LiveServer, university: str, settings: Settings) -> str:
    settings.CAS_URL = university
    return live_server.url


@pytest.fixture
def secretary(site: str, someone: Someone) -> Account:
    return someone(Role.SECRETARY)


def way_back(browser: Browser, start: str, login: str) -> str:
    """Where CAS sends the browser, with a ticket that has not served yet."""
    return browser.sign_in_at_university(start, login, follow=False).headers["Location"]


def entries(action: Action) -> list[tuple[str, str, object, dict[str, object]]]:
    found = JournalEntry.objects.filter(action=action)
    return [(e.actor_name, e.subject, e.department and e.department.slug, e.details) for e in found]


def test_a_login_that_cas_vouches_for_opens_a_session_where_one_was_going(
    site: str, secretary: Account
) -> None:
    answer = Browser().sign_in_at_university(f"{site}{START}?next=/mot-de-passe/", secretary.login)
    assert (answer.status_code, answer.url) == (200, f"{site}/mot-de-passe/")
    assert entries(Action.SIGNED_IN) == [("SORBIER", "SORBIER", "qlio", {"by": "CAS"})]


def test_the_case_of_a_login_does_not_count(site: str, secretary: Account) -> None:
    browser = Browser()
    browser.sign_in_at_university(f"{site}{START}?next=/mot-de-passe/", secretary.login.upper())
    assert browser.is_signed_in(site)


def test_a_login_without_an_account_is_told_so_and_nothing_is_created(site: str, secretary: Account) -> None:
    browser = Browser()
    answer = browser.sign_in_at_university(site + START, "inconnu")
    assert answer.status_code == 403
    assert "« inconnu » n’a pas de compte ouvert ici" in answer.text.replace("\u00a0", " ")
    assert "secrétariat" in answer.text
    assert not browser.is_signed_in(site)
    assert Account.objects.count() == 1
    assert entries(Action.SIGN_IN_REFUSED) == [("127.0.0.1", "inconnu", None, {"by": "CAS"})]


def test_a_closed_account_stays_closed(site: str, secretary: Account) -> None:
    Account.objects.update(is_active=False)
    browser = Browser()
    assert browser.sign_in_at_university(site + START, secretary.login).status_code == 403
    assert not browser.is_signed_in(site)
    assert entries(Action.SIGN_IN_REFUSED) == [("127.0.0.1", secretary.login, "qlio", {"by": "CAS"})]


def test_a_ticket_serves_once(site: str, secretary: Account) -> None:
    browser = Browser()
    back = way_back(browser, site + START, secretary.login)
    first, again = (browser.get(back, allow_redirects=False, timeout=20).status_code for _time in range(2))
    assert (first, again) == (302, 403)


def test_cas_itself_refuses_a_ticket_of_another_sign_in(site: str, secretary: Account) -> None:
    browser = Browser()
    old = parse_qs(urlsplit(way_back(browser, site + START, secretary.login)).query)
    left = Browser()
    asked = left.get(site + START, allow_redirects=False, timeout=20).headers["Location"]
    service = parse_qs(urlsplit(asked).query)["service"][0]
    answer = left.get(f"{service}&{urlencode({'ticket': old['ticket'][0]})}", timeout=20)
    assert answer.status_code == 403
    assert "pas confirmé" in answer.text
    assert not left.is_signed_in(site)


@pytest.mark.parametrize("begun", [True, False])
def test_nobody_is_signed_in_by_a_link_that_somebody_else_made(
    site: str, secretary: Account, caplog: pytest.LogCaptureFixture, *, begun: bool
) -> None:
    back = way_back(Browser(), site + START, secretary.login)
    victim = Browser()
    if begun:
        victim.get(site + START, allow_redirects=False, timeout=20)
    assert victim.get(back, timeout=20).status_code == 403
    assert "not confirmed: 'state'" in caplog.text
    assert not victim.is_signed_in(site)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://impostor.example.org/",
        "//impostor.example.org",
        "/\\impostor.example.org",
        "javascript:alert(1)",
    ],
)
def test_one_is_never_sent_to_another_site(site: str, secretary: Account, elsewhere: str) -> None:
    browser = Browser()
    start = f"{site}{START}?{urlencode({'next': elsewhere})}"
    answer = browser.get(way_back(browser, start, secretary.login), allow_redirects=False, timeout=20)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def come_back(client: Client) -> tuple[int, str]:
    """From a sign-in that was asked for, with any ticket."""
    service = parse_qs(urlsplit(client.get(START)["Location"]).query)["service"][0]
    answer = client.get(f"{service}&ticket=ST-1")
    return answer.status_code, answer.content.decode()


@pytest.mark.django_db
def test_a_server_that_is_down_is_a_page(client: Client, settings: Settings) -> None:
    settings.CAS_URL = "http://127.0.0.1:9/cas"
    status, page = come_back(client)
    assert status == 502
    assert "n’a pas répondu" in page


def test_a_server_that_answers_anything_else_is_a_page(client: Client, site: str, settings: Settings) -> None:
    settings.CAS_URL = site
    assert come_back(client)[0] == 502


@pytest.mark.django_db
def test_the_sign_in_page_shows_what_is_set(client: Client, settings: Settings) -> None:
    assert START not in client.get("/connexion/").content.decode()
    assert client.get(START).status_code == 404
    settings.CAS_URL = "https://cas.example.org/cas"
    page = client.get("/connexion/?next=/qlio/journal/%3Favant=3").content.decode()
    assert f'href="{START}?next=/qlio/journal/%3Favant%3D3"' in page
