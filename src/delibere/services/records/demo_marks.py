# SPDX-License-Identifier: EUPL-1.2
"""The marks of the demo, and the local rules of an invented institute."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal
from importlib.resources import files

from django.utils import timezone

from delibere.calculation import evaluations as values
from delibere.calculation.evaluations import MarkTable
from delibere.foundation.language import _
from delibere.foundation.marks import Mark as MarkValue
from delibere.foundation.marks import Reason
from delibere.foundation.numbers import minimal
from delibere.services.files.demo import BONUS_NAMES, FictitiousSemester
from delibere.services.files.play_demo import LOCAL_RULES
from delibere.services.records.evaluations import LOCAL_BONUS
from delibere.store.models import (
    Absence,
    AbsenceProof,
    Department,
    Enrolment,
    Evaluation,
    HalfDay,
    LocalRule,
    Mark,
    Promotion,
)

BATCH = 2000


def load_marks(promotion: Promotion, enrolments: Sequence[Enrolment], semester: FictitiousSemester) -> None:
    """Its evaluations, published the day they were held, locked in an odd semester; marks and absences."""
    made = [_evaluation(promotion, one) for one in semester.table.evaluations]
    last = max(one.publish_at for one in made if one.publish_at)
    told = {"publish_at": last, "locked_at": last if promotion.semester % 2 else None}
    bonus = [Evaluation(promotion=promotion, module=LOCAL_BONUS, title=name, **told) for name in BONUS_NAMES]
    Evaluation.objects.bulk_create([*made, *bonus])
    cells = [*_marks(made, enrolments, semester.table), *_bonus(bonus, enrolments, semester)]
    Mark.objects.bulk_create(cells, batch_size=BATCH)
    load_absences(promotion)


def _evaluation(promotion: Promotion, one: values.Evaluation) -> Evaluation:
    held = one.held_on
    day = timezone.make_aware(datetime.combine(held, time(18))) if held else None
    return Evaluation(
        promotion=promotion,
        module=one.module,
        title=one.title,
        kind=one.kind.value,
        scale=minimal(one.scale),
        coefficient=minimal(one.coefficient),
        weights={ue: minimal(weight) for ue, weight in one.weights.items()},
        held_on=held,
        publish_at=day,
        locked_at=day if promotion.semester % 2 else None,
    )


def _marks(made: Sequence[Evaluation], enrolments: Sequence[Enrolment], table: MarkTable) -> Iterator[Mark]:
    for column, evaluation in enumerate(made):
        for row, enrolment in enumerate(enrolments):
            value = table.mark(row, column)
            if value is not None:
                yield _mark(evaluation, enrolment, value)


def _bonus(
    made: Sequence[Evaluation], enrolments: Sequence[Enrolment], semester: FictitiousSemester
) -> Iterator[Mark]:
    for enrolment, row in zip(enrolments, semester.bonus_marks, strict=True):
        for evaluation, value in zip(made, row, strict=True):
            if value is not None:
                yield _mark(evaluation, enrolment, value)


def _mark(evaluation: Evaluation, enrolment: Enrolment, value: MarkValue) -> Mark:
    number = int(value * 100) if isinstance(value, Decimal) else None
    reason = value.value if isinstance(value, Reason) else ""
    return Mark(evaluation=evaluation, enrolment=enrolment, hundredths=number, reason=reason)


def load_absences(promotion: Promotion) -> None:
    """The half-days behind its absences at evaluations, and a proof for each one that is justified."""
    marks = Mark.objects.filter(evaluation__promotion=promotion, reason__in=[Reason.ABI, Reason.ABJ])
    missed = {
        (one.enrolment, one.evaluation.held_on, one.evaluation.module): one.reason
        for one in marks.select_related("evaluation", "enrolment")
        if one.evaluation.held_on
    }
    Absence.objects.bulk_create(
        Absence(enrolment=enrolment, on=day, half=HalfDay.MORNING, module=module)
        for enrolment, day, module in missed
    )
    unjustified = {(one.student_id, day) for (one, day, _m), reason in missed.items() if reason == Reason.ABI}
    AbsenceProof.objects.bulk_create(
        AbsenceProof(student_id=student, first=day, last=day, reason=_("certificat médical"))
        for student, day in dict.fromkeys((one.student_id, day) for one, day, _module in missed)
        if (student, day) not in unjustified
    )


def load_local_rules(department: Department) -> None:
    """Those of the example file."""
    text = (files("delibere.services.files.demo") / LOCAL_RULES).read_text("utf-8")
    LocalRule.objects.bulk_create(
        LocalRule(
            department=department,
            parameter=parameter,
            since=entry["depuis"],
            value=entry["valeur"],
            reference=entry["reference"],
        )
        for parameter, entries in tomllib.loads(text).items()
        for entry in entries
    )
