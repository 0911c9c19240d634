# SPDX-License-Identifier: EUPL-1.2
"""From a file of absences to half-days and proofs, through a preview that writes nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.interchange.absences import HEADINGS, read_absences
from delibere.interchange.spreadsheet.text_files import write_text_file
from delibere.services.records.absences.covering import proofs_over
from delibere.services.records.absences.justifying import Followed, follow_proofs_of
from delibere.services.records.absences.placing import Parity, PreviewedAbsence, placed
from delibere.services.records.absences.proofs import write_proof
from delibere.services.records.import_students import Change
from delibere.services.records.journal import Author, remember
from delibere.store.models import (
    Absence,
    Action,
    Department,
    FileKind,
    HalfDay,
    Student,
    StudentUpload,
)


@dataclass(frozen=True, slots=True)
class AbsencePreview:
    """What a file would do."""

    upload: StudentUpload
    lines: tuple[PreviewedAbsence, ...]
    findings: tuple[Finding, ...]

    def of(self, change: Change) -> list[PreviewedAbsence]:
        """The lines that would do this."""
        return [line for line in self.lines if line.change is change]

    @property
    def half_days(self) -> int:
        """That would be written."""
        return sum(len(line.new) for line in self.lines)

    @property
    def proofs(self) -> list[tuple[Student, date, date, str]]:
        """That would be written: consecutive days with the same reason make one."""
        return _runs(self.of(Change.NEW))


@transaction.atomic
def receive_absences(
    author: Author, department: Department, file_name: str, data: bytes, parity: Parity
) -> StudentUpload:
    """Take a file in for preview.

    Raises:
        UnusableInputError: not a list of absences.
    """
    read_absences(data, file_name)
    return StudentUpload.objects.create(
        department=department,
        kind=FileKind.ABSENCES,
        by_id=author.pk,
        file_name=file_name[:255],
        data=data,
        columns={"parity": parity.value},
    )


def preview(upload: StudentUpload) -> AbsencePreview:
    """What the file would do, line by line; a lesson that stands twice in it counts once."""
    read = read_absences(bytes(upload.data), upload.file_name)
    found = placed(upload.department, read.lines, Parity(upload.columns.get("parity", "")))
    there = set(
        Absence.objects.filter(enrolment__in={one.enrolment for one in found if one.enrolment}).values_list(
            "enrolment", "on", "half", "module"
        )
    )
    proofs = proofs_over((one.enrolment.student_id, one.line.on) for one in found if one.enrolment)
    return AbsencePreview(upload, tuple(_compared(one, there, proofs) for one in found), read.findings)


def _compared(
    one: PreviewedAbsence,
    there: set[tuple[int, date, str, str]],
    proofs: Mapping[tuple[int, object], str],
) -> PreviewedAbsence:
    """The line beside what is written; `there` grows with what it would write."""
    line, enrolment = one.line, one.enrolment
    if enrolment is None or line.on is None:
        return one
    new = []
    for half in line.halves:
        cell = (enrolment.pk, line.on, half.value, one.module)
        if cell not in there:
            there.add(cell)
            new.append(HalfDay(half.value))
    proves = bool(line.reason) and (enrolment.student_id, line.on) not in proofs
    change = Change.NEW if new or proves else Change.SAME
    return PreviewedAbsence(change, line, enrolment, one.module, one.pn, tuple(new), proves)


def _runs(lines: Iterable[PreviewedAbsence]) -> list[tuple[Student, date, date, str]]:
    days: dict[tuple[Student, str], set[date]] = defaultdict(set)
    for one in lines:
        if one.proves and one.enrolment and one.line.on:
            days[one.enrolment.student, one.line.reason].add(one.line.on)
    found: list[tuple[Student, date, date, str]] = []
    for (student, reason), on in days.items():
        first = last = min(on)
        for day in sorted(on)[1:]:
            if day - last > timedelta(days=1):
                found.append((student, first, last, reason))
                first = day
            last = day
        found.append((student, first, last, reason))
    return found


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written."""

    half_days: int
    proofs: int
    marks: Followed


@transaction.atomic
def confirm(author: Author, upload: StudentUpload) -> Imported:
    """Write what is new; lines in error are left aside; the file itself is forgotten."""
    now = preview(upload)
    Absence.objects.bulk_create(
        Absence(enrolment=one.enrolment, on=one.line.on, half=half, module=one.module)
        for one in now.of(Change.NEW)
        if one.line.on
        for half in one.new
    )
    proofs = now.proofs
    for student, first, last, reason in proofs:
        write_proof(author, student, first, last, reason)
    remember(
        author,
        Action.ABSENCES_IMPORTED,
        department=upload.department,
        subject=upload.file_name,
        details={
            "half_days": now.half_days,
            "proofs": len(proofs),
            **{change.value: len(now.of(change)) for change in (Change.NEW, Change.SAME, Change.ERROR)},
            "students": sorted({one.enrolment.student.nip for one in now.of(Change.NEW) if one.enrolment}),
        },
    )
    upload.delete()
    marks = follow_proofs_of(author, {student for student, *_rest in proofs})
    return Imported(now.half_days, len(proofs), marks)


def lines_to_correct(now: AbsencePreview) -> bytes:
    """The lines left aside and why, as CSV, to be corrected and dropped again."""
    header = [*(heading.name for heading in HEADINGS), _("Ligne"), _("Pourquoi")]
    rows = [[*one.line.written, one.line.place, one.error] for one in now.of(Change.ERROR)]
    return write_text_file([header, *rows])
