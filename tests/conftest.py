# SPDX-License-Identifier: EUPL-1.2
"""What every test may ask for."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import settings

from delibere.curriculum.model import Curriculum
from delibere.services.files.read_annex import read_annex
from delibere.services.records.journal import command_line
from delibere.services.records.maquettes import draft, publish
from delibere.store import triggers
from delibere.store.models import Account, Department, Membership, Role, Student

settings.register_profile("delibere", settings(), deadline=None)
settings.load_profile("delibere")
"""Properties are judged by what they find, not by how busy the machine is."""

Someone = Callable[..., Account]


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


@pytest.fixture
def qlio(db: None) -> Department:
    """The department that most tests happen in."""
    return Department.objects.create(slug="qlio", name="QLIO", diploma="BUT QLIO", year=2023)


@pytest.fixture
def someone(qlio: Department) -> Someone:
    """Make an account: `someone(Role.SECRETARY)`, `someone(Role.TEACHER, department=other)`."""
    numbers = count(1)

    def make(*roles: Role, department: Department = qlio, student: Student | None = None) -> Account:
        login = f"{roles[0] if roles else 'nobody'}{next(numbers)}"
        account = Account.objects.create(login=login, email=f"{login}@example.org", surname="SORBIER")
        for role in roles:
            record = student if role is Role.STUDENT else None
            Membership.objects.create(account=account, department=department, role=role, student=record)
        return account

    return make


@pytest.fixture(scope="session")
def annex() -> Curriculum:
    """The real annex."""
    return read_annex(Path(__file__).parents[1] / "examples" / "but-qlio-2023-2024.md").curriculum


@pytest.fixture
def published(qlio: Department, annex: Curriculum) -> Curriculum:
    """The real annex, in force in QLIO."""
    for maquette in annex.maquettes:
        publish(command_line(), draft(command_line(), qlio, 2023, maquette, source="annexe"))
    return annex
