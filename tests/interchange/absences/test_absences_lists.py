# SPDX-License-Identifier: EUPL-1.2
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from delibere.foundation.errors import UnusableInputError
from delibere.interchange.absences import AbsenceLine, read_absences
from delibere.interchange.absences.days import BOTH, Half, read_halves
from delibere.interchange.spreadsheet.cells import Cell

MORNING, AFTERNOON = (Half.MORNING,), (Half.AFTERNOON,)


def one(line: str, headings: str = "NIP;Date;Demi-journée") -> AbsenceLine:
    (read,) = read_absences(f"{headings}\n{line}\n".encode(), "absences.csv").lines
    return read


@pytest.mark.parametrize(
    ("text", "day", "halves"),
    [
        ("matin", "08/01/2024", MORNING),
        ("Après-midi", "08/01/2024", AFTERNOON),
        ("journée", "08/01/2024", BOTH),
        ("", "08/01/2024", BOTH),
        ("8h30", "08/01/2024", MORNING),
        ("13:30-15:30", "08/01/2024", AFTERNOON),
        ("", "08/01/2024 14:00", AFTERNOON),
        ("", "2024-01-08T00:00:00", BOTH),
        ("", "2024-01-08T10:15:00", MORNING),
        ("matin", "2024-01-08T14:00:00", MORNING),
        ("soir", "08/01/2024", None),
    ],
)
def test_a_half_day_is_a_word_or_an_hour(text: str, day: str, halves: tuple[Half, ...] | None) -> None:
    assert read_halves(text, Cell(day)) == halves


def test_every_column_is_read_whatever_its_order_and_writing() -> None:
    line = one(
        "certificat;S3;R3.01;matin;09/10/2023;Félix;Framboise;99000001",
        "Justificatif;Promotion;Matière;Période;Jour;Prénom;Nom;Code étudiant",
    )
    assert (line.nip, line.name, line.on, line.halves) == (
        "99000001",
        "FRAMBOISE Félix",
        date(2023, 10, 9),
        MORNING,
    )
    assert (line.module, line.semester, line.reason, line.place) == ("R3.01", "S3", "certificat", "ligne 2")
    assert line.errors == ()


def test_everything_wrong_in_a_line_is_told_at_once() -> None:
    line = one("x;32/01/2024;soir")
    assert [finding.cell for finding in line.errors] == ["NIP", "Date", "Demi-journée"]
    assert line.written[0] == "x"
    assert "soir" in line.written


def test_a_workbook_with_real_dates_is_read() -> None:
    data = BytesIO()
    book = xlsxwriter.Workbook(data)
    sheet = book.add_worksheet("Absences")
    sheet.write_row(0, 0, ["NIP", "Date"])
    sheet.write_string(1, 0, "99000001")
    moment = datetime(2023, 10, 9, 14, tzinfo=UTC).replace(tzinfo=None)
    sheet.write_datetime(1, 1, moment, book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))
    book.close()
    (line,) = read_absences(data.getvalue(), "absences.xlsx").lines
    assert (line.on, line.halves, line.place) == (date(2023, 10, 9), AFTERNOON, "feuille Absences, ligne 2")


@pytest.mark.parametrize("data", [b"", b"Nom;Prenom\nA;B\n", b"\x00\x01"])
def test_what_is_no_list_of_absences_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnusableInputError):
        read_absences(data, "absences.csv")
