# SPDX-License-Identifier: EUPL-1.2
"""On a real PostgreSQL, the role that serves does its work and cannot undo what the triggers hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors

from delibere.foundation.errors import UnusableInputError
from delibere.store.runtime_role import statements
from installations import Installation, on_postgresql

pytestmark = pytest.mark.once

FILLED = """
from delibere.services.records.journal import command_line, remember
from delibere.store.models import Action, Department, MaquetteVersion, Student
qlio = Department.objects.create(slug="qlio", name="QLIO", diploma="BUT QLIO", year=2023)
MaquetteVersion.objects.create(
    department=qlio, year=2023, slug="s1-fi", number=1, state="published", document={}
)
remember(command_line(), Action.MAQUETTE_PUBLISHED, department=qlio)
"""
WORKED = """
from django.contrib.sessions.backends.db import SessionStore
from delibere.services.records.journal import command_line
from delibere.services.records.students import create
from delibere.store.models import Department, JournalEntry, MaquetteVersion, Student
qlio = Department.objects.get()
student = create(command_line(), qlio, {"nip": "99000001", "surname": "FRAMBOISE"})
student.surname = "SORBIER"
student.save()
Student.objects.create(department=qlio, nip="99000002", surname="TILLEUL").delete()
draft = MaquetteVersion.objects.create(department=qlio, year=2023, slug="s1-fi", number=2, document={})
draft.delete()
session = SessionStore()
session.create()
session.delete()
print(Student.objects.get().surname, JournalEntry.objects.count())
"""


@dataclass(frozen=True)
class Served:
    """An installation, as its owner and as the role that serves it."""

    owner: Installation
    role: Installation
    name: str


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with on_postgresql() as owner:
        name = f"delibere_{uuid4().hex}"
        assert owner.run("web", "migrate").returncode == 0
        owner.do(FILLED)
        printed = owner.run("web", "role", name)
        assert printed.returncode == 0, printed.stderr
        with psycopg.connect(owner.url, autocommit=True) as connection:
            connection.execute(printed.stdout.encode())
            try:
                yield Served(owner, Installation(owner.url.replace("//postgres@", f"//{name}@")), name)
            finally:
                connection.execute(f"DROP OWNED BY {name}".encode())
                connection.execute(f"DROP ROLE {name}".encode())


def attempt(served: Served, statement: str) -> None:
    with psycopg.connect(served.role.url) as connection:
        connection.execute(statement.encode())


def test_the_role_does_the_work_of_every_day(served: Served) -> None:
    assert served.role.do(WORKED).split() == ["SORBIER", "2"]


def test_the_role_adds_to_the_journal_by_sql(served: Served) -> None:
    attempt(
        served,
        "INSERT INTO store_journalentry "
        "(at, actor_name, action, subject, student_nip, details, origin, keep_until) "
        "VALUES (now(), 'SORBIER Salomé', 'session.opened', '', '', '{}', '127.0.0.1', '2029-01-01')",
    )


def test_the_role_makes_backups(served: Served, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("backup") / "delibere.zip"
    assert served.role.run("backup", path).returncode == 0


FORBIDDEN = (
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "ALTER TABLE {table} DISABLE TRIGGER {trigger}",
    "ALTER TABLE {table} OWNER TO {role}",
    "DROP TRIGGER {trigger} ON {table}",
    "CREATE OR REPLACE TRIGGER {trigger} BEFORE DELETE ON {table} EXECUTE FUNCTION store_refuse('')",
    "CREATE OR REPLACE FUNCTION store_refuse() RETURNS trigger AS 'BEGIN RETURN OLD; END' LANGUAGE plpgsql",
    "DROP FUNCTION store_refuse CASCADE",
    "TRUNCATE {table}",
    "TRUNCATE store_department CASCADE",
    "DROP TABLE {table}",
    "CREATE RULE gone AS ON INSERT TO {table} DO INSTEAD NOTHING",
    "SET session_replication_role = replica",
    "GRANT postgres TO {role}",
    "SET ROLE postgres",
    "CREATE TABLE mine (id int)",
    "DELETE FROM django_migrations",
)
NEVER_CHANGED = (
    "UPDATE {table} SET id = id",
    "DELETE FROM {table}",
    "INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id) DO UPDATE SET id = excluded.id",
    "SELECT id FROM {table} FOR UPDATE",
)
TRIGGERS = {
    "store_journalentry": "journal_refuses_delete",
    "store_markchange": "mark_history_refuses_delete",
    "store_maquetteversion": "published_refuses_delete",
    "store_jurydecision": "decision_refuses_delete",
    "store_seal": "seal_refuses_delete",
}
REFUSED = [(table, statement) for table in TRIGGERS for statement in FORBIDDEN] + [
    (table, statement)
    for table in TRIGGERS
    if table != "store_maquetteversion"
    for statement in NEVER_CHANGED
]


@pytest.mark.parametrize(("table", "statement"), REFUSED)
def test_the_role_is_refused(served: Served, table: str, statement: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege) as refused:
        attempt(served, statement.format(table=table, trigger=TRIGGERS[table], role=served.name))
    assert str(refused.value).startswith(("must be", "permission denied"))


@pytest.mark.parametrize("table", TRIGGERS)
def test_the_role_gives_itself_nothing(served: Served, table: str) -> None:
    attempt(served, f"GRANT ALL ON {table} TO {served.name}")
    with pytest.raises(errors.InsufficientPrivilege):
        attempt(served, f"TRUNCATE {table}")


@pytest.mark.parametrize(
    "act", ["UPDATE store_maquetteversion SET year = 1", "DELETE FROM store_maquetteversion"]
)
def test_triggers_hold_the_role_off_what_is_published(served: Served, act: str) -> None:
    with pytest.raises(errors.IntegrityConstraintViolation, match="is frozen"):
        attempt(served, act)


def test_the_role_cannot_purge_the_journal(served: Served) -> None:
    served.owner.do(
        "from delibere.store.models import JournalEntry\n"
        "JournalEntry.objects.create(actor_name='', action='', origin='', keep_until='2020-01-01')"
    )
    answer = served.role.run("journal", "purge", "--yes")
    assert answer.returncode == 2
    assert "must be owner of relation store_journalentry" in answer.stderr
    assert "Rien n’a été changé" in answer.stderr


def test_the_statements_may_be_passed_again(served: Served) -> None:
    with psycopg.connect(served.owner.url) as connection:
        connection.execute("\n".join(statements(served.name)).encode())
    assert (
        served.role.do("from delibere.store.models import Department\nprint(Department.objects.count())")
        == "1\n"
    )


def test_a_role_that_owns_the_tables_is_refused(served: Served) -> None:
    with psycopg.connect(served.owner.url) as connection, pytest.raises(errors.RaiseException, match="owns"):
        connection.execute("\n".join(statements("postgres")).encode())


@pytest.mark.parametrize("name", ["", "Délibéré", "a b", 'a"; DROP TABLE store_mark; --', "a" * 64, "1a"])
def test_a_role_that_has_no_plain_name_is_refused(name: str) -> None:
    with pytest.raises(UnusableInputError, match="ne convient pas"):
        list(statements(name))
