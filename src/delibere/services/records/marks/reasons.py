# SPDX-License-Identifier: EUPL-1.2
"""When a mark changes with a reason only: once its evaluation was locked, or a jury has closed on it."""

from django.db.models import Q

from delibere.foundation.language import _
from delibere.store.models import Evaluation, JuryPromotion, Promotion, SessionKind, SessionState


def sealed_by_jury(promotion: Promotion) -> bool:
    """A jury has closed on its semester, or on the year it is part of, which is judged with the even one."""
    even = f"s{promotion.semester + promotion.semester % 2}{promotion.slug[2:]}"
    year = Q(
        session__kind=SessionKind.ANNUAL,
        promotion__department=promotion.department_id,
        promotion__year=promotion.year,
        promotion__slug=even,
    )
    closed = JuryPromotion.objects.filter(session__state=SessionState.CLOSED)
    return closed.filter(Q(promotion=promotion) | year).exists()


def why_explained(evaluation: Evaluation, *, sealed: bool) -> str:
    """Why a change of this evaluation needs a reason; empty when it needs none."""
    if sealed:
        return _("Un jury a délibéré sur ces notes : dites pourquoi celle-ci change.")
    if evaluation.unlocked_at is not None:
        message = _("« {title} » a été verrouillée, puis rouverte : dites pourquoi cette note change.")
        return message.format(title=evaluation.title)
    return ""
