# SPDX-License-Identifier: EUPL-1.2
"""Who follows which semester: opened, filled, changed; every change is remembered with what it was."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.foundation.letters import plain_letters
from delibere.foundation.people import without_zeros
from delibere.jury.outcomes import Subject
from delibere.services.records.journal import Author, remember
from delibere.services.records.maquettes import maquette_in_force, published_versions
from delibere.store.models import (
    Action,
    Department,
    Enrolment,
    EnrolmentStatus,
    Exemption,
    PastOutcome,
    Promotion,
    Student,
)


@transaction.atomic
def open_promotion(author: Author, department: Department, year: int, slug: str) -> Promotion:
    """Open the semester of a maquette for a year; one that is open stays as it is.

    Raises:
        UnusableInputError: no such maquette is published that year.
    """
    if slug not in {version.slug for version in published_versions(department, year)}:
        message = _("La maquette {slug} n’est pas publiée cette année-là : publiez-la d’abord.")
        raise UnusableInputError(message.format(slug=slug))
    promotion, made = Promotion.objects.get_or_create(department=department, year=year, slug=slug)
    if made:
        remember(author, Action.PROMOTION_OPENED, department=department, subject=str(promotion))
    return promotion


@transaction.atomic
def enrol(
    author: Author, promotion: Promotion, students: Iterable[Student], *, repeating: Collection[int] = ()
) -> int:
    """Enrol students; those who are already stay as they are.

    Args:
        author: who acts.
        promotion: where.
        students: of the same department.
        repeating: keys of those who have followed this semester before; found out when not given.

    Returns:
        How many were added.
    """
    there = set(promotion.enrolments.values_list("student", flat=True))
    added = [student for student in dict.fromkeys(students) if student.pk not in there]
    if not added:
        return 0
    again = set(repeating) | who_repeats(promotion, added)
    Enrolment.objects.bulk_create(
        Enrolment(promotion=promotion, student=student, repeating=student.pk in again) for student in added
    )
    remember(
        author,
        Action.ENROLLED,
        department=promotion.department,
        subject=str(promotion),
        count=len(added),
        nips=[student.nip for student in added],
    )
    return len(added)


def who_repeats(promotion: Promotion, students: Iterable[Student]) -> set[int]:
    """Keys of the students who have followed this semester in an earlier year, here or by their past."""
    students = list(students)
    semester = f"s{promotion.semester}-"
    earlier = Enrolment.objects.filter(
        student__in=students, promotion__year__lt=promotion.year, promotion__slug__startswith=semester
    )
    past = PastOutcome.objects.filter(
        student__in=students,
        subject=Subject.ENROLMENT,
        semester=promotion.semester,
        year__lt=promotion.year,
        withdrawn_at=None,
    )
    return {*earlier.values_list("student", flat=True), *past.values_list("student", flat=True)}


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One pasted line, and whom it names.

    Attributes:
        student: None when nobody, or more than one person, answers to it.
        enrolled: already in the promotion.
    """

    text: str
    student: Student | None
    enrolled: bool


def read_pasted(promotion: Promotion, text: str) -> list[PastedLine]:
    """Whom pasted NIP or names mean, one a line; nothing is written."""
    texts = [line.strip() for line in text.splitlines() if line.strip()]
    students = list(Student.objects.filter(department=promotion.department))
    enrolled = set(promotion.enrolments.values_list("student", flat=True))
    found = ((line, named(line, students)) for line in texts)
    return [PastedLine(line, one, one is not None and one.pk in enrolled) for line, one in found]


def named(text: str, students: Collection[Student]) -> Student | None:
    """The one student that a NIP, or a name in either order without accents, means; None if not just one."""
    first = text.split("\t", maxsplit=1)[0].strip()
    if first.isdecimal():
        found = [student for student in students if student.nip_key == without_zeros(first)]
    else:
        found = [student for student in students if name_key(student.name) == name_key(first)]
    return found[0] if len(found) == 1 else None


def name_key(text: str) -> tuple[str, ...]:
    """The same for a name in either order, with or without accents."""
    return tuple(sorted(plain_letters(word) for word in text.split()))


def candidates(promotion: Promotion) -> list[Enrolment]:
    """Who was in a semester just before this one, has not left, and is not enrolled yet."""
    before = promotion.semester - 1
    year = promotion.year if before % 2 else promotion.year - 1
    there = promotion.enrolments.values("student")
    found = Enrolment.objects.filter(
        promotion__department=promotion.department,
        promotion__year=year,
        promotion__slug__startswith=f"s{before}-",
        status=EnrolmentStatus.ENROLLED,
    ).exclude(student__in=there)
    return list(found.select_related("student", "promotion"))


@transaction.atomic
def change_status(
    author: Author, enrolments: Iterable[Enrolment], status: EnrolmentStatus, since: date | None
) -> int:
    """Record that people resigned, default, or are back; those who are so already stay as they are.

    Raises:
        UnusableInputError: a resignation or a default without its day.
    """
    if status is not EnrolmentStatus.ENROLLED and since is None:
        raise UnusableInputError(_("Dites depuis quel jour."))
    since = None if status is EnrolmentStatus.ENROLLED else since
    changed = [one for one in enrolments if (one.status, one.since) != (status, since)]
    for one in changed:
        remember(
            author,
            Action.ENROLMENT_CHANGED,
            department=one.promotion.department,
            subject=f"{one.student.name} · {one.promotion}",
            student=one.student,
            status=[EnrolmentStatus(one.status).word, status.word],
            since=[str(one.since or ""), str(since or "")],
        )
        one.status, one.since = status, since
        one.save(update_fields=["status", "since"])
    return len(changed)


@transaction.atomic
def set_repeating(author: Author, enrolment: Enrolment, *, repeating: bool) -> None:
    """Say whether somebody has followed this semester before."""
    if enrolment.repeating == repeating:
        return
    remember(
        author,
        Action.ENROLMENT_CHANGED,
        department=enrolment.promotion.department,
        subject=f"{enrolment.student.name} · {enrolment.promotion}",
        student=enrolment.student,
        repeating=[enrolment.repeating, repeating],
    )
    enrolment.repeating = repeating
    enrolment.save(update_fields=["repeating"])


@transaction.atomic
def cancel(author: Author, enrolment: Enrolment) -> None:
    """Take back an enrolment made by mistake, with its groups and exemptions; the journal keeps them."""
    remember(
        author,
        Action.ENROLMENT_CANCELLED,
        department=enrolment.promotion.department,
        subject=f"{enrolment.student.name} · {enrolment.promotion}",
        student=enrolment.student,
        groups=[str(membership.group) for membership in enrolment.group_memberships.select_related("group")],
        exemptions=list(enrolment.exemptions.values_list("subject", flat=True)),
    )
    enrolment.delete()


def exemptible(promotion: Promotion) -> list[tuple[str, str]]:
    """The UE and modules one may be dispensed of: code and title, from the maquette in force."""
    maquette = maquette_in_force(promotion)
    if maquette is None:
        return []
    ues = [(ue.code, f"{ue.code} · {ue.title}") for ue in maquette.ues]
    return [*ues, *((module.apogee, f"{module.pn} · {module.title}") for module in maquette.modules)]


@transaction.atomic
def exempt(author: Author, enrolment: Enrolment, subject: str, reason: str) -> None:
    """Dispense somebody of a UE or of a module: it leaves the sums.

    Raises:
        UnusableInputError: not in the maquette, or no reason.
    """
    if subject not in dict(exemptible(enrolment.promotion)):
        raise UnusableInputError(_("« {subject} » n’est pas dans la maquette.").format(subject=subject))
    if not reason.strip():
        raise UnusableInputError(_("Dites pourquoi cette dispense est accordée."))
    Exemption.objects.update_or_create(
        enrolment=enrolment, subject=subject, defaults={"reason": reason.strip()}
    )
    _remember_exemption(author, Action.EXEMPTED, enrolment, subject, reason.strip())


@transaction.atomic
def withdraw_exemption(author: Author, exemption: Exemption) -> None:
    """Take a dispense back; the journal keeps it."""
    _remember_exemption(
        author, Action.EXEMPTION_WITHDRAWN, exemption.enrolment, exemption.subject, exemption.reason
    )
    exemption.delete()


def _remember_exemption(
    author: Author, action: Action, enrolment: Enrolment, subject: str, reason: str
) -> None:
    remember(
        author,
        action,
        department=enrolment.promotion.department,
        subject=f"{enrolment.student.name} · {subject} · {enrolment.promotion}",
        student=enrolment.student,
        reason=reason,
    )


def enrolled_sentence(count: int) -> str:
    """« 3 étudiants inscrits. »."""
    return plural(_("{n} étudiant inscrit."), _("{n} étudiants inscrits."), count).format(n=count)
