# SPDX-License-Identifier: EUPL-1.2
"""From the marks of a promotion to its averages and proposals: computed at each look, never kept."""

from collections.abc import Collection, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

import numpy as np

from delibere.calculation.averages import SemesterAverages
from delibere.calculation.bonus import bonus_note
from delibere.calculation.evaluations import EMPTY, NUMBER, STATES, Kind, MarkTable
from delibere.calculation.local_rules import LocalRules
from delibere.calculation.means import AsDecided, Means
from delibere.curriculum.model import Maquette
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.marks import Reason
from delibere.jury.judged import SemesterMarks
from delibere.jury.parameters import Parameters
from delibere.services.files.compute_results import Material, Results
from delibere.services.records.evaluations import LOCAL_BONUS
from delibere.services.records.local_rules import local_rules_of
from delibere.services.records.maquettes import maquette_in_force, published_curriculum
from delibere.services.records.marks import concerned
from delibere.services.records.past import Moment, past_of
from delibere.store.models import (
    Enrolment,
    EnrolmentStatus,
    Evaluation,
    EvaluationState,
    Mark,
    Promotion,
    Student,
)

_NOT_CONCERNED = STATES.index(Reason.DIS)
_STATE_OF = {"": EMPTY} | {reason.value: STATES.index(reason) for reason in Reason}
_SEEN_BY_STUDENTS = frozenset({EvaluationState.PUBLISHED, EvaluationState.LOCKED})


@dataclass(frozen=True, slots=True)
class ClassMarks:
    """The marks of a promotion, as read.

    Attributes:
        enrolments: rows, in the order of names.
        evaluations: columns of the table, which those still hidden follow; the local bonus is apart.
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
    promotion: Promotion,
    seen_at: datetime | None = None,
    enrolments: Sequence[Enrolment] | None = None,
    maquette: Maquette | None = None,
) -> ClassMarks:
    """Read the marks of a promotion; six queries.

    Args:
        promotion: of which semester.
        seen_at: as students see them at this moment; None for all. A normal evaluation they do not see yet
            is awaited all the same: a column of the table, empty and without its title.
        enrolments: only these people; None for everybody.
        maquette: the one in force, when it has been read already.

    Raises:
        UnusableInputError: its maquette is no longer published.
    """
    maquette = maquette or maquette_in_force(promotion)
    if maquette is None:
        message = _("La maquette de {promotion} n’est pas publiée : rien ne peut être calculé.")
        raise UnusableInputError(message.format(promotion=promotion))
    people = tuple(enrolments if enrolments is not None else people_of(promotion))
    known = {module.apogee for module in maquette.modules}
    every = list(promotion.evaluations.all())
    seen = [one for one in every if seen_at is None or one.state_at(seen_at) in _SEEN_BY_STUDENTS]
    columns = tuple(one for one in seen if one.module in known)
    bonus = tuple(one for one in seen if one.module == LOCAL_BONUS)
    cells = _cells(people, [*columns, *bonus])
    table = _table(people, [*columns, *_to_come(every, seen, known)], cells)
    return ClassMarks(promotion, maquette, people, columns, bonus, table, _bonus_marks(people, bonus, cells))


def _to_come(
    every: Sequence[Evaluation], seen: Sequence[Evaluation], known: Collection[str]
) -> Iterator[Evaluation]:
    """Normal evaluations that are not seen, their titles hidden."""
    for one in every:
        if one not in seen and one.kind == Kind.NORMAL and one.module in known:
            hidden = copy(one)
            hidden.title = _("évaluation à venir")
            yield hidden


def people_of(promotion: Promotion) -> list[Enrolment]:
    """Everybody, those who left included, in the order of names; three queries."""
    found = promotion.enrolments.select_related("student")
    return list(found.prefetch_related("group_memberships", "exemptions"))


def table_of(people: Sequence[Enrolment], evaluations: Sequence[Evaluation]) -> MarkTable:
    """Their marks in these evaluations; one query. Students, groups and dispenses must be prefetched."""
    return _table(people, evaluations, _cells(people, evaluations))


_Cells = Sequence[tuple[int, int, int | None, str]]


def _table(people: Sequence[Enrolment], evaluations: Sequence[Evaluation], cells: _Cells) -> MarkTable:
    shape = (len(people), len(evaluations))
    numerators, states = np.zeros(shape, np.int32), np.full(shape, EMPTY, np.uint8)
    rows = {one.pk: row for row, one in enumerate(people)}
    columns = {one.pk: column for column, one in enumerate(evaluations)}
    found = [
        (
            rows[person],
            columns[test],
            hundredths or 0,
            NUMBER if hundredths is not None else _STATE_OF[reason],
        )
        for person, test, hundredths, reason in cells
        if test in columns
    ]
    if found:
        at, across, numbers, kinds = (list(each) for each in zip(*found, strict=True))
        numerators[at, across], states[at, across] = numbers, kinds
    for row, column in _out_of(people, evaluations):
        states[row, column], numerators[row, column] = _NOT_CONCERNED, 0
    students = tuple(one.student.identity for one in people)
    hundred = np.full(len(evaluations), 100, np.int64)
    return MarkTable(students, tuple(one.value for one in evaluations), numerators, hundred, states)


def _cells(people: Sequence[Enrolment], evaluations: Sequence[Evaluation]) -> _Cells:
    """The marks of these people only, in one query."""
    found = Mark.objects.filter(evaluation__in=evaluations)
    if len(people) == 1:
        found = found.filter(enrolment=people[0])
    keys = {one.pk for one in people}
    cells = found.values_list("enrolment", "evaluation", "hundredths", "reason")
    return [cell for cell in cells if cell[0] in keys]


def _out_of(people: Sequence[Enrolment], evaluations: Sequence[Evaluation]) -> Iterator[tuple[int, int]]:
    """Cells that are not asked for: an evaluation of another group, a module one is dispensed of."""
    for column, evaluation in enumerate(evaluations):
        if evaluation.group_id is not None:
            inside = {one.pk for one in concerned(evaluation, people)}
            yield from ((row, column) for row, one in enumerate(people) if one.pk not in inside)
    for row, one in enumerate(people):
        excused = {exemption.subject for exemption in one.exemptions.all()}
        if excused:
            yield from ((row, column) for column, test in enumerate(evaluations) if test.module in excused)


def _bonus_marks(people: Sequence[Enrolment], sources: Sequence[Evaluation], cells: _Cells) -> Means | None:
    if not sources:
        return None
    rows = {one.pk: row for row, one in enumerate(people)}
    columns = {one.pk: column for column, one in enumerate(sources)}
    marks: list[list[Fraction | None]] = [[None] * len(sources) for _one in people]
    for enrolment, evaluation, hundredths, _reason in cells:
        if evaluation in columns and hundredths is not None:
            marks[rows[enrolment]][columns[evaluation]] = Fraction(hundredths, 100)
    return AsDecided(marks, [one.title for one in sources], bonus_note())


def semester_marks(read: ClassMarks, version: int = 1) -> SemesterMarks:
    """The same marks as a value that the core judges; `version`: of the maquette."""
    bonus = read.bonus_marks
    rows, columns = range(len(read.enrolments)), range(len(read.bonus))
    ues = {ue.code for ue in read.maquette.ues}
    return SemesterMarks(
        maquette=read.maquette,
        table=read.table,
        version=version,
        bonus_names=tuple(one.title for one in read.bonus),
        bonus=() if bonus is None else tuple(tuple(bonus.exact(i, j) for j in columns) for i in rows),
        withheld=frozenset(
            (one.student.nip, exemption.subject)
            for one in read.enrolments
            for exemption in one.exemptions.all()
            if exemption.subject in ues
        ),
    )


def averages_of(read: ClassMarks, rules: LocalRules) -> SemesterAverages:
    """Averages of modules and UE; a UE one is dispensed of has none."""
    return semester_marks(read).averages(rules)


@dataclass(frozen=True, slots=True)
class ClassResults:
    """The results of a promotion, and where they come from.

    Attributes:
        semesters: the marks of the semesters judged: of the people present, or of the one asked for.
        left: those of the promotion who resigned or defaulted: a recorded fact, out of every computation.
    """

    promotion: Promotion
    semesters: tuple[ClassMarks, ...]
    left: tuple[Enrolment, ...]
    results: Results


def results_of(promotion: Promotion, *, rules: LocalRules | None = None) -> Results:
    """Averages and proposals of a promotion: of its semester, and of the year when it closes one.

    Args:
        promotion: whose results; for an even semester, the odd one of the same year is judged with it.
        rules: others than those declared, to see what they would change; nothing is written.

    Raises:
        UnusableInputError: its maquette is no longer published.
    """
    return class_results(promotion, rules=rules).results


def class_results(
    promotion: Promotion, *, rules: LocalRules | None = None, only: Student | None = None
) -> ClassResults:
    """The same with the people and the marks.

    Args:
        promotion: see `results_of`.
        rules: see `results_of`.
        only: one person, who may have left; None for everybody present.

    Raises:
        UnusableInputError: its maquette is no longer published.
    """
    curriculum = published_curriculum(promotion.department, promotion.year)
    if curriculum is None:
        raise UnusableInputError(_("Aucune maquette n’est publiée pour cette année."))
    day = promotion.academic_year.last_day
    local = local_rules_of(promotion.department)
    maquettes = {maquette.id: maquette for maquette in curriculum.maquettes}
    people = {one: people_of(one) for one in semesters_judged(promotion)}
    semesters = tuple(
        marks_of(
            one, enrolments=_judged(enrolments, people[promotion], only), maquette=maquettes.get(one.slug)
        )
        for one, enrolments in people.items()
    )
    averages = [averages_of(read, rules or local.at(day)) for read in semesters]
    students = {one.student_id for read in semesters for one in read.enrolments}
    material = Material(
        curriculum=curriculum,
        semesters=tuple(averages),
        outcomes=past_of(students, Moment(promotion.year, 2 - promotion.semester % 2)),
        parameters=Parameters.at(day),
        sources=local.sources(day),
        notices=(),
    )
    left = tuple(one for one in people[promotion] if not _present(one))
    return ClassResults(promotion, semesters, left, material.judged(*averages))


def semesters_judged(promotion: Promotion) -> list[Promotion]:
    """The promotion, after the odd one of the same year, regime and parcours when it closes the year."""
    if promotion.semester % 2:
        return [promotion]
    odd = f"s{promotion.semester - 1}{promotion.slug[2:]}"
    before = Promotion.objects.filter(department=promotion.department_id, year=promotion.year, slug=odd)
    return [*before.select_related("department"), promotion]


def _judged(people: Sequence[Enrolment], last: Sequence[Enrolment], only: Student | None) -> list[Enrolment]:
    """Those present in this semester, and not gone in the last one."""
    if only is not None:
        return [one for one in people if one.student_id == only.pk]
    gone = {one.student_id for one in last if not _present(one)}
    return [one for one in people if _present(one) and one.student_id not in gone]


def _present(enrolment: Enrolment) -> bool:
    return enrolment.status == EnrolmentStatus.ENROLLED
