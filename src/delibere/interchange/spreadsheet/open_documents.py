# SPDX-License-Identifier: EUPL-1.2
"""What calamine does not say of a workbook in ODS: how far its cells go, and which formulas failed."""

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from delibere.interchange.spreadsheet.sizes import refuse_wide

_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_VALUE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_CALC_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"


def is_ods(archive: zipfile.ZipFile) -> bool:
    """Whether the archive says that it is such a workbook."""
    return "mimetype" in archive.namelist() and archive.read("mimetype").strip() == _KIND


def failures_of_ods(archive: zipfile.ZipFile, name: str) -> dict[str, dict[tuple[int, int], str]]:
    """By sheet, the formulas that failed, by line (from 1) and column (from 0).

    Raises:
        UnusableInputError: a cell is repeated, or stands, farther than any class goes.
    """
    content = ET.fromstring(archive.read("content.xml"))  # noqa: S314 expat refuses bombs of entities
    return {table.get(f"{_TABLE}name", ""): _failed(table, name) for table in content.iter(f"{_TABLE}table")}


def _failed(table: ET.Element, name: str) -> dict[tuple[int, int], str]:
    failed: dict[tuple[int, int], str] = {}
    height = width = line = 0
    for row in table.iter(f"{_TABLE}table-row"):
        times = int(row.get(f"{_TABLE}number-rows-repeated", "1"))
        filled = list(_filled(row))
        if filled:
            height, width = line + times, max(width, *(end for _cell, _start, end in filled))
            refuse_wide(height, width, name)
        failed |= {
            (line + 1, start): "".join(cell.itertext())
            for cell, start, _end in filled
            if cell.get(_CALC_TYPE) == "error"
        }
        line += times
    return failed


def _filled(row: ET.Element) -> Iterator[tuple[ET.Element, int, int]]:
    """The cells that hold something, each with the columns where it begins and ends."""
    start = 0
    for cell in row:
        end = start + int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if len(cell) or _VALUE in cell.attrib:
            yield cell, start, end
        start = end
