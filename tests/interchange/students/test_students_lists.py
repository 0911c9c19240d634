# SPDX-License-Identifier: EUPL-1.2
import io
import unicodedata
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Severity
from delibere.foundation.people import Student
from delibere.interchange.students import StudentList, read_students, write_students

DOCUMENTATION = Path(__file__).parents[3] / "docs" / "formats" / "mark-sheets.md"
LIST = "Prénom;NOM;N° étudiant;Code INE;TD\nFélix;Framboise;00417263;0123456789A;A\nZoé;d’Aneth;99000003;;\n"
STUDENTS = (
    Student("00417263", "FRAMBOISE", "Félix", "0123456789A", "A"),
    Student("99000003", "D’ANETH", "Zoé"),
)


def workbook(*sheets: list[list[str | float]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for line, cells in enumerate(rows):
                sheet.write_row(line, 0, cells)
    return out.getvalue()


def messages(read: StudentList) -> list[tuple[Severity, str]]:
    return [(finding.severity, finding.message) for finding in read.findings]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_headings_come_in_any_order_and_writing(separator: str, encoding: str) -> None:
    data = LIST.replace(";", separator).encode(encoding)
    assert read_students(data, "liste.csv") == StudentList(STUDENTS, ())


def test_windows_1252_is_read_with_a_notice() -> None:
    read = read_students(LIST.encode("cp1252"), "liste.csv")
    assert read.students == STUDENTS
    assert messages(read) == [
        (
            Severity.NOTICE,
            "« liste.csv » est lu en Windows-1252 : vérifiez les accents, ou enregistrez-le en UTF-8.",
        )
    ]


def test_accents_written_in_two_characters_are_joined() -> None:
    read = read_students("NIP;Nom;Prénom\n1;COING;Zoe\u0301\n".encode(), "liste.csv")
    assert read.students == (Student("1", "COING", "Zoé"),)


def test_lines_above_the_headings_and_other_columns_are_left_aside() -> None:
    text = "Promotion 2023;;;\n\nNIP;Nom;Régime;Bourse\n1;COING;externe;oui\n"
    read = read_students(text.encode(), "liste.csv")
    assert read.students == (Student("1", "COING", ""),)
    assert messages(read) == [
        (Severity.NOTICE, "Colonnes sans emploi ici, laissées de côté : Régime, Bourse.")
    ]


def test_zeros_that_a_workbook_ate_are_put_back_and_told() -> None:
    rows: list[list[str | float]] = [
        ["NIP", "Nom"],
        ["00417263", "FRAMBOISE"],
        [417264, "COING"],
        [99000003, "ANETH"],
        [52, "IRIS"],
    ]
    read = read_students(workbook(rows), "liste.xlsx")
    assert [student.nip for student in read.students] == ["00417263", "00417264", "99000003", "00000052"]
    assert messages(read) == [
        (
            Severity.NOTICE,
            "2 NIP avaient perdu leurs zéros : 417264 est lu 00417264 (feuille Sheet1, ligne 3), etc.",
        )
    ]


def test_every_sheet_of_a_workbook_is_read_and_doubles_are_seen_across_them() -> None:
    sheet_a: list[list[str | float]] = [["NIP", "Nom", "Groupe"], ["00417263", "FRAMBOISE", "A"]]
    sheet_b: list[list[str | float]] = [["Nom", "NIP"], ["COING", "00000002"], ["FRAMBOISE", "417263"]]
    read = read_students(workbook(sheet_a, sheet_b), "liste.xlsx")
    assert read.students == ()
    assert [(f.sheet, f.cell, f.message) for f in read.findings] == [
        (
            "Sheet2",
            "B3",
            "417263 est déjà le NIP de FRAMBOISE (feuille Sheet1, ligne 2) : gardez une des deux lignes.",
        )
    ]


BAD = [
    (";COING", "Cette ligne n’a pas de NIP : ajoutez-le, ou videz la ligne."),
    ("9900000A;COING", "« 9900000A » n’est pas un NIP : 8 chiffres au plus, rien d’autre."),
    ("123456789;COING", "« 123456789 » n’est pas un NIP : 8 chiffres au plus, rien d’autre."),
    ("2;", "Cette ligne n’a pas de nom : ajoutez-le, ou videz la ligne."),
    ("01;COING", "01 est déjà le NIP de IRIS Inès (ligne 2) : gardez une des deux lignes."),
]


@pytest.mark.parametrize(("line", "message"), BAD, ids=[line for line, _m in BAD])
def test_a_bad_line_is_told_and_nothing_is_half_read(line: str, message: str) -> None:
    read = read_students(f"NIP;Nom;Prénom\n1;IRIS;Inès\n{line};Zoé\n".encode(), "liste.csv")
    assert read.students == ()
    assert [(f.line, f.severity, f.message) for f in read.findings] == [(3, Severity.ERROR, message)]


def test_a_strange_ine_is_told_and_never_blocks() -> None:
    read = read_students(b"NIP;Nom;INE\n1;IRIS;012345678\n", "liste.csv")
    assert read.students == (Student("1", "IRIS", "", "012345678"),)
    assert [(f.severity, f.cell) for f in read.findings] == [(Severity.NOTICE, "INE")]


def test_two_columns_of_the_same_meaning_are_refused() -> None:
    read = read_students("NIP;Nom;Nom d’usage\n1;IRIS;COING\n".encode(), "liste.csv")
    assert messages(read) == [(Severity.ERROR, "La colonne « Nom » apparaît deux fois : gardez-en une.")]


def test_the_example_of_the_documentation_is_read() -> None:
    page = DOCUMENTATION.read_text(encoding="utf-8")
    read = read_students(page.split("```csv\n")[1].split("```")[0].encode(), "exemple.csv")
    assert (len(read.students), read.findings) == (2, ())


@pytest.mark.parametrize(
    "data", [b"", b"\0\x01", b"a;b\n1;2\n", b"NIP;Prenom\n1;Z\n", "NIP;Nom\n".encode("utf-16-le")]
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(UnusableInputError, match="« liste »"):
        read_students(data, "liste")


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=6)
SURNAMES = TEXT.map(lambda text: text.upper()).filter(lambda text: text == text.upper())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SURNAMES, TEXT, st.none() | TEXT), max_size=4))
def test_a_written_list_is_read_back_whatever_the_names(people: list[tuple[str, str, str | None]]) -> None:
    def normal(text: str) -> str:
        return unicodedata.normalize("NFC", text).upper()

    students = tuple(
        Student(
            f"9900{k:04d}",
            normal(surname),
            unicodedata.normalize("NFC", first),
            None,
            group and normal(group),
        )
        for k, (surname, first, group) in enumerate(people)
    )
    assert read_students(write_students(students), "liste.csv").students == students
