# SPDX-License-Identifier: EUPL-1.2
"""How often a token may ask, whichever process answers."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.http import HttpRequest
from programs import Program

from delibere.api.application import api
from delibere.api.pace import Pace
from delibere.services.records.api import pace
from delibere.store.models import Account, ApiToken, Department, Role

Someone = Callable[..., Account]


NOON = datetime(2024, 1, 15, 12, 0, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No minute ends during a test."""
    monkeypatch.setattr("delibere.api.pace.timezone", SimpleNamespace(now=lambda: NOON))


@pytest.fixture
def office(qlio: Department, someone: Someone) -> Program:
    return Program(someone(Role.SECRETARY), qlio, Role.SECRETARY)


def asking(office: Program) -> HttpRequest:
    request = HttpRequest()
    request.token = office.token  # type: ignore[attr-defined]  # as the gate leaves it
    return request


def test_processes_share_what_a_token_may_ask_in_a_minute(
    office: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "A_MINUTE", 5 * pace.AT_ONCE)
    processes, request = (Pace(), Pace()), asking(office)
    answered = [one.allow_request(request) for _n in range(200) for one in processes]
    assert sum(answered) == pace.A_MINUTE
    ApiToken.objects.update(used_at=NOON - timedelta(minutes=1))
    assert Pace().allow_request(request)


def test_a_process_asks_the_database_once_for_many_requests(
    office: Program, django_assert_num_queries: Callable[..., object]
) -> None:
    one, request = Pace(), asking(office)
    with django_assert_num_queries(2):  # type: ignore[attr-defined]  # a context manager
        assert all(one.allow_request(request) for _n in range(2 * pace.AT_ONCE))


def test_beyond_the_pace_a_problem_says_when_to_come_back(
    office: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    (throttle,) = api.throttle  # type: ignore[misc]  # ours alone
    monkeypatch.setattr(throttle, "held", {})
    assert office.ask("GET", "promotions").status_code == 200
    assert ApiToken.objects.get().used == pace.AT_ONCE
    monkeypatch.setattr(throttle, "held", {})
    ApiToken.objects.update(used=pace.A_MINUTE)
    refused = office.ask("GET", "promotions")
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert refused["Retry-After"] == "40"
