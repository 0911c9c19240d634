# SPDX-License-Identifier: EUPL-1.2
import io
import unicodedata
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from delibere.foundation.errors import UnusableInputError
from delibere.interchange.spreadsheet.cells import Cell, Form, cell_name
from delibere.interchange.spreadsheet.reading import read_book
from delibere.interchange.spreadsheet.text_files import write_text_file

PLACES = [(1, 0, "A1"), (12, 3, "D12"), (9, 25, "Z9"), (9, 26, "AA9"), (1, 701, "ZZ1"), (1, 702, "AAA1")]


def workbook(fill: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("Feuille d’été"))
    return out.getvalue()


def texts(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in read_book(data, "x").sheets[0].rows]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "utf-8", "cp1252"])
def test_a_text_spoilt_by_excel_is_read_and_what_was_odd_is_said(encoding: str) -> None:
    spoilt = "sep=;\r\nNIP;Nom\u00a0;;\r\n\u00a000417263;Œillet;;\r\n;;;\r\n".encode(encoding)
    book = read_book(spoilt, "liste.csv")
    assert texts(spoilt) == [["NIP", "Nom", "", ""], ["00417263", "Œillet", "", ""]]
    said = [notice.message for notice in book.notices]
    assert [name for name in ("UTF-16", "Windows-1252") if any(name in one for one in said)] == [
        *(["UTF-16"] if encoding == "utf-16" else []),
        *(["Windows-1252"] if encoding == "cp1252" else []),
    ]


@pytest.mark.parametrize(("line", "column", "name"), PLACES)
def test_a_place_is_named_as_spreadsheets_do(line: int, column: int, name: str) -> None:
    assert cell_name(line, column) == name


def test_every_kind_of_cell_keeps_what_it_was_taken_for() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_string("B3", " 12,5 ")
        sheet.write_number("C3", 0.1 + 0.2)
        sheet.write_number("D3", 417263)
        sheet.write_boolean("E3", True)  # noqa: FBT003 xlsxwriter's own signature
        day = datetime(2024, 5, 12, tzinfo=UTC).replace(tzinfo=None)
        sheet.write_datetime("F3", day, book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_formula("H5", "=1/0", None, "#DIV/0!")
        sheet.write_formula("H3", "=B3", None, "texte")

    (sheet,) = read_book(workbook(fill), "x.xlsx").sheets
    assert (sheet.name, [row.line for row in sheet.rows]) == ("Feuille d’été", [3, 5])
    assert sheet.rows[0].cells[1:8] == (
        Cell("12,5"),
        Cell("0.3", Form.NUMBER),
        Cell("417263", Form.NUMBER),
        Cell("VRAI", Form.BOOLEAN),
        Cell("2024-05-12", Form.MOMENT),
        Cell(""),
        Cell("texte"),
    )
    assert sheet.rows[1].cell(7) == Cell("#DIV/0!", Form.ERROR)


def test_a_lonely_cell_very_far_away_is_refused_rather_than_filling_the_memory() -> None:
    data = workbook(lambda _book, sheet: sheet.write_string(1048575, 16383, "perdue"))
    with pytest.raises(UnusableInputError, match="trop grand pour une classe"):
        read_book(data, "x.xlsx")


def test_another_archive_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(UnusableInputError, match=r"enregistrez-le en \.xlsx"):
        read_book(out.getvalue(), "x.ods")


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        ("a,b\n1.5,2\n", [["a", "b"], ["1.5", "2"]]),
        ("a\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        ("sep=,\na,b;c\n", [["a", "b;c"]]),
        ('a;b\n"1;2";"dit ""oui"""\n', [["a", "b"], ["1;2", 'dit "oui"']]),
        ("\n;\na;b\n\n1;2\n", [["a", "b"], ["1", "2"]]),
        ("a;b\r\n1;2\r\n", [["a", "b"], ["1", "2"]]),
    ],
)
def test_the_separator_is_that_of_the_first_filled_line(text: str, rows: list[list[str]]) -> None:
    assert texts(text.encode()) == rows


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    (sheet,) = read_book(b'a;b\n\n"1\n2";3\n4;5\n', "x.csv").sheets
    assert [row.line for row in sheet.rows] == [1, 3, 5]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "est vide"),
        ("a;b".encode("utf-16-le"), "n’est pas un texte"),
        (b"a;b\n\x81\xff\n", "ni en UTF-8 ni en Windows-1252"),
        (b'a;b\n"1;2\n', "guillemet"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnusableInputError, match=why):
        read_book(data, "x.csv")


def test_a_formula_is_written_as_text_and_a_negative_number_as_a_number() -> None:
    written = write_text_file([["=1+1", "@x", "-1,5", "+a", "'=1"]])
    assert written == "\ufeff'=1+1;'@x;-1,5;'+a;''=1\r\n".encode()


CELL = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), max_size=5)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    heading = ["a", "b"]
    expected = [[unicodedata.normalize("NFC", cell) for cell in row] for row in rows if any(row)]
    assert texts(write_text_file([heading, *rows])) == [heading, *expected]
