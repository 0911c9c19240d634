# SPDX-License-Identifier: EUPL-1.2
"""Who still has no mark where one is owed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from delibere.calculation.evaluations import Kind
from delibere.calculation.local_rules import SecondSessionAbsence
from delibere.curriculum.model import Maquette, Module
from delibere.foundation.marks import Reason
from delibere.store.models import (
    Enrolment,
    EnrolmentStatus,
    Evaluation,
    Exemption,
    GroupMembership,
    Mark,
    Promotion,
)


@dataclass(frozen=True, slots=True)
class Awaited:
    """The cells of one evaluation. Those of a rattrapage or a bonus are owed once ATT announces them.

    Attributes:
        typed: how many hold a mark, or a reason why not.
        missing: those who still wait for theirs, in the order of names.
    """

    typed: int
    missing: tuple[Enrolment, ...]

    @property
    def expected(self) -> int:
        """Typed, and to be typed."""
        return self.typed + len(self.missing)


def counts(evaluation: Evaluation, module: Module | None) -> bool:
    """It weighs in some UE: one without a coefficient awaits nobody."""
    if module is None:
        return False
    value = evaluation.value
    fed = [ue for ue, coefficient in module.coefficients.items() if coefficient]
    weighs = any(value.weights.get(ue, 1) for ue in fed)
    return weighs and bool(value.kind in {Kind.BONUS, Kind.MALUS} or value.coefficient)


def awaited_marks(
    promotions: Collection[Promotion],
    evaluations: Iterable[Evaluation],
    maquettes: Mapping[int, Maquette],
    absence: SecondSessionAbsence,
) -> dict[int, Awaited]:
    """By key of evaluation; four queries.

    Args:
        promotions: whose marks.
        evaluations: theirs.
        maquettes: by key of promotion.
        absence: what ABI at a second session does; who has sat one is no longer owed the first.
    """
    enrolments = Enrolment.objects.filter(promotion__in=promotions, status=EnrolmentStatus.ENROLLED)
    people: dict[int, list[Enrolment]] = defaultdict(list)
    for person in enrolments.select_related("student").order_by("student__sort_key"):
        people[person.promotion_id].append(person)
    groups = _groups(promotions)
    excused = _excused(promotions)
    evaluations = list(evaluations)
    cells = _cells(promotions, evaluations)
    modules = {one.pk: _module(maquettes.get(one.promotion_id), one.module) for one in evaluations}
    sat = _sat(evaluations, cells, absence)
    found = {}
    for one in evaluations:
        concerned = [
            person
            for person in people[one.promotion_id]
            if (one.group_id is None or person.pk in groups[one.group_id])
            and not _dispensed(modules[one.pk], excused[person.pk])
        ]
        found[one.pk] = _awaited(one, modules[one.pk], concerned, cells[one.pk], sat)
    return found


def _awaited(
    evaluation: Evaluation,
    module: Module | None,
    concerned: list[Enrolment],
    cells: Mapping[int, tuple[int | None, str]],
    sat: set[tuple[int, str]],
) -> Awaited:
    announced = {key for key, (_number, reason) in cells.items() if reason == Reason.ATT.value}
    typed = [one for one in concerned if one.pk in cells and one.pk not in announced]
    if not counts(evaluation, module):
        return Awaited(len(typed), ())
    owed = evaluation.kind == Kind.NORMAL
    missing = [
        one
        for one in concerned
        if (one.pk in announced or (owed and one.pk not in cells))
        and not (owed and (one.pk, evaluation.module) in sat)
    ]
    return Awaited(len(typed), tuple(missing))


def _groups(promotions: Collection[Promotion]) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    memberships = GroupMembership.objects.filter(enrolment__promotion__in=promotions)
    for group, enrolment in memberships.values_list("group", "enrolment"):
        found[group].add(enrolment)
    return found


def _excused(promotions: Collection[Promotion]) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    exemptions = Exemption.objects.filter(enrolment__promotion__in=promotions)
    for enrolment, subject in exemptions.values_list("enrolment", "subject"):
        found[enrolment].add(subject)
    return found


def _cells(
    promotions: Collection[Promotion], evaluations: Collection[Evaluation]
) -> Mapping[int, dict[int, tuple[int | None, str]]]:
    """Evaluation → enrolment → what the cell holds; emptied ones are left out."""
    found: dict[int, dict[int, tuple[int | None, str]]] = defaultdict(dict)
    marks = Mark.objects.filter(evaluation__promotion__in=promotions, evaluation__in=evaluations)
    for evaluation, enrolment, number, reason in marks.values_list(
        "evaluation", "enrolment", "hundredths", "reason"
    ):
        if number is not None or reason:
            found[evaluation][enrolment] = number, reason
    return found


def _module(maquette: Maquette | None, code: str) -> Module | None:
    return next((one for one in (maquette.modules if maquette else ()) if one.apogee == code), None)


def _dispensed(module: Module | None, subjects: set[str]) -> bool:
    """Of the module, or of every UE that it feeds."""
    if module is None or not subjects:
        return False
    fed = {ue for ue, coefficient in module.coefficients.items() if coefficient}
    return module.apogee in subjects or (bool(fed) and fed <= subjects)


def _sat(
    evaluations: Iterable[Evaluation],
    cells: Mapping[int, Mapping[int, tuple[int | None, str]]],
    absence: SecondSessionAbsence,
) -> set[tuple[int, str]]:
    """(enrolment, module) with a second session that replaces the first."""
    zero = absence is SecondSessionAbsence.ZERO
    return {
        (enrolment, one.module)
        for one in evaluations
        if one.kind == Kind.SECOND_SESSION
        for enrolment, (number, reason) in cells[one.pk].items()
        if number is not None or (zero and reason == Reason.ABI)
    }
