# SPDX-License-Identifier: EUPL-1.2
"""The file of a backup: a ZIP of one manifest and one file of JSON lines a table, read without trust."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from io import BufferedWriter, RawIOBase, TextIOWrapper
from typing import IO, Any, TextIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from pydantic import BaseModel, ValidationError

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _

FORMAT, VERSION = "delibere-backup", 1
_MANIFEST = "manifest.json"
_LONGEST_MANIFEST = 1024 * 1024
_LONGEST_LINE = 64 * 1024 * 1024
"""Four times the longest there can be: a row that holds an uploaded file, in base64."""


class Table(BaseModel):
    """One table, as the backup holds it.

    Attributes:
        fields: in order; a table of other fields is one of another version.
        size: in bytes, before compression.
        sha256: of the JSON lines.
    """

    fields: tuple[str, ...]
    rows: int
    size: int
    sha256: str


class Head(BaseModel):
    """What every manifest says, whatever its version."""

    format: str
    version: int


class Manifest(Head):
    """What a backup says about itself.

    Attributes:
        application: the version of Délibéré that wrote it.
        migrations: names of those its tables had gone through, in order.
        tables: by name, in the order they are restored.
    """

    application: str
    made_at: datetime
    migrations: tuple[str, ...]
    tables: Mapping[str, Table]

    @property
    def rows(self) -> int:
        """How many there are in all."""
        return sum(table.rows for table in self.tables.values())


class Draft:
    """A backup being written."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._zip = ZipFile(stream, "w", ZIP_DEFLATED)

    def write_table(self, name: str, fields: tuple[str, ...], write: Callable[[TextIO], object]) -> Table:
        """Let `write` put the lines of a table, which go straight into the file."""
        with self._zip.open(_file(name), "w", force_zip64=True) as entry:
            told = _Told(entry)
            with TextIOWrapper(BufferedWriter(told), "utf-8", newline="\n") as text:
                write(text)
        return Table(fields=fields, rows=told.rows, size=told.size, sha256=told.digest.hexdigest())

    def close(self, manifest: Manifest) -> None:
        """Write the manifest, and the end of the file."""
        self._zip.writestr(_MANIFEST, manifest.model_dump_json(indent=2))
        self._zip.close()


class _Told(RawIOBase):
    """Bytes on their way into the file, counted."""

    def __init__(self, entry: IO[bytes]) -> None:
        self._entry = entry
        self.digest, self.size, self.rows = sha256(), 0, 0

    def writable(self) -> bool:
        return True

    def write(self, written: Any, /) -> int:  # noqa: ANN401 whatever holds bytes
        data = bytes(written)
        self._entry.write(data)
        self.digest.update(data)
        self.size, self.rows = self.size + len(data), self.rows + data.count(b"\n")
        return len(data)


class Archive:
    """A backup being read; whatever is wrong with it is refused by a sentence.

    Raises:
        UnusableInputError: it is no backup, one of a later format, or damaged.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        try:
            self._zip = ZipFile(stream)
            foreign = _MANIFEST not in self._zip.namelist()
        except (BadZipFile, ValueError, NotImplementedError):
            foreign = True
        if foreign:
            raise _no_backup()
        self.manifest = self._read_manifest()
        if sorted(self._zip.namelist()) != sorted([_MANIFEST, *map(_file, self.manifest.tables)]):
            raise _damaged(_("ses fichiers ne sont pas ceux qu’elle annonce"))

    def _read_manifest(self) -> Manifest:
        with _refusing_damage(_MANIFEST), self._zip.open(_MANIFEST) as entry:
            text = entry.read(_LONGEST_MANIFEST + 1)
        if len(text) > _LONGEST_MANIFEST:
            raise _damaged(_MANIFEST)
        try:
            head = Head.model_validate_json(text)
        except ValidationError:
            raise _no_backup() from None
        if head.format != FORMAT:
            raise _no_backup()
        if head.version > VERSION:
            raise UnusableInputError(
                _("Cette sauvegarde est d’un format plus récent que cette version de Délibéré.")
            )
        try:
            return Manifest.model_validate_json(text)
        except ValidationError:
            raise _damaged(_MANIFEST) from None

    def lines(self, name: str) -> Iterator[bytes]:
        """The rows of a table, one at a time; never more than the manifest announces.

        Raises:
            UnusableInputError: after the last row at the latest, when they are not those that were written.
        """
        told = self.manifest.tables[name]
        digest, size, rows = sha256(), 0, 0
        with _refusing_damage(_file(name)), self._zip.open(_file(name)) as entry:
            while line := entry.readline(_LONGEST_LINE):
                size, rows = size + len(line), rows + 1
                if size > told.size or not line.endswith(b"\n"):
                    raise _damaged(_file(name))
                digest.update(line)
                yield line
        if (size, rows, digest.hexdigest()) != (told.size, told.rows, told.sha256):
            raise _damaged(_file(name))

    def verify(self) -> None:
        """Read every table once, to the end.

        Raises:
            UnusableInputError: something is not as it was written.
        """
        for name in self.manifest.tables:
            for _line in self.lines(name):
                pass


@contextmanager
def _refusing_damage(what: str) -> Iterator[None]:
    """All that zipfile raises on bytes that are not those it expects."""
    try:
        yield
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError):
        raise _damaged(what) from None


def _file(table: str) -> str:
    return f"{table}.jsonl"


def _no_backup() -> UnusableInputError:
    return UnusableInputError(_("Ce fichier n’est pas une sauvegarde de Délibéré."))


def _damaged(what: str) -> UnusableInputError:
    message = _("Cette sauvegarde est abîmée : {what}. Rien n’a été changé ; prenez-en une autre copie.")
    return UnusableInputError(message.format(what=what))
