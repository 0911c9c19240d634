# SPDX-License-Identifier: EUPL-1.2
"""What the grid sends, written; and all that it must show anew."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from delibere.foundation.marks import Reason
from delibere.services.records.journal import Author
from delibere.services.records.maquettes import maquette_in_force
from delibere.services.records.marks.averages import ModuleFigure, module_averages
from delibere.services.records.marks.cells import CellAnswer, CellEdit, Verdict
from delibere.services.records.marks.writing import write_marks
from delibere.store.models import EnrolmentStatus, Evaluation, Mark, Promotion


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of some cells.

    Attributes:
        figures: by key of enrolment, the averages of those who have a cell among them.
        done: by key of evaluation, how many of the marks asked for are there.
    """

    answers: Sequence[CellAnswer]
    figures: Mapping[int, ModuleFigure]
    done: Mapping[int, int]


def from_where(author: Author, way: str) -> Author:
    """The same person, by another way than the keyboard: « 10.0.0.1, collage »."""
    return replace(author, origin=f"{author.origin}, {way}" if way else author.origin)


def save_cells(
    author: Author, promotion: Promotion, module: str, edits: Sequence[CellEdit], why: str = ""
) -> Saved:
    """Write cells of one module (or of LOCAL_BONUS), as `write_marks` does.

    Args:
        author: who types.
        promotion: whose students.
        module: whose evaluations; others are refused.
        edits: of several for one cell, the last counts.
        why: a reason, once an evaluation was locked.
    """
    last = {edit.cell: edit for edit in edits}
    answers = write_marks(author, promotion, list(last.values()), why, module=module)
    changed = [answer for answer in answers if answer.verdict is Verdict.SAVED]
    if not changed:
        return Saved(answers, {}, {})
    evaluations = tuple(promotion.evaluations.filter(module=module))
    found = promotion.enrolments.filter(pk__in={answer.enrolment for answer in changed})
    people = list(found.select_related("student").prefetch_related("group_memberships", "exemptions"))
    figures = module_averages(promotion, maquette_in_force(promotion), module, evaluations, people)
    touched = {answer.evaluation for answer in changed}
    return Saved(answers, figures, marks_there([one for one in evaluations if one.pk in touched]))


def marks_there(evaluations: Collection[Evaluation]) -> dict[int, int]:
    """By key of evaluation, how many marks asked for are there; one query an evaluation."""
    return {one.pk: _asked(one).count() for one in evaluations}


def _asked(evaluation: Evaluation) -> QuerySet[Mark]:
    """Not those that are awaited (ATT), of another group, of somebody dispensed or gone."""
    there = Q(hundredths__isnull=False) | ~Q(reason__in=["", Reason.ATT])
    found = Mark.objects.filter(there, evaluation=evaluation)
    found = found.exclude(enrolment__status=EnrolmentStatus.RESIGNED)
    found = found.exclude(enrolment__exemptions__subject=evaluation.module)
    if evaluation.group_id is None:
        return found
    return found.filter(enrolment__group_memberships__group=evaluation.group_id)
