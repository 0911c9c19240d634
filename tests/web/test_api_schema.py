# SPDX-License-Identifier: EUPL-1.2
"""Requests invented from the API's own schema, as each role: no failure, no answer it does not announce."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from delibere.api import proposed
from delibere.api.application import described
from delibere.curriculum.model import Curriculum
from delibere.foundation import people
from delibere.jury import student
from delibere.services.records.api.tokens import make_token
from delibere.services.records.documents.jobs import ask
from delibere.services.records.documents.keeping import Paper, keep
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.journal import command_line
from delibere.services.records.maquettes import draft, publish
from delibere.services.records.students import create
from delibere.store.models import (
    Account,
    Department,
    Evaluation,
    Mark,
    PaperKind,
    Role,
    SessionKind,
    Student,
)
from gardens import jury

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
US = command_line()
APPLICATION = get_wsgi_application()
SOME = settings(
    max_examples=4,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
)
DESCRIBED = described()
SCHEMA = schemathesis.openapi.from_dict(DESCRIBED)
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]


def shapes(node: object, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every shape of the schema, and where it stands."""
    if isinstance(node, dict):
        if "type" in node or "title" in node:
            yield place, node
        for name, child in node.items():
            yield from shapes(child, f"{place}/{name}")
    if isinstance(node, list):
        for number, child in enumerate(node):
            yield from shapes(child, f"{place}/{number}")


def is_bare(shape: dict[str, Any]) -> bool:
    """An object or a list that does not say what it holds."""
    if shape.get("type") == "object":
        told = shape.get("properties") or shape.get("patternProperties")
        return not told and not isinstance(shape.get("additionalProperties"), dict)
    return shape.get("type") == "array" and not shape.get("items") and not shape.get("prefixItems")


def test_no_object_of_the_schema_is_left_undeclared() -> None:
    found = list(shapes({"paths": DESCRIBED["paths"], "components": DESCRIBED["components"]["schemas"]}))
    assert len(found) > 500
    assert [place for place, shape in found if is_bare(shape)] == []
    maps = [
        (place, shape["additionalProperties"]) for place, shape in found if "additionalProperties" in shape
    ]
    assert [place for place, inside in maps if inside in ({}, True)] == []


def test_every_answer_of_the_schema_has_a_shape_or_a_type_of_file() -> None:
    silent = [
        operation["operationId"]
        for operations in DESCRIBED["paths"].values()
        for operation in operations.values()
        for status, answer in operation["responses"].items()
        if int(status) != 204 and not answer.get("content")
    ]
    assert silent == []


def test_the_shapes_of_proposals_follow_those_of_the_rules() -> None:
    pairs = (
        (student.StudentProposal, proposed.StudentProposed),
        (student.UeProposal, proposed.UeProposed),
        (student.RcueProposal, proposed.RcueProposed),
        (student.YearProposal, proposed.YearProposed),
        (student.Decision, proposed.DecisionProposed),
        (student.Counters, proposed.CountersOut),
        (student.Credits, proposed.CreditsOut),
        (student.DiplomaProposal, proposed.DiplomaProposed),
        (people.Student, proposed.PersonOut),
    )
    for value, shape in pairs:
        assert [one.name for one in fields(value) if one.name != "civil"] == list(shape.model_fields), shape


def test_each_operation_says_in_french_what_it_does() -> None:
    made_up = re.compile(r"[A-Z][a-z]*( [A-Z][a-z]*)*")
    operations = [one for found in DESCRIBED["paths"].values() for one in found.values()]
    assert [one["operationId"] for one in operations if made_up.fullmatch(one["summary"])] == []
    assert {tag for one in operations for tag in one["tags"]} == {one["name"] for one in DESCRIBED["tags"]}


def test_the_guide_names_every_address() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guides" / "api.md").read_text("utf-8")
    parts = {part for path in DESCRIBED["paths"] for part in path.split("/")[4:] if "{" not in part}
    assert {part for part in parts if not re.search(rf"\b{part}\b", guide)} == set()


@pytest.fixture(autouse=True)
def connection_kept() -> Iterator[None]:
    """A served request closes its connection: here it is the test's, as Django's own client knows."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def known(annex: Curriculum, qlio: Department) -> dict[str, object]:
    """Parts of an address that name something, so that not every answer is « not found »."""
    publish(US, draft(US, qlio, 2023, annex.maquette("s1-fi"), source="annexe"))
    promotion = open_promotion(US, qlio, 2023, "s1-fi")
    found = create(US, qlio, {"nip": "99000000", "surname": "ALISIER"})
    enrol(US, promotion, [found])
    exam = Evaluation.objects.create(promotion=promotion, module="TBQTR101", title="DS")
    Mark.objects.create(evaluation=exam, enrolment=promotion.enrolments.get(), hundredths=1200)
    job = ask(US, promotion, PaperKind.BULLETIN, apart=True, options={})
    paper = Paper(PaperKind.BULLETIN, "Bulletin", "b.pdf", b"%PDF-", found, promotion, None, job)
    return {
        "department": "qlio",
        "promotion": promotion.pk,
        "module": "TBQTR101",
        "evaluation": exam.pk,
        "nip": "99000000",
        "slug": "s1-fi",
        "figure": "UE11",
        "session": jury(promotion, kind=SessionKind.SEMESTER).pk,
        "job": job.pk,
        "document": keep(US, qlio, paper).pk,
        "printed": "notes",
    }


@pytest.fixture
def keys(known: object, qlio: Department, someone: Callable[..., Account]) -> list[str]:
    """A token for each role."""
    record, today = Student.objects.get(), timezone.localdate()
    return [make_token(US, someone(role, student=record), qlio, role, "essai", today)[1] for role in Role]


def served(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    """The application, its answers read to the end and closed as a server does."""
    answer = APPLICATION(environ, start)
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_no_role_makes_the_api_fail_or_answer_what_it_does_not_announce(
    known: dict[str, object], keys: list[str], operation: APIOperation[Any, Any, Any, Any]
) -> None:
    refused = set[str]()

    @SOME
    @given(case=operation.as_strategy(), aims=st.booleans())
    def invented(case: schemathesis.Case[Any], aims: bool) -> None:  # noqa: FBT001 drawn by name
        named = known if aims else {"department": known["department"]}
        case.path_parameters |= {name: named[name] for name in case.path_parameters.keys() & named.keys()}
        for key in [one for one in keys if one not in refused]:
            headers = {"Authorization": f"Bearer {key}"}
            answer = case.call(app=served, headers=headers, base_url="http://127.0.0.1")
            case.validate_response(answer, checks=CHECKS)
            if answer.status_code == 403:
                refused.add(key)

    invented()
