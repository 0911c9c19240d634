# SPDX-License-Identifier: EUPL-1.2
"""ODS is read as XLSX is; bombs of either are refused before anything is unpacked in memory."""

import io
import zipfile

import pytest
import xlsxwriter

from delibere.foundation.errors import UnusableInputError
from delibere.interchange.spreadsheet.cells import Cell, Form
from delibere.interchange.spreadsheet.reading import read_book
from ods import ods, ods_of

DECLARED = "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">'
    for before, after in zip("abcdefghi", "bcdefghij", strict=True)
)
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "ha">{DECLARED}]>'
PARTS = ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]


def test_texts_numbers_and_failed_formulas_are_read_without_the_repeated_emptiness() -> None:
    (sheet,) = read_book(ods([["NIP", "Note"], ["00417263", 12.5], ["2", "#DIV/0!"]]), "notes.ods").sheets
    assert (sheet.name, [row.line for row in sheet.rows]) == ("Feuille1", [1, 2, 3])
    assert sheet.rows[1].cells == (Cell("00417263"), Cell("12.5", Form.NUMBER))
    assert sheet.rows[2].cells == (Cell("2"), Cell("#DIV/0!", Form.ERROR))


def test_a_repeated_cell_stands_in_each_of_its_places() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/><table:table-cell '
        'table:number-columns-repeated="2" office:value-type="string"><text:p>A</text:p></table:table-cell>'
        "</table:table-row>"
    )
    (sheet,) = read_book(ods_of(f'<table:table table:name="F">{row}</table:table>'), "x.ods").sheets
    assert [(row.line, [cell.text for cell in row.cells]) for row in sheet.rows] == [
        (1, ["", "A", "A"]),
        (2, ["", "A", "A"]),
    ]


def test_a_cell_repeated_over_a_whole_sheet_is_refused() -> None:
    bomb = (
        '<table:table table:name="F"><table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16384" office:value-type="string"><text:p>A</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    with pytest.raises(UnusableInputError, match="trop grand pour une classe"):
        read_book(ods_of(bomb), "x.ods")


def xlsx_with(part: str, prologue: str) -> bytes:
    """A workbook one part of which has these declarations, and uses the last of them."""
    made, out = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, ["NIP", "Nom"])
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bomb:
        for name in whole.namelist():
            text = whole.read(name)
            if name == part:
                head, rest = text.decode().split("?>", 1)
                opening, end = rest.split(">", 1)
                text = f"{head}?>{prologue}{opening}>&j;{end}".encode()
            bomb.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("part", PARTS)
def test_a_workbook_of_entities_within_entities_is_refused(part: str) -> None:
    with pytest.raises(UnusableInputError, match="n’est pas un classeur lisible"):
        read_book(xlsx_with(part, LAUGHS), "x.xlsx")


def test_the_shared_texts_of_a_workbook_never_swell() -> None:
    try:
        book = read_book(xlsx_with("xl/sharedStrings.xml", LAUGHS), "x.xlsx")
    except UnusableInputError:
        return
    assert sum(len(cell.text) for sheet in book.sheets for row in sheet.rows for cell in row.cells) < 100


def test_an_open_document_of_entities_within_entities_is_refused() -> None:
    with pytest.raises(UnusableInputError, match="n’est pas un classeur lisible"):
        read_book(ods_of("&j;", LAUGHS), "x.ods")


def test_an_archive_that_says_to_unpack_into_too_much_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/big.xml", "w") as part:
        for _ in range(201):
            part.write(bytes(1_000_000))
    with pytest.raises(UnusableInputError, match="trop grand pour une classe"):
        read_book(out.getvalue(), "x.xlsx")


def test_an_archive_that_lies_about_what_it_holds_is_refused() -> None:
    data = bytearray(ods([["NIP", "Nom"], ["1", "IRIS"]]))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = (50).to_bytes(4, "little")
    with pytest.raises(UnusableInputError, match="n’est pas un classeur lisible"):
        read_book(bytes(data), "x.ods")
