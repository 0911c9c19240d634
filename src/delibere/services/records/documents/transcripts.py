# SPDX-License-Identifier: EUPL-1.2
"""The transcript of a student, from the decisions on record."""

from decimal import Decimal

from django.utils import timezone

from delibere.calculation.local_rules import GradingTable
from delibere.curriculum.model import Regime
from delibere.curriculum.naming import Names
from delibere.documents.transcript import (
    Cell,
    Transcript,
    TranscriptRow,
    TranscriptYear,
    transcript_workbook,
    typeset_transcript,
)
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.jury.whole_course import CourseLevel, CourseRow, CourseUe
from delibere.services.records.courses import StudentCourse, decided_course_of
from delibere.services.records.documents.attestations import parcours_of
from delibere.services.records.documents.keeping import Paper, keep
from delibere.services.records.documents.settings import institution_of
from delibere.services.records.frameworks import names_in_force
from delibere.services.records.journal import Author
from delibere.services.records.local_rules import local_rules_of
from delibere.store.models import Department, IssuedDocument, PaperKind, Student


def issue_transcript(author: Author, student: Student, year: int | None = None) -> IssuedDocument:
    """The transcript of a year (1 to 3), or of the whole course; kept.

    Raises:
        UnusableInputError: nothing is decided yet.
    """
    transcript = _transcript(student, year)
    what = _("du parcours") if year is None else _("de la {year}e année").format(year=year)
    title = _("Relevé de notes {what}, {student}").format(what=what, student=student.name)
    name = f"releve-{student.nip}{'' if year is None else f'-{year}'}.pdf"
    paper = Paper(PaperKind.TRANSCRIPT, title, name, typeset_transcript(transcript), student=student)
    return keep(author, student.department, paper)


def workbook_of_transcript(student: Student) -> bytes:
    """The transcript of the whole course as a sheet (XLSX), to be reworked; never kept.

    Raises:
        UnusableInputError: nothing is decided yet.
    """
    return transcript_workbook(_transcript(student, None))


def _transcript(student: Student, year: int | None) -> Transcript:
    found, institution = decided_course_of(student, timezone.now()), institution_of(student.department)
    years = [one for one in _years(student, found) if year in {None, one.number}]
    if not years:
        raise UnusableInputError(_("Rien n’est décidé : un relevé se tire des décisions enregistrées."))
    return Transcript(
        institution=institution,
        student=student.identity,
        course=institution.course(student.department.diploma, parcours_of(student)),
        years=years,
        dated=timezone.localdate(),
        born=student.birth_date,
        grading=_grading_table(student.department, years),
    )


def _grading_table(department: Department, years: list[TranscriptYear]) -> GradingTable | None:
    """The one in force at the end of the last year of the transcript."""
    last_day = max(year.academic_year for year in years).last_day
    return local_rules_of(department).at(last_day).grading_table


def _years(student: Student, found: StudentCourse) -> list[TranscriptYear]:
    years = []
    for index, followed in enumerate(found.years):
        last = followed.academic_years[-1] if followed.academic_years else None
        names = names_in_force(student.department, last.start) if last else None
        rows = [row for line in found.course.rows if (row := _row(line, index, names)) is not None]
        if rows and last:
            regime = _regime(student, index + 1)
            years.append(TranscriptYear(index + 1, last, regime, rows))
    return years


def _regime(student: Student, year: int) -> Regime:
    """Of the last semester of that year followed here; FI where nothing tells."""
    slugs = student.enrolments.order_by("promotion__year", "promotion__slug").values_list(
        "promotion__slug", flat=True
    )
    own = [slug for slug in slugs if (int(slug[1]) + 1) // 2 == year]
    return Regime.FA if own and own[-1].split("-")[1] == "fa" else Regime.FI


def _row(line: CourseRow, index: int, names: Names | None) -> TranscriptRow | None:
    level: CourseLevel | None = line.levels[index]
    if level is None or not any(ue.code for ue in level.ues):
        return None
    rcue = Cell(level.rcue.shown, level.rcue.code) if level.rcue and level.rcue.code else None
    title = names.title(line.competence, line.title) if names else line.title
    return TranscriptRow(title, level.level, _cell(level.odd), _cell(level.even), rcue, line.title)


def _cell(ue: CourseUe | None) -> Cell | None:
    return Cell(ue.shown, ue.code, Decimal(ue.ects)) if ue and ue.code else None
