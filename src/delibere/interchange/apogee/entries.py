# SPDX-License-Identifier: EUPL-1.2
"""Values to write, one a line: nip;column;value."""

from collections.abc import Iterator

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.interchange.apogee.judging import Entry
from delibere.interchange.spreadsheet.cells import Row
from delibere.interchange.spreadsheet.text_files import read_text_file


def read_entries(data: bytes, name: str) -> tuple[Entry, ...]:
    """The lines of a CSV file; a first line of headings (nip;column;value) is left out.

    Args:
        data: UTF-8 or Windows-1252; empty, or nothing but headings, there are no entries.
        name: of the file, for the messages.

    Raises:
        UnusableInputError: not a text, or lines without their three cells; every one is told.
    """
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return ()
    sheet, _notices = read_text_file(data, name)
    rows = [row for row in sheet.rows if not _is_heading(row)]
    wrong = [row for row in rows if not _has_three_cells(row)]
    if wrong:
        message = _("« {name} » : des lignes n’ont pas la forme nip;colonne;valeur.")
        raise UnusableInputError(message.format(name=name), list(_findings(wrong)))
    return tuple(Entry(row.cell(0).text, row.cell(1).text, row.cell(2).text, row.line) for row in rows)


def _has_three_cells(row: Row) -> bool:
    """The value may be empty; nothing may follow it."""
    return all(row.cell(place).text for place in (0, 1)) and not any(cell.text for cell in row.cells[3:])


def _is_heading(row: Row) -> bool:
    return plain_letters(row.cell(0).text) in {"nip", "codenip", "codeetudiant"}


def _findings(rows: list[Row]) -> Iterator[Finding]:
    for row in rows:
        text = ";".join(cell.text for cell in row.cells)
        message = _("« {text} » : il faut un numéro d’étudiant, une colonne et une valeur.")
        yield Finding(Severity.ERROR, message.format(text=text), line=row.line)
