# SPDX-License-Identifier: EUPL-1.2
"""How the journal names an evaluation."""

from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, Evaluation


def remember_evaluation(author: Author, action: Action, evaluation: Evaluation, **details: object) -> None:
    """Add one entry about an evaluation, inside the transaction of the act."""
    named = " · ".join(filter(None, [evaluation.title, evaluation.module, str(evaluation.promotion)]))
    remember(author, action, department=evaluation.promotion.department, subject=named, details=details)
