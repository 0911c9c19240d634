# SPDX-License-Identifier: EUPL-1.2
"""Attestations of what recorded decisions give, and their verification by anybody."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from delibere.documents.attestation import Attestation, Obtained, new_code, read_code, typeset_attestation
from delibere.documents.dates import on_paper
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.jury.codes import ACQUIRED, Code
from delibere.jury.whole_course import WholeCourse
from delibere.services.records.courses import decided_course_of
from delibere.services.records.documents.keeping import Paper, keep
from delibere.services.records.documents.settings import institution_of
from delibere.services.records.journal import Author
from delibere.store.models import (
    Department,
    IssuedDocument,
    JurySession,
    PaperKind,
    SessionState,
    Student,
)

Address = Callable[[str], str]
"""From a code to the address of the page that verifies it."""


@dataclass(frozen=True, slots=True)
class Attestable:
    """Something that decisions on record give. `key`: what a form sends."""

    obtained: Obtained
    subject: str
    ects: Decimal

    @property
    def key(self) -> str:
        """« but: », « ue:UE31 Piloter l’entreprise »."""
        return f"{self.obtained}:{self.subject}"

    @property
    def words(self) -> str:
        """For people."""
        return " ".join(filter(None, [self.obtained.heading, self.subject]))


def attestable(student: Student) -> list[Attestable]:
    """Diplomas, levels and UE that the decisions on record give.

    Raises:
        UnusableInputError: no semester here, or its maquettes are not published.
    """
    return list(_attestable(decided_course_of(student, timezone.now()).course))


def _attestable(course: WholeCourse) -> Iterator[Attestable]:
    diplomas = {"BUT": Obtained.BUT, "DUT": Obtained.DUT}
    for one in reversed(course.remaining):
        if one.acquired and one.acquired == one.asked and one.diploma in diplomas:
            yield Attestable(diplomas[one.diploma], "", one.acquired)
    for row in course.rows:
        for level in filter(None, row.levels):
            if len(level.ues) == 2 and all(_acquired(ue.code) for ue in level.ues):
                subject = _("{title}, niveau {level}").format(title=row.title, level=level.level or "?")
                yield Attestable(Obtained.LEVEL, subject, sum((ue.ects for ue in level.ues), Decimal(0)))
    for ue in (ue for semester in course.semesters for ue in semester):
        if _acquired(ue.code):
            yield Attestable(Obtained.UE, f"{ue.code_ue} {ue.title}", ue.ects)


def _acquired(code: Code | None) -> bool:
    return code in ACQUIRED


@transaction.atomic
def issue_attestation(author: Author, student: Student, key: str, address: Address) -> IssuedDocument:
    """Attest what the decisions on record give; kept, with its code.

    Args:
        author: who issues it.
        student: whom it is about.
        key: of one of `attestable`.
        address: of the page of verification.

    Raises:
        UnusableInputError: the decisions on record do not give it.
    """
    given = next((one for one in attestable(student) if one.key == key), None)
    if given is None:
        raise UnusableInputError(
            _("Les décisions enregistrées ne donnent pas ce que vous demandez d’attester.")
        )
    department, today, code = student.department, timezone.localdate(), new_code()
    institution, number = institution_of(department), _number(department, today)
    attestation = Attestation(
        institution=institution,
        first_name=student.first_name,
        surname=student.surname,
        obtained=given.obtained,
        course=institution.course(department.diploma, parcours_of(student)),
        decided_on=_last_jury(student),
        ects=given.ects,
        dated=today,
        number=number,
        code=code,
        address=address(code),
        ine=student.ine,
        born=student.birth_date,
        birth_place=student.birth_place,
        subject=given.subject,
    )
    return keep(
        author,
        department,
        Paper(
            kind=PaperKind.ATTESTATION,
            title=_("Attestation {number}, {student}").format(number=number, student=student.name),
            file_name=f"attestation-{number}.pdf",
            data=typeset_attestation(attestation),
            student=student,
            code=code,
            facts=_facts(attestation),
        ),
    )


def _facts(attestation: Attestation) -> dict[str, str]:
    """What the page of verification says, and the paper too."""
    return {
        "name": f"{attestation.first_name} {attestation.surname}".strip(),
        "obtained": " ".join(filter(None, [attestation.obtained.heading, attestation.subject])),
        "course": attestation.course,
        "decided_on": on_paper(attestation.decided_on) if attestation.decided_on else "",
        "dated": on_paper(attestation.dated),
        "number": attestation.number,
        "institute": attestation.institution.institute,
    }


def parcours_of(student: Student) -> str | None:
    """Of the last promotion followed; None in the first year."""
    last = (
        student.enrolments.select_related("promotion")
        .order_by("-promotion__year", "-promotion__slug")
        .first()
    )
    if last is None:
        return None
    parts = last.promotion.slug.upper().split("-")
    return parts[2] if len(parts) > 2 else None


def _last_jury(student: Student) -> date | None:
    """The day of the last closed session that decided about this student."""
    sessions = JurySession.objects.filter(
        decisions__student=student, state=SessionState.CLOSED, held_at__isnull=False
    )
    last = sessions.order_by("-held_at").first()
    return timezone.localtime(last.held_at).date() if last and last.held_at else None


def _number(department: Department, today: date) -> str:
    """« 2026-QLIO-0131 »: one after the other within a year."""
    Department.objects.select_for_update().get(pk=department.pk)
    made = department.documents.filter(kind=PaperKind.ATTESTATION, issued_at__year=today.year).count()
    return f"{today.year}-{department.slug.upper()}-{made + 1:04d}"


def verified(typed: str) -> dict[str, str] | None:
    """What the attestation of this code says; None when there is none. Nothing more than the paper."""
    code = read_code(typed)
    if code is None:
        return None
    found = IssuedDocument.objects.filter(code=code).values_list("facts", flat=True).first()
    return dict(found) if found else None
