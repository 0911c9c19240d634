# SPDX-License-Identifier: EUPL-1.2
"""A filled workbook, read as the cells that it changes; what was changed elsewhere since is not lost."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from delibere.curriculum.model import Maquette
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.foundation.marks import Mark as MarkValue
from delibere.foundation.people import without_zeros
from delibere.interchange.marksheets import Given, MarkSheet, OpenedSheet, open_sheet
from delibere.services.records.evaluations import LOCAL_BONUS
from delibere.services.records.maquettes import maquette_in_force
from delibere.services.records.marks.cells import Cell, CellAnswer, CellEdit
from delibere.services.records.marks.workbook_to_fill import told_apart
from delibere.services.records.marks.writing import try_marks
from delibere.services.records.results import people_of
from delibere.store.models import Enrolment, Evaluation, Mark, MarkChange, Promotion
from delibere.store.models.marks import text_of


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """One cell that the workbook changes.

    Attributes:
        edit: bears the version of today, since the preview shows what stands there today.
        before: what stands there today.
        answer: what `write_marks` would say.
        other: what somebody wrote there since the workbook was made; None when nobody did.
    """

    evaluation: Evaluation
    enrolment: Enrolment
    edit: CellEdit
    before: str
    answer: CellAnswer
    other: MarkChange | None


@dataclass(frozen=True, slots=True)
class WorkbookReview:
    """What a filled workbook would do.

    Attributes:
        findings: what is wrong or worth knowing, all at once; with an error, there are no changes.
        changes: changed cells only, student by student.
        kept: how many cells were changed elsewhere since, and not in the workbook: they stay.
    """

    findings: tuple[Finding, ...]
    changes: tuple[ChangedCell, ...] = ()
    kept: int = 0


@dataclass(frozen=True, slots=True)
class _Slot:
    """One cell of the workbook.

    Attributes:
        version: as it was written down; None when the workbook does not say.
    """

    cell: Cell
    text: str
    version: int | None


def review_workbook(promotion: Promotion, module: str, data: bytes, name: str) -> WorkbookReview:
    """What a filled workbook, or a table made by hand, would change; nothing is written.

    Args:
        promotion: whose students.
        module: whose evaluations, or LOCAL_BONUS.
        data: the file.
        name: of the file, for the messages.

    Raises:
        UnusableInputError: not a table of marks, none of this module, or no maquette in force.
    """
    maquette = maquette_in_force(promotion)
    if maquette is None:
        raise UnusableInputError(_("La maquette de cette promotion n’est plus publiée."))
    evaluations = list(promotion.evaluations.filter(module=module).select_related("group"))
    opened, people = open_sheet(data, name), people_of(promotion)
    sheet = _sheet(opened, promotion, maquette, evaluations)
    if sheet.table is None:
        return WorkbookReview(sheet.findings)
    slots = list(_slots(opened, sheet, evaluations, people))
    if not slots:
        message = _("« {name} » n’est pas le classeur de cette page : aucune de ses évaluations n’y est.")
        raise UnusableInputError(message.format(name=name))
    return _compared(promotion, module, sheet.findings, slots, evaluations, people)


def _sheet(
    opened: OpenedSheet, promotion: Promotion, maquette: Maquette, evaluations: Sequence[Evaluation]
) -> MarkSheet:
    tests = tuple(told_apart(one) for one in evaluations if one.module != LOCAL_BONUS)
    return opened.read(maquette, promotion.academic_year, Given(evaluations=tests or None))


def _slots(
    opened: OpenedSheet, sheet: MarkSheet, evaluations: Sequence[Evaluation], people: Sequence[Enrolment]
) -> Iterator[_Slot]:
    """Those of people and evaluations still here; an empty one, when the workbook wrote it itself."""
    assert sheet.table is not None  # noqa: S101 the caller has looked
    by_nip = {one.student.nip_key: one for one in people}
    columns = _columns(sheet, evaluations)
    for row, student in enumerate(sheet.table.students):
        enrolment = by_nip.get(without_zeros(student.nip))
        stamps = opened.key.versions.get(student.nip) if opened.key else None
        for place, evaluation in columns.items() if enrolment else ():
            text = text_of(_mark(sheet, row, place))
            if enrolment and (text or stamps):
                version = stamps[place] if stamps and place < len(stamps) else None
                yield _Slot((evaluation.pk, enrolment.pk), text, version)


def _columns(sheet: MarkSheet, evaluations: Sequence[Evaluation]) -> dict[int, Evaluation]:
    """Place in the workbook (evaluations, then bonus names) → the evaluation of today."""
    assert sheet.table is not None  # noqa: S101 the caller has looked
    by_key = {one.key: one for one in evaluations}
    by_name = {plain_letters(one.title): one for one in evaluations if one.module == LOCAL_BONUS}
    found = [by_key.get(one.key) for one in sheet.table.evaluations]
    found += [by_name.get(plain_letters(name)) for name in sheet.bonus_names]
    return {place: one for place, one in enumerate(found) if one is not None}


def _mark(sheet: MarkSheet, row: int, place: int) -> MarkValue:
    assert sheet.table is not None  # noqa: S101 the caller has looked
    count = len(sheet.table.evaluations)
    return sheet.table.mark(row, place) if place < count else sheet.bonus_marks[row][place - count]


def _compared(
    promotion: Promotion,
    module: str,
    findings: tuple[Finding, ...],
    slots: Sequence[_Slot],
    evaluations: Sequence[Evaluation],
    people: Sequence[Enrolment],
) -> WorkbookReview:
    stored = {
        (mark.evaluation_id, mark.enrolment_id): mark
        for mark in Mark.objects.filter(evaluation__in=evaluations)
    }
    differing = [
        slot for slot in slots if slot.text != (stored[slot.cell].text if slot.cell in stored else "")
    ]
    since = _changes_since(differing, stored)
    typed = [slot for slot in differing if slot.cell not in since or slot.text != since[slot.cell][0].before]
    edits = [CellEdit(*slot.cell, slot.text, _version(stored, slot.cell)) for slot in typed]
    tests, students = {one.pk: one for one in evaluations}, {one.pk: one for one in people}
    changes = tuple(
        ChangedCell(
            tests[edit.evaluation],
            students[edit.enrolment],
            edit,
            stored[edit.cell].text if edit.cell in stored else "",
            answer,
            since[edit.cell][-1] if edit.cell in since else None,
        )
        for edit, answer in zip(edits, try_marks(promotion, edits, module=module), strict=True)
    )
    return WorkbookReview(findings, changes, len(differing) - len(typed))


def _version(stored: Mapping[Cell, Mark], cell: Cell) -> int:
    return stored[cell].version if cell in stored else 0


def _changes_since(slots: Sequence[_Slot], stored: Mapping[Cell, Mark]) -> dict[Cell, list[MarkChange]]:
    """What happened to the cells whose version is no longer that of the workbook, the oldest first."""
    written = {
        slot.cell: slot.version
        for slot in slots
        if slot.version is not None and slot.version != _version(stored, slot.cell)
    }
    if not written:
        return {}
    changes = MarkChange.objects.filter(
        evaluation__in={cell[0] for cell in written}, enrolment__in={cell[1] for cell in written}
    )
    found: dict[Cell, list[MarkChange]] = defaultdict(list)
    for change in changes.order_by("pk"):
        cell = change.evaluation_id, change.enrolment_id
        if cell in written and change.version > written[cell]:
            found[cell].append(change)
    return dict(found)
