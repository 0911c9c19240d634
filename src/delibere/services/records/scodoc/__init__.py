# SPDX-License-Identifier: EUPL-1.2
"""A semester taken from ScoDoc: answers dropped, previewed beside what is known, then written at once."""

from delibere.services.records.scodoc.planning import plan_of
from delibere.services.records.scodoc.plans import Part, Plan, PlannedEvaluation, PlannedMark, PlannedPerson
from delibere.services.records.scodoc.receiving import choose, receive_answers
from delibere.services.records.scodoc.taking import Taken, take

__all__ = [
    "Part",
    "Plan",
    "PlannedEvaluation",
    "PlannedMark",
    "PlannedPerson",
    "Taken",
    "choose",
    "plan_of",
    "receive_answers",
    "take",
]
