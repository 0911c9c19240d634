# SPDX-License-Identifier: EUPL-1.2
"""Passwords: sign-in, its refusals, its waits, its traces in the journal."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.core import mail
from django.db.models import F
from django.test import Client
from django.urls import reverse

from delibere.store.models import Account, Action, Department, JournalEntry, Membership, Role

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

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
    assert client.get("/mot-de-passe/").status_code == 200


def test_a_wrong_password_opens_nothing(client: Client, secretary: Account) -> None:
    assert sign_in(client, secretary.login, "poire") == 200
    assert client.get("/mot-de-passe/").status_code == 302


def test_a_closed_account_signs_in_no_more(client: Client, secretary: Account) -> None:
    Account.objects.update(is_active=False)
    assert sign_in(client, secretary.login, GOOD) == 200
    assert client.get("/mot-de-passe/").status_code == 302


def link_by_letter(client: Client, account: Account) -> str:
    """The address in the last letter."""
    client.post(reverse("signing_in.forgotten"), {"email": account.email})
    (link,) = re.findall(r"https?://testserver(/\S+)", str(mail.outbox[-1].body))
    return str(link)


def choose_by_link(client: Client, account: Account, password: str) -> "Answer":
    page = client.get(link_by_letter(client, account), follow=True).redirect_chain[-1][0]
    return client.post(page, {"new_password1": password, "new_password2": password})


def change(client: Client, old: str, new: str) -> None:
    sent = {"old_password": old, "new_password1": new, "new_password2": new}
    assert client.post(reverse("signing_in.change_password"), sent).status_code == 302


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_serves_once(
    client: Client, secretary: Account
) -> None:
    link = link_by_letter(client, secretary)
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


@pytest.fixture
def gea(db: None) -> Department:
    return Department.objects.create(slug="gea", name="GEA", diploma="BUT GEA", year=2023)


def entries(*actions: Action) -> list[tuple[str, str, str, str | None, dict[str, object]]]:
    found = JournalEntry.objects.filter(action__in=actions).order_by("pk")
    return [
        (e.actor_name, e.action, e.subject, e.department.slug if e.department else None, e.details)
        for e in found
    ]


SIGN_INS = (Action.SIGNED_IN, Action.SIGN_IN_REFUSED)


def test_the_journal_says_who_signed_in_and_which_logins_were_refused(
    client: Client, secretary: Account
) -> None:
    sign_in(client, secretary.login, "poire")
    sign_in(client, "inconnu", "poire")
    sign_in(client, secretary.login, GOOD)
    by = {"by": "mot de passe"}
    assert entries(*SIGN_INS) == [
        ("127.0.0.1", Action.SIGN_IN_REFUSED, secretary.login, "qlio", by),
        ("127.0.0.1", Action.SIGN_IN_REFUSED, "inconnu", None, by),
        ("SORBIER", Action.SIGNED_IN, "SORBIER", "qlio", by),
    ]


def test_a_sign_in_with_roles_in_two_departments_is_in_the_journal_of_none(
    client: Client, secretary: Account, gea: Department
) -> None:
    Membership.objects.create(account=secretary, department=gea, role=Role.TEACHER)
    sign_in(client, secretary.login, GOOD)
    assert [entry[3] for entry in entries(Action.SIGNED_IN)] == [None]


def test_a_login_far_too_long_is_refused_and_breaks_nothing(client: Client, secretary: Account) -> None:
    assert sign_in(client, "x" * 100_000, "poire") == 200
    assert sign_in(client, "x\0", "poire") == 200
    assert entries(*SIGN_INS) == []


def test_no_password_is_written_anywhere_as_it_was_typed(client: Client, secretary: Account) -> None:
    sign_in(client, secretary.login, "poire-amère")
    sign_in(client, secretary.login, GOOD)
    models = apps.get_models()
    rows = [str(row) for model in models for row in model._default_manager.values()]  # noqa: SLF001 Django's own name
    assert len(rows) > 10
    assert [row for row in rows if "poire-amère" in row or GOOD in row] == []


def test_chosen_passwords_are_in_the_journal(client: Client, secretary: Account) -> None:
    choose_by_link(client, secretary, GOOD + "2")
    change(client, GOOD + "2", GOOD + "3")
    assert entries(Action.PASSWORD_SET) == [
        ("SORBIER", Action.PASSWORD_SET, "SORBIER", "qlio", {"by": "lien reçu"}),
        ("SORBIER", Action.PASSWORD_SET, "SORBIER", "qlio", {"by": "ancien mot de passe"}),
    ]


def test_a_password_that_is_refused_is_not_said_to_be_chosen(client: Client, secretary: Account) -> None:
    choose_by_link(client, secretary, "123")
    assert entries(Action.PASSWORD_SET) == []


def locked_out(client: Client, login: str) -> "Answer":
    for _attempt in range(8):
        sign_in(client, login, "poire")
    return client.post("/connexion/", {"username": login, "password": GOOD})


def test_after_eight_refusals_even_the_right_password_waits(client: Client, secretary: Account) -> None:
    answer = locked_out(client, secretary.login)
    assert (answer.status_code, answer["Retry-After"]) == (429, "900")
    assert "Attendez 15 minutes" in answer.content.decode()
    assert client.get("/mot-de-passe/").status_code == 302


def test_other_people_and_other_addresses_do_not_wait(
    client: Client, secretary: Account, someone: Someone
) -> None:
    other = someone(Role.TEACHER)
    other.set_password(GOOD)
    other.save()
    assert locked_out(client, secretary.login).status_code == 429
    assert sign_in(Client(), other.login, GOOD) == 302
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7"), secretary.login, GOOD) == 302


def test_trying_again_does_not_make_the_wait_longer(client: Client, secretary: Account) -> None:
    locked_out(client, secretary.login)
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=14))
    assert sign_in(client, secretary.login, GOOD) == 429
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(minutes=1))
    assert sign_in(client, secretary.login, GOOD) == 302


def test_a_link_by_letter_ends_the_wait(client: Client, secretary: Account) -> None:
    locked_out(client, secretary.login)
    choose_by_link(client, secretary, GOOD + "2")
    assert sign_in(Client(), secretary.login, GOOD + "2") == 302


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("mirabelle", "Il doit contenir au minimum 12 caractères."),
        ("918273645546372819", "Ce mot de passe est entièrement numérique."),
        ("1q2w3e4r5t6y", "Ce mot de passe est trop courant."),
        ("mirabelle-sorbier", "Ce mot de passe ressemble trop à votre nom"),
        ("mirabelle@example.org", "Ce mot de passe ressemble trop à votre nom"),
    ],
)
def test_a_weak_password_is_refused_in_french(
    client: Client, secretary: Account, password: str, reason: str
) -> None:
    Account.objects.update(surname="MIRABELLE-SORBIER", email="mirabelle@example.org")
    secretary.refresh_from_db()
    assert reason in choose_by_link(client, secretary, password).content.decode()


def test_a_changed_password_closes_the_sessions_open_elsewhere(client: Client, secretary: Account) -> None:
    elsewhere = Client()
    sign_in(client, secretary.login, GOOD)
    sign_in(elsewhere, secretary.login, GOOD)
    change(client, GOOD, GOOD + "2")
    assert client.get("/mot-de-passe/").status_code == 200
    assert elsewhere.get("/mot-de-passe/").status_code == 302


def test_closing_an_account_ends_its_sessions(client: Client, secretary: Account) -> None:
    sign_in(client, secretary.login, GOOD)
    Account.objects.update(is_active=False)
    assert client.get("/mot-de-passe/").status_code == 302


def test_signing_out_ends_the_session_on_the_server_too(client: Client, secretary: Account) -> None:
    sign_in(client, secretary.login, GOOD)
    cookie = client.cookies["sessionid"].value
    assert client.get("/deconnexion/").status_code == 405
    assert client.post("/deconnexion/").status_code == 302
    client.cookies["sessionid"] = cookie
    assert client.get("/mot-de-passe/").status_code == 302


def test_a_session_has_another_key_once_somebody_signed_in(client: Client, secretary: Account) -> None:
    session = client.session
    session["before"] = True
    session.save()
    sign_in(client, secretary.login, GOOD)
    assert client.session.session_key != session.session_key


@pytest.mark.parametrize(
    "elsewhere", ["https://impostor.example.org/", "//impostor.example.org", "/\\impostor.org"]
)
def test_nobody_is_sent_to_another_site(client: Client, secretary: Account, elsewhere: str) -> None:
    sent = {"username": secretary.login, "password": GOOD, "next": elsewhere}
    assert client.post("/connexion/", sent)["Location"] == "/"


def test_somebody_of_two_departments_chooses(client: Client, secretary: Account, gea: Department) -> None:
    Membership.objects.create(account=secretary, department=gea, role=Role.TEACHER)
    sign_in(client, secretary.login, GOOD)
    page = client.get("/").content.decode()
    assert ('href="/qlio/"' in page, 'href="/gea/"' in page) == (True, True)
