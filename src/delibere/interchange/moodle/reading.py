# SPDX-License-Identifier: EUPL-1.2
"""Moodle's export of grades: one row a student, one column an activity, « - » for no grade."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _, plural
from delibere.foundation.letters import plain_letters
from delibere.interchange.spreadsheet.cells import Row
from delibere.interchange.spreadsheet.identity import is_nip
from delibere.interchange.spreadsheet.reading import read_book
from delibere.interchange.spreadsheet.tables import Heading, Table, find_table
from delibere.interchange.spreadsheet.text_files import read_text_file, write_text_file

ID_NUMBER = Heading("Numéro d’identification", ("ID number", "idnumber"), required=True)
SURNAME = Heading("Nom de famille", ("Nom", "Last name", "Surname", "lastname"))
FIRST_NAME = Heading("Prénom", ("First name", "firstname"))
_ABOUT_PEOPLE = (
    *(ID_NUMBER, SURNAME, FIRST_NAME),
    Heading("Institution"),
    Heading("Département", ("Department",)),
    Heading("Adresse de courriel", ("Email address", "email")),
    Heading("Nom d’utilisateur", ("Username",)),
    Heading("Dernier téléchargement depuis ce cours", ("Last downloaded from this course",)),
)
_OURS = ["NIP", "Nom", "Prénom"]
_KIND = re.compile(r"^[^:]{1,30}:\s*")
_FORM = re.compile(r"\s*\((?:réel|brut|real|note|grade)\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grades:
    """What an export holds.

    Attributes:
        activities: headings of the columns that are not about people, as Moodle writes them.
        table: the same as a list of ours (CSV): NIP, surname, first name, then the activities.
        findings: what was left out.
    """

    activities: tuple[str, ...]
    table: bytes
    findings: tuple[Finding, ...]


def read_grades(data: bytes, name: str) -> Grades | None:
    """An export of grades, in text, XLSX or ODS; None when no column is the identification number.

    Raises:
        UnusableInputError: not a file of cells.
    """
    book = read_book(data, name)
    table = next(filter(None, (find_table(sheet, _ABOUT_PEOPLE) for sheet in book.sheets)), None)
    if table is None:
        return None
    known = [row for row in table.rows if is_nip(table.text(row, ID_NUMBER.name))]
    rows = [
        [*_identity(table, row), *(_grade(row.cell(column).text) for column in table.others)] for row in known
    ]
    activities = tuple(table.others.values())
    left = [row for row in table.rows if row not in known]
    findings = (*book.notices, *table.doubles(), *_without_number(table, left))
    return Grades(activities, write_text_file([[*_OURS, *activities], *rows]), findings)


def title_of(activity: str) -> str:
    """« Devoir : DS 1 (Réel) » → « DS 1 »."""
    return _KIND.sub("", _FORM.sub("", activity)).strip()


def likely(activities: Sequence[str], titles: Mapping[str, int]) -> dict[int, int]:
    """Place of an activity → what stands under the same title; the first of two activities.

    Args:
        activities: as `Grades` gives them.
        titles: title → any key.
    """
    keys = {plain_letters(title): key for title, key in titles.items()}
    found: dict[int, int] = {}
    for place, activity in enumerate(activities):
        names = (plain_letters(activity), plain_letters(title_of(activity)))
        key = next((keys[name] for name in names if name in keys), None)
        if key is not None and key not in found.values():
            found[place] = key
    return found


def chosen_columns(table: bytes, headings: Mapping[int, str], empty: Sequence[str], name: str) -> bytes:
    """The table of `Grades` with the chosen activities alone, under our headings.

    Args:
        table: as `Grades` gives it.
        headings: place among the activities, from 0 → our heading.
        empty: our headings of what no activity was chosen for: columns without a mark.
        name: of the file, for the messages.

    Raises:
        UnusableInputError: not a text of cells.
    """
    sheet, _notices = read_text_file(table, name)
    width = len(_OURS)
    rows = [
        [row.cell(column).text for column in (*range(width), *(width + place for place in headings))]
        for row in sheet.rows[1:]
    ]
    return write_text_file([[*_OURS, *headings.values(), *empty], *rows])


def _identity(table: Table, row: Row) -> list[str]:
    return [table.text(row, heading.name) for heading in (ID_NUMBER, SURNAME, FIRST_NAME)]


def _grade(text: str) -> str:
    return "" if text in {"-", "\u2013", "\u2212"} else text


def _without_number(table: Table, rows: Sequence[Row]) -> list[Finding]:
    if not rows:
        return []
    names = ", ".join(" ".join(_identity(table, row)).strip() for row in rows)
    message = plural(
        _("Une ligne sans NIP comme numéro d’identification, laissée de côté : {names}."),
        _("{count} lignes sans NIP comme numéro d’identification, laissées de côté : {names}."),
        len(rows),
    )
    return [Finding(Severity.NOTICE, message.format(count=len(rows), names=names))]
