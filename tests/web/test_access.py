# SPDX-License-Identifier: EUPL-1.2
"""Every URL as every role, compared with access_matrix.toml; a URL without a line there fails."""

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from delibere.curriculum.model import Curriculum
from delibere.services.records.absences.half_days import record_absences
from delibere.services.records.absences.proofs import record_proof
from delibere.services.records.api.tokens import make_token
from delibere.services.records.documents.jobs import ask
from delibere.services.records.documents.keeping import Paper, keep
from delibere.services.records.enrolments import enrol, exempt, open_promotion
from delibere.services.records.evaluations import LOCAL_BONUS, TypedEvaluation, create_evaluation
from delibere.services.records.groups import add_group, partition
from delibere.services.records.journal import command_line
from delibere.services.records.students import create
from delibere.services.records.teachings import assign
from delibere.store.models import (
    Account,
    AnnexUpload,
    ApiToken,
    CompetenceFramework,
    Department,
    FileKind,
    HalfDay,
    MaquetteVersion,
    Milestone,
    PaperKind,
    PastOutcome,
    RegistryUpload,
    Role,
    SessionKind,
    StudentUpload,
)
from departments import Someone, accounts_of, new_department, publish_all
from gardens import jury
from orebut import as_bytes, framework_of
from registry_samples import PLAIN
from scodoc_answers import files, zipped

SignedIn = Callable[..., Client]
Kwargs = dict[str, Any]

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
API_METHODS = (*METHODS, "put", "delete")


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


def one_of_everything(published: Curriculum, qlio: Department, someone: Callable[..., Account]) -> Kwargs:
    """One of everything that an address may name, of the same student and promotion."""
    author, by = command_line(), someone(Role.HEAD)
    promotion = open_promotion(author, qlio, 2023, "s1-fi")
    student = create(author, qlio, {"nip": "99000001", "surname": "Framboise", "email": "f@example.org"})
    enrol(author, promotion, [student])
    enrolment = promotion.enrolments.get()
    exempt(author, enrolment, "UE11", "VAE")
    group = add_group(author, partition(author, promotion, "TD"), "A")
    teacher = someone(Role.TEACHER)
    maquette = published.maquette("s1-fi")
    assign(author, promotion, [maquette.modules[0].apogee], teacher)
    module = maquette.modules[0].apogee
    exam = create_evaluation(author, promotion, TypedEvaluation(module, "DS"))
    sport = create_evaluation(author, promotion, TypedEvaluation(LOCAL_BONUS, "sport"))
    record_absences(author, enrolment, [(date(2023, 10, 9), HalfDay.MORNING)])
    proof = record_proof(author, student, date(2023, 10, 9), date(2023, 10, 9), "convocation").proof
    past = PastOutcome.objects.create(student=student, year=2022, subject="ue", semester=1, reason="PV")
    annex = (Path(__file__).parents[2] / "examples" / "but-qlio-2023-2024.md").read_bytes()
    outcomes = b"nip;annee;maquette;objet\n99000001;2022-2023;s1-fi;inscription\n"
    uploads = {"department": qlio, "by": by}
    session = jury(promotion, kind=SessionKind.SEMESTER)
    job = ask(author, promotion, PaperKind.BULLETIN, apart=True, options={})
    paper = Paper(
        PaperKind.BULLETIN, "Bulletin", "b.pdf", b"%PDF-", student, promotion, None, job, handed=True
    )
    versions = MaquetteVersion.objects.filter(slug__in=["s3-fi-osc", "s3-fi-mp"])
    return {
        "department": "qlio",
        "start": 2023,
        "end": 2024,
        "slug": "s1-fi",
        "form": "json",
        "parameter": "arrondi",
        "promotion": promotion.pk,
        "enrolment": enrolment.pk,
        "exemption": enrolment.exemptions.get().pk,
        "group": group.pk,
        "partition": group.partition_id,
        "teaching": promotion.teachings.get().pk,
        "module": module,
        "evaluation": exam.pk,
        "source": sport.pk,
        "absence": enrolment.absences.get().pk,
        "proof": proof.pk,
        "nip": student.nip,
        "figure": maquette.modules[0].apogee,
        "line": past.pk,
        "milestone": Milestone.objects.create(department=qlio, on="2024-01-26", title="Jury").pk,
        "account": by.pk,
        "uidb64": "MQ",
        "token": "set-password",
        "upload": AnnexUpload.objects.create(file_name="a.md", data=annex, **uploads).pk,
        "framework": CompetenceFramework.objects.create(
            file_name="r.xml", data=as_bytes(framework_of(published)), year=2023, **uploads
        ).pk,
        "students": StudentUpload.objects.create(
            file_name="e.csv", data=b"NIP;Nom\n99000002;Sorbier\n", **uploads
        ).pk,
        "past": StudentUpload.objects.create(
            kind=FileKind.PAST, file_name="p.csv", data=outcomes, **uploads
        ).pk,
        "absences": StudentUpload.objects.create(
            kind=FileKind.ABSENCES, file_name="a.csv", data=b"NIP;Date\n99000001;09/10/2023\n", **uploads
        ).pk,
        "scodoc": StudentUpload.objects.create(
            kind=FileKind.SCODOC,
            file_name="s.zip",
            data=zipped(files()),
            columns={"slug": "s3-fi-osc"},
            **uploads,
        ).pk,
        "registry_file": RegistryUpload.objects.create(file_name="v.txt", data=PLAIN.data, **uploads).pk,
        "api_token": token_for(teacher, qlio, Role.TEACHER)[0].pk,
        "session": session.pk,
        "job": job.pk,
        "document": keep(author, qlio, paper).pk,
        "printed": "emargement",
        "code": "7F3K-QX2M-94TD",
        "taught_by": teacher,
        "student": student,
        "versions": [version.pk for version in versions],
    }


@pytest.fixture(scope="module")
def things(published: Curriculum, qlio: Department, someone: Callable[..., Account]) -> Kwargs:
    """Made once for all the tests of this file."""
    return one_of_everything(published, qlio, someone)


def token_for(account: Account, department: Department, role: Role) -> tuple[ApiToken, str]:
    """A token that opens for a day, and its key."""
    return make_token(command_line(), account, department, role, "essai", timezone.localdate())


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
        answer: HttpResponseBase = getattr(client, method)(address, sent)
        transaction.set_rollback(True)
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


SENT = {"marks": [], "text": "12", "parameter": "arrondi", "since": "2023-09-01", "value": "au plus près"}
"""Enough for every operation that reads JSON."""


def by_token(method: str, address: str, key: str) -> HttpResponseBase:
    """What the API answers to a program; what it wrote is undone."""
    with transaction.atomic():
        client = Client(headers={"Authorization": f"Bearer {key}", "If-Match": '"0"'})
        answer: HttpResponseBase = client.generic(
            method.upper(), address, json.dumps(SENT), content_type="application/json"
        )
        transaction.set_rollback(True)
    return answer


def opens(answer: HttpResponseBase) -> bool:
    assert answer.status_code < 500, answer.status_code
    return answer.status_code not in {401, 403, 404, 405}


@pytest.mark.parametrize("name", API)
def test_the_api_opens_for_the_role_of_a_token_and_no_other(
    name: str, someone: Callable[..., Account], things: Kwargs
) -> None:
    address = reverse(name, kwargs=kwargs_of(name, things))
    here = things["student"].department
    other = create(command_line(), here, {"nip": "99000009", "surname": "Autre"})
    seen: dict[str, set[Role]] = {method: set() for method in API_METHODS}
    for role in Role:
        account = someone(role, student=other)
        key = token_for(account, here, role)[1]
        for method in API_METHODS:
            if opens(by_token(method, address, key)):
                seen[method].add(role)
    assert seen == {method: allowed(name, method)[0] for method in API_METHODS}


@pytest.mark.parametrize("name", API)
def test_by_the_api_too_what_is_ones_own_opens(
    name: str, someone: Callable[..., Account], things: Kwargs
) -> None:
    address = reverse(name, kwargs=kwargs_of(name, things))
    here = things["student"].department
    owners = {
        Role.TEACHER: things["taught_by"],
        Role.STUDENT: someone(Role.STUDENT, student=things["student"]),
    }
    keys = {role: token_for(account, here, role)[1] for role, account in owners.items()}
    for method in API_METHODS:
        everything, own = allowed(name, method)
        opened = {role for role, key in keys.items() if opens(by_token(method, address, key))}
        assert opened == (everything | own) & owners.keys()


@pytest.mark.parametrize("name", API)
def test_the_api_opens_neither_without_a_token_nor_in_another_department(
    name: str, client: Client, someone: Callable[..., Account], things: Kwargs
) -> None:
    gea = Department.objects.create(slug="gea", name="GEA", diploma="BUT GEA", year=2023)
    key = token_for(someone(Role.HEAD, department=gea), gea, Role.HEAD)[1]
    kwargs = kwargs_of(name, things)
    for method in API_METHODS:
        answer = getattr(client, method)(reverse(name, kwargs=kwargs))
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
        assert by_token(method, reverse(name, kwargs=kwargs), key).status_code == 404
        names_something = kwargs.keys() - {"department", "slug"}
        if names_something:
            address = reverse(name, kwargs={**kwargs, "department": "gea"})
            assert not opens(by_token(method, address, key))
