# SPDX-License-Identifier: EUPL-1.2
"""The PostgreSQL role that serves the application: it owns nothing, so no trigger gives way to it."""

import re
from collections.abc import Iterator

from django.apps import apps

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.store.triggers import JOURNAL, NEVER_CHANGED

_NAME = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def statements(role: str) -> Iterator[str]:
    """SQL for a superuser, or the owner of the tables; passed again, it changes nothing.

    Keys are identity columns: adding a row asks for no right on a sequence.

    Raises:
        UnusableInputError: this cannot be the name of a role.
    """
    if not _NAME.fullmatch(role):
        message = _("« {name} » ne convient pas : lettres minuscules, chiffres et « _ ».")
        raise UnusableInputError(message.format(name=role))
    yield "BEGIN;"
    yield f'DO $$ BEGIN CREATE ROLE "{role}" LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;'
    yield _refuse_owner(role)
    yield f'REVOKE CREATE ON SCHEMA public FROM PUBLIC, "{role}";'
    yield f'REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "{role}";'
    yield f'GRANT USAGE ON SCHEMA public TO "{role}";'
    yield f'GRANT SELECT ON django_migrations TO "{role}";'
    for table in _tables():
        rights = "SELECT, INSERT" if table in NEVER_CHANGED else "SELECT, INSERT, UPDATE, DELETE"
        yield f'GRANT {rights} ON {table} TO "{role}";'
    yield "COMMIT;"


def _refuse_owner(role: str) -> str:
    """A superuser, the owner of the tables and its members would be held by nothing."""
    owner = f"(SELECT relowner FROM pg_class WHERE oid = '{JOURNAL}'::regclass)"  # noqa: S608 names of ours
    return (
        f"DO $$ BEGIN IF pg_has_role('{role}', {owner}, 'MEMBER') THEN "
        f"RAISE EXCEPTION 'the role {role} owns the tables, or may become their owner'; END IF; END $$;"
    )


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return [model._meta.db_table for model in models]  # noqa: SLF001 Django's own way
