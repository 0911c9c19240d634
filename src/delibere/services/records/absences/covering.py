# SPDX-License-Identifier: EUPL-1.2
"""Which proof covers which day."""

from collections.abc import Iterable, Mapping
from datetime import date

from delibere.foundation.language import _
from delibere.store.models import AbsenceProof


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
    if proof.first == proof.last:
        message = _("justificatif du {first} : {reason}")
        return message.format(first=f"{proof.first:%d/%m/%Y}", reason=proof.reason)
    message = _("justificatif du {first} au {last} : {reason}")
    return message.format(first=f"{proof.first:%d/%m/%Y}", last=f"{proof.last:%d/%m/%Y}", reason=proof.reason)
