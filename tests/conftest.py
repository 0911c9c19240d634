# SPDX-License-Identifier: EUPL-1.2
"""What every test may ask for."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from delibere.curriculum.model import Curriculum
from delibere.services.files.read_annex import read_annex
from delibere.services.records.demo import load_demo
from delibere.services.records.journal import command_line
from delibere.store import triggers
from delibere.store.models import Department
from departments import Someone, accounts_of, new_department, publish_all

settings.register_profile("delibere", settings(), deadline=None)
settings.load_profile("delibere")
"""Properties are judged by what they find, not by how busy the machine is."""


@pytest.fixture(scope="session", autouse=True)
def emptied_without_triggers() -> Iterator[None]:
    """The triggers leave while a database is emptied between two tests, and only then.

    Held on the class: once a browser runs a loop in this thread, Django opens another connection there.
    """
    operations = type(connection.ops)
    empty = operations.execute_sql_flush

    def emptied(self: BaseDatabaseOperations, statements: Iterable[str]) -> None:
        with connection.schema_editor() as editor:
            triggers.remove(editor)
        empty(self, statements)
        with connection.schema_editor() as editor:
            triggers.install(editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", emptied)
        yield


@pytest.fixture(scope="module")
def demo_loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, once for a module; each of its tests starts from there, and what it writes is taken back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo(command_line())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def qlio(db: None) -> Department:
    """The department that most tests happen in."""
    return new_department()


@pytest.fixture
def someone(qlio: Department) -> Someone:
    """Make an account: `someone(Role.SECRETARY)`, `someone(Role.TEACHER, department=other)`."""
    return accounts_of(qlio)


@pytest.fixture(scope="session")
def annex() -> Curriculum:
    """The real annex."""
    return read_annex(Path(__file__).parents[1] / "examples" / "but-qlio-2023-2024.md").curriculum


@pytest.fixture
def published(qlio: Department, annex: Curriculum) -> Curriculum:
    """The real annex, in force in QLIO."""
    return publish_all(qlio, annex)
