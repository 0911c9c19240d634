# SPDX-License-Identifier: EUPL-1.2
"""Half-days of absence, and proofs that justify them."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.journal import Author, remember
from delibere.store.models import Absence, AbsenceProof, Action, Enrolment, HalfDay, Student


def proofs_over(days: Iterable[tuple[int, date | None]]) -> Mapping[tuple[int, object], str]:
    """The proof that covers each (student, day), in words; nothing for the others."""
    wanted = {(student, day) for student, day in days if day is not None}
    if not wanted:
        return {}
    proofs = AbsenceProof.objects.filter(student__in={student for student, _day in wanted}, withdrawn_at=None)
    return {
        (student, day): in_words(proof)
        for proof in proofs
        for student, day in wanted
        if proof.student_id == student and proof.first <= day <= proof.last
    }


def in_words(proof: AbsenceProof) -> str:
    """« justificatif du 08/01/2024 au 12/01/2024 : certificat médical »."""
    message = _("justificatif du {first} au {last} : {reason}")
    return message.format(first=f"{proof.first:%d/%m/%Y}", last=f"{proof.last:%d/%m/%Y}", reason=proof.reason)


@transaction.atomic
def record_absences(
    author: Author, enrolment: Enrolment, days: Iterable[tuple[date, HalfDay]], module: str = ""
) -> int:
    """Write half-days down; those that are there already stay as they are.

    Returns:
        How many were new.
    """
    there = set(enrolment.absences.values_list("on", "half"))
    new = [(day, half) for day, half in dict.fromkeys(days) if (day, half.value) not in there]
    Absence.objects.bulk_create(
        Absence(enrolment=enrolment, on=day, half=half, module=module) for day, half in new
    )
    if new:
        remember(
            author,
            Action.ABSENCES_RECORDED,
            department=enrolment.promotion.department,
            student=enrolment.student,
            days=[f"{day} {half.value}" for day, half in new],
            module=module,
        )
    return len(new)


@transaction.atomic
def record_proof(author: Author, student: Student, first: date, last: date, reason: str) -> AbsenceProof:
    """Justify some days; the marks ABI they cover are changed by `justify` in the same transaction.

    Raises:
        UnusableInputError: no reason, or the days are the wrong way round.
    """
    if last < first:
        raise UnusableInputError(_("Le dernier jour est avant le premier."))
    if not reason.strip():
        raise UnusableInputError(_("Dites ce qui justifie : certificat médical, convocation…"))
    proof = AbsenceProof.objects.create(
        student=student, first=first, last=last, reason=reason.strip(), recorded_by=author.account
    )
    remember(
        author,
        Action.PROOF_RECORDED,
        department=student.department,
        student=student,
        days=f"{first} – {last}",
        reason=proof.reason,
    )
    return proof


@transaction.atomic
def withdraw_proof(author: Author, proof: AbsenceProof) -> None:
    """A proof that was none: it is kept, and covers nothing any more.

    Raises:
        UnusableInputError: withdrawn already.
    """
    if proof.withdrawn_at is not None:
        raise UnusableInputError(_("Ce justificatif est déjà retiré."))
    proof.withdrawn_at = timezone.now()
    proof.save(update_fields=["withdrawn_at"])
    remember(
        author,
        Action.PROOF_WITHDRAWN,
        department=proof.student.department,
        student=proof.student,
        proof=in_words(proof),
    )
