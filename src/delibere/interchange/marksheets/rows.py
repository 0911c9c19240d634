# SPDX-License-Identifier: EUPL-1.2
"""Which row of a filled sheet is whose, by the NIP alone: rows may be moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from delibere.foundation.findings import Finding
from delibere.foundation.language import _, plural
from delibere.foundation.letters import plain_letters
from delibere.foundation.people import Student, without_zeros
from delibere.interchange.spreadsheet.cells import Row
from delibere.interchange.spreadsheet.identity import (
    FIRST_NAME,
    GROUP,
    INE,
    NIP,
    SURNAME,
    is_nip,
    nip_refusal,
)
from delibere.interchange.spreadsheet.tables import Table

HEADINGS = (NIP, INE, SURNAME, FIRST_NAME, GROUP)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Where a student stands; `index` counts the students of the plan."""

    row: Row
    index: int


def students_of(table: Table) -> tuple[Student, ...]:
    """The people of a sheet made by hand, where no list says who is expected."""
    students = {
        without_zeros(nip): Student(
            nip,
            table.text(row, SURNAME.name).upper(),
            table.text(row, FIRST_NAME.name),
            table.text(row, INE.name) or None,
            table.text(row, GROUP.name) or None,
        )
        for row in table.rows
        if is_nip(nip := table.text(row, NIP.name))
    }
    return tuple(students.values())


def find_rows(students: Sequence[Student], table: Table) -> tuple[list[FoundRow], list[Finding]]:
    """The rows of one sheet; those of a stranger, doubled, mixed up or missing are findings."""
    places = {without_zeros(student.nip): index for index, student in enumerate(students)}
    found: dict[int, FoundRow] = {}
    findings = []
    for row in table.rows:
        nip = table.text(row, NIP.name)
        index = places.get(without_zeros(nip)) if is_nip(nip) else None
        problem = _problem(students, table, row, found, index)
        if problem:
            findings.append(table.finding(problem, row, table.columns[NIP.name], subject=nip or None))
        elif index is not None:
            found[index] = FoundRow(row, index)
    seen = {text for row in table.rows if is_nip(text := table.text(row, NIP.name))}
    return list(found.values()), [*findings, *_missing(students, table, seen)]


def _problem(
    students: Sequence[Student], table: Table, row: Row, found: Mapping[int, FoundRow], index: int | None
) -> str | None:
    nip, surname = table.text(row, NIP.name), table.text(row, SURNAME.name)
    if not is_nip(nip):
        return nip_refusal(nip)
    if index is None:
        message = _("{nip} {surname} n’est pas dans la liste : ôtez la ligne, ou complétez la liste.")
        return message.format(nip=nip, surname=surname)
    student = students[index]
    if index in found:
        message = _("{student} a déjà la ligne {line} : gardez une seule des deux.")
        return message.format(student=student.name, line=found[index].row.line)
    if surname and plain_letters(surname) != plain_letters(student.surname):
        message = _("{nip} est le NIP de {student}, pas de « {surname} » : un tri a mêlé les lignes\u202f?")
        return message.format(nip=nip, student=student.name, surname=surname)
    return None


def _missing(students: Sequence[Student], table: Table, seen: set[str]) -> Iterator[Finding]:
    present = {without_zeros(nip) for nip in seen}
    absent = [student for student in students if without_zeros(student.nip) not in present]
    if absent:
        message = plural(
            _("{names} n’a pas de ligne : remettez-la, même sans note."),
            _("{count} étudiants n’ont pas de ligne ({names}) : remettez-les, même sans note."),
            len(absent),
        )
        names = ", ".join(student.name for student in absent)
        yield table.finding(message.format(count=len(absent), names=names))
