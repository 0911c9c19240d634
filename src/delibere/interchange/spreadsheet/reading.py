# SPDX-License-Identifier: EUPL-1.2
"""Any file of cells, told apart by its content, never by its extension."""

from dataclasses import dataclass

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.interchange.spreadsheet.cells import Sheet
from delibere.interchange.spreadsheet.text_files import read_text_file
from delibere.interchange.spreadsheet.workbooks import is_workbook, read_workbook


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of a file (one, without a name, for a text file), and notices on the file itself."""

    sheets: tuple[Sheet, ...]
    notices: tuple[Finding, ...] = ()


def read_book(data: bytes, name: str) -> Book:
    """Read XLSX, ODS or CSV.

    Args:
        data: the whole file.
        name: of the file, for the messages.

    Raises:
        UnusableInputError: empty, neither a workbook nor a text, or damaged.
    """
    if not data.strip():
        message = _("« {name} » est vide. Vérifiez que le bon fichier a été choisi.")
        raise UnusableInputError(message.format(name=name))
    if is_workbook(data):
        return Book(read_workbook(data, name))
    sheet, notices = read_text_file(data, name)
    return Book((sheet,), tuple(notices))
