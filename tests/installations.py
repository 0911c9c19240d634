# SPDX-License-Identifier: EUPL-1.2
"""Whole installations, apart from the database of the run: theirs is new, and used as the shell would."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

_SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
_ROWS = """
import json
from django.apps import apps
plain = lambda value: value.hex() if isinstance(value, bytes | memoryview) else str(value)
tables = {
    name: [json.dumps(row, default=plain, sort_keys=True) for row in model.objects.order_by("pk").values()]
    for name, model in apps.get_app_config("store").models.items()
}
print(json.dumps(tables))
"""


@dataclass(frozen=True)
class Installation:
    """Délibéré on one database."""

    url: str

    def run(self, *arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
        """What `delibere …` answers."""
        return self._python("from delibere.cli import main; main()", *arguments, typed=typed)

    def do(self, program: str) -> str:
        """What a program prints, on the models."""
        done = self._python(f"import django\ndjango.setup()\n{program}")
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self) -> dict[str, list[str]]:
        """Every row of every table, read by the ORM, not by the code of backups."""
        tables: dict[str, list[str]] = json.loads(self.do(_ROWS))
        return tables

    def start(self, program: str) -> subprocess.Popen[str]:
        """A program on the models, at work: what it prints is read as it comes."""
        return subprocess.Popen(  # noqa: S603 our own program
            [sys.executable, "-c", f"import django\ndjango.setup()\n{program}"],
            env=self._environment(),
            stdout=subprocess.PIPE,
            text=True,
        )

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": self.url,
            "DELIBERE_SECRET_KEY": "verger-verger-verger-verger-verger",
            "DJANGO_SETTINGS_MODULE": "delibere.web.settings",
        }

    def _python(self, program: str, *arguments: object, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 our own program
            [sys.executable, "-c", program, *map(str, arguments)],
            env=self._environment(),
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )


def on_sqlite(path: Path) -> Installation:
    """Whose file does not exist yet."""
    return Installation(f"sqlite:///{path}")


@contextmanager
def on_postgresql() -> Iterator[Installation]:
    """A database of its own, dropped afterwards; a server that does not answer fails, never skips."""
    server = _server()
    name = f"delibere_{uuid4().hex}"
    with _connected(server) as administrator:
        administrator.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield Installation(f"{server.rpartition('/')[0]}/{name}")
        finally:
            administrator.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _server() -> str:
    of_the_run = os.environ.get("DATABASE_URL", "")
    return os.environ.get("POSTGRES_URL") or (of_the_run if "postgres" in of_the_run else _SERVER)


def _connected(server: str) -> psycopg.Connection[Any]:
    try:
        return psycopg.connect(server, autocommit=True)
    except psycopg.OperationalError as error:
        pytest.fail(
            f"No PostgreSQL answers ({error}): apt-get install postgresql, or POSTGRES_URL=postgres://…",
            pytrace=False,
        )
