# SPDX-License-Identifier: EUPL-1.2
"""A backup put back into an installation that holds nothing, whole or not at all."""

from collections.abc import Iterator
from itertools import islice
from typing import IO

from django.core.management.color import no_style
from django.core.serializers import deserialize
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction
from django.db.models import Model, QuerySet
from django.db.models.sql import InsertQuery

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.archive import Archive, Manifest
from delibere.services.records.backup import field_names, known_migrations, saved_tables
from delibere.services.records.installation import migrate
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action

_AT_ONCE = 500


def restore_backup(author: Author, stream: IO[bytes], name: str) -> Manifest:
    """Fill an empty installation; keys stay what they were.

    Args:
        author: who asks for it.
        stream: the backup.
        name: of the file, for the journal.

    Raises:
        UnusableInputError: it is no backup of this version, it is damaged, or the installation holds
            something; nothing was changed.
    """
    archive = Archive(stream)
    _refuse_other_version(archive.manifest)
    archive.verify()
    _refuse_unless_empty()
    migrate()
    with transaction.atomic():
        _refuse_unless_empty()
        for table, model in saved_tables().items():
            _load(table, model, archive.lines(table))
        _settle()
        told = {"rows": archive.manifest.rows, "made_at": archive.manifest.made_at.isoformat()}
        remember(author, Action.BACKUP_RESTORED, department=None, subject=name, details=told)
    return archive.manifest


def _refuse_other_version(manifest: Manifest) -> None:
    """Older and newer are told apart: what to do about each is different."""
    known = known_migrations()
    fields = {table: field_names(model) for table, model in saved_tables().items()}
    if manifest.migrations == known and fields == {n: t.fields for n, t in manifest.tables.items()}:
        return
    if set(manifest.migrations) - set(known):
        message = _(
            "Cette sauvegarde vient d’une version plus récente ({version}) : installez celle-ci, "
            "puis restaurez."
        )
    else:
        message = _(
            "Cette sauvegarde vient d’une autre version, plus ancienne ({version}) : restaurez-la avec "
            "celle-ci dans une base vide, puis mettez à jour (« delibere web migrate »)."
        )
    raise UnusableInputError(message.format(version=manifest.application))


def _refuse_unless_empty() -> None:
    existing = set(connection.introspection.table_names())
    models = [model for model in saved_tables().values() if model._meta.db_table in existing]  # noqa: SLF001 Django's own way
    if any(QuerySet(model).exists() for model in models):
        raise UnusableInputError(
            _(
                "Cette installation n’est pas vide : une sauvegarde se restaure dans une base neuve. "
                "Rien n’a été changé."
            )
        )


def _load(table: str, model: type[Model], lines: Iterator[bytes]) -> None:
    """Insert rows as they were: no date is set anew, no key given.

    Raises:
        UnusableInputError: a row is not of this table, or the database refuses it.
    """
    try:
        objects = (each.object for each in deserialize("jsonl", lines))
        while batch := list(islice(objects, _batch_size(model))):
            _insert(model, batch)
    except (DatabaseError, DeserializationError, TypeError) as error:
        message = _("Une ligne de la table « {table} » est refusée : {why}. Rien n’a été changé.")
        raise UnusableInputError(message.format(table=table, why=str(error).partition("\n")[0])) from error


def _batch_size(model: type[Model]) -> int:
    fields = model._meta.concrete_fields  # noqa: SLF001 Django's own way
    return connection.ops.bulk_batch_size(fields, range(_AT_ONCE))


def _insert(model: type[Model], rows: list[Model]) -> None:
    if strangers := {type(row) for row in rows} - {model}:
        raise TypeError(*strangers)
    query = InsertQuery(model)
    query.insert_values(model._meta.concrete_fields, rows, raw=True)  # noqa: SLF001 Django's own way
    query.get_compiler(connection=connection).execute_sql()


def _settle() -> None:
    """What `INSERT` alone leaves undone: references are checked, the next keys come after the last.

    Raises:
        UnusableInputError: a row refers to another that is not there.
    """
    try:
        connection.check_constraints()
    except DatabaseError as error:
        raise UnusableInputError(
            _("Des lignes de cette sauvegarde renvoient à d’autres qui n’y sont pas. Rien n’a été changé.")
        ) from error
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(saved_tables().values())):
            cursor.execute(statement)
