# SPDX-License-Identifier: EUPL-1.2
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from delibere.services.records.journal import command_line
from delibere.services.records.students import create
from delibere.store.models import Account, Department, JournalEntry, Membership, Role

SignedIn = Callable[..., Client]
Someone = Callable[..., Account]
NEW = {
    "surname": "Tanaisie",
    "first_name": "Tancrède",
    "login": "TTanaisie",
    "email": "t@example.org",
    "roles": ["teacher"],
}


@pytest.fixture
def chief(someone: Someone) -> Account:
    return someone(Role.ADMINISTRATOR)


@pytest.fixture
def administrator(signed_in: SignedIn, chief: Account) -> Client:
    return signed_in(chief)


def roles_of(account: Account) -> list[str]:
    return sorted(account.memberships.values_list("role", flat=True))


def test_an_invited_person_chooses_a_password_by_the_link_of_the_letter(
    administrator: Client, qlio: Department
) -> None:
    assert administrator.post("/qlio/equipe/inviter/", NEW).status_code == 302
    letter = mail.outbox[0]
    assert letter.to == ["t@example.org"]
    found = re.search(r"http://testserver(/mot-de-passe/\S+)", str(letter.body))
    assert found
    guest = Client()
    page = guest.get(found[1], follow=True)
    chosen = {"new_password1": "quatre-arbres-verts", "new_password2": "quatre-arbres-verts"}
    address = page.request["PATH_INFO"]
    assert guest.post(address, chosen, follow=True).request["PATH_INFO"] == "/qlio/"
    assert Client().get(found[1], follow=True).request["PATH_INFO"] == found[1]


def test_a_login_that_exists_gets_the_roles_and_no_second_account(
    administrator: Client, someone: Someone, qlio: Department
) -> None:
    gea = Department.objects.create(slug="gea", name="GEA", diploma="BUT GEA", year=2023)
    known = someone(Role.TEACHER, department=gea)
    administrator.post("/qlio/equipe/inviter/", {**NEW, "login": known.login.upper(), "roles": ["secretary"]})
    assert Account.objects.count() == 2
    assert roles_of(known) == ["secretary", "teacher"]


@pytest.mark.parametrize("wrong", [{"roles": []}, {"roles": ["student"]}, {"email": "x"}, {"login": ""}])
def test_an_invitation_that_lacks_something_creates_nothing(
    administrator: Client, wrong: dict[str, object]
) -> None:
    assert administrator.post("/qlio/equipe/inviter/", {**NEW, **wrong}).status_code == 422
    assert Account.objects.count() == 1
    assert mail.outbox == []


def test_roles_are_changed_here_and_nowhere_else(administrator: Client, someone: Someone) -> None:
    gea = Department.objects.create(slug="gea", name="GEA", diploma="BUT GEA", year=2023)
    person = someone(Role.TEACHER)
    Membership.objects.create(account=person, department=gea, role=Role.HEAD)
    administrator.post(f"/qlio/equipe/{person.pk}/roles/", {"roles": ["secretary", "observer"]})
    assert roles_of(person) == ["head", "observer", "secretary"]
    assert JournalEntry.objects.get(action="roles.changed").details["roles"] == [
        ["teacher"],
        ["observer", "secretary"],
    ]


def test_the_last_administrator_keeps_the_role_and_the_account(administrator: Client, chief: Account) -> None:
    administrator.post(f"/qlio/equipe/{chief.pk}/roles/", {"roles": ["teacher"]})
    administrator.post(f"/qlio/equipe/{chief.pk}/fermer/", {"login": chief.login})
    chief.refresh_from_db()
    assert (roles_of(chief), chief.is_active) == (["administrator"], True)


def test_an_account_is_closed_once_its_login_is_typed_and_opened_again(
    administrator: Client, someone: Someone, signed_in: SignedIn
) -> None:
    person = someone(Role.TEACHER)
    theirs = signed_in(person)
    administrator.post(f"/qlio/equipe/{person.pk}/fermer/", {"login": "autre"})
    assert theirs.get("/qlio/").status_code == 200
    administrator.post(f"/qlio/equipe/{person.pk}/fermer/", {"login": person.login})
    assert theirs.get("/qlio/").status_code == 302
    administrator.post(f"/qlio/equipe/{person.pk}/rouvrir/")
    person.refresh_from_db()
    assert person.is_active


def test_somebody_of_another_department_is_not_found(administrator: Client, someone: Someone) -> None:
    gea = Department.objects.create(slug="gea", name="GEA", diploma="BUT GEA", year=2023)
    stranger = someone(Role.TEACHER, department=gea)
    assert administrator.get(f"/qlio/equipe/{stranger.pk}/").status_code == 404
    assert administrator.post(f"/qlio/equipe/{stranger.pk}/roles/", {"roles": ["head"]}).status_code == 404


def test_students_with_an_address_are_invited_once_and_the_others_are_listed(
    signed_in: SignedIn, qlio: Department
) -> None:
    client = signed_in(Role.SECRETARY)
    for n, email in enumerate(("felix.f@etu.example.org", "felix.f@ailleurs.example.org", "")):
        create(command_line(), qlio, {"nip": f"9900000{n}", "surname": f"FRAMBOISE{n}", "email": email})
    page = client.get("/qlio/equipe/etudiants/").content.decode()
    assert "FRAMBOISE2" in page
    client.post("/qlio/equipe/etudiants/")
    students = Account.objects.filter(memberships__role=Role.STUDENT)
    assert sorted(students.values_list("login", flat=True)) == ["99000001", "felix.f"]
    assert len(mail.outbox) == 2
    client.post("/qlio/equipe/etudiants/")
    assert len(mail.outbox) == 2


def test_a_letter_that_cannot_leave_is_told_and_the_account_stays(
    administrator: Client, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    page = administrator.post("/qlio/equipe/inviter/", NEW, follow=True).content.decode()
    assert "n’est pas partie" in page
    assert Account.objects.filter(login="ttanaisie").exists()


def test_the_list_asks_the_database_a_fixed_number_of_times(
    administrator: Client, someone: Someone, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for _person in range(12):
        someone(Role.TEACHER, Role.OBSERVER)
    with django_assert_max_num_queries(7):
        assert administrator.get("/qlio/equipe/").content.decode().count("enseignement, observation") == 12
