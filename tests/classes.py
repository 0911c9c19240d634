# SPDX-License-Identifier: EUPL-1.2
"""A class to type marks for: people, groups, evaluations."""

from datetime import date

from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.evaluations import TypedEvaluation, create_evaluation
from delibere.services.records.groups import partition, place
from delibere.services.records.journal import command_line
from delibere.services.records.marks import CellEdit, write_marks
from delibere.services.records.students import create
from delibere.store.models import Department, Enrolment, Evaluation, Group, Mark, Promotion

ENGLISH = "TBQTR301"
"""R3.01, which feeds four UE."""
PEOPLE = (("ALISIER", "Alix"), ("BOULEAU", "Basile"), ("CORMIER", "Cléa"), ("DATTIER", "Dina"))


def open_class(department: Department, people: tuple[tuple[str, str], ...] = PEOPLE) -> Promotion:
    """S3 FI OSC, with people numbered from 99000001."""
    made = open_promotion(command_line(), department, 2023, "s3-fi-osc")
    records = [
        create(command_line(), department, {"nip": f"{99000001 + n}", "surname": name, "first_name": first})
        for n, (name, first) in enumerate(people)
    ]
    enrol(command_line(), made, records)
    return made


def plan(promotion: Promotion, title: str, group: Group | None = None, scale: str = "20") -> Evaluation:
    """An evaluation of English."""
    typed = TypedEvaluation(ENGLISH, title, scale=scale, held_on=date(2023, 10, 9), group=group)
    return create_evaluation(command_line(), promotion, typed)


def group_of(promotion: Promotion, name: str, *people: Enrolment) -> Group:
    """A TD group and who is in it."""
    td = partition(command_line(), promotion, "TD")
    place(command_line(), td, dict.fromkeys(people, name))
    return Group.objects.get(partition=td, name=name)


def edit(evaluation: Evaluation, enrolment: Enrolment, text: str, version: int = 0) -> CellEdit:
    """What somebody typed."""
    return CellEdit(evaluation.pk, enrolment.pk, text, version)


def mark(evaluation: Evaluation, enrolment: Enrolment, text: str) -> None:
    """Type over whatever stands there."""
    stored = Mark.objects.filter(evaluation=evaluation, enrolment=enrolment).first()
    typed = edit(evaluation, enrolment, text, stored.version if stored else 0)
    write_marks(command_line(), evaluation.promotion, [typed])


def texts(evaluation: Evaluation) -> dict[str, str]:
    """Surname → mark."""
    marks = Mark.objects.filter(evaluation=evaluation).select_related("enrolment__student")
    return {one.enrolment.student.surname: one.text for one in marks}
