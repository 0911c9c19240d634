# SPDX-License-Identifier: EUPL-1.2
"""Birth, civility and address in lists of students."""

import io
from datetime import date, datetime

import pytest
import xlsxwriter

from delibere.foundation.civil import Civil
from delibere.foundation.findings import Severity
from delibere.foundation.people import Student
from delibere.interchange.students import read_student_lines, read_students, write_students
from ods import ods

TODAY = date(2024, 1, 31)
FELIX = Student(
    "99000001",
    "FRAMBOISE",
    "Félix",
    civil=Civil(
        "M.", date(2004, 3, 15), "Saint-Œuf-les-Vignes", "Bât. C\n14, rue des Tanneurs\n99120 BELLERIVE"
    ),
)


def test_a_written_list_is_read_back_with_its_civil_data() -> None:
    assert read_students(write_students([FELIX]), "liste.csv").students == (FELIX,)


def test_an_address_comes_in_as_many_columns_as_a_registry_has() -> None:
    text = (
        "NIP;Nom;Prénom;Civ.;Né(e) le;Ville de naissance;Adresse 1;Adresse 2;CP;Ville;Pays\n"
        "99000001;Framboise;Félix;monsieur; 15/03/2004;Saint-Œuf-les-Vignes;Bât. C;"
        "14, rue des Tanneurs;99120;BELLERIVE;FRANCE\n"
    )
    assert read_students(text.encode(), "liste.csv").students == (FELIX,)


def test_a_town_alone_is_no_address() -> None:
    read = read_students(b"NIP;Nom;Ville\n1;COING;BELLERIVE\n", "liste.csv")
    assert read.students == (Student("1", "COING", ""),)


def test_a_day_and_a_postcode_that_a_workbook_took_for_numbers_are_read() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["NIP", "Nom", "Date de naissance", "Code postal", "Commune"])
        sheet.write_row(1, 0, ["1", "COING"])
        sheet.write_datetime(1, 2, datetime(2004, 3, 15), book.add_format({"num_format": "dd/mm/yyyy"}))  # noqa: DTZ001
        sheet.write_row(1, 3, [1120, "BELLERIVE"])
    read = read_students(out.getvalue(), "liste.xlsx")
    assert read.students[0].civil == Civil(birth_date=date(2004, 3, 15), address="01120 BELLERIVE")


@pytest.mark.parametrize(
    "written", ["31/02/2004", "15/03/04", "mars 2004", "38061", "15/03/1804", "15/03/2040"]
)
def test_what_is_no_birth_is_refused_with_its_line_and_cell_and_nothing_else_is(written: str) -> None:
    rows = [["NIP", "Nom", "Date de naissance"], ["1", "COING", "15/03/2004"], ["2", "IRIS", written]]
    text = "\n".join(";".join(row) for row in rows).encode()
    for data, name, place in [
        (text, "liste.csv", (3, None, "Date de naissance")),
        (ods(rows), "liste.ods", (None, "Feuille1", "C3")),
    ]:
        first, second = read_student_lines(data, name, today=TODAY).lines
        assert first.errors == ()
        assert [(f.line, f.sheet, f.cell, f.severity) for f in second.errors] == [(*place, Severity.ERROR)]
        assert second.errors[0].message.startswith(
            (f"« {written} » n’est pas une date", f"{written} n’est pas")
        )


def test_an_address_too_long_for_an_envelope_is_refused_in_its_column() -> None:
    text = f"NIP;Nom;Code postal;Commune\n1;COING;99120;{'BELLERIVE-' * 6}\n"
    (line,) = read_student_lines(text.encode(), "liste.csv").lines
    assert [(f.cell, f.message) for f in line.errors] == [
        ("Code postal", "L’adresse tient en 5 lignes de 50 signes, sans le nom.")
    ]
