# SPDX-License-Identifier: EUPL-1.2
"""Grades from Moodle, matched with the evaluations of a module; and the marks of a module for Moodle."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _, plural
from delibere.foundation.people import without_zeros
from delibere.interchange.moodle import Grades, chosen_columns, likely, read_grades, write_grades
from delibere.interchange.students import read_students
from delibere.services.records.evaluations import LOCAL_BONUS
from delibere.services.records.marks.grid import grid_of
from delibere.services.records.marks.workbook_filled import WorkbookReview, review_workbook
from delibere.services.records.marks.workbook_to_fill import WorkbookToFill, told_apart
from delibere.services.records.results import people_of
from delibere.store.models import Evaluation, Group, Mark, Promotion


@dataclass(frozen=True, slots=True)
class Matching:
    """An export of Moodle before anybody said which activity is which evaluation.

    Attributes:
        evaluations: those that an activity may be.
        guessed: place of an activity → key of the evaluation of the same title.
    """

    grades: Grades
    evaluations: tuple[Evaluation, ...]
    guessed: Mapping[int, int]


def match_moodle(promotion: Promotion, module: str, data: bytes, name: str) -> Matching | None:
    """What to ask about a file of Moodle; None when it is none.

    Raises:
        UnusableInputError: not a file of cells.
    """
    grades = read_grades(data, name)
    if grades is None:
        return None
    evaluations = tuple(promotion.evaluations.filter(module=module).select_related("group"))
    titles = {title_of(one): one.pk for one in evaluations}
    return Matching(grades, evaluations, likely(grades.activities, titles))


def review_moodle(
    promotion: Promotion, module: str, table: bytes, chosen: Mapping[int, int], name: str
) -> WorkbookReview:
    """What the chosen activities would change, as a filled workbook would.

    Args:
        promotion: whose students.
        module: whose evaluations.
        table: that of the `Grades`.
        chosen: place of an activity → key of an evaluation; those of other modules are not taken.
        name: of the file, for the messages.

    Raises:
        UnusableInputError: nothing was chosen; or as `review_workbook`.
    """
    evaluations = {one.pk: one for one in promotion.evaluations.filter(module=module).select_related("group")}
    headings = {place: _heading(evaluations[key]) for place, key in chosen.items() if key in evaluations}
    if not headings:
        raise UnusableInputError(_("Aucune activité n’a été choisie : rien n’a été lu."))
    others = [_heading(one) for key, one in evaluations.items() if key not in chosen.values()]
    ours = chosen_columns(table, headings, others, name)
    review = review_workbook(promotion, module, ours, name)
    return replace(review, findings=(*review.findings, *_strangers(promotion, ours, name)))


def moodle_file(promotion: Promotion, module: str, group: Group | None = None) -> WorkbookToFill:
    """The marks of a module for Moodle's import (CSV); of everybody, or of a group; not of those who left."""
    grid = grid_of(promotion, module, group)
    columns = [column.evaluation for column in grid.columns]
    marks = {
        (mark.evaluation_id, mark.enrolment_id): mark.value
        for mark in Mark.objects.filter(evaluation__in=columns)
    }
    rows = [
        (row.enrolment.student.identity, [marks.get((one.pk, row.enrolment.pk)) for one in columns])
        for row in grid.rows
        if not row.standing.left
    ]
    parts = (
        "moodle",
        promotion.slug,
        grid.module.pn if grid.module else "bonus",
        group.name if group else "",
    )
    return WorkbookToFill(
        "-".join(filter(None, parts)) + ".csv", write_grades([title_of(one) for one in columns], rows)
    )


def title_of(evaluation: Evaluation) -> str:
    """What an evaluation is called among those of its module."""
    return evaluation.title if evaluation.module == LOCAL_BONUS else told_apart(evaluation).title


def _heading(evaluation: Evaluation) -> str:
    return f"{evaluation.module or 'Bonus'} / {title_of(evaluation)}"


def _strangers(promotion: Promotion, table: bytes, name: str) -> list[Finding]:
    known = {one.student.nip_key for one in people_of(promotion)}
    others = [one for one in read_students(table, name).students if without_zeros(one.nip) not in known]
    if not others:
        return []
    message = plural(
        _("{names} n’est pas de cette promotion : sa ligne est laissée de côté."),
        _("{count} étudiants ne sont pas de cette promotion, leurs lignes sont laissées de côté : {names}."),
        len(others),
    )
    names = ", ".join(one.name for one in others)
    return [Finding(Severity.NOTICE, message.format(count=len(others), names=names))]
