# SPDX-License-Identifier: EUPL-1.2
"""Marks written cell by cell: what is wrong is told and not saved, what somebody else changed is not lost."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from delibere.foundation.language import _
from delibere.foundation.marks import Mark as MarkValue
from delibere.foundation.marks import Reason
from delibere.interchange.marksheets import Refusal, read_typed_mark
from delibere.services.records.absences import proofs_over
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, Enrolment, Evaluation, EvaluationState, Mark, MarkChange, Promotion
from delibere.store.models.marks import text_of

Cell = tuple[int, int]
"""Keys of an evaluation and of an enrolment."""


class Verdict(StrEnum):
    """What became of a cell."""

    SAVED = "saved"
    SAME = "same"
    REFUSED = "refused"
    CONFLICT = "conflict"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What somebody typed in a cell.

    Attributes:
        version: of the cell as it was read; 0 when nobody had touched it.
    """

    evaluation: int
    enrolment: int
    text: str
    version: int


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """What became of it.

    Attributes:
        text, version: of the cell as it is now stored.
        message: why it was refused, with a hint; who changed it meanwhile; empty when all is well.
    """

    evaluation: int
    enrolment: int
    verdict: Verdict
    text: str
    version: int
    message: str = ""


@dataclass(slots=True)
class _Writing:
    """One call of `write_marks`: what is read once, and what will be written."""

    author: Author
    why: str
    evaluations: Mapping[int, Evaluation]
    enrolments: Mapping[int, Enrolment]
    marks: dict[Cell, Mark]
    made: list[Mark]
    changed: list[Mark]
    changes: list[MarkChange]


@transaction.atomic
def write_marks(
    author: Author, promotion: Promotion, edits: Sequence[CellEdit], why: str = ""
) -> list[CellAnswer]:
    """Write what can be written; the other cells stay as they are and say why.

    Args:
        author: who types.
        promotion: whose evaluations and students these must be; others are refused.
        edits: at most one a cell.
        why: what changes them when nobody typed them.
    """
    wanted = {edit.evaluation for edit in edits}
    evaluations = promotion.evaluations.select_for_update().filter(pk__in=wanted).order_by("pk")
    enrolments = promotion.enrolments.filter(pk__in={edit.enrolment for edit in edits})
    marks = Mark.objects.filter(evaluation__in=wanted, enrolment__promotion=promotion)
    writing = _Writing(
        author,
        why,
        {one.pk: one for one in evaluations},
        {one.pk: one for one in enrolments.select_related("student")},
        {(mark.evaluation_id, mark.enrolment_id): mark for mark in marks},
        [],
        [],
        [],
    )
    typed = [_read(writing, edit) for edit in edits]
    covered = proofs_over(
        (writing.enrolments[edit.enrolment].student_id, writing.evaluations[edit.evaluation].held_on)
        for edit, mark in zip(edits, typed, strict=True)
        if mark is Reason.ABI
    )
    answers = [_answer(writing, edit, mark, covered) for edit, mark in zip(edits, typed, strict=True)]
    _store(writing, promotion)
    return answers


_Typed = MarkValue | CellAnswer


def _read(writing: _Writing, edit: CellEdit) -> _Typed:
    """The mark that was typed, or why nothing of it can be saved."""
    evaluation, enrolment = writing.evaluations.get(edit.evaluation), writing.enrolments.get(edit.enrolment)
    if evaluation is None or enrolment is None:
        return _refusal(edit, None, _("Cette case n’est pas de cette promotion."))
    mark = writing.marks.get((edit.evaluation, edit.enrolment))
    if evaluation.state is EvaluationState.LOCKED:
        message = _("« {title} » est verrouillée : aucune note n’y change.").format(title=evaluation.title)
        return _refusal(edit, mark, message, Verdict.LOCKED)
    read = read_typed_mark(edit.text, evaluation.value)
    return _refusal(edit, mark, read.message) if isinstance(read, Refusal) else read


def _refusal(
    edit: CellEdit, mark: Mark | None, message: str, verdict: Verdict = Verdict.REFUSED
) -> CellAnswer:
    text, version = (mark.text, mark.version) if mark else ("", 0)
    return CellAnswer(edit.evaluation, edit.enrolment, verdict, text, version, message)


def _answer(
    writing: _Writing, edit: CellEdit, typed: _Typed, covered: Mapping[tuple[int, object], str]
) -> CellAnswer:
    if isinstance(typed, CellAnswer):
        return typed
    student = writing.enrolments[edit.enrolment].student_id
    proof = covered.get((student, writing.evaluations[edit.evaluation].held_on))
    value = Reason.ABJ if typed is Reason.ABI and proof else typed
    mark = writing.marks.get((edit.evaluation, edit.enrolment))
    text, version = text_of(value), mark.version if mark else 0
    if text == (mark.text if mark else ""):
        return CellAnswer(edit.evaluation, edit.enrolment, Verdict.SAME, text, version)
    if version != edit.version:
        return _refusal(edit, mark, _meanwhile(edit), Verdict.CONFLICT)
    _write(writing, edit, mark, value, proof or "")
    return CellAnswer(edit.evaluation, edit.enrolment, Verdict.SAVED, text, version + 1, proof or "")


def _meanwhile(edit: CellEdit) -> str:
    last = MarkChange.objects.filter(evaluation=edit.evaluation, enrolment=edit.enrolment).first()
    message = _("{name} a écrit « {theirs} » entre-temps ; vous écriviez « {mine} ».")
    return message.format(
        name=last.actor_name if last else "?",
        theirs=(last.after if last else "") or "–",
        mine=edit.text or "–",
    )


def _write(writing: _Writing, edit: CellEdit, mark: Mark | None, value: MarkValue, proof: str) -> None:
    before, version = (mark.text, mark.version + 1) if mark else ("", 1)
    target = mark or Mark(evaluation_id=edit.evaluation, enrolment_id=edit.enrolment)
    target.version = version
    target.reason = value.value if isinstance(value, Reason) else ""
    target.hundredths = None if value is None or isinstance(value, Reason) else int(value * 100)
    (writing.changed if mark else writing.made).append(target)
    writing.marks[edit.evaluation, edit.enrolment] = target
    writing.changes.append(
        MarkChange(
            evaluation_id=edit.evaluation,
            enrolment_id=edit.enrolment,
            before=before,
            after=text_of(value),
            version=version,
            actor=writing.author.account,
            actor_name=writing.author.name,
            origin=writing.author.origin,
            why=writing.why or proof,
        )
    )


def _store(writing: _Writing, promotion: Promotion) -> None:
    if not writing.changes:
        return
    Mark.objects.bulk_create(writing.made)
    Mark.objects.bulk_update(writing.changed, ["hundredths", "reason", "version"], batch_size=500)
    MarkChange.objects.bulk_create(writing.changes)
    by_evaluation: dict[int, list[MarkChange]] = defaultdict(list)
    for change in writing.changes:
        by_evaluation[change.evaluation_id].append(change)
    for key, changes in by_evaluation.items():
        evaluation = writing.evaluations[key]
        nips = {change.enrolment_id: writing.enrolments[change.enrolment_id].student for change in changes}
        alone = nips[changes[0].enrolment_id] if len(changes) == 1 else None
        remember(
            writing.author,
            Action.MARKS_ENTERED,
            department=promotion.department,
            subject=f"{evaluation.title} · {evaluation.module} · {promotion}",
            student=alone,
            details={nips[c.enrolment_id].nip: [c.before, c.after] for c in changes},
        )


def history(evaluation: Evaluation, enrolment: Enrolment) -> list[MarkChange]:
    """What a cell was, the newest first."""
    return list(MarkChange.objects.filter(evaluation=evaluation, enrolment=enrolment))


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of some evaluations: students × evaluations.

    Attributes:
        marks: by (evaluation, enrolment); a cell nobody has touched is not there.
        read_at: when it was read.
    """

    evaluations: tuple[Evaluation, ...]
    enrolments: tuple[Enrolment, ...]
    marks: Mapping[Cell, Mark]
    read_at: datetime


def grid_of(promotion: Promotion, module: str, read_at: datetime) -> Grid:
    """The grid of one module (or of the local bonus), in the order of dates; four queries."""
    evaluations = tuple(promotion.evaluations.filter(module=module).select_related("group"))
    marks = Mark.objects.filter(evaluation__in=evaluations)
    return Grid(
        evaluations,
        tuple(promotion.enrolments.select_related("student").prefetch_related("group_memberships")),
        {(mark.evaluation_id, mark.enrolment_id): mark for mark in marks},
        read_at,
    )


def concerned(evaluation: Evaluation, enrolments: Iterable[Enrolment]) -> list[Enrolment]:
    """Those an evaluation is for: its group, else everybody; groups must be prefetched."""
    if evaluation.group_id is None:
        return list(enrolments)
    return [
        one
        for one in enrolments
        if evaluation.group_id in {membership.group_id for membership in one.group_memberships.all()}
    ]
