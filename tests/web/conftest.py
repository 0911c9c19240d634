# SPDX-License-Identifier: EUPL-1.2
"""What tests of pages may ask for."""

from collections.abc import Callable

import pytest
from django.test import Client

from delibere.store.models import Account, Role

SignedIn = Callable[..., Client]


@pytest.fixture
def signed_in(someone: Callable[..., Account]) -> SignedIn:
    """Make a client: `signed_in(Role.SECRETARY)` or `signed_in(account)`."""

    def make(*who: Role | Account) -> Client:
        account = who[0] if isinstance(who[0], Account) else someone(*who)
        client = Client()
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


@pytest.fixture
def records(transactional_db: None) -> None:
    """A database that the server's thread sees."""
