# SPDX-License-Identifier: EUPL-1.2
"""Everything in the database, written to one file that either database can be filled from.

Sessions and refused sign-ins stay behind: they are worth nothing elsewhere.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from typing import IO, TextIO

from django.apps import apps
from django.core.serializers import serialize
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model, QuerySet
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.archive import FORMAT, VERSION, Draft, Manifest
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action

_AT_ONCE = 500


def make_backup(author: Author, stream: IO[bytes], name: str) -> Manifest:
    """Write all tables as they are at one instant; the entry of the journal is in them.

    Args:
        author: who asks for it.
        stream: where to write.
        name: of the file, for the journal.

    Raises:
        UnusableInputError: the tables are not those of this version.
    """
    refuse_other_tables()
    draft = Draft(stream)
    with _one_instant():
        remember(author, Action.BACKUP_MADE, department=None, subject=name)
        made_at = timezone.now()
        tables = {
            table: draft.write_table(table, field_names(model), _writing(model))
            for table, model in saved_tables().items()
        }
        manifest = Manifest(
            format=FORMAT,
            version=VERSION,
            application=version("delibere"),
            made_at=made_at,
            migrations=known_migrations(),
            tables=tables,
        )
        draft.close(manifest)
    return manifest


def saved_tables() -> dict[str, type[Model]]:
    """Every table of Délibéré by its name; those of sessions and sign-ins are Django's and axes’."""
    return dict(apps.get_app_config("store").models)


def field_names(model: type[Model]) -> tuple[str, ...]:
    """What a row of this table says."""
    return tuple(field.name for field in model._meta.concrete_fields)  # noqa: SLF001 Django's own way


def known_migrations() -> tuple[str, ...]:
    """Those of this version of Délibéré."""
    return tuple(sorted(name for app, name in _loader().disk_migrations if app == "store"))


def refuse_other_tables() -> None:
    """Go no further unless the tables are those of this version.

    Raises:
        UnusableInputError: they are not.
    """
    applied = {name for app, name in _loader().applied_migrations if app == "store"}
    if applied != set(known_migrations()):
        raise UnusableInputError(
            _("Les tables ne sont pas celles de cette version : lancez « delibere web migrate ».")
        )


def _loader() -> MigrationLoader:
    return MigrationLoader(connection)


@contextmanager
def _one_instant() -> Iterator[None]:
    """A transaction whose every reading is of the same instant."""
    with transaction.atomic(durable=True):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


class _Exact(DjangoJSONEncoder):
    """Django's own would cut microseconds."""

    def default(self, o: object) -> object:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _writing(model: type[Model]) -> Callable[[TextIO], object]:
    """One JSON object a row, in the order of keys."""
    rows: Iterator[Model] = QuerySet(model).order_by("pk").iterator(chunk_size=_AT_ONCE)
    return lambda text: serialize("jsonl", rows, stream=text, cls=_Exact)
