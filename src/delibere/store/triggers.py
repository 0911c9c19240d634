# SPDX-License-Identifier: EUPL-1.2
"""Triggers that keep as they are the journal, what marks were, published maquettes, decisions and seals.

What they do not protect from: whoever owns the tables may drop the triggers (docs/guides/exploitation.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

JOURNAL = "store_journalentry"
_VERSION = "store_maquetteversion"
_MARKS = "store_markchange"
_DECISIONS = "store_jurydecision"
_SEALS = "store_seal"
_SESSIONS = "store_jurysession"
_PAPERS = "store_issueddocument"
NEVER_CHANGED = (JOURNAL, _MARKS, _DECISIONS, _SEALS, _PAPERS)
_APPEND_ONLY = "the journal is append-only"
_PUBLISHED = "OLD.state = 'published'"
_FROZEN = "a published maquette is frozen"
_KEPT = "what a mark was is never changed"
_DECIDED = "what a jury decided is never changed"
_SEALED = "a seal is never changed"
_ISSUED = "an issued document is never changed"
_CLOSED = "OLD.state = 'closed'"
_OF_CLOSED = ("state", "year", "kind", "title", "president", "act", "reason")
_CLOSED_CHANGES = (
    f"{_CLOSED} AND ({', '.join(f'NEW.{column}' for column in _OF_CLOSED)}) <> "
    f"({', '.join(f'OLD.{column}' for column in _OF_CLOSED)})"
)
_CLOSED_KEPT = "a closed session is never changed"
_REFUSALS = {
    "journal_refuses_update": (JOURNAL, "UPDATE", "", _APPEND_ONLY),
    "journal_refuses_delete": (JOURNAL, "DELETE", "", _APPEND_ONLY),
    "mark_history_refuses_update": (_MARKS, "UPDATE", "", _KEPT),
    "mark_history_refuses_delete": (_MARKS, "DELETE", "", _KEPT),
    "published_refuses_update": (_VERSION, "UPDATE", _PUBLISHED, _FROZEN),
    "published_refuses_delete": (_VERSION, "DELETE", _PUBLISHED, _FROZEN),
    "decision_refuses_update": (_DECISIONS, "UPDATE", "", _DECIDED),
    "decision_refuses_delete": (_DECISIONS, "DELETE", "", _DECIDED),
    "seal_refuses_update": (_SEALS, "UPDATE", "", _SEALED),
    "seal_refuses_delete": (_SEALS, "DELETE", "", _SEALED),
    "closed_refuses_update": (_SESSIONS, "UPDATE", _CLOSED_CHANGES, _CLOSED_KEPT),
    "paper_refuses_update": (_PAPERS, "UPDATE", "", _ISSUED),
    "paper_refuses_delete": (_PAPERS, "DELETE", "", _ISSUED),
    "closed_refuses_delete": (_SESSIONS, "DELETE", _CLOSED, _CLOSED_KEPT),
}


def _same(*columns: str) -> str:
    """The row in the way has the same values in these columns."""
    return f"({', '.join(columns)}) = ({', '.join(f'NEW.{column}' for column in columns)})"


_PURGED = "journal_refuses_delete"
_SAME_VERSION = f"id = NEW.id OR {_same('department_id', 'year', 'slug', 'number')}"
_SAME_SEAL = (
    f"id = NEW.id OR session_id = NEW.session_id OR {_same('department_id', 'number')} "
    f"OR {_same('department_id', 'previous')}"
)
_SAME_DECISION = (
    f"id = NEW.id OR {_same('session_id', 'student_id', 'version', 'subject', 'semester', 'competence')}"
)
_REPLACEMENTS = {
    "journal_refuses_replace": (JOURNAL, "INSERT", "id = NEW.id", _APPEND_ONLY),
    "mark_history_refuses_replace": (_MARKS, "INSERT", "id = NEW.id", _KEPT),
    "decision_refuses_replace": (_DECISIONS, "INSERT", _SAME_DECISION, _DECIDED),
    "seal_refuses_replace": (_SEALS, "INSERT", _SAME_SEAL, _SEALED),
    "paper_refuses_replace": (_PAPERS, "INSERT", "id = NEW.id OR code = NEW.code", _ISSUED),
    "published_refuses_replace": (_VERSION, "INSERT", f"state = 'published' AND ({_SAME_VERSION})", _FROZEN),
    "published_refuses_usurper": (
        _VERSION,
        "UPDATE",
        f"state = 'published' AND id <> OLD.id AND ({_SAME_VERSION})",
        _FROZEN,
    ),
}
"""On SQLite, « OR REPLACE » deletes the row in its way, and triggers on DELETE are not told."""


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Create every trigger."""
    for statement in _creations(editor.connection.vendor):
        editor.execute(statement, params=None)


def remove(editor: BaseDatabaseSchemaEditor) -> None:
    """Drop every trigger."""
    vendor = editor.connection.vendor
    for name in _REFUSALS:
        editor.execute(_removal(vendor, name))
    if vendor == "postgresql":
        for table in (*NEVER_CHANGED, _VERSION):
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_truncate ON {table}")
        return
    for name in _REPLACEMENTS:
        editor.execute(f"DROP TRIGGER IF EXISTS {name}")


@contextmanager
def letting_entries_go() -> Iterator[None]:
    """For the purge alone: lift the trigger that keeps entries of the journal, then put it back.

    All in one transaction, during which nobody else can write in the journal; on PostgreSQL only the owner of
    the table may do it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_removal(connection.vendor, _PURGED))
        yield
        cursor.execute(_creation(connection.vendor, _PURGED))


def _creations(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield (
            "CREATE OR REPLACE FUNCTION store_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        for table in (*NEVER_CHANGED, _VERSION):
            yield (
                f"CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
                "EXECUTE FUNCTION store_refuse('this table is never emptied')"
            )
    else:
        for name, (table, event, when, why) in _REPLACEMENTS.items():
            there = f"EXISTS (SELECT 1 FROM {table} WHERE {when})"  # noqa: S608 names of ours
            yield f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {there} {_raise(why)}"
    for name in _REFUSALS:
        yield _creation(vendor, name)


def _creation(vendor: str, name: str) -> str:
    table, event, when, why = _REFUSALS[name]
    condition = f"WHEN ({when}) " if when else ""
    if vendor == "postgresql":
        refusal = f"FOR EACH ROW {condition}EXECUTE FUNCTION store_refuse('{why}')"
    else:
        refusal = f"{condition}{_raise(why)}"
    return f"CREATE TRIGGER {name} BEFORE {event} ON {table} {refusal}"


def _removal(vendor: str, name: str) -> str:
    on = f" ON {_REFUSALS[name][0]}" if vendor == "postgresql" else ""
    return f"DROP TRIGGER IF EXISTS {name}{on}"


def _raise(why: str) -> str:
    return f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
