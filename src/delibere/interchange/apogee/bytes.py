# SPDX-License-Identifier: EUPL-1.2
"""The bytes of a registry file: its encoding, its lines, and what is no such file at all."""

import codecs
import re
from enum import StrEnum

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _


class Encoding(StrEnum):
    """How letters are bytes; each is the name that Python knows it by."""

    CP1252 = "cp1252"
    UTF8 = "utf-8"
    UTF8_MARKED = "utf-8-sig"
    LATIN1 = "iso-8859-1"
    LATIN9 = "iso-8859-15"

    @property
    def in_cells(self) -> str:
        """The codec of what is written inside a file: its mark, if any, stands at the start alone."""
        return Encoding.UTF8.value if self is Encoding.UTF8_MARKED else self.value


_LATIN = (Encoding.LATIN1, Encoding.LATIN9)
_WINDOWS_LETTERS = re.compile(rb"[\x80-\x9f]")
"""« Œ », « ’ », « € » of cp1252; the Latin alphabets have nothing there."""
MIXED = "mixed"
_ENDINGS = {b"\r\n": "CRLF", b"\n": "LF", b"\r": "CR"}


def refuse_foreign(data: bytes, name: str) -> None:
    """Say why these bytes are no text that the registry would read.

    Raises:
        UnusableInputError: empty, a workbook, or UTF-16.
    """
    reason = _foreign(data)
    if reason is not None:
        raise UnusableInputError(reason.format(name=name))


def _foreign(data: bytes) -> str | None:
    if not data.strip():
        return _("« {name} » est vide. Demandez de nouveau l’extraction à la scolarité.")
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return _(
            "« {name} » est un classeur (ouvert dans Excel, puis enregistré en .xlsx ou .xls) : la scolarité "
            "ne le relirait pas. Reprenez le fichier d’origine, sans l’ouvrir dans un tableur."
        )
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"%PDF")):
        return _("« {name} » est une image ou un PDF. Donnez le fichier texte reçu de la scolarité.")
    if b"\0" in data or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _(
            "« {name} » contient des octets nuls : il est en UTF-16, sans doute enregistré par Excel en "
            "« texte Unicode ». Reprenez le fichier d’origine, sans l’ouvrir dans un tableur."
        )
    return None


def encoding_of(data: bytes, declared: Encoding | None = None) -> Encoding:
    """What the bytes say; where they leave it open, what is declared, else cp1252, which is the rule.

    Args:
        data: the whole file.
        declared: what the registry of the institution writes; None when nobody has said.
    """
    if data.startswith(codecs.BOM_UTF8):
        return Encoding.UTF8_MARKED
    if data.isascii():
        return declared or Encoding.CP1252
    try:
        data.decode(Encoding.UTF8)
    except UnicodeDecodeError:
        latin = declared in _LATIN and not _WINDOWS_LETTERS.search(data)
        return declared if declared and latin else Encoding.CP1252
    return Encoding.UTF8


def text_of(data: bytes, encoding: Encoding) -> str:
    """The characters of some bytes of the file, to be read; what no encoding knows becomes U+FFFD."""
    return data.decode(encoding.in_cells, errors="replace")


def bytes_of(text: str, encoding: Encoding) -> bytes:
    """What is written in a cell.

    Raises:
        UnicodeEncodeError: the encoding of the file cannot hold it.
    """
    return text.encode(encoding.in_cells)


def lines_of(data: bytes) -> tuple[bytes, ...]:
    """Each line with its own ending: put end to end, they are the file."""
    return tuple(data.splitlines(keepends=True))


def content(line: bytes) -> bytes:
    """A line without its ending."""
    return line.rstrip(b"\r\n")


def ending(line: bytes) -> bytes:
    """The ending of a line; the last one may have none."""
    return line[len(content(line)) :]


def newline_of(lines: tuple[bytes, ...]) -> str:
    """« CRLF », « LF », « CR », or « mixed » when lines end differently; the last may end in nothing."""
    found = {ending(line) for line in lines} - {b""}
    return _ENDINGS[found.pop()] if len(found) == 1 else MIXED
