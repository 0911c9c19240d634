# SPDX-License-Identifier: EUPL-1.2
"""Every URL as every role, compared with access_matrix.toml; a URL without a line there fails."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from everything import Kwargs, one_of_everything, token_for
from pytest_django.plugin import DjangoDbBlocker

from delibere.api.application import described
from delibere.curriculum.model import Curriculum
from delibere.services.records.journal import command_line
from delibere.services.records.students import create
from delibere.store.models import (
    Account,
    Department,
    Role,
)
from departments import Someone, accounts_of, new_department, publish_all

SignedIn = Callable[..., Client]

MATRIX: Mapping[str, Mapping[str, str]] = tomllib.loads(
    (Path(__file__).parent / "access_matrix.toml").read_text()
)
LETTERS = dict(zip("AHDSTJOE", Role, strict=True))
METHODS = ("get", "post")
SIGN_IN = "/connexion/"


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, str]]:
    """Each page's name and its address."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from ((name, f"{one.pattern}{path}") for name, path in names(one.url_patterns))
        else:
            yield str(one.name), str(one.pattern)


PAGES = dict(names(get_resolver().url_patterns))
PLACED = sorted(name for name, path in PAGES.items() if "<slug:department>" in path)
API = [name for name in PLACED if name.startswith("api.")]
DEPARTMENT_PAGES = [name for name in PLACED if name not in API]


def test_every_url_has_a_line_in_the_matrix_and_no_line_is_left_over() -> None:
    assert sorted(MATRIX) == sorted(PAGES)


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """One transaction for all these tests: what every address names is made once, and undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def db(kept: None) -> Iterator[None]:
    """Here each test is a part of that transaction: what it writes is not there for the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def qlio(kept: None) -> Department:
    """The department of `things`."""
    return new_department()


@pytest.fixture(scope="module")
def someone(qlio: Department) -> Someone:
    """Who has which role, for the whole module."""
    return accounts_of(qlio)


@pytest.fixture(scope="module")
def published(qlio: Department, annex: Curriculum) -> Curriculum:
    """The real annex, in force."""
    return publish_all(qlio, annex)


@pytest.fixture(scope="module")
def things(published: Curriculum, qlio: Department, someone: Callable[..., Account]) -> Kwargs:
    """Made once for all the tests of this file."""
    return one_of_everything(published, qlio, someone)


def kwargs_of(name: str, things: Kwargs) -> Kwargs:
    """Those that the address of this page asks for; « upload » means five kinds of file."""
    wanted = {key: things[key] for key in things if re.search(f"[<:]{key}>", PAGES[name])}
    if "upload" in wanted and name.startswith(("students.", "api.")):
        wanted["upload"] = things["past" if name == "students.review_past" else "students"]
    if "upload" in wanted and name.startswith("absences."):
        wanted["upload"] = things["absences"]
    if "upload" in wanted and name.startswith("scodoc."):
        wanted["upload"] = things["scodoc"]
    return wanted


def answers(client: Client, method: str, address: str, things: Kwargs) -> HttpResponseBase:
    """What a page answers; what it wrote is undone, so that every role meets the same records."""
    first, last = [*things["versions"], 0, 0][:2]
    sent = {"partition": things["partition"], "account": things["account"], "a": first, "b": last}
    with transaction.atomic():
        answer = read(getattr(client, method)(address, sent))
        transaction.set_rollback(True)
    return answer


def read(answer: HttpResponseBase) -> HttpResponseBase:
    """A file is sent piece by piece, and closed once they are read."""
    if isinstance(answer, StreamingHttpResponse):
        answer.getvalue()
    return answer


def passes(answer: HttpResponseBase) -> bool:
    """The page answered, be it that the form was not filled in; a failure is neither yes nor no."""
    assert answer.status_code < 500, answer.status_code
    return answer.status_code not in {403, 404}


def allowed(name: str, method: str) -> tuple[set[Role], set[Role]]:
    """Roles that pass for everything, and those that pass for what is their own."""
    letters = MATRIX[name].get(method, "")
    return {LETTERS[one] for one in letters if one.isupper()}, {
        LETTERS[one.upper()] for one in letters if one.islower()
    }


@pytest.mark.parametrize("name", DEPARTMENT_PAGES)
def test_a_page_opens_for_the_roles_of_the_matrix_and_no_other(
    name: str, signed_in: SignedIn, someone: Callable[..., Account], things: Kwargs
) -> None:
    address = reverse(name, kwargs=kwargs_of(name, things))
    other = create(command_line(), things["student"].department, {"nip": "99000009", "surname": "Autre"})
    seen: dict[str, set[Role]] = {method: set() for method in METHODS}
    for role in Role:
        own = someone(role, student=other)
        for method in METHODS:
            if passes(answers(signed_in(own), method, address, things)):
                seen[method].add(role)
    assert seen == {method: allowed(name, method)[0] for method in METHODS}


@pytest.mark.parametrize("name", DEPARTMENT_PAGES)
def test_what_is_ones_own_opens(
    name: str, signed_in: SignedIn, someone: Callable[..., Account], things: Kwargs
) -> None:
    address = reverse(name, kwargs=kwargs_of(name, things))
    owners = {
        Role.TEACHER: things["taught_by"],
        Role.STUDENT: someone(Role.STUDENT, student=things["student"]),
    }
    for method in METHODS:
        everything, own = allowed(name, method)
        opened = {
            role
            for role, account in owners.items()
            if passes(answers(signed_in(account), method, address, things))
        }
        assert opened == (everything | own) & owners.keys()


@pytest.mark.parametrize("name", DEPARTMENT_PAGES)
def test_another_department_is_as_if_it_did_not_exist(
    name: str, signed_in: SignedIn, someone: Callable[..., Account], things: Kwargs
) -> None:
    gea = Department.objects.create(slug="gea", name="GEA", diploma="BUT GEA", year=2023)
    stranger = signed_in(someone(*(set(Role) - {Role.STUDENT}), department=gea))
    kwargs = kwargs_of(name, things)
    for method in METHODS:
        assert getattr(stranger, method)(reverse(name, kwargs=kwargs)).status_code == 404
        names_something = kwargs.keys() - {"department", "start", "end", "slug", "form", "parameter"}
        if names_something:
            address = reverse(name, kwargs={**kwargs, "department": "gea"})
            assert getattr(stranger, method)(address).status_code in {403, 404}


@pytest.mark.parametrize("name", DEPARTMENT_PAGES)
def test_somebody_unknown_is_led_to_the_sign_in_page(name: str, client: Client, things: Kwargs) -> None:
    address = reverse(name, kwargs=kwargs_of(name, things))
    for method in METHODS:
        answer = getattr(client, method)(address)
        assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, SIGN_IN)


@pytest.mark.parametrize("name", sorted(PAGES.keys() - set(PLACED)))
def test_pages_without_a_department_are_public_or_ask_for_an_account(
    name: str, client: Client, things: Kwargs
) -> None:
    answer = client.get(reverse(name, kwargs=kwargs_of(name, things)))
    to_sign_in = answer.status_code == 302 and answer["Location"].partition("?")[0] == SIGN_IN
    assert to_sign_in == (MATRIX[name]["who"] == "account")


_LISTS = ("choices", "decisions", "evaluations", "marks", "nips", "present", "promotions")
SENT: Kwargs = {key: list[str]() for key in _LISTS} | {
    "act": "publish",
    "at": None,
    "enrolments": {},
    "parameter": "arrondi",
    "promotion": 1,
    "reason": "relecture",
    "since": "2023-09-01",
    "text": "12",
    "title": "DS",
    "value": "au plus près",
    "what": "but:",
}
"""Enough for every operation that reads JSON, with the `kind` that some ask for."""
KINDS = {"juries": "annual", "documents": "minutes"}


def by_token(method: str, address: str, key: str) -> HttpResponseBase:
    """What the API answers to a program; what it wrote is undone."""
    kinds = [kind for word, kind in KINDS.items() if word in address]
    sent = SENT | ({"kind": kinds[-1]} if kinds else {})
    with transaction.atomic():
        client = Client(headers={"Authorization": f"Bearer {key}", "If-Match": '"0"'})
        body = json.dumps(sent)
        answer = read(client.generic(method.upper(), address, body, content_type="application/json"))
        transaction.set_rollback(True)
    return answer


def opens(answer: HttpResponseBase) -> bool:
    assert answer.status_code < 500, answer.status_code
    return answer.status_code not in {401, 403, 404, 405}


@pytest.fixture(scope="module")
def keys(things: Kwargs, someone: Someone) -> dict[Role, str]:
    """A token for each role; the student's is of somebody else."""
    here = things["student"].department
    other = create(command_line(), here, {"nip": "99000008", "surname": "Autre"})
    return {role: token_for(someone(role, student=other), here, role)[1] for role in Role}


@pytest.fixture(scope="module")
def own_keys(things: Kwargs, someone: Someone) -> dict[Role, str]:
    """Tokens of those whose own it is."""
    here, pupil = things["student"].department, someone(Role.STUDENT, student=things["student"])
    owners = {Role.TEACHER: things["taught_by"], Role.STUDENT: pupil}
    return {role: token_for(account, here, role)[1] for role, account in owners.items()}


@pytest.mark.parametrize("name", API)
def test_the_matrix_has_every_method_of_an_address_of_the_api(name: str) -> None:
    path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", PAGES[name])
    assert MATRIX[name].keys() == described()["paths"][path].keys()


@pytest.mark.parametrize("name", API)
def test_the_api_opens_for_the_role_of_a_token_and_no_other(
    name: str, keys: dict[Role, str], things: Kwargs
) -> None:
    address = reverse(name, kwargs=kwargs_of(name, things))
    for method in MATRIX[name]:
        seen = {role for role, key in keys.items() if opens(by_token(method, address, key))}
        assert seen == allowed(name, method)[0], method


@pytest.mark.parametrize("name", API)
def test_by_the_api_too_what_is_ones_own_opens(name: str, own_keys: dict[Role, str], things: Kwargs) -> None:
    address = reverse(name, kwargs=kwargs_of(name, things))
    for method in MATRIX[name]:
        everything, own = allowed(name, method)
        opened = {role for role, key in own_keys.items() if opens(by_token(method, address, key))}
        assert opened == (everything | own) & own_keys.keys(), method


@pytest.mark.parametrize("name", API)
def test_the_api_opens_neither_without_a_token_nor_in_another_department(
    name: str, client: Client, someone: Callable[..., Account], things: Kwargs
) -> None:
    gea = Department.objects.create(slug="gea", name="GEA", diploma="BUT GEA", year=2023)
    key = token_for(someone(Role.HEAD, department=gea), gea, Role.HEAD)[1]
    kwargs = kwargs_of(name, things)
    for method in MATRIX[name]:
        answer = getattr(client, method)(reverse(name, kwargs=kwargs))
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
        assert by_token(method, reverse(name, kwargs=kwargs), key).status_code == 404
        names_something = kwargs.keys() - {"department", "slug", "printed"}
        if names_something:
            address = reverse(name, kwargs={**kwargs, "department": "gea"})
            assert not opens(by_token(method, address, key))
