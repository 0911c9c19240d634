# SPDX-License-Identifier: EUPL-1.2
"""What can be written is, in a few statements however many cells; the others say why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from delibere.calculation import evaluations as values
from delibere.foundation.language import _
from delibere.foundation.marks import Mark as MarkValue
from delibere.foundation.marks import Reason
from delibere.interchange.marksheets import Refusal, read_typed_mark
from delibere.services.records.absences.covering import proofs_over
from delibere.services.records.journal import Author, remember
from delibere.services.records.marks.asked import Standing
from delibere.services.records.marks.cells import Cell, CellAnswer, CellEdit, Verdict
from delibere.services.records.marks.reasons import sealed_by_jury, why_explained
from delibere.store.models import Action, Enrolment, Evaluation, EvaluationState, Mark, MarkChange, Promotion
from delibere.store.models.marks import text_of

WHY_AT_MOST = 250
"""Characters of a reason."""


@dataclass(frozen=True, slots=True)
class _Column:
    """An evaluation, and what each of its cells would otherwise work out again."""

    evaluation: Evaluation
    value: values.Evaluation
    locked: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is read once for all the cells of a call.

    Attributes:
        proofs: by (student, day), in words.
        others: last change of the cells whose version is not the one that was read.
        sealed: a jury has closed on these marks.
    """

    columns: Mapping[int, _Column]
    enrolments: Mapping[int, Enrolment]
    standings: Mapping[int, Standing]
    typed: Mapping[CellEdit, MarkValue | Refusal]
    marks: Mapping[Cell, Mark]
    proofs: Mapping[tuple[int, object], str]
    others: Mapping[Cell, MarkChange]
    sealed: bool
    why: str


@dataclass(frozen=True, slots=True)
class _Written:
    """One cell that changes."""

    answer: CellAnswer
    before: str
    value: MarkValue


@dataclass(frozen=True, slots=True)
class WrittenCells:
    """What became of some cells.

    Attributes:
        people: who has one among them, with student, groups and dispenses.
    """

    answers: list[CellAnswer]
    people: list[Enrolment]


def write_marks(
    author: Author,
    promotion: Promotion,
    edits: Sequence[CellEdit],
    why: str = "",
    *,
    module: str | None = None,
) -> list[CellAnswer]:
    """Write what can be written; the other cells stay as they are and say why.

    Args:
        author: who types.
        promotion: whose evaluations and students these must be; others are refused.
        edits: at most one a cell.
        why: what changes them when nobody typed them; a reason, once an evaluation was locked.
        module: whose evaluations these must be; None for any.
    """
    return write_cells(author, promotion, edits, why, module=module).answers


@transaction.atomic
def write_cells(
    author: Author, promotion: Promotion, edits: Sequence[CellEdit], why: str, *, module: str | None
) -> WrittenCells:
    """The same, with the people it read on the way."""
    sheet = _read(_columns(promotion, module).select_for_update(of=("self",)), promotion, edits, why)
    judged = [_judge(sheet, edit) for edit in edits]
    _store(author, promotion, sheet, [one for one in judged if isinstance(one, _Written)])
    answers = [one.answer if isinstance(one, _Written) else one for one in judged]
    return WrittenCells(answers, list(sheet.enrolments.values()))


def try_marks(
    promotion: Promotion, edits: Sequence[CellEdit], why: str = "", *, module: str | None = None
) -> list[CellAnswer]:
    """What `write_marks` would answer; nothing is written."""
    sheet = _read(_columns(promotion, module), promotion, edits, why)
    judged = [_judge(sheet, edit) for edit in edits]
    return [one.answer if isinstance(one, _Written) else one for one in judged]


def _columns(promotion: Promotion, module: str | None) -> QuerySet[Evaluation]:
    found = promotion.evaluations.order_by("pk")
    return found if module is None else found.filter(module=module)


def _read(
    evaluations: QuerySet[Evaluation], promotion: Promotion, edits: Sequence[CellEdit], why: str
) -> _Sheet:
    people = {edit.enrolment for edit in edits}
    found = promotion.enrolments.filter(pk__in=people).select_related("student")
    columns = {
        one.pk: _Column(one, one.value, one.state is EvaluationState.LOCKED)
        for one in evaluations.filter(pk__in={edit.evaluation for edit in edits})
    }
    enrolments = {one.pk: one for one in found.prefetch_related("group_memberships", "exemptions")}
    marks = {
        (mark.evaluation_id, mark.enrolment_id): mark
        for mark in Mark.objects.filter(evaluation__in=columns, enrolment__in=enrolments)
    }
    typed = {
        edit: read_typed_mark(edit.text, columns[edit.evaluation].value)
        for edit in edits
        if edit.evaluation in columns and edit.enrolment in enrolments
    }
    proofs = proofs_over(
        (enrolments[edit.enrolment].student_id, columns[edit.evaluation].evaluation.held_on)
        for edit, mark in typed.items()
        if mark is Reason.ABI
    )
    other = [edit.cell for edit in edits if _version(marks.get(edit.cell)) != edit.version]
    standings = {key: Standing.of(one) for key, one in enrolments.items()}
    return _Sheet(
        columns,
        enrolments,
        standings,
        typed,
        marks,
        proofs,
        last_changes(other),
        sealed_by_jury(promotion),
        why.strip()[:WHY_AT_MOST],
    )


def last_changes(cells: Sequence[Cell]) -> dict[Cell, MarkChange]:
    """The last change of each cell that had one; one query, none without cells."""
    if not cells:
        return {}
    changes = MarkChange.objects.filter(
        evaluation__in={cell[0] for cell in cells}, enrolment__in={cell[1] for cell in cells}
    )
    return {(one.evaluation_id, one.enrolment_id): one for one in changes.order_by("pk")}


def _version(mark: Mark | None) -> int:
    return mark.version if mark else 0


def _text(mark: Mark | None) -> str:
    return mark.text if mark else ""


def _judge(sheet: _Sheet, edit: CellEdit) -> CellAnswer | _Written:
    column, enrolment = sheet.columns.get(edit.evaluation), sheet.enrolments.get(edit.enrolment)
    mark = sheet.marks.get(edit.cell)
    if column is None or enrolment is None:
        return _refusal(edit, None, _("Cette case n’est pas de ce module de cette promotion."))
    if column.locked:
        message = _("« {title} » est verrouillée : aucune note n’y change.")
        return _refusal(edit, mark, message.format(title=column.evaluation.title), Verdict.LOCKED)
    closed = sheet.standings[enrolment.pk].why_closed(column.evaluation)
    if closed:
        return _refusal(edit, mark, closed)
    typed = sheet.typed[edit]
    if isinstance(typed, Refusal):
        return _refusal(edit, mark, typed.message, likely=typed.likely)
    proof = sheet.proofs.get((enrolment.student_id, column.evaluation.held_on), "")
    value = Reason.ABJ if typed is Reason.ABI and proof else typed
    return _weighed(sheet, edit, mark, value, proof if typed is Reason.ABI else "")


def _weighed(
    sheet: _Sheet, edit: CellEdit, mark: Mark | None, value: MarkValue, proof: str
) -> CellAnswer | _Written:
    """A value that may stand there: the same, somebody's meanwhile, without the reason it needs, or new."""
    text, version = text_of(value), _version(mark)
    if text == _text(mark):
        return CellAnswer(edit.evaluation, edit.enrolment, Verdict.SAME, text, version)
    if version != edit.version:
        return _refusal(edit, mark, _meanwhile(sheet, edit), Verdict.CONFLICT)
    evaluation = sheet.columns[edit.evaluation].evaluation
    unexplained = why_explained(evaluation, sealed=sheet.sealed)
    if unexplained and not (sheet.why or proof):
        return _refusal(edit, mark, unexplained, Verdict.UNEXPLAINED)
    answer = CellAnswer(edit.evaluation, edit.enrolment, Verdict.SAVED, text, version + 1, proof)
    return _Written(answer, _text(mark), value)


def _refusal(
    edit: CellEdit, mark: Mark | None, message: str, verdict: Verdict = Verdict.REFUSED, likely: str = ""
) -> CellAnswer:
    return CellAnswer(edit.evaluation, edit.enrolment, verdict, _text(mark), _version(mark), message, likely)


def _meanwhile(sheet: _Sheet, edit: CellEdit) -> str:
    last = sheet.others.get(edit.cell)
    message = _("{name} a écrit « {theirs} » entre-temps ; vous écriviez « {mine} ».")
    return message.format(
        name=last.actor_name if last else "?",
        theirs=(last.after if last else "") or "–",
        mine=edit.text or "–",
    )


def _store(author: Author, promotion: Promotion, sheet: _Sheet, written: Sequence[_Written]) -> None:
    """Marks, what they were, and the journal."""
    if not written:
        return
    Mark.objects.bulk_create(
        [_mark(one) for one in written],
        update_conflicts=True,
        unique_fields=["evaluation", "enrolment"],
        update_fields=["hundredths", "reason", "version"],
    )
    account = author.account.pk if author.account else None
    by = MarkChange(actor_id=account, actor_name=author.name, origin=author.origin, why=sheet.why)
    MarkChange.objects.bulk_create(_change(by, one) for one in written)
    by_evaluation: dict[int, list[_Written]] = defaultdict(list)
    for one in written:
        by_evaluation[one.answer.evaluation].append(one)
    for key, changes in by_evaluation.items():
        _remember(author, promotion, sheet, sheet.columns[key].evaluation, changes)


def _mark(written: _Written) -> Mark:
    value = written.value
    return Mark(
        evaluation_id=written.answer.evaluation,
        enrolment_id=written.answer.enrolment,
        hundredths=None if value is None or isinstance(value, Reason) else int(value * 100),
        reason=value.value if isinstance(value, Reason) else "",
        version=written.answer.version,
    )


def _change(by: MarkChange, written: _Written) -> MarkChange:
    """`by` says who, from where and why: read once, as it is the same for thousands."""
    answer = written.answer
    return MarkChange(
        evaluation_id=answer.evaluation,
        enrolment_id=answer.enrolment,
        before=written.before,
        after=answer.text,
        version=answer.version,
        actor_id=by.actor_id,
        actor_name=by.actor_name,
        origin=by.origin,
        why=by.why or answer.message,
    )


def _remember(
    author: Author,
    promotion: Promotion,
    sheet: _Sheet,
    evaluation: Evaluation,
    changes: Iterable[_Written],
) -> None:
    students = [(sheet.enrolments[one.answer.enrolment].student, one) for one in changes]
    remember(
        author,
        Action.MARKS_ENTERED,
        department=promotion.department,
        subject=f"{evaluation.title} · {evaluation.module} · {promotion}",
        student=students[0][0] if len(students) == 1 else None,
        details={student.nip: [one.before, one.answer.text] for student, one in students},
    )


def history(evaluation: Evaluation, enrolment: Enrolment) -> list[MarkChange]:
    """What a cell was, the newest first."""
    return list(MarkChange.objects.filter(evaluation=evaluation, enrolment=enrolment))
