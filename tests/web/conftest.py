# SPDX-License-Identifier: EUPL-1.2
"""What tests of pages may ask for."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from django.db import connection
from django.test import Client

from delibere.store import triggers
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


@pytest.fixture(scope="session")
def emptied_without_triggers() -> Iterator[None]:
    """The triggers leave while a database is emptied between two tests, and only then."""
    empty = connection.ops.execute_sql_flush

    def emptied(statements: Iterable[str]) -> None:
        with connection.schema_editor() as editor:
            triggers.remove(editor)
        empty(statements)
        with connection.schema_editor() as editor:
            triggers.install(editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "execute_sql_flush", emptied)
        yield


@pytest.fixture
def records(emptied_without_triggers: None, transactional_db: None) -> None:
    """A database that the server's thread sees."""
