# SPDX-License-Identifier: EUPL-1.2
"""Pages about evaluations, on the demo: as many queries whatever it holds."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from delibere.store.models import Account, Promotion

Queries = Callable[..., Any]


@pytest.fixture
def demo(demo_loaded: None, db: None, client: Client) -> tuple[Client, Promotion]:
    client.force_login(
        Account.objects.get(login="etudes"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client, Promotion.objects.get(department__slug="qlio", slug="s3-fi-osc")


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/qlio/notes/", 12),
        ("/qlio/notes/relances/", 13),
        ("/qlio/promotions/{}/evaluations/", 12),
        ("/qlio/promotions/{}/evaluations/manquantes/", 12),
        ("/qlio/promotions/{}/evaluations/copier/?depuis={}", 12),
    ],
)
def test_a_page_asks_the_database_a_fixed_number_of_times(
    demo: tuple[Client, Promotion], path: str, queries: int, django_assert_num_queries: Queries
) -> None:
    client, promotion = demo
    with django_assert_num_queries(queries):
        assert client.get(path.format(promotion.pk, promotion.pk)).status_code == 200


@pytest.mark.parametrize(("login", "queries"), [("secretariat", 26), ("enseignant", 16)])
def test_the_first_page_counts_everything_in_a_fixed_number_of_queries(
    demo: tuple[Client, Promotion], login: str, queries: int, django_assert_num_queries: Queries
) -> None:
    client, _promotion = demo
    account = Account.objects.get(login=login)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    with django_assert_num_queries(queries):
        page = client.get("/qlio/").content.decode()
    assert ("Relancer" in page, "notes à saisir" in page) == (login == "secretariat", login == "enseignant")
