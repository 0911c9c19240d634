# SPDX-License-Identifier: EUPL-1.2
"""Absences as a timetable or a secretary exports them (CSV or XLSX), one lesson or half-day a line."""

from dataclasses import dataclass
from datetime import date

from delibere.foundation.calendar import read_day
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.absences.days import Half, read_halves
from delibere.interchange.spreadsheet.cells import Row
from delibere.interchange.spreadsheet.identity import FIRST_NAME, NIP, SURNAME, is_nip, nip_refusal
from delibere.interchange.spreadsheet.reading import read_book
from delibere.interchange.spreadsheet.tables import Heading, Table, find_table

DAY = Heading("Date", ("jour", "date absence", "date de l’absence", "début", "date début"), required=True)
HALF = Heading("Demi-journée", ("période", "moment", "matin/après-midi", "créneau", "heure", "horaire"))
MODULE = Heading("Module", ("matière", "code module", "enseignement", "ressource"))
SEMESTER = Heading("Semestre", ("promotion",))
REASON = Heading("Motif", ("justificatif", "justification", "motif de l’absence"))
HEADINGS = (NIP, SURNAME, FIRST_NAME, DAY, HALF, MODULE, SEMESTER, REASON)


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """One line, whatever is wrong with it.

    Attributes:
        name: as written, for people; the NIP tells who it is.
        on: None when it is no day; halves: at least one, empty when not understood.
        module, semester: as written, empty when not said.
        reason: what justifies it; empty when nothing does.
        written: its cells, in the order of HEADINGS.
        place: « ligne 12 », « feuille S1, ligne 12 ».
        errors: what keeps this line out.
    """

    nip: str
    name: str
    on: date | None
    halves: tuple[Half, ...]
    module: str
    semester: str
    reason: str
    written: tuple[str, ...]
    place: str
    errors: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class AbsenceLines:
    """Every line of a list, and what must be said about the file as a whole."""

    lines: tuple[AbsenceLine, ...]
    findings: tuple[Finding, ...]


def read_absences(data: bytes, name: str) -> AbsenceLines:
    """Read every line, the wrong ones too, so that somebody can choose.

    Args:
        data: CSV or XLSX, every sheet with at least the headings NIP and Date.
        name: of the file, for the messages.

    Raises:
        UnusableInputError: no file of cells, or no such headings.
    """
    book = read_book(data, name)
    tables = [table for sheet in book.sheets if (table := find_table(sheet, HEADINGS)) is not None]
    if not tables:
        message = _("« {name} » n’est pas une liste d’absences : aucune ligne d’intitulés avec NIP et Date.")
        raise UnusableInputError(message.format(name=name))
    lines = [_line(table, row) for table in tables for row in table.rows]
    doubles = [finding for table in tables for finding in table.doubles()]
    return AbsenceLines(tuple(lines), (*book.notices, *doubles))


def _line(table: Table, row: Row) -> AbsenceLine:
    nip, day = table.text(row, NIP.name), table.cell(row, DAY.name)
    on, halves = read_day(day.text), read_halves(table.text(row, HALF.name), day)
    wrong = []
    if not is_nip(nip):
        wrong.append((NIP, nip_refusal(nip)))
    if on is None:
        message = _("« {text} » n’est pas un jour : écrivez 08/01/2024.")
        wrong.append((DAY, message.format(text=day.text)))
    if halves is None:
        message = _("« {text} » n’est ni matin, ni après-midi, ni journée, ni une heure.")
        wrong.append((HALF, message.format(text=table.text(row, HALF.name))))
    return AbsenceLine(
        nip,
        f"{table.text(row, SURNAME.name).upper()} {table.text(row, FIRST_NAME.name)}".strip(),
        on,
        halves or (),
        table.text(row, MODULE.name),
        table.text(row, SEMESTER.name),
        table.text(row, REASON.name),
        tuple(table.text(row, heading.name) for heading in HEADINGS),
        _place(table, row),
        tuple(_finding(table, row, heading, message) for heading, message in wrong),
    )


def _finding(table: Table, row: Row, heading: Heading, message: str) -> Finding:
    return table.finding(message, row, table.columns.get(heading.name), Severity.ERROR)


def _place(table: Table, row: Row) -> str:
    line = _("ligne {line}").format(line=row.line)
    sheet = table.sheet.name
    return line if sheet is None else _("feuille {sheet}, {line}").format(sheet=sheet, line=line)
