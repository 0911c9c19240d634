# SPDX-License-Identifier: EUPL-1.2
"""A registry file on its own: looked at, filled from a list of values, compared with another."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from delibere.foundation.civil import Civil
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _, plural
from delibere.foundation.people import Student
from delibere.interchange.apogee import (
    ApogeeFile,
    DecimalSign,
    Encoding,
    Judged,
    Row,
    Verdict,
    judge,
    looks_like_apogee,
    read_apogee,
    read_entries,
    write,
)
from delibere.interchange.students import write_students
from delibere.services.files.contents import contents


@dataclass(frozen=True, slots=True)
class Filling:
    """A file filled, and what became of each value.

    Attributes:
        data: the bytes to give back to the registry.
        replaced: whether cells that held something else were written over.
    """

    file: ApogeeFile
    data: bytes
    judged: tuple[Judged, ...]
    replaced: bool

    def of(self, *verdicts: Verdict) -> tuple[Judged, ...]:
        """The values of these verdicts."""
        return tuple(one for one in self.judged if one.verdict in verdicts)

    @property
    def written(self) -> tuple[Judged, ...]:
        """What the new file holds and the old one did not."""
        return self.of(Verdict.NEW, *([Verdict.CHANGED] if self.replaced else []))

    @property
    def not_done(self) -> tuple[Judged, ...]:
        """Values that went nowhere: no such student or column, or a cell that holds something else."""
        return self.of(Verdict.MISSING, *([] if self.replaced else [Verdict.CHANGED]))

    @property
    def unknown_students(self) -> tuple[Row, ...]:
        """Students of the file for whom there is no value at all."""
        known = {one.row for one in self.judged}
        return tuple(row for row in self.file.rows if row not in known)


def open_registry_file(path: Path, encoding: Encoding | None = None) -> ApogeeFile:
    """The file at this path, with its faults and doubts.

    Args:
        path: where it is.
        encoding: what the registry writes, for what the bytes leave open.

    Raises:
        UnusableInputError: no text that the registry would read.
    """
    return read_apogee(contents(path), path.name, encoding)


def fill_registry_file(file: ApogeeFile, values: Path, sign: DecimalSign, *, replace: bool) -> Filling:
    """The file with the values of a list in its cells; without a value, the same bytes.

    Args:
        file: the registry's.
        values: CSV, « nip;column;value ».
        sign: of decimals.
        replace: write over cells that hold something else.

    Raises:
        UnusableInputError: the file cannot be used, or a value may not stand in its cell: nothing is written.
    """
    judged = judge(file, read_entries(contents(values), values.name), sign)
    _refuse([one for one in judged if one.verdict is Verdict.REFUSED], values.name)
    wanted = {Verdict.NEW, Verdict.CHANGED} if replace else {Verdict.NEW}
    return Filling(file, write(file, (one for one in judged if one.verdict in wanted)), judged, replace)


def student_list(
    data: bytes, name: str, encoding: Encoding | None = None
) -> tuple[bytes, tuple[Finding, ...]]:
    """The students of a registry file as our own list, and its doubts; any other file as it is.

    Raises:
        UnusableInputError: a registry file that cannot be used.
    """
    if not looks_like_apogee(data):
        return data, ()
    file = read_apogee(data, name, encoding)
    file.refuse_unusable()
    people = (
        Student(row.nip, row.surname, row.first_name, civil=Civil(birth_date=row.born)) for row in file.rows
    )
    return write_students(people), file.warnings


def _refuse(refused: Collection[Judged], name: str) -> None:
    if refused:
        message = plural(
            _("« {name} » : {n} valeur ne peut pas être écrite, rien n’a été écrit."),
            _("« {name} » : {n} valeurs ne peuvent pas être écrites, rien n’a été écrit."),
            len(refused),
        )
        findings = [_refusal(one) for one in refused]
        raise UnusableInputError(message.format(name=name, n=len(refused)), findings)


def _refusal(one: Judged) -> Finding:
    message = _("{student} · {cell} : {why}.")
    sentence = message.format(student=one.student, cell=one.cell, why=one.message)
    return Finding(Severity.ERROR, sentence, line=one.entry.line)


def told(file: ApogeeFile) -> dict[str, object]:
    """What the file says, for a program: every text is the file's own."""
    return {
        "encoding": file.encoding,
        "newline": file.newline,
        "titles": dict(file.titles),
        "result_codes": None if file.result_codes is None else list(file.result_codes),
        "columns": [
            {
                name: getattr(column, name)
                for name in ("id", "type", "code", "version", "year", "session", "admission", "kind", "label")
            }
            for column in file.columns
        ],
        "students": [row.nip for row in file.rows],
        "warnings": _sentences(file.warnings),
        "errors": _sentences(file.errors),
        "notices": _sentences(file.notices),
    }


def _sentences(findings: Iterable[Finding]) -> list[str]:
    return [f"{_place(one)} : {one.message}" if _place(one) else one.message for one in findings]


def _place(finding: Finding) -> str:
    line = _("ligne {line}").format(line=finding.line) if finding.line else ""
    return " · ".join(part for part in (line, finding.cell, finding.subject) if part)
