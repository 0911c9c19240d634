# SPDX-License-Identifier: EUPL-1.2
"""Lists of students, as secretaries extract them from the registry (CSV or XLSX)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity, errors
from delibere.foundation.language import _, plural
from delibere.foundation.people import Student, without_zeros
from delibere.interchange.spreadsheet.cells import Form, Row, Sheet
from delibere.interchange.spreadsheet.identity import (
    EMAIL,
    FIRST_NAME,
    GROUP,
    INE,
    NIP,
    SURNAME,
    is_nip,
    nip_refusal,
)
from delibere.interchange.spreadsheet.reading import read_book
from delibere.interchange.spreadsheet.tables import Table, find_table
from delibere.interchange.spreadsheet.text_files import write_text_file
from delibere.interchange.students import civil
from delibere.interchange.students.columns import renamed, top_of
from delibere.interchange.students.exports import export_of, recognised, with_whole_ine

HEADINGS = (NIP, INE, replace(SURNAME, required=True), FIRST_NAME, GROUP, EMAIL, *civil.HEADINGS)
_INE = re.compile(r"[0-9A-Z]{11}")


@dataclass(frozen=True, slots=True)
class StudentList:
    """What a list holds.

    Attributes:
        students: in the order of the file; none as soon as a finding is an error: nothing is half-read.
        findings: everything to settle or to know, in one pass.
    """

    students: tuple[Student, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class StudentLine:
    """One line of a list, whatever is wrong with it.

    Attributes:
        place: « ligne 12 », « feuille S1, ligne 12 ».
        findings: about this line alone.
        written: its cells, in the order of HEADINGS.
    """

    student: Student
    place: str
    findings: tuple[Finding, ...]
    written: tuple[str, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What keeps this line out."""
        return tuple(errors(list(self.findings)))


@dataclass(frozen=True, slots=True)
class StudentLines:
    """Every line of a list, and what must be said about the file as a whole."""

    lines: tuple[StudentLine, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A student and where he or she was read."""

    student: Student
    table: Table
    row: Row

    def finding(self, message: str, heading: str = NIP.name, severity: Severity = Severity.ERROR) -> Finding:
        column = self.table.columns[heading]
        return self.table.finding(message, self.row, column, severity, self.student.nip)

    @property
    def name(self) -> str:
        return self.student.name.strip()

    @property
    def place(self) -> str:
        sheet = self.table.sheet.name
        line = _("ligne {line}").format(line=self.row.line)
        return line if sheet is None else _("feuille {sheet}, {line}").format(sheet=sheet, line=line)

    @property
    def written(self) -> tuple[str, ...]:
        return tuple(self.table.text(self.row, heading.name) for heading in HEADINGS)


def read_students(data: bytes, name: str) -> StudentList:
    """Read a list with at least the columns NIP and Nom, in any order; the others when there.

    Args:
        data: CSV (`;`, `,` or tabulation; UTF-8 or Windows-1252), XLSX or ODS, every sheet of it.
        name: of the file, for the messages.

    Raises:
        UnusableInputError: no file of cells, or no row of headings with NIP and Nom.
    """
    read = read_student_lines(data, name)
    findings = [*read.findings, *(finding for line in read.lines for finding in line.findings)]
    students = () if errors(findings) else tuple(line.student for line in read.lines)
    return StudentList(students, tuple(findings))


def read_student_lines(
    data: bytes, name: str, columns: Mapping[str, str] | None = None, today: date | None = None
) -> StudentLines:
    """Read every line of a list, the wrong ones too, so that somebody can choose.

    Args:
        data: as for `read_students`.
        name: of the file, for the messages.
        columns: our heading → the file's own (« NIP »: « Code étudiant »); those left out are guessed.
        today: nobody is born later; None to ask nothing.

    Raises:
        UnusableInputError: as `read_students`.
    """
    book = read_book(data, name)
    sheets, about = _prepared(book.sheets, columns)
    tables = [table for sheet in sheets if (table := find_table(sheet, HEADINGS)) is not None]
    if not tables:
        message = _("« {name} » n’est pas une liste d’étudiants : aucune ligne d’intitulés avec NIP et Nom.")
        raise UnusableInputError(message.format(name=name))
    found = [_Line(_student(table, row), table, row) for table in tables for row in table.rows]
    lines, padded = _with_zeros(found)
    about_tables = (finding for table in tables for finding in [*table.doubles(), *_ignored(table)])
    repeated = _repeated(lines)
    read = [
        StudentLine(
            line.student, line.place, (*_remarks(line, today), *repeated.get(place, ())), line.written
        )
        for place, line in enumerate(lines)
    ]
    return StudentLines(tuple(read), (*book.notices, *about, *about_tables, *padded))


def _prepared(
    sheets: Sequence[Sheet], columns: Mapping[str, str] | None
) -> tuple[list[Sheet], list[Finding]]:
    """The sheets under our headings: those chosen, else those of a program that is recognised."""
    ready, known = [], None
    for sheet in sheets:
        headings = top_of(sheet)
        known = export_of(headings) or known
        guessed = known.found_in(headings) if known else {}
        ready.append(renamed(with_whole_ine(sheet), columns or guessed, HEADINGS))
    return ready, [recognised(known)] if known else []


def write_students(students: Iterable[Student]) -> bytes:
    """The same list as CSV, under HEADINGS."""
    rows = (
        [s.nip, s.ine or "", s.surname, s.first_name, s.group or "", s.email or "", *civil.civil_cells(s)]
        for s in students
    )
    return write_text_file([[heading.name for heading in HEADINGS], *rows])


def _student(table: Table, row: Row) -> Student:
    return Student(
        nip=table.text(row, NIP.name),
        surname=table.text(row, SURNAME.name).upper(),
        first_name=table.text(row, FIRST_NAME.name),
        ine=table.text(row, INE.name) or None,
        group=table.text(row, GROUP.name) or None,
        email=table.text(row, EMAIL.name).lower() or None,
        civil=civil.civil_of(table, row),
    )


def _with_zeros(lines: Sequence[_Line]) -> tuple[list[_Line], list[Finding]]:
    """A spreadsheet that took a NIP for a number ate its zeros: the longest NIP says how many."""
    width = max((len(line.student.nip) for line in lines if is_nip(line.student.nip)), default=0)
    short = [
        line
        for line in lines
        if len(line.student.nip) < width and line.table.cell(line.row, NIP.name).form is Form.NUMBER
    ]
    restored = [
        replace(line, student=replace(line.student, nip=line.student.nip.zfill(width)))
        if line in short
        else line
        for line in lines
    ]
    return restored, [_padding_notice(short, width)] if short else []


def _padding_notice(short: Sequence[_Line], width: int) -> Finding:
    message = plural(
        _("Un NIP avait perdu ses zéros : {nip} est lu {restored} ({place})."),
        _("{count} NIP avaient perdu leurs zéros : {nip} est lu {restored} ({place}), etc."),
        len(short),
    )
    nip = short[0].student.nip
    sentence = message.format(count=len(short), nip=nip, restored=nip.zfill(width), place=short[0].place)
    return Finding(Severity.NOTICE, sentence)


def _ignored(table: Table) -> list[Finding]:
    if not table.others:
        return []
    message = _("Colonnes sans emploi ici, laissées de côté : {headings}.")
    return [
        table.finding(message.format(headings=", ".join(table.others.values())), severity=Severity.NOTICE)
    ]


def _remarks(line: _Line, today: date | None) -> list[Finding]:
    student = line.student
    wrong = civil.civil_faults(line.table, line.row, student.civil, today)
    remarks = [line.finding(sentence, heading.name) for heading, sentence in wrong]
    if not is_nip(student.nip):
        remarks.append(line.finding(nip_refusal(student.nip)))
    if not student.surname:
        remarks.append(
            line.finding(_("Cette ligne n’a pas de nom : ajoutez-le, ou videz la ligne."), SURNAME.name)
        )
    if student.ine and not _INE.fullmatch(student.ine):
        message = _("{student} : l’INE « {ine} » n’a pas la forme attendue (11 chiffres ou capitales).")
        sentence = message.format(student=line.name, ine=student.ine)
        remarks.append(line.finding(sentence, INE.name, Severity.NOTICE))
    return remarks


def _repeated(lines: Sequence[_Line]) -> dict[int, tuple[Finding, ...]]:
    """The same NIP on two lines: the message names both. By place of the later one."""
    keys = [without_zeros(line.student.nip) if is_nip(line.student.nip) else "" for line in lines]
    first: dict[str, _Line] = {}
    message = _("{nip} est déjà le NIP de {student} ({place}) : gardez une des deux lignes.")
    found: dict[int, tuple[Finding, ...]] = {}
    for place, (key, line) in enumerate(zip(keys, lines, strict=True)):
        if key and key in first:
            known = first[key]
            sentence = message.format(nip=line.student.nip, student=known.name, place=known.place)
            found[place] = (line.finding(sentence),)
        first.setdefault(key, line)
    return found
