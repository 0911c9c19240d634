# SPDX-License-Identifier: EUPL-1.2
"""Requests invented from the API's own schema, as each role: no failure, no answer it does not announce."""

from collections.abc import Callable, Iterator
from typing import Any

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

from delibere.api.application import api
from delibere.curriculum.model import Curriculum
from delibere.services.records.api.tokens import make_token
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.journal import command_line
from delibere.services.records.maquettes import draft, publish
from delibere.services.records.students import create
from delibere.store.models import Account, Department, Evaluation, Role, Student

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
US = command_line()
SOME = settings(
    max_examples=4,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
)
SCHEMA = schemathesis.openapi.from_dict(api.get_openapi_schema())
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]


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
def exam(annex: Curriculum, qlio: Department) -> Evaluation:
    """Something behind the first keys, so that not every answer is « not found »."""
    publish(US, draft(US, qlio, 2023, annex.maquette("s1-fi"), source="annexe"))
    promotion = open_promotion(US, qlio, 2023, "s1-fi")
    enrol(US, promotion, [create(US, qlio, {"nip": "99000000", "surname": "ALISIER"})])
    return Evaluation.objects.create(promotion=promotion, module="TBQTR101", title="DS")


def likely(exam: Evaluation) -> dict[str, object]:
    """Parts of an address that name something."""
    return {
        "department": "qlio",
        "promotion": exam.promotion_id,
        "module": "TBQTR101",
        "evaluation": exam.pk,
        "nip": "99000000",
        "slug": "s1-fi",
        "figure": "UE11",
    }


@pytest.fixture
def keys(exam: Evaluation, qlio: Department, someone: Callable[..., Account]) -> list[str]:
    """A token for each role."""
    record, today = Student.objects.get(), timezone.localdate()
    return [make_token(US, someone(role, student=record), qlio, role, "essai", today)[1] for role in Role]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.label)
def test_no_role_makes_the_api_fail_or_answer_what_it_does_not_announce(
    exam: Evaluation, keys: list[str], operation: APIOperation[Any, Any, Any, Any]
) -> None:
    server, known = get_wsgi_application(), likely(exam)

    @SOME
    @given(case=operation.as_strategy(), aims=st.booleans())
    def invented(case: schemathesis.Case[Any], aims: bool) -> None:  # noqa: FBT001 drawn by name
        named = known if aims else {"department": known["department"]}
        case.path_parameters |= {name: named[name] for name in case.path_parameters.keys() & named.keys()}
        for key in keys:
            headers = {"Authorization": f"Bearer {key}"}
            answer = case.call(app=server, headers=headers, base_url="http://127.0.0.1")
            case.validate_response(answer, checks=CHECKS)

    invented()
