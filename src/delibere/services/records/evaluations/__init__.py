# SPDX-License-Identifier: EUPL-1.2
"""Evaluations of a promotion: planned, copied, published at an hour, locked; all of it remembered."""

from delibere.services.records.evaluations.copying import copy_evaluations
from delibere.services.records.evaluations.planning import (
    BONUS,
    LOCAL_BONUS,
    TypedEvaluation,
    change_evaluation,
    code_of,
    create_evaluation,
    fields_of,
    remove_evaluation,
)
from delibere.services.records.evaluations.publication import (
    lock_evaluations,
    publish_evaluations,
    unlock_evaluation,
)

__all__ = [
    "BONUS",
    "LOCAL_BONUS",
    "TypedEvaluation",
    "change_evaluation",
    "code_of",
    "copy_evaluations",
    "create_evaluation",
    "fields_of",
    "lock_evaluations",
    "publish_evaluations",
    "remove_evaluation",
    "unlock_evaluation",
]
