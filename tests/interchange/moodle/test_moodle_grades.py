# SPDX-License-Identifier: EUPL-1.2
"""What Moodle exports is read whatever its language and its file; what it imports is written."""

from decimal import Decimal

import pytest

from delibere.foundation.marks import Mark, Reason
from delibere.foundation.people import Student
from delibere.interchange.moodle import chosen_columns, likely, read_grades, write_grades
from ods import ods

FRENCH = (
    "Prénom\tNom de famille\tNuméro d’identification\tInstitution\tDépartement\tAdresse de courriel\t"
    "Devoir : DS 1 (Réel)\tTest : QCM (Réel)\tTotal du cours (Réel)\tDernier téléchargement depuis ce cours\n"
    "Félix\tFRAMBOISE\t00417263\t\t\tf@iut.example\t12,50\t-\t12,50\t1700000000\n"
    "Zoé\tD’ANETH\t99000003\t\t\tz@iut.example\t-\t8,00\t8,00\t1700000000\n"
    "Paul\tPROFESSEUR\t\t\t\tp@iut.example\t-\t-\t-\t1700000000\n"
)
ENGLISH = (
    "First name,Last name,ID number,Institution,Department,Email address,"
    "Assignment: DS 1 (Real),Quiz: QCM (Real),Course total (Real),Last downloaded from this course\n"
    "Félix,FRAMBOISE,00417263,,,f@iut.example,12.50,-,12.50,1700000000\n"
    "Zoé,D’ANETH,99000003,,,z@iut.example,-,8.00,8.00,1700000000\n"
)
OURS = "NIP;Nom;Prénom;{columns}\r\n00417263;FRAMBOISE;Félix;{first}\r\n99000003;D’ANETH;Zoé;{second}\r\n"


def ours(columns: str, first: str, second: str) -> bytes:
    return OURS.format(columns=columns, first=first, second=second).encode("utf-8-sig")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-8-sig"])
def test_a_french_export_is_read_and_who_has_no_number_is_named(encoding: str) -> None:
    read = read_grades(FRENCH.encode(encoding), "notes.txt")
    assert read is not None
    columns = "Devoir : DS 1 (Réel);Test : QCM (Réel);Total du cours (Réel)"
    assert read.table == ours(columns, "12,50;;12,50", ";8,00;8,00")
    assert read.findings[-1].message == (
        "Une ligne sans NIP comme numéro d’identification, laissée de côté : PROFESSEUR Paul."
    )


def test_an_english_export_and_one_in_ods_say_the_same() -> None:
    read = read_grades(ENGLISH.encode(), "grades.csv")
    columns = "Assignment: DS 1 (Real);Quiz: QCM (Real);Course total (Real)"
    assert read is not None
    assert read.table == ours(columns, "12.50;;12.50", ";8.00;8.00")
    rows = [line.split(",") for line in ENGLISH.splitlines()]
    assert read_grades(ods(rows), "grades.ods") == read


def test_another_table_is_none_of_moodle() -> None:
    assert read_grades(b"NIP;Nom;R3.01\n1;IRIS;12\n", "notes.csv") is None


@pytest.mark.parametrize(
    ("activity", "place"),
    [("Devoir : DS 1 (Réel)", 0), ("Assignment: ds 1 (Real)", 0), ("DS 1", 0), ("DS 1 (Brut)", 0)],
)
def test_an_activity_of_the_same_title_is_guessed(activity: str, place: int) -> None:
    assert likely(["Total du cours (Réel)", activity], {"TP": 6, "DS 1": 7}) == {place + 1: 7}


def test_of_two_activities_of_one_title_the_first_is_guessed() -> None:
    assert likely(["Devoir : DS 1 (Réel)", "Test : DS 1 (Réel)"], {"DS 1": 7}) == {0: 7}


def test_only_chosen_activities_remain_under_our_headings() -> None:
    read = read_grades(FRENCH.encode(), "notes.txt")
    assert read is not None
    assert chosen_columns(read.table, {1: "R3.01 / QCM"}, ["R3.01 / TP"], "notes.txt") == (
        "NIP;Nom;Prénom;R3.01 / QCM;R3.01 / TP\r\n00417263;FRAMBOISE;Félix;\r\n99000003;D’ANETH;Zoé;8,00\r\n"
    ).encode("utf-8-sig")


def test_only_numbers_are_written_for_moodle_and_a_formula_is_a_text() -> None:
    rows: list[tuple[Student, list[Mark]]] = [
        (Student("00417263", "FRAMBOISE", "Félix"), [Decimal("12.5"), Reason.ABJ]),
        (Student("99000003", "=1+1", "Zoé"), [None, Decimal(0)]),
    ]
    assert write_grades(["DS 1", "TP"], rows) == (
        "idnumber;lastname;firstname;DS 1;TP\r\n00417263;FRAMBOISE;Félix;12.5;\r\n99000003;'=1+1;Zoé;;0\r\n"
    ).encode("utf-8-sig")
