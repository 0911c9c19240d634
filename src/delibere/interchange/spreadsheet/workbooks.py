# SPDX-License-Identifier: EUPL-1.2
"""Workbooks of a spreadsheet (XLSX, ODS)."""

import io
import re
import unicodedata
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, CalamineWorkbook

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.spreadsheet.cells import EMPTY, Cell, Form, Row, Sheet
from delibere.interchange.spreadsheet.open_documents import failures_of_ods, is_ods
from delibere.interchange.spreadsheet.sizes import refuse_large, refuse_wide

_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError),
    *(ValueError, ET.ParseError, CalamineError),
)
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are those of any workbook: a ZIP archive or an old Excel file."""
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def read_workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Every sheet, hidden ones too.

    Raises:
        UnusableInputError: neither XLSX nor ODS, damaged, protected by a password, or larger than any class.
    """
    try:
        return _read(data, name)
    except _DAMAGED as error:
        message = _("« {name} » n’est pas un classeur lisible. Ouvrez-le et enregistrez-le en .xlsx.")
        raise UnusableInputError(message.format(name=name)) from error


def _read(data: bytes, name: str) -> tuple[Sheet, ...]:
    if data.startswith(b"\xd0\xcf"):
        message = _(
            "« {name} » est un ancien classeur .xls ou porte un mot de passe. Enregistrez-le en .xlsx."
        )
        raise UnusableInputError(message.format(name=name))
    archive = zipfile.ZipFile(io.BytesIO(data))
    refuse_large(archive, name)
    failures = failures_of_ods(archive, name) if is_ods(archive) else _failures(archive, name)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return tuple(_sheet(book, title, failed) for title, failed in failures.items())


def _sheet(book: CalamineWorkbook, title: str, failures: dict[tuple[int, int], str]) -> Sheet:
    values = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    grid = [[_cell(value) for value in row] for row in values]
    for (line, column), text in failures.items():
        grid.extend([] for _missing in range(line - len(grid)))
        row = grid[line - 1]
        row.extend([EMPTY] * (column + 1 - len(row)))
        row[column] = Cell(text, Form.ERROR)
    rows = (Row(line, tuple(cells)) for line, cells in enumerate(grid, 1))
    return Sheet(title, tuple(row for row in rows if any(cell.text for cell in row.cells)))


def _cell(value: object) -> Cell:
    match value:
        case bool():
            return Cell(_("VRAI") if value else _("FAUX"), Form.BOOLEAN)
        case int() | float():
            return Cell(format(Decimal(format(value, ".15g")), "f"), Form.NUMBER)
        case datetime() | date() | time():
            return Cell(value.isoformat(), Form.MOMENT)
        case timedelta():
            return Cell(str(value), Form.MOMENT)
        case _:
            return Cell(unicodedata.normalize("NFC", str(value)).strip())


def _failures(archive: zipfile.ZipFile, name: str) -> dict[str, dict[tuple[int, int], str]]:
    """By sheet, the formulas that failed (#REF!): calamine gives them as empty cells."""
    relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 see the import
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    sheets = ET.fromstring(archive.read("xl/workbook.xml")).iterfind(".//{*}sheet")  # noqa: S314 see the import
    return {
        sheet.get("name", ""): _failed_cells(archive.read(_path(targets[sheet.get(_RELATION)])), name)
        for sheet in sheets
        if "worksheets" in targets[sheet.get(_RELATION)]
    }


def _path(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _failed_cells(part: bytes, name: str) -> dict[tuple[int, int], str]:
    failed, height, width = {}, 0, 0
    for cell in ET.fromstring(part).iterfind(".//{*}c"):  # noqa: S314 see the import
        line, column = _place(cell.get("r", "A1"))
        height, width = max(height, line), max(width, column + 1)
        if cell.get("t") == "e":
            failed[line, column] = cell.findtext("{*}v", "#")
    refuse_wide(height, width, name)
    return failed


def _place(reference: str) -> tuple[int, int]:
    found = _PLACE.fullmatch(reference)
    if found is None:
        raise KeyError(reference)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column - 1
