# SPDX-License-Identifier: EUPL-1.2
"""Triggers that keep the journal, what marks were and published maquettes as they are, on both databases.

What they do not protect from: whoever owns the tables may drop the triggers (docs/guides/exploitation.md).
"""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_JOURNAL = "store_journalentry"
_VERSION = "store_maquetteversion"
_MARKS = "store_markchange"
_APPEND_ONLY = "the journal is append-only"
_PUBLISHED = "OLD.state = 'published'"
_FROZEN = "a published maquette is frozen"
_KEPT = "what a mark was is never changed"
_REFUSALS = {
    "journal_refuses_update": (_JOURNAL, "UPDATE", "", _APPEND_ONLY),
    "journal_refuses_delete": (_JOURNAL, "DELETE", "", _APPEND_ONLY),
    "mark_history_refuses_update": (_MARKS, "UPDATE", "", _KEPT),
    "mark_history_refuses_delete": (_MARKS, "DELETE", "", _KEPT),
    "published_refuses_update": (_VERSION, "UPDATE", _PUBLISHED, _FROZEN),
    "published_refuses_delete": (_VERSION, "DELETE", _PUBLISHED, _FROZEN),
}


def install(editor: BaseDatabaseSchemaEditor) -> None:
    """Create every trigger."""
    for statement in _creations(editor.connection.vendor):
        editor.execute(statement, params=None)


def remove(editor: BaseDatabaseSchemaEditor) -> None:
    """Drop every trigger."""
    for name, (table, _event, _when, _why) in _REFUSALS.items():
        on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
        editor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
    if editor.connection.vendor == "postgresql":
        for table in (_JOURNAL, _MARKS, _VERSION):
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_truncate ON {table}")


def _creations(vendor: str) -> Iterator[str]:
    if vendor == "postgresql":
        yield from _on_postgresql()
        return
    for name, (table, event, when, why) in _REFUSALS.items():
        condition = f" WHEN {when}" if when else ""
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table}{condition} "
            f"BEGIN SELECT RAISE(ABORT, '{why}'); END"
        )


def _on_postgresql() -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION store_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for name, (table, event, when, why) in _REFUSALS.items():
        condition = f" WHEN ({when})" if when else ""
        yield (
            f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW{condition} "
            f"EXECUTE FUNCTION store_refuse('{why}')"
        )
    for table in (_JOURNAL, _MARKS, _VERSION):
        yield (
            f"CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
            "EXECUTE FUNCTION store_refuse('this table is never emptied')"
        )
