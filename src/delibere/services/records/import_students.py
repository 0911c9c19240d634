# SPDX-License-Identifier: EUPL-1.2
"""From somebody's file to students, through a preview that writes nothing."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.foundation.people import Student as Identity
from delibere.foundation.people import without_zeros
from delibere.interchange.apogee import looks_like_apogee
from delibere.interchange.spreadsheet.text_files import write_text_file
from delibere.interchange.students import (
    HEADINGS,
    StudentLine,
    export_of,
    headings_of,
    read_student_lines,
)
from delibere.services.files.registry_file import student_list
from delibere.services.records.enrolments import enrol
from delibere.services.records.groups import partition, place
from delibere.services.records.journal import Author, remember
from delibere.services.records.registry.settings import settings_of
from delibere.services.records.students import remember_change
from delibere.store.models import Action, ColumnProfile, Department, Group, Promotion, Student, StudentUpload

GROUPS_OF_FILES = "TD"
"""The partition that the column « Groupe » of a file speaks of."""


class Change(StrEnum):
    """What a line would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One line of the file beside what is known.

    Attributes:
        known: the student of this NIP, None for a new one.
        differences: field → what it is, what it would become; empty fields of a file take nothing away.
    """

    change: Change
    line: StudentLine
    known: Student | None
    differences: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class Preview:
    """What the file would do.

    Attributes:
        headings: of the file.
        columns: our heading → the file's own, as chosen; empty while guessed.
        refusal: why nothing can be read with these columns; None when it can.
    """

    upload: StudentUpload
    headings: tuple[str, ...]
    columns: Mapping[str, str]
    lines: tuple[PreviewLine, ...]
    findings: tuple[Finding, ...]
    refusal: str | None = None

    def of(self, change: Change) -> list[PreviewLine]:
        """The lines that would do this."""
        return [line for line in self.lines if line.change is change]

    @property
    def counts(self) -> dict[Change, int]:
        """How many lines would do what."""
        return {change: len(self.of(change)) for change in Change}


@transaction.atomic
def receive_students(
    author: Author, department: Department, file_name: str, data: bytes, promotion: Promotion | None = None
) -> StudentUpload:
    """Take a file in for preview; the columns of a profile with the same headings are used.

    The registry's exchange file is taken too: its students, not its marks.

    Raises:
        UnusableInputError: not a file of cells, or a registry file that cannot be used.
    """
    headings = headings_of(_as_list(department, data, file_name)[0], file_name)
    if not headings:
        message = _("« {name} » n’est pas une liste d’étudiants : aucune ligne d’intitulés.")
        raise UnusableInputError(message.format(name=file_name))
    return StudentUpload.objects.create(
        department=department,
        promotion=promotion,
        by_id=author.pk,
        file_name=file_name[:255],
        data=data,
        columns=_profile_for(department, headings),
    )


def _as_list(department: Department, data: bytes, file_name: str) -> tuple[bytes, tuple[Finding, ...]]:
    """See `student_list`; of a registry file, with the encoding that the institution declared."""
    if not looks_like_apogee(data):
        return data, ()
    return student_list(data, file_name, settings_of(department, department.academic_year.last_day).encoding)


def _profile_for(department: Department, headings: Sequence[str]) -> dict[str, str]:
    """Those that were kept under a name, else those of a program that is recognised."""
    plain = {plain_letters(heading) for heading in headings}
    for profile in ColumnProfile.objects.filter(department=department):
        if {plain_letters(theirs) for theirs in profile.columns.values()} <= plain:
            return dict(profile.columns)
    export = export_of(headings)
    return export.found_in(headings) if export else {}


def preview(upload: StudentUpload) -> Preview:
    """What the file would do, line by line."""
    data, doubts = _as_list(upload.department, bytes(upload.data), upload.file_name)
    headings = headings_of(data, upload.file_name)
    try:
        read = read_student_lines(data, upload.file_name, upload.columns or None, timezone.localdate())
    except UnusableInputError as error:
        return Preview(upload, headings, upload.columns, (), error.findings, str(error))
    lines = compared(upload.department, read.lines)
    return Preview(upload, headings, upload.columns, lines, (*doubts, *read.findings))


def compared(department: Department, lines: Iterable[StudentLine]) -> tuple[PreviewLine, ...]:
    """Each line beside the student of its NIP."""
    known = {student.nip_key: student for student in Student.objects.filter(department=department)}
    return tuple(_compared(line, known.get(without_zeros(line.student.nip))) for line in lines)


def _compared(line: StudentLine, known: Student | None) -> PreviewLine:
    long = (*too_long(Student, _fields(line.student)), *too_long(Group, {"name": line.student.group}))
    line = replace(line, findings=(*line.findings, *long))
    if line.errors:
        return PreviewLine(Change.ERROR, line, known, {})
    if known is None:
        return PreviewLine(Change.NEW, line, None, {})
    differences = {
        name: (getattr(known, name), value)
        for name, value in _fields(line.student).items()
        if value and value != getattr(known, name)
    }
    return PreviewLine(Change.CHANGED if differences else Change.SAME, line, known, differences)


def too_long(model: type[Model], values: Mapping[str, object]) -> Iterator[Finding]:
    """What the fields of a record cannot hold."""
    for name, value in values.items():
        most = getattr(model._meta.get_field(name), "max_length", None)  # noqa: SLF001 Django's own way to ask
        if most and isinstance(value, str) and len(value) > most:
            message = _("« {text}… » est trop long : {most} signes au plus.")
            yield Finding(Severity.ERROR, message.format(text=value[:20], most=most))


def _fields(student: Identity) -> dict[str, Any]:
    """What a file may change in a record; the NIP tells whose it is."""
    return {
        "surname": student.surname,
        "first_name": student.first_name,
        "ine": student.ine or "",
        "email": student.email or "",
        **asdict(student.civil),
    }


@transaction.atomic
def choose_columns(
    author: Author, upload: StudentUpload, columns: Mapping[str, str], profile: str = ""
) -> None:
    """Say which column holds what, and keep it under a name for the next file if one is given."""
    chosen = {ours: theirs for ours, theirs in columns.items() if theirs}
    upload.columns = chosen
    upload.save(update_fields=["columns"])
    if profile.strip() and chosen:
        ColumnProfile.objects.update_or_create(
            department=upload.department, name=profile.strip(), defaults={"columns": chosen}
        )
        subject = _("profil de colonnes {name}").format(name=profile.strip())
        remember(author, Action.DEPARTMENT_CHANGED, department=upload.department, subject=subject)


@transaction.atomic
def confirm(author: Author, upload: StudentUpload, changes: Collection[Change]) -> dict[Change, int]:
    """Write the lines that do one of these things; the file itself is forgotten.

    Returns:
        How many were written, by change.
    """
    now = preview(upload)
    counts = write_people(author, upload.department, now.lines, changes)
    if upload.promotion:
        _enrol(author, upload.promotion, now, changes)
    remember(
        author,
        Action.STUDENTS_IMPORTED,
        department=upload.department,
        subject=upload.file_name,
        details={
            **{change.value: count for change, count in now.counts.items()},
            "written": sum(counts.values()),
        },
    )
    upload.delete()
    return counts


@transaction.atomic
def write_people(
    author: Author, department: Department, lines: Iterable[PreviewLine], changes: Collection[Change]
) -> dict[Change, int]:
    """Create and correct the students of the lines that do one of these things.

    Returns:
        How many were written, by change.
    """
    wanted = [line for line in lines if line.change in changes]
    new = [Student.of(department, line.line.student) for line in wanted if line.change is Change.NEW]
    Student.objects.bulk_create(new)
    changed = [line for line in wanted if line.change is Change.CHANGED]
    for line in changed:
        _apply(author, line)
    return {Change.NEW: len(new), Change.CHANGED: len(changed)}


def _apply(author: Author, line: PreviewLine) -> None:
    student = line.known
    assert student is not None  # noqa: S101 only known students change
    for name, (_old, new) in line.differences.items():
        setattr(student, name, new)
    student.save()
    remember_change(author, student, line.differences)


def _enrol(author: Author, promotion: Promotion, now: Preview, changes: Collection[Change]) -> None:
    """Those of the confirmed lines, and those who were there already; the column « Groupe » is the TD."""
    wanted = {Change.SAME, *changes} - {Change.ERROR}
    groups = {
        without_zeros(line.line.student.nip): line.line.student.group
        for line in now.lines
        if line.change in wanted
    }
    students = Student.objects.filter(department=promotion.department, nip_key__in=groups)
    enrol(author, promotion, students)
    enrolments = promotion.enrolments.filter(student__in=students).select_related("student")
    placed = {one: name for one in enrolments if (name := groups[one.student.nip_key])}
    if placed:
        place(author, partition(author, promotion, GROUPS_OF_FILES), placed)


@transaction.atomic
def abandon(upload: StudentUpload) -> None:
    """Forget the file; nothing of it remains."""
    upload.delete()


def lines_in_error(now: Preview) -> bytes:
    """The lines left aside and why, as CSV, to be corrected and dropped again."""
    header = [*(heading.name for heading in HEADINGS), _("Ligne"), _("Motif")]
    rows = [
        [*line.line.written, line.line.place, " ".join(finding.message for finding in line.line.errors)]
        for line in now.of(Change.ERROR)
    ]
    return write_text_file([header, *rows])
