# SPDX-License-Identifier: EUPL-1.2
"""From draft to published, now or at an hour, to locked; and back with a reason."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.evaluations.remembering import remember_evaluation
from delibere.services.records.journal import Author
from delibere.services.records.juries.sealed_marks import refuse_unless_entitled
from delibere.store.models import Action, Evaluation, EvaluationState


@transaction.atomic
def publish_evaluations(
    author: Author, evaluations: Collection[Evaluation], at: datetime | None
) -> list[Evaluation]:
    """Let students see them from a moment on; None takes a publication back. Locked ones stay as they are."""
    changed = [one for one in evaluations if one.locked_at is None and not _is_so(one, at)]
    for one in changed:
        before, one.publish_at = one.publish_at, at
        one.save(update_fields=["publish_at"])
        moments = [str(before or ""), str(at or "")]
        remember_evaluation(author, Action.EVALUATION_PUBLISHED, one, publish_at=moments)
    return changed


def _is_so(evaluation: Evaluation, at: datetime | None) -> bool:
    """Nothing to do; what students see already is not published anew, its marks would pass for new ones."""
    before = evaluation.publish_at
    seen_already = before is not None and at is not None and before <= at <= timezone.now()
    return before == at or seen_already


@transaction.atomic
def lock_evaluations(author: Author, evaluations: Collection[Evaluation], at: datetime) -> list[Evaluation]:
    """From now on no mark of these changes."""
    changed = [one for one in evaluations if one.locked_at is None]
    for one in changed:
        one.locked_at = at
        one.publish_at = min(one.publish_at or at, at)
        one.save(update_fields=["locked_at", "publish_at"])
        remember_evaluation(author, Action.EVALUATION_LOCKED, one)
    return changed


@transaction.atomic
def unlock_evaluation(author: Author, evaluation: Evaluation, reason: str) -> None:
    """Let marks change again.

    Raises:
        UnusableInputError: no reason, not locked, or sealed by a jury and not for this person to unlock.
    """
    if not reason.strip():
        raise UnusableInputError(_("Dites pourquoi cette évaluation est déverrouillée."))
    if evaluation.state is not EvaluationState.LOCKED:
        raise UnusableInputError(_("Cette évaluation n’est pas verrouillée."))
    refuse_unless_entitled(author, evaluation)
    evaluation.locked_at, evaluation.unlocked_at = None, timezone.now()
    evaluation.save(update_fields=["locked_at", "unlocked_at"])
    remember_evaluation(author, Action.EVALUATION_UNLOCKED, evaluation, reason=reason.strip())
