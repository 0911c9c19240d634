# SPDX-License-Identifier: EUPL-1.2
"""A plan carried out in one transaction, by the very services that the pages use."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.people import without_zeros
from delibere.services.records.enrolments import change_status, enrol, open_promotion
from delibere.services.records.evaluations import change_evaluation, create_evaluation
from delibere.services.records.groups import partition, place
from delibere.services.records.import_students import Change, write_people
from delibere.services.records.journal import Author, remember
from delibere.services.records.marks import Cell, CellEdit, Verdict, write_marks
from delibere.services.records.marks.grid import NOTHING, stored_cells
from delibere.services.records.marks.saving import from_where
from delibere.services.records.scodoc.planning import plan_of
from delibere.services.records.scodoc.plans import Part, Plan, PlannedMark, PlannedPerson
from delibere.store.models import (
    Action,
    Enrolment,
    EnrolmentStatus,
    Evaluation,
    Promotion,
    Student,
    StudentUpload,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written, where.

    Attributes:
        counts: created, corrected, enrolled, moved, evaluations, marks, standings; and refused: marks that
            could not be, for want of their test or of their student.
    """

    promotion: Promotion
    counts: Mapping[str, int]


@transaction.atomic
def take(
    author: Author, upload: StudentUpload, parts: Collection[Part], seen: str, since: date | None = None
) -> Taken:
    """Write the parts that were ticked; the files are forgotten.

    Args:
        author: who acts.
        upload: the answers.
        parts: what to write.
        seen: fingerprint of the plan that was looked at.
        since: the day of the resignations and defaults, which ScoDoc does not tell.

    Raises:
        UnusableInputError: somebody has taken them already or changed something since the preview, nothing is
            ticked, no maquette is chosen, or a day is missing; nothing was written.
    """
    if StudentUpload.objects.select_for_update().filter(pk=upload.pk).first() is None:
        raise UnusableInputError(_("Ces fichiers ont déjà été repris, ou abandonnés."))
    plan = plan_of(upload)
    if plan.maquette is None:
        raise UnusableInputError(_("Choisissez d’abord la maquette de ce semestre."))
    if not parts:
        raise UnusableInputError(_("Rien n’est coché : rien n’a été écrit."))
    if plan.fingerprint != seen:
        raise UnusableInputError(_("Quelque chose a changé depuis cet aperçu : relisez-le, puis confirmez."))
    by = from_where(author, "ScoDoc")
    promotion = open_promotion(by, upload.department, plan.year, plan.maquette.id)
    counts = _take_people(by, plan, promotion, parts)
    enrolments = _enrolled(plan, promotion)
    counts["moved"] = _take_groups(by, plan, promotion, enrolments) if Part.GROUPS in parts else 0
    evaluations, counts["evaluations"] = _take_evaluations(by, plan, promotion, parts)
    marks = _ticked_marks(plan, parts)
    counts["marks"] = _take_marks(by, promotion, marks, evaluations, enrolments)
    counts["refused"] = len(marks) - counts["marks"]
    counts["standings"] = _take_standings(by, plan, enrolments, since) if Part.STANDINGS in parts else 0
    remember(
        by, Action.SCODOC_TAKEN, department=upload.department, subject=str(promotion), details={**counts}
    )
    upload.delete()
    return Taken(promotion, counts)


def _ticked_marks(plan: Plan, parts: Collection[Part]) -> list[PlannedMark]:
    ticked = {Part.NEW_MARKS: Change.NEW, Part.CHANGED_MARKS: Change.CHANGED}
    changes = {change for part, change in ticked.items() if part in parts}
    return [one for one in plan.marks if one.change in changes]


def _take_people(author: Author, plan: Plan, promotion: Promotion, parts: Collection[Part]) -> dict[str, int]:
    """Created, corrected, enrolled."""
    ticked = {Part.PEOPLE: Change.NEW, Part.RECORDS: Change.CHANGED}
    changes = [change for part, change in ticked.items() if part in parts]
    written = write_people(author, promotion.department, [one.line for one in plan.people], changes)
    enrolled = 0
    if Part.PEOPLE in parts:
        good = [one for one in plan.people if one.line.change is not Change.ERROR]
        enrolled = enrol(author, promotion, _records(promotion, good).values())
    return {"created": written[Change.NEW], "corrected": written[Change.CHANGED], "enrolled": enrolled}


def _records(promotion: Promotion, people: Collection[PlannedPerson]) -> dict[str, Student]:
    """ScoDoc's key → the student, as now known."""
    keys = {_nip_key(one): one.dumped.key for one in people}
    found = Student.objects.filter(department=promotion.department, nip_key__in=keys)
    return {keys[one.nip_key]: one for one in found}


def _nip_key(person: PlannedPerson) -> str:
    return without_zeros(person.line.line.student.nip)


def _enrolled(plan: Plan, promotion: Promotion) -> dict[str, Enrolment]:
    """ScoDoc's key → the enrolment, for those who now have one."""
    good = [one for one in plan.people if one.line.change is not Change.ERROR]
    records = _records(promotion, good)
    enrolments = {one.student_id: one for one in promotion.enrolments.select_related("student")}
    return {key: enrolments[one.pk] for key, one in records.items() if one.pk in enrolments}


def _take_groups(
    author: Author, plan: Plan, promotion: Promotion, enrolments: Mapping[str, Enrolment]
) -> int:
    """How many moved."""
    wanted: dict[str, dict[Enrolment, str | None]] = defaultdict(dict)
    for person in plan.people:
        if person.dumped.key in enrolments:
            for name, (_before, group) in person.moves.items():
                wanted[name][enrolments[person.dumped.key]] = group
    return sum(place(author, partition(author, promotion, name), groups) for name, groups in wanted.items())


def _take_evaluations(
    author: Author, plan: Plan, promotion: Promotion, parts: Collection[Part]
) -> tuple[dict[str, Evaluation], int]:
    """ScoDoc's key → the evaluation, for those that there now are; how many were created or changed."""
    count, found = 0, {}
    for one in plan.evaluations:
        if one.change is Change.NEW and Part.NEW_EVALUATIONS in parts:
            found[one.dumped.key] = create_evaluation(author, promotion, one.typed)
            count += 1
        elif one.known is not None:
            if one.change is Change.CHANGED and Part.CHANGED_EVALUATIONS in parts:
                count += change_evaluation(author, one.known, one.typed)
            found[one.dumped.key] = one.known
    return found, count


def _take_marks(
    author: Author,
    promotion: Promotion,
    marks: Collection[PlannedMark],
    evaluations: Mapping[str, Evaluation],
    enrolments: Mapping[str, Enrolment],
) -> int:
    """How many were written."""
    stored = stored_cells([one.pk for one in evaluations.values()])
    edits = []
    for one in marks:
        cell = _cell(one, evaluations, enrolments)
        if cell is not None:
            edits.append(CellEdit(*cell, one.dumped.text, stored.get(cell, NOTHING)[1]))
    answers = write_marks(author, promotion, edits) if edits else []
    return sum(one.verdict is Verdict.SAVED for one in answers)


def _cell(
    mark: PlannedMark, evaluations: Mapping[str, Evaluation], enrolments: Mapping[str, Enrolment]
) -> Cell | None:
    """Where it goes; None when its test or its student was not taken, or the test has another scale here."""
    enrolment, found = enrolments.get(mark.dumped.student), evaluations.get(mark.dumped.evaluation)
    if enrolment is None or found is None or mark.evaluation is None:
        return None
    return (found.pk, enrolment.pk) if found.value.scale == mark.evaluation.dumped.scale else None


def _take_standings(
    author: Author, plan: Plan, enrolments: Mapping[str, Enrolment], since: date | None
) -> int:
    """After the marks: those of somebody who resigned no longer change."""
    wanted: dict[EnrolmentStatus, list[Enrolment]] = defaultdict(list)
    for person in plan.people:
        if person.standing is not None and person.dumped.key in enrolments:
            wanted[person.standing].append(enrolments[person.dumped.key])
    return sum(change_status(author, people, status, since) for status, people in wanted.items())
