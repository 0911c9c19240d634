# SPDX-License-Identifier: EUPL-1.2
"""Proofs of absence recorded and withdrawn; the marks follow in the same transaction."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.absences.covering import in_words
from delibere.services.records.absences.justifying import Followed, follow_proofs_of
from delibere.services.records.journal import Author, remember
from delibere.store.models import AbsenceProof, Action, Student

REASON_AT_MOST = 200
"""Characters."""


@dataclass(frozen=True, slots=True)
class RecordedProof:
    """A proof, and the marks that it changed."""

    proof: AbsenceProof
    marks: Followed


@transaction.atomic
def record_proof(author: Author, student: Student, first: date, last: date, reason: str) -> RecordedProof:
    """Justify some days, both included: half-days and marks ABI alike.

    Raises:
        UnusableInputError: no reason, one too long, or the days are the wrong way round.
    """
    proof = write_proof(author, student, first, last, reason)
    return RecordedProof(proof, follow_proofs_of(author, [student]))


def write_proof(author: Author, student: Student, first: date, last: date, reason: str) -> AbsenceProof:
    """The proof alone; whoever calls this lets the marks follow. Raises as `record_proof`."""
    reason = reason.strip()
    if last < first:
        raise UnusableInputError(_("Le dernier jour est avant le premier."))
    if not reason:
        raise UnusableInputError(_("Dites ce qui justifie : certificat médical, convocation…"))
    if len(reason) > REASON_AT_MOST:
        message = _("Le motif fait {n} caractères, {most} au plus.")
        raise UnusableInputError(message.format(n=len(reason), most=REASON_AT_MOST))
    proof = AbsenceProof.objects.create(
        student=student, first=first, last=last, reason=reason, recorded_by=author.account
    )
    remember(
        author,
        Action.PROOF_RECORDED,
        department=student.department,
        student=student,
        days=f"{first} – {last}",
        reason=reason,
    )
    return proof


@transaction.atomic
def withdraw_proof(author: Author, proof: AbsenceProof) -> Followed:
    """A proof that was none: it is kept, covers nothing any more, and the marks it justified are ABI again.

    Raises:
        UnusableInputError: withdrawn already.
    """
    if proof.withdrawn_at is not None:
        raise UnusableInputError(_("Ce justificatif est déjà retiré."))
    proof.withdrawn_at = timezone.now()
    proof.save(update_fields=["withdrawn_at"])
    words = in_words(proof)
    remember(
        author,
        Action.PROOF_WITHDRAWN,
        department=proof.student.department,
        student=proof.student,
        proof=words,
    )
    return follow_proofs_of(author, [proof.student], _("retrait du {proof}").format(proof=words)[:250])
