# SPDX-License-Identifier: EUPL-1.2
"""What earlier juries decided: entered by hand with a reason, or imported; withdrawn, never overwritten."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import minimal, write_fraction
from delibere.foundation.people import without_zeros
from delibere.interchange.outcomes import read_outcome, read_outcomes
from delibere.jury.outcomes import Outcome, Subject
from delibere.services.records.journal import Author, remember
from delibere.services.records.maquettes import published_curriculum
from delibere.store.models import (
    Action,
    Department,
    FileKind,
    JurySession,
    PastOutcome,
    Student,
    StudentUpload,
)
from delibere.store.models.past import OutcomeColumns


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody looks at a past: what was decided later, or is being decided, is not part of it.

    Attributes:
        year: first calendar year of the academic year judged.
        stage: of a `JurySession`: 1 odd semester, 2 even semester, 3 year.
        session: the session that looks; None for averages outside any jury.
    """

    year: int
    stage: int
    session: JurySession | None = None


def past_of(students: Collection[int], moment: Moment | None = None) -> tuple[Outcome, ...]:
    """What the rules are given about the students of these keys; withdrawn lines are left out.

    Args:
        students: keys.
        moment: leaves out later years, and what this very jury or one after it decided; None for everything.
    """
    found = PastOutcome.objects.filter(student__in=students, withdrawn_at=None)
    if moment is not None:
        found = _before(found, moment)
    return outcomes_of(found)


def outcomes_of(found: QuerySet[PastOutcome]) -> tuple[Outcome, ...]:
    """These lines as values; one query."""
    columns = ("student__nip", *OutcomeColumns._fields[1:])
    return tuple(OutcomeColumns._make(line).outcome for line in found.values_list(*columns))


def _before(found: QuerySet[PastOutcome], moment: Moment) -> QuerySet[PastOutcome]:
    found = found.filter(year__lte=moment.year)
    if moment.session is None:
        return found.exclude(year=moment.year, decided_in__stage__gte=moment.stage)
    corrected = _corrected_by(moment.session)
    return found.exclude(year=moment.year, decided_in__stage__gt=moment.stage).exclude(
        decided_in__in=corrected
    )


def _corrected_by(session: JurySession) -> list[int]:
    """Keys of the session, and of those it supersedes one after the other."""
    chain, step = [session.pk], session
    while step.supersedes is not None:
        step = step.supersedes
        chain.append(step.pk)
    return chain


def typed_outcome(student: Student, texts: Mapping[str, str]) -> Outcome:
    """What somebody typed, read as a line of a file would be.

    Args:
        student: whom it is about.
        texts: by field of docs/formats/outcomes.md, « nip » left out.

    Raises:
        UnusableInputError: with a finding for each field to correct, or no curriculum is published.
    """
    read = read_outcome({**texts, "nip": student.nip}, _curriculum(student.department))
    if not read.outcomes:
        raise UnusableInputError(_("Cette décision n’est pas complète."), read.findings)
    return read.outcomes[0]


@transaction.atomic
def record_past(author: Author, student: Student, outcome: Outcome, reason: str) -> PastOutcome:
    """Write one line of a student's past.

    Raises:
        UnusableInputError: no reason, or the same line is there already.
    """
    if not reason.strip():
        raise UnusableInputError(_("Dites d’où vient cette décision : procès-verbal, attestation, VAE…"))
    if _same(student, outcome) is not None:
        raise UnusableInputError(_("Cette décision est déjà dans la fiche."))
    made = past_row(student, outcome, reason.strip())
    made.recorded_by = author.account
    made.save()
    remember(
        author,
        Action.PAST_RECORDED,
        department=student.department,
        student=student,
        decision=str(made),
        reason=made.reason,
    )
    return made


@transaction.atomic
def withdraw_past(author: Author, line: PastOutcome, reason: str) -> None:
    """Take a line out of what counts; it stays readable.

    Raises:
        UnusableInputError: no reason, or withdrawn already.
    """
    if not reason.strip():
        raise UnusableInputError(_("Dites pourquoi cette décision est retirée."))
    if line.withdrawn_at is not None:
        raise UnusableInputError(_("Cette décision est déjà retirée."))
    line.withdrawn_at, line.withdrawal_reason = timezone.now(), reason.strip()
    line.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    remember(
        author,
        Action.PAST_WITHDRAWN,
        department=line.student.department,
        student=line.student,
        decision=str(line),
        reason=line.withdrawal_reason,
    )


@dataclass(frozen=True, slots=True)
class ReadPast:
    """A file of decisions beside what is known.

    Attributes:
        new: to be recorded; `same`: how many are there already.
        findings: errors keep the whole file out.
    """

    new: tuple[tuple[Student, Outcome], ...]
    same: int
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> list[Finding]:
        """What keeps the whole file out."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]


def read_past(department: Department, data: bytes, name: str) -> ReadPast:
    """Read a file in the form of docs/formats/outcomes.md; nothing is written.

    Raises:
        UnusableInputError: not such a file, or no curriculum is published.
    """
    read = read_outcomes(data, name, _curriculum(department))
    students = {student.nip_key: student for student in Student.objects.filter(department=department)}
    unknown = {o.nip for o in read.outcomes if without_zeros(o.nip) not in students}
    message = _("Le NIP {nip} n’est à personne ici : importez d’abord cet étudiant.")
    findings = [
        *read.findings,
        *(Finding(Severity.ERROR, message.format(nip=nip), subject=nip) for nip in sorted(unknown)),
    ]
    pairs = [(students[without_zeros(o.nip)], o) for o in read.outcomes if o.nip not in unknown]
    new = tuple((student, outcome) for student, outcome in pairs if _same(student, outcome) is None)
    return ReadPast(new, len(pairs) - len(new), tuple(findings))


def _curriculum(department: Department) -> Curriculum:
    curriculum = published_curriculum(department, department.year)
    if curriculum is None:
        raise UnusableInputError(_("Publiez d’abord les maquettes : elles disent ce qu’est chaque UE."))
    return curriculum


@transaction.atomic
def receive_past(author: Author, department: Department, data: bytes, name: str) -> StudentUpload:
    """Take a file in for preview.

    Raises:
        UnusableInputError: as `read_past`.
    """
    read_past(department, data, name)
    return StudentUpload.objects.create(
        department=department, kind=FileKind.PAST, by_id=author.pk, file_name=name[:255], data=data
    )


@transaction.atomic
def confirm_past(author: Author, upload: StudentUpload) -> int:
    """Record what a file adds, and forget it; nothing at all when one line of it is wrong.

    Raises:
        UnusableInputError: the file has errors, which come with it.
    """
    read = read_past(upload.department, bytes(upload.data), upload.file_name)
    if read.errors:
        message = _("Ce fichier a des lignes à corriger : rien n’a été enregistré.")
        raise UnusableInputError(message, read.errors)
    for student, outcome in read.new:
        record_past(author, student, outcome, _("importé de {file}").format(file=upload.file_name))
    upload.delete()
    return len(read.new)


def _same(student: Student, outcome: Outcome) -> PastOutcome | None:
    wanted = past_row(student, outcome, "")
    found = PastOutcome.objects.filter(
        student=student,
        year=wanted.year,
        subject=wanted.subject,
        semester=wanted.semester,
        competence=wanted.competence,
        withdrawn_at=None,
    )
    if outcome.subject is Subject.ENROLMENT:
        return found.first()
    return found.filter(code=wanted.code, mark=wanted.mark, ects=wanted.ects).first()


def past_row(student: Student, outcome: Outcome, reason: str) -> PastOutcome:
    """A line of the past, not saved yet."""
    return PastOutcome(
        student=student,
        year=outcome.academic_year.start,
        subject=outcome.subject,
        semester=outcome.semester,
        competence=outcome.competence or "",
        code=outcome.code or "",
        mark="" if outcome.mark is None else write_fraction(outcome.mark),
        ects="" if outcome.ects is None else minimal(outcome.ects),
        elsewhere=outcome.elsewhere,
        reason=reason,
    )
