# SPDX-License-Identifier: EUPL-1.2
"""`delibere web`: the application in the browser."""

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import click

from delibere.cli.output import plain_table, screen
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _

_COMMAND = "from delibere.cli import main; main()"
HOST = click.option("--host", default="127.0.0.1", show_default=True, help=_("L’adresse où écouter."))
PORT = click.option("--port", default=8000, show_default=True, help=_("Le port où écouter."))


@click.group(help=_("Servir l’application dans le navigateur, sur SQLite ou PostgreSQL."))
def web() -> None:
    """See the help."""


@web.command(
    help=_(
        "Sert une démonstration : l’annexe réelle, des promotions fictives, un compte par rôle. Tout est "
        "dans un fichier SQLite, créé s’il n’existe pas.\n\n"
        "Exemple : delibere web demo --database demo.sqlite3"
    )
)
@click.option(
    "--database",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("delibere-demo.sqlite3"),
    show_default=True,
    help=_("Le fichier de la démonstration."),
)
@HOST
@PORT
def demo(database: Path, host: str, port: int) -> None:
    """See the help."""
    os.environ["DATABASE_URL"] = f"sqlite:///{database.absolute()}"
    os.environ.setdefault("DELIBERE_SECRET_KEY", secrets.token_urlsafe(40))
    set_up_django()
    from delibere.services.records import demo as journey  # noqa: PLC0415 Django must be set up
    from delibere.services.records import installation  # noqa: PLC0415 Django must be set up
    from delibere.services.records.journal import command_line  # noqa: PLC0415 Django must be set up

    installation.migrate()
    accounts = journey.load_demo(command_line()) if installation.is_empty() else journey.new_password()
    table = plain_table(_("Identifiant"), _("Mot de passe"), _("Nom"), _("Rôles"))
    for account in accounts:
        roles = ", ".join(role.word for role in account.roles)
        table.add_row(account.login, account.password, account.name, roles)
    screen().print(table)
    _serve(host, _free(host, port))


@web.command(
    help=_(
        "Sert l’application. La base (DATABASE_URL) et les autres réglages viennent de l’environnement ; "
        "les tables sont mises à jour au démarrage.\n\n"
        "Exemple : delibere web serve --host 0.0.0.0 --port 8000"
    )
)
@HOST
@PORT
@click.option("--workers", default=2, show_default=True, help=_("Le nombre de processus."))
def serve(host: str, port: int, workers: int) -> None:
    """See the help."""
    set_up_django()
    from delibere.services.records import installation  # noqa: PLC0415 Django must be set up

    if not installation.is_ready():
        installation.migrate()
    if installation.is_empty():
        screen().print(_("Aucun département encore : créez-en un par « delibere web department »."))
    _serve(host, port, workers)


@web.command(
    help=_(
        "Fait les travaux demandés dans l’application (bulletins d’une promotion…), l’un après l’autre. "
        "« delibere web serve » en lance un ; lancez celui-ci à part si vous servez autrement.\n\n"
        "Exemple : delibere web work"
    )
)
def work() -> None:
    """See the help."""
    set_up_django()
    from delibere.services.records.documents.worker import work_forever  # noqa: PLC0415 Django must be set up

    work_forever(os.getppid())


@contextmanager
def _worker() -> Iterator[None]:
    """A worker beside the server, for as long as it lasts."""
    command = [sys.executable, "-c", _COMMAND, "web", "work"]
    process = subprocess.Popen(command)  # noqa: S603 our own command
    try:
        yield
    finally:
        process.terminate()
        process.wait()


@web.command(
    help=_(
        "Crée les tables, ou les met à jour, avec le rôle qui les possède.\n\n"
        "Exemple : delibere web migrate --yes"
    )
)
@click.option("--yes", is_flag=True, expose_value=False, help=_("Sans effet : pour les scripts."))
def migrate() -> None:
    """See the help."""
    set_up_django()
    from delibere.services.records import installation  # noqa: PLC0415 Django must be set up

    installation.migrate()
    screen().print(_("Les tables sont à jour."))


@web.command(
    help=_(
        "Ouvre un département et invite la personne qui l’administrera.\n\n"
        'Exemple : delibere web department qlio --name QLIO --diploma "BUT QLIO" --year 2023-2024 '
        "--administrator tilleul --email tilleul@example.org"
    )
)
@click.argument("slug", metavar="NOM-COURT", help=_("Celui des adresses : qlio."))
@click.option("--name", required=True, help=_("Le nom affiché."))
@click.option("--diploma", required=True, help=_("Le diplôme, comme l’annexe l’écrit."))
@click.option("--year", required=True, help=_("L’année universitaire en cours."))
@click.option("--administrator", required=True, help=_("L’identifiant de la personne invitée."))
@click.option("--email", required=True, help=_("Son adresse électronique."))
def department(slug: str, name: str, diploma: str, year: str, administrator: str, email: str) -> None:
    """See the help."""
    academic_year = AcademicYear.parse(year)
    if academic_year is None:
        raise click.BadParameter(_("écrivez deux années qui se suivent, 2023-2024"), param_hint="--year")
    set_up_django()
    from delibere.services.records import installation as journey  # noqa: PLC0415 Django must be set up
    from delibere.services.records.journal import command_line  # noqa: PLC0415 Django must be set up

    journey.migrate()
    new = journey.NewDepartment(slug, name, diploma, academic_year, administrator, email)
    path = journey.open_department(command_line(), new)
    screen().print(
        _("Département {name} ouvert. Lien à transmettre, valable trois jours :").format(name=name)
    )
    screen().print(path, soft_wrap=True)


def set_up_django() -> None:
    """Make the database and the pages usable, from the settings of the environment.

    Raises:
        UnusableInputError: the web extra is not installed, or a setting is missing or malformed.
    """
    if find_spec("django") is None:
        raise UnusableInputError(_("L’application n’est pas installée : pip install 'delibere[web]'."))
    import django  # noqa: PLC0415 commands on files work without it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "delibere.web.settings")
    django.setup()


def _free(host: str, port: int) -> int:
    """This port, or any other when it is taken."""
    for candidate in (port, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, candidate))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise UnusableInputError(_("Aucun port libre sur {host}.").format(host=host))


def _serve(host: str, port: int, workers: int = 1) -> None:
    from granian.constants import Interfaces  # noqa: PLC0415 commands on files work without it
    from granian.log import LogLevels  # noqa: PLC0415 commands on files work without it
    from granian.server import Server  # noqa: PLC0415 commands on files work without it

    screen().print(_("Délibéré répond à l’adresse http://{host}:{port}/").format(host=host, port=port))
    sys.stdout.flush()
    server = Server(
        "delibere.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_level=LogLevels.warning,
    )
    with _worker():
        server.serve()
