# SPDX-License-Identifier: EUPL-1.2
import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from delibere.store.models import Account, Role

Someone = Callable[..., Account]
GOOD = "verger-clos-de-mirabelles"


@pytest.fixture
def secretary(someone: Someone) -> Account:
    account = someone(Role.SECRETARY)
    account.set_password(GOOD)
    account.save()
    return account


def sign_in(client: Client, login: str, password: str) -> int:
    sent = {"username": login, "password": password}
    return client.post(reverse("signing_in.sign_in"), sent).status_code


def test_the_right_password_opens_a_session_whatever_the_case_of_the_login(
    client: Client, secretary: Account
) -> None:
    assert sign_in(client, secretary.login.upper(), GOOD) == 302
    assert client.get("/qlio/").status_code == 200


def test_a_wrong_password_opens_nothing(client: Client, secretary: Account) -> None:
    assert sign_in(client, secretary.login, "poire") == 200
    assert client.get("/qlio/").status_code == 302


def test_a_closed_account_signs_in_no_more(client: Client, secretary: Account) -> None:
    Account.objects.update(is_active=False)
    assert sign_in(client, secretary.login, GOOD) == 200
    assert client.get("/qlio/").status_code == 302


def test_after_eight_refusals_even_the_right_password_waits(client: Client, secretary: Account) -> None:
    for _attempt in range(8):
        sign_in(client, secretary.login, "poire")
    assert sign_in(client, secretary.login, GOOD) == 429


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_serves_once(
    client: Client, secretary: Account
) -> None:
    client.post(reverse("signing_in.forgotten"), {"email": secretary.email})
    (link,) = re.findall(r"https?://testserver(/\S+)", str(mail.outbox[0].body))
    page = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(page, {"new_password1": GOOD + "2", "new_password2": GOOD + "2"})
    assert sign_in(Client(), secretary.login, GOOD + "2") == 302
    assert "déjà servi" in Client().get(link, follow=True).content.decode()


def test_nobody_learns_whether_an_address_has_an_account(client: Client, secretary: Account) -> None:
    known = client.post(reverse("signing_in.forgotten"), {"email": secretary.email})
    unknown = client.post(reverse("signing_in.forgotten"), {"email": "personne@example.org"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_a_weak_password_is_refused_with_its_reasons(client: Client, secretary: Account) -> None:
    client.post(reverse("signing_in.forgotten"), {"email": secretary.email})
    (link,) = re.findall(r"https?://testserver(/\S+)", str(mail.outbox[0].body))
    page = client.get(link, follow=True).redirect_chain[-1][0]
    answer = client.post(page, {"new_password1": "123", "new_password2": "123"}).content.decode()
    assert "12" in answer
    assert sign_in(Client(), secretary.login, "123") == 200
