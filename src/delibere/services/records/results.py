# SPDX-License-Identifier: EUPL-1.2
"""From the marks of a promotion to its averages and proposals: computed at each look, never kept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

import numpy as np

from delibere.calculation.averages import SemesterAverages, semester_averages
from delibere.calculation.evaluations import EMPTY, NUMBER, STATES, MarkTable
from delibere.calculation.local_rules import LocalRules
from delibere.calculation.means import AsDecided, Means, Withheld
from delibere.curriculum.model import Maquette
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.marks import Reason
from delibere.jury.parameters import Parameters
from delibere.services.files.compute_results import Material, Results, declared_in_words
from delibere.services.records.evaluations import LOCAL_BONUS
from delibere.services.records.local_rules import local_rules_of
from delibere.services.records.maquettes import maquette_in_force, published_curriculum
from delibere.services.records.marks import concerned
from delibere.services.records.past import past_of
from delibere.store.models import Enrolment, Evaluation, EvaluationState, Mark, Promotion

_NOT_CONCERNED = STATES.index(Reason.DIS)
_SEEN_BY_STUDENTS = frozenset({EvaluationState.PUBLISHED, EvaluationState.LOCKED})


@dataclass(frozen=True, slots=True)
class ClassMarks:
    """The marks of a promotion, as read.

    Attributes:
        enrolments: rows, in the order of names.
        evaluations: columns of the table; those of the local bonus are apart.
        bonus: sources of the local bonus.
    """

    promotion: Promotion
    maquette: Maquette
    enrolments: tuple[Enrolment, ...]
    evaluations: tuple[Evaluation, ...]
    bonus: tuple[Evaluation, ...]
    table: MarkTable
    bonus_marks: Means | None


def marks_of(
    promotion: Promotion, seen_at: datetime | None = None, enrolments: Sequence[Enrolment] | None = None
) -> ClassMarks:
    """Read the marks of a promotion; six queries.

    Args:
        promotion: of which semester.
        seen_at: only the evaluations that students see at this moment; None for all.
        enrolments: only these people; None for everybody.

    Raises:
        UnusableInputError: its maquette is no longer published.
    """
    maquette = maquette_in_force(promotion)
    if maquette is None:
        message = _("La maquette de {promotion} n’est pas publiée : rien ne peut être calculé.")
        raise UnusableInputError(message.format(promotion=promotion))
    people = tuple(enrolments if enrolments is not None else _people(promotion))
    known = {module.apogee for module in maquette.modules}
    seen = [
        one
        for one in promotion.evaluations.all()
        if seen_at is None or one.state_at(seen_at) in _SEEN_BY_STUDENTS
    ]
    columns = tuple(one for one in seen if one.module in known)
    bonus = tuple(one for one in seen if one.module == LOCAL_BONUS)
    table = _table(people, columns)
    return ClassMarks(promotion, maquette, people, columns, bonus, table, _bonus_marks(people, bonus))


def _people(promotion: Promotion) -> list[Enrolment]:
    found = promotion.enrolments.select_related("student")
    return list(found.prefetch_related("group_memberships", "exemptions"))


def _table(people: Sequence[Enrolment], evaluations: Sequence[Evaluation]) -> MarkTable:
    shape = (len(people), len(evaluations))
    numerators, states = np.zeros(shape, np.int32), np.full(shape, EMPTY, np.uint8)
    rows = {one.pk: row for row, one in enumerate(people)}
    columns = {one.pk: column for column, one in enumerate(evaluations)}
    for enrolment, evaluation, hundredths, reason in _cells(people, evaluations):
        place = rows[enrolment], columns[evaluation]
        if hundredths is not None:
            states[place], numerators[place] = NUMBER, hundredths
        elif reason:
            states[place] = STATES.index(Reason(reason))
    for row, column in _out_of(people, evaluations):
        states[row, column], numerators[row, column] = _NOT_CONCERNED, 0
    students = tuple(one.student.identity for one in people)
    hundred = np.full(len(evaluations), 100, np.int64)
    return MarkTable(students, tuple(one.value for one in evaluations), numerators, hundred, states)


def _cells(
    people: Sequence[Enrolment], evaluations: Sequence[Evaluation]
) -> list[tuple[int, int, int | None, str]]:
    found = Mark.objects.filter(evaluation__in=evaluations)
    if len(people) == 1:
        found = found.filter(enrolment=people[0])
    keys = {one.pk for one in people}
    cells = found.values_list("enrolment", "evaluation", "hundredths", "reason")
    return [cell for cell in cells if cell[0] in keys]


def _out_of(people: Sequence[Enrolment], evaluations: Sequence[Evaluation]) -> list[tuple[int, int]]:
    """Cells that are not asked for: an evaluation of another group, a module one is dispensed of."""
    found = []
    excused = [{exemption.subject for exemption in one.exemptions.all()} for one in people]
    for column, evaluation in enumerate(evaluations):
        inside = {one.pk for one in concerned(evaluation, people)}
        found += [
            (row, column)
            for row, one in enumerate(people)
            if one.pk not in inside or evaluation.module in excused[row]
        ]
    return found


def _bonus_marks(people: Sequence[Enrolment], sources: Sequence[Evaluation]) -> Means | None:
    if not sources:
        return None
    rows = {one.pk: row for row, one in enumerate(people)}
    columns = {one.pk: column for column, one in enumerate(sources)}
    marks: list[list[Fraction | None]] = [[None] * len(sources) for _one in people]
    for enrolment, evaluation, hundredths, _reason in _cells(people, sources):
        if hundredths is not None:
            marks[rows[enrolment]][columns[evaluation]] = Fraction(hundredths, 100)
    return AsDecided(marks, [one.title for one in sources], _("note de bonus"))


def averages_of(read: ClassMarks, rules: LocalRules) -> SemesterAverages:
    """Averages of modules and UE; a UE one is dispensed of has none."""
    averages = semester_averages(read.maquette, read.table, rules, read.bonus_marks)
    mask = np.array(
        [
            [ue.code in {exemption.subject for exemption in one.exemptions.all()} for ue in read.maquette.ues]
            for one in read.enrolments
        ],
        bool,
    ).reshape(len(read.enrolments), len(read.maquette.ues))
    if not mask.any():
        return averages
    return replace(averages, ues=Withheld(mask, averages.ues, _("dispensé de cette UE")))


def results_of(promotion: Promotion, *, rules: LocalRules | None = None) -> Results:
    """Averages and proposals of a promotion: of its semester, and of the year when it closes one.

    Args:
        promotion: whose results; for an even semester, the odd one of the same year is judged with it.
        rules: others than those declared, to see what they would change; nothing is written.

    Raises:
        UnusableInputError: its maquette is no longer published.
    """
    curriculum = published_curriculum(promotion.department, promotion.year)
    if curriculum is None:
        raise UnusableInputError(_("Aucune maquette n’est publiée pour cette année."))
    day = promotion.academic_year.last_day
    local = local_rules_of(promotion.department)
    semesters = tuple(averages_of(marks_of(one), rules or local.at(day)) for one in _semesters(promotion))
    students = {enrolment.student_id for one in _semesters(promotion) for enrolment in one.enrolments.all()}
    material = Material(
        curriculum=curriculum,
        semesters=semesters,
        outcomes=past_of(students),
        parameters=Parameters.at(day),
        declared=tuple(declared_in_words(one) for one in local.sources(day)),
        notices=(),
    )
    return material.judged(*semesters)


def _semesters(promotion: Promotion) -> list[Promotion]:
    """The promotion, after the odd one of the same year, regime and parcours when it closes the year."""
    if promotion.semester % 2:
        return [promotion]
    odd = f"s{promotion.semester - 1}{promotion.slug[2:]}"
    before = Promotion.objects.filter(department=promotion.department_id, year=promotion.year, slug=odd)
    return [*before.select_related("department"), promotion]
