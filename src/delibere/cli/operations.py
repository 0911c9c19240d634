# SPDX-License-Identifier: EUPL-1.2
"""Commands of whoever keeps an installation: backup, restoration, purge of the journal, role to serve by."""

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from delibere.cli.arguments import EXISTING, WRITTEN
from delibere.cli.output import screen, working, written
from delibere.cli.web import set_up_django, web
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _

if TYPE_CHECKING:
    from delibere.services.records.journal import Author


@click.command(
    help=_(
        "Sauvegarde toute la base (DATABASE_URL) dans un fichier ZIP, lu à un seul instant ; un fichier qui "
        "existe n’est jamais remplacé.\n\n"
        "Exemple : delibere backup delibere-2024-01-31.zip"
    )
)
@click.argument("path", metavar="FICHIER.zip", type=WRITTEN, help=_("Le fichier à écrire."))
def backup(path: Path) -> None:
    """See the help."""
    if path.exists():
        message = _("« {path} » existe déjà : donnez un autre nom.")
        raise UnusableInputError(message.format(path=path))
    set_up_django()
    from delibere.services.records.backup import make_backup  # noqa: PLC0415 Django must be set up

    with working(_("Lecture de la base…")), _private(path) as stream, _answered():
        manifest = make_backup(_operator(), stream, path.name)
    told = _(
        "Sauvegarde écrite : {path} ({tables} tables, {rows} lignes). Elle contient des données personnelles."
    )
    screen().print(told.format(path=path, tables=len(manifest.tables), rows=manifest.rows))


@click.command(
    help=_(
        "Restaure une sauvegarde dans une installation vide (DATABASE_URL), SQLite ou PostgreSQL, tout "
        "entière ou pas du tout ; les tables sont créées s’il le faut.\n\n"
        "Exemple : delibere restore delibere-2024-01-31.zip"
    )
)
@click.argument("path", metavar="FICHIER.zip", type=EXISTING, help=_("La sauvegarde."))
def restore(path: Path) -> None:
    """See the help."""
    set_up_django()
    from delibere.services.records.restore import restore_backup  # noqa: PLC0415 Django must be set up

    with working(_("Vérification et écriture…")), _answered(), path.open("rb") as stream:
        manifest = restore_backup(_operator(), stream, path.name)
    told = _("Sauvegarde du {when:%d/%m/%Y} restaurée : {tables} tables, {rows} lignes.")
    screen().print(told.format(when=manifest.made_at, tables=len(manifest.tables), rows=manifest.rows))


@click.group(help=_("Tenir le journal des actes."))
def journal() -> None:
    """See the help."""


@journal.command(
    help=_(
        "Supprime du journal ce dont la date de conservation est passée, et l’écrit dans le journal. "
        "Sur PostgreSQL, avec le rôle qui possède les tables.\n\n"
        "Exemple : delibere journal purge --before 2029-09-01"
    )
)
@click.option(
    "--before",
    metavar="AAAA-MM-JJ",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("Ce qui se conservait jusqu’avant ce jour ; par défaut, aujourd’hui."),
)
@click.option("--yes", is_flag=True, help=_("Sans demander de confirmation : pour les scripts."))
def purge(before: datetime | None, *, yes: bool) -> None:
    """See the help."""
    set_up_django()
    from django.utils import timezone  # noqa: PLC0415 commands on files work without it

    from delibere.services.records import purge_journal as journey  # noqa: PLC0415 Django must be set up

    day = before.date() if before else timezone.localdate()
    with _answered():
        count = journey.purgeable(day)
        if not count:
            screen().print(_("Rien à supprimer : aucune entrée n’a passé sa date de conservation."))
            return
        if not yes:
            _confirm(_("{count} entrées du journal seront supprimées.").format(count=count), _("PURGER"))
        deleted = journey.purge(_operator(), day)
    screen().print(_("Entrées supprimées : {count}. Le journal le dit.").format(count=deleted))


@click.group(help=_("Tenir les fiches des étudiants."))
def students() -> None:
    """See the help."""


@students.command(
    help=_(
        "Efface la naissance, la civilité et l’adresse des étudiants qui ne suivent plus rien, et l’écrit "
        "dans le journal. Noms, numéros, notes, décisions et documents édités restent.\n\n"
        "Exemple : delibere students forget --before 2026-09-01"
    )
)
@click.option(
    "--before",
    metavar="AAAA-MM-JJ",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help=_("Ceux qui n’ont suivi aucun semestre dans l’année de ce jour, ni depuis."),
)
@click.option("--yes", is_flag=True, help=_("Sans demander de confirmation : pour les scripts."))
def forget(before: datetime, *, yes: bool) -> None:
    """See the help."""
    set_up_django()
    from delibere.services.records import forget_civil_data as journey  # noqa: PLC0415 Django must be set up

    with _answered():
        count = journey.forgettable(before.date()).count()
        if not count:
            screen().print(_("Rien à effacer."))
            return
        if not yes:
            question = _("L’état civil de {count} étudiants sera effacé.").format(count=count)
            _confirm(question, _("EFFACER"))
        forgotten = journey.forget_civil_data(_operator(), before.date())
    screen().print(_("État civil effacé : {count} étudiants. Le journal le dit.").format(count=forgotten))


@web.command(
    help=_(
        "Écrit le SQL qui crée, ou met à jour, le rôle PostgreSQL sous lequel servir : il ne possède rien, "
        "et ne peut qu’ajouter au journal. À repasser après chaque mise à jour.\n\n"
        "Exemple : delibere web role delibere_app | psql postgres://…"
    )
)
@click.argument("name", metavar="NOM", help=_("Le rôle : lettres minuscules, chiffres et « _ »."))
def role(name: str) -> None:
    """See the help."""
    set_up_django()
    from delibere.store.runtime_role import statements  # noqa: PLC0415 Django must be set up

    click.echo("\n".join(statements(name)))


def _operator() -> "Author":
    """Somebody at the server’s own terminal, by the name of the session there."""
    from delibere.services.records.journal import Author, command_line  # noqa: PLC0415 Django must be set up

    try:
        user = os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):
        return command_line()
    return Author(None, f"{command_line().origin} ({user[:32]})")


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    """A file that nobody else may read; all of it is on the disk before it bears its name."""
    with written(path) as draft:
        draft.touch(0o600, exist_ok=False)
        with draft.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())


def _confirm(sentence: str, word: str) -> None:
    """Ask for a word.

    Raises:
        UnusableInputError: another one was typed.
    """
    screen().print(sentence)
    if (
        click.prompt(_("Tapez {word} pour continuer").format(word=word), default="", show_default=False)
        != word
    ):
        raise UnusableInputError(_("Rien n’a été supprimé : la confirmation n’a pas été tapée."))


@contextmanager
def _answered() -> Iterator[None]:
    """What the database refuses is said in a sentence; its transaction is undone already."""
    from django.db import DatabaseError  # noqa: PLC0415 commands on files work without it

    try:
        yield
    except DatabaseError as error:
        message = _(
            "La base de données a refusé : {why}. Rien n’a été changé. Vérifiez DATABASE_URL, et le rôle "
            "qu’elle nomme."
        )
        raise UnusableInputError(message.format(why=str(error).strip().partition("\n")[0])) from error
