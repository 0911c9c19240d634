# SPDX-License-Identifier: EUPL-1.2
"""The whole demo, from SQLite to PostgreSQL and back, as whoever keeps an installation would do it."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from installations import Installation, on_postgresql, on_sqlite

pytestmark = pytest.mark.once

FILLED = """
from delibere.services.records.demo import load_demo
from delibere.services.records.journal import command_line
load_demo(command_line())
"""
JOURNAL = "journalentry"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = on_sqlite(tmp_path_factory.mktemp("demo") / "demo.sqlite3")
    assert made.run("web", "migrate").returncode == 0
    made.do(FILLED)
    return made


@pytest.fixture(scope="module")
def backup(demo: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("backup") / "delibere.zip"
    answer = demo.run("backup", path)
    assert answer.returncode == 0, answer.stderr
    assert "données personnelles" in answer.stdout
    return path


@pytest.fixture
def postgresql() -> Iterator[Installation]:
    with on_postgresql() as empty:
        yield empty


def assert_same(one: Installation, other: Installation, *, added: int) -> None:
    """Every row of every table is the same, but for the acts that the journal of `other` has added."""
    before, after = one.rows(), other.rows()
    journal = after.pop(JOURNAL)
    kept = before.pop(JOURNAL)
    assert journal[: len(kept)] == kept
    assert len(journal) == len(kept) + added
    assert after == before
    assert sum(map(len, after.values())) > 5000


def test_a_backup_of_sqlite_fills_an_empty_postgresql_and_that_one_an_empty_sqlite(
    demo: Installation, backup: Path, postgresql: Installation, tmp_path: Path
) -> None:
    restored = postgresql.run("restore", backup)
    assert restored.returncode == 0, restored.stderr
    assert_same(demo, postgresql, added=1)

    again = tmp_path / "again.zip"
    assert postgresql.run("backup", again).returncode == 0
    back = on_sqlite(tmp_path / "back.sqlite3")
    assert back.run("restore", again).returncode == 0
    assert_same(postgresql, back, added=1)
    frozen = back.do(
        "from delibere.store.models import JournalEntry\n"
        "from django.db import IntegrityError\n"
        "try:\n    JournalEntry.objects.all().delete()\nexcept IntegrityError as refusal:\n    print(refusal)"
    )
    assert frozen == "the journal is append-only\n"
    new = back.do(
        "from delibere.store.models import Student, Department\n"
        "print(Student.objects.create(department=Department.objects.first(), nip='1', surname='ORME').pk)"
    )
    assert int(new) > 0


def test_a_backup_is_for_its_owner_alone_and_replaces_no_file(demo: Installation, backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    answer = demo.run("backup", backup)
    assert (answer.returncode, "existe déjà" in answer.stderr) == (2, True)


def test_an_installation_that_holds_something_is_left_alone(demo: Installation, backup: Path) -> None:
    before = demo.rows()
    answer = demo.run("restore", backup)
    assert answer.returncode == 2
    assert "n’est pas vide" in answer.stderr
    assert demo.rows() == before


def rewritten(backup: Path, path: Path, change: dict[str, bytes], *, without: str = "") -> Path:
    """The same backup with other contents in some of its files."""
    with ZipFile(backup) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            if name != without:
                target.writestr(name, change.get(name, source.read(name)))
    return path


def manifest_of(backup: Path, **fields: object) -> bytes:
    with ZipFile(backup) as archive:
        return json.dumps({**json.loads(archive.read("manifest.json")), **fields}).encode()


def test_what_is_no_whole_backup_is_refused_and_writes_nothing(backup: Path, tmp_path: Path) -> None:
    with ZipFile(backup) as archive:
        people = archive.read("student.jsonl")
    damaged = {
        "no backup": (tmp_path / "list.zip", b"NIP;Nom\n"),
        "cut": (tmp_path / "cut.zip", backup.read_bytes()[:-4000]),
    }
    for path, data in damaged.values():
        path.write_bytes(data)
    altered = people.replace(b'"surname": "', b'"surname": "X', 1)
    later = manifest_of(backup, migrations=["0001_initial", "0002_triggers", "0099_later"])
    said = {
        damaged["no backup"][0]: "n’est pas une sauvegarde",
        damaged["cut"][0]: "n’est pas une sauvegarde",
        rewritten(backup, tmp_path / "altered.zip", {"student.jsonl": altered}): "abîmée",
        rewritten(backup, tmp_path / "short.zip", {}, without="student.jsonl"): "abîmée",
        rewritten(backup, tmp_path / "later.zip", {"manifest.json": later}): "version plus récente",
    }
    empty = on_sqlite(tmp_path / "empty.sqlite3")
    for path, words in said.items():
        answer = empty.run("restore", path)
        assert (answer.returncode, words in answer.stderr) == (2, True), answer.stderr
    assert empty.run("web", "migrate").returncode == 0
    assert not any(empty.rows().values())
