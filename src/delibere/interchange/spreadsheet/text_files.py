# SPDX-License-Identifier: EUPL-1.2
"""Text files of separated cells (CSV), as French and English spreadsheets write them."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from delibere.foundation.decoding import decode
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import read_decimal
from delibere.interchange.spreadsheet.cells import Cell, Row, Sheet

SEPARATORS = ";\t,"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED_FORMULA = re.compile(r"'+[=+\-@\t\r]")
_DECLARED = re.compile(r"sep=(.)\r?\n")


def read_text_file(data: bytes, name: str) -> tuple[Sheet, list[Finding]]:
    """The only sheet of a text file, whatever its separator, and notices about its encoding.

    UTF-16, which Excel calls « texte Unicode », is read when its mark says so.

    Raises:
        UnusableInputError: not a text, or a quotation mark that never closes.
    """
    data, notices = _without_utf16(data, name)
    text, about = decode(data, name)
    declared = _DECLARED.match(text)
    rows = list(_rows(text, declared[1] if declared else _separator(text), name))
    filled = [row for row in rows[bool(declared) :] if any(cell.text for cell in row.cells)]
    return Sheet(None, tuple(filled)), [*notices, *about]


def _without_utf16(data: bytes, name: str) -> tuple[bytes, list[Finding]]:
    if not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data, []
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError:
        return data, []
    message = _("« {name} » est lu en UTF-16 (« texte Unicode » d’Excel) : vérifiez les accents.")
    return text.encode(), [Finding(Severity.NOTICE, message.format(name=name))]


def write_text_file(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as a French Excel opens them: UTF-8 with a mark, `;`, CRLF; a formula is written as text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(
        [_harmless(cell) for cell in row] for row in rows
    )
    return out.getvalue().encode("utf-8-sig")


def _rows(text: str, separator: str, name: str) -> Iterator[Row]:
    """Each with the line it begins on: a quoted cell may hold several."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            yield Row(line, tuple(Cell(_plain(cell)) for cell in cells))
            line = reader.line_num + 1
    except csv.Error:
        message = _("« {name} », ligne {line} : un guillemet ouvert n’est pas refermé, ou l’inverse.")
        raise UnusableInputError(message.format(name=name, line=line)) from None


def _separator(text: str) -> str:
    """The one that cuts the first filled line into most cells: headings hold none of them."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=first.count)


def _plain(cell: str) -> str:
    text = unicodedata.normalize("NFC", cell).strip()
    return text[1:] if _QUOTED_FORMULA.match(text) else text


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) and read_decimal(cell) is None else cell
