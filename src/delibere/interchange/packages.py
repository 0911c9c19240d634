# SPDX-License-Identifier: EUPL-1.2
"""Several files in one ZIP, read without trust."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _

MOST_FILES = 60
LARGEST_FILE = 10 * 1024 * 1024
LARGEST_PACKAGE = 60 * 1024 * 1024
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)


def unpacked(data: bytes, name: str, most: int = MOST_FILES) -> tuple[tuple[str, bytes], ...]:
    """The files of a package, by base name; a file that is no package is alone.

    Args:
        data: of the package, or of the file.
        name: of either, for the messages.
        most: how many files it may hold.

    Raises:
        UnusableInputError: too many files, too large once opened, damaged or under a password.
    """
    if not data.startswith(b"PK\x03\x04"):
        return ((name, data),)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if "[Content_Types].xml" in package.namelist():
                return ((name, data),)
            return tuple(_files(package, name, most))
    except _DAMAGED as error:
        message = _("« {name} » est une archive abîmée, ou protégée par un mot de passe.")
        raise UnusableInputError(message.format(name=name)) from error


def _files(package: zipfile.ZipFile, name: str, most: int) -> Iterator[tuple[str, bytes]]:
    """What an archive announces is not believed: each file is read up to the limit and no further."""
    inside = [one for one in package.infolist() if not one.is_dir() and not _is_dust(one.filename)]
    if len(inside) > most:
        message = _("« {name} » contient {n} fichiers, plus que la limite de {limit}.")
        raise UnusableInputError(message.format(name=name, n=len(inside), limit=most))
    total = 0
    for one in inside:
        with package.open(one) as stream:
            data = stream.read(LARGEST_FILE + 1)
        total += len(data)
        if len(data) > LARGEST_FILE or total > LARGEST_PACKAGE:
            message = _("« {name} » est bien plus grand ouvert que fermé : rien n’en a été lu.")
            raise UnusableInputError(message.format(name=name))
        yield PurePosixPath(one.filename.replace("\\", "/")).name, data


def _is_dust(path: str) -> bool:
    """What a Macintosh or Windows leaves in archives."""
    return path.startswith("__MACOSX/") or PurePosixPath(path).name in {
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
    }
