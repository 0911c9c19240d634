# SPDX-License-Identifier: EUPL-1.2
"""What earlier juries decided: entered by hand with a reason, or imported; withdrawn, never overwritten."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import minimal, write_fraction
from delibere.foundation.people import without_zeros
from delibere.interchange.outcomes import read_outcomes
from delibere.jury.outcomes import Outcome, Subject
from delibere.services.records.journal import Author, remember
from delibere.services.records.maquettes import published_curriculum
from delibere.store.models import Action, Department, PastOutcome, Student


def past_of(students: Iterable[Student]) -> tuple[Outcome, ...]:
    """What the rules are given about these students; withdrawn lines are left out."""
    found = PastOutcome.objects.filter(student__in=list(students), withdrawn_at=None)
    return tuple(line.outcome for line in found.select_related("student"))


def competences(department: Department, semester: int) -> list[tuple[str, str]]:
    """Keys and titles of the competences worked on in a semester, in the curriculum of the year."""
    curriculum = published_curriculum(department, department.year)
    maquettes = curriculum.maquettes if curriculum else ()
    return list(
        dict.fromkeys(
            (ue.competence, ue.title)
            for maquette in maquettes
            if maquette.semester == semester
            for ue in maquette.ues
        )
    )


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
    made = _row(student, outcome, reason.strip())
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


def read_past(department: Department, data: bytes, name: str) -> ReadPast:
    """Read a file in the form of docs/formats/outcomes.md; nothing is written.

    Raises:
        UnusableInputError: not such a file, or no curriculum is published.
    """
    curriculum = published_curriculum(department, department.year)
    if curriculum is None:
        raise UnusableInputError(_("Publiez d’abord les maquettes : elles disent ce qu’est chaque UE."))
    read = read_outcomes(data, name, curriculum)
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


@transaction.atomic
def import_past(author: Author, department: Department, data: bytes, name: str) -> int:
    """Record what a file adds; nothing at all when one line of it is wrong.

    Raises:
        UnusableInputError: the file has errors, which come with it.
    """
    read = read_past(department, data, name)
    wrong = [finding for finding in read.findings if finding.severity is Severity.ERROR]
    if wrong:
        raise UnusableInputError(_("Ce fichier a des lignes à corriger : rien n’a été enregistré."), wrong)
    for student, outcome in read.new:
        record_past(author, student, outcome, _("importé de {file}").format(file=name))
    return len(read.new)


def _same(student: Student, outcome: Outcome) -> PastOutcome | None:
    wanted = _row(student, outcome, "")
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


def _row(student: Student, outcome: Outcome, reason: str) -> PastOutcome:
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
