# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from delibere.curriculum.model import Curriculum
from delibere.services.records.departments import add_milestone, remove_milestone, set_year
from delibere.services.records.freezing import freezes_on, one_month_after
from delibere.services.records.journal import command_line
from delibere.services.records.maquettes import draft
from delibere.services.records.overview import coming_dates, first_steps, promotions_at_a_glance
from delibere.services.records.what_remains import Urgency, Work, what_remains
from delibere.store.models import (
    Department,
    Enrolment,
    EnrolmentStatus,
    Group,
    GroupMembership,
    JournalEntry,
    Partition,
    PastOutcome,
    Promotion,
    Role,
    Student,
)

EVERY_ROLE = frozenset(Role)
TODAY = date(2023, 9, 20)


def student(department: Department, nip: str, surname: str, ine: str = "99000000001") -> Student:
    return Student.objects.create(department=department, nip=nip, surname=surname, ine=ine)


@pytest.fixture
def orchard(qlio: Department) -> Promotion:
    """Three in S1 · FI: one repeats, one has no group, one has left."""
    promotion = Promotion.objects.create(department=qlio, year=2023, slug="s1-fi")
    people = [student(qlio, f"9900000{n}", name) for n, name in enumerate(["ALOÈS", "BASILIC", "CASSIS"])]
    first, second, third = (Enrolment.objects.create(promotion=promotion, student=one) for one in people)
    Enrolment.objects.filter(pk=second.pk).update(repeating=True)
    Enrolment.objects.filter(pk=third.pk).update(status=EnrolmentStatus.RESIGNED)
    partition = Partition.objects.create(promotion=promotion, name="TD")
    group = Group.objects.create(partition=partition, name="A")
    GroupMembership.objects.create(partition=partition, group=group, enrolment=first)
    return promotion


def works(department: Department, *roles: Role) -> dict[Work, tuple[int, str]]:
    found = what_remains(department, frozenset(roles) or EVERY_ROLE, TODAY)
    return {task.work: (task.count, task.where) for task in found}


@pytest.mark.parametrize(
    ("start", "freeze"),
    [
        (date(2023, 9, 4), date(2023, 10, 4)),
        (date(2023, 8, 31), date(2023, 9, 30)),
        (date(2023, 12, 31), date(2024, 1, 31)),
        (date(2024, 1, 31), date(2024, 2, 29)),
    ],
)
def test_one_month_later_is_the_same_day_or_the_last_of_a_shorter_month(start: date, freeze: date) -> None:
    assert one_month_after(start) == freeze


def test_nothing_remains_in_a_department_without_anybody(qlio: Department) -> None:
    assert what_remains(qlio, EVERY_ROLE, TODAY) == []


def test_who_is_without_group_and_who_repeats_without_a_past_are_counted(orchard: Promotion) -> None:
    found = works(orchard.department, Role.SECRETARY)
    assert found[Work.STUDENTS_WITHOUT_GROUP] == (1, "S1 · FI 1")
    assert found[Work.REPEATERS_WITHOUT_PAST] == (1, "BASILIC")


def test_a_withdrawn_decision_is_no_past(orchard: Promotion) -> None:
    repeater = Student.objects.get(surname="BASILIC")
    kept = PastOutcome.objects.create(
        student=repeater, year=2022, subject="enrolment", semester=1, reason="redoublement"
    )
    assert Work.REPEATERS_WITHOUT_PAST not in works(orchard.department)
    PastOutcome.objects.filter(pk=kept.pk).update(withdrawn_at="2023-09-15T10:00Z")
    assert Work.REPEATERS_WITHOUT_PAST in works(orchard.department)


def test_a_draft_is_late_once_maquettes_are_frozen(qlio: Department, annex: Curriculum) -> None:
    draft(command_line(), qlio, 2023, annex.maquettes[0], source="annexe")
    urgencies = []
    for start in (None, date(2023, 9, 4), date(2023, 8, 20)):
        qlio.teaching_starts_on = start
        urgencies += [task.urgency for task in what_remains(qlio, EVERY_ROLE, TODAY)]
    assert urgencies == [Urgency.SOON, Urgency.SOON, Urgency.LATE]


def test_each_role_is_told_its_own_work(orchard: Promotion) -> None:
    Student.objects.update(ine="")
    department = orchard.department
    assert works(department, Role.TEACHER) == {}
    assert works(department, Role.OBSERVER) == {}
    assert set(works(department, Role.ADMINISTRATOR)) == {Work.STUDENTS_WITHOUT_ACCOUNT}


def test_another_department_counts_for_nothing(orchard: Promotion) -> None:
    other = Department.objects.create(slug="gea", name="GEA", diploma="BUT GEA", year=2023)
    assert what_remains(other, EVERY_ROLE, TODAY) == []


def test_a_promotion_is_counted_at_a_glance(orchard: Promotion) -> None:
    (line,) = promotions_at_a_glance([orchard])
    counts = (line.students, line.repeating, line.left, line.without_group, line.taught, line.modules)
    assert counts == (2, 1, 1, 1, 0, 0)


def test_first_steps_say_what_is_there(orchard: Promotion, published: Curriculum) -> None:
    counts = {step.key: step.count for step in first_steps(orchard.department)}
    assert counts == {"annex": 20, "students": 3, "semesters": 1, "evaluations": 0}


def test_dates_to_come_hold_the_freeze_and_the_milestones_in_order(qlio: Department) -> None:
    set_year(command_line(), qlio, 2023, date(2023, 9, 4))
    add_milestone(command_line(), qlio, date(2024, 1, 31), "Jury S1")
    past = add_milestone(command_line(), qlio, date(2023, 9, 1), "Pré-rentrée")
    assert freezes_on(qlio, 2023) == date(2023, 10, 4)
    assert [day for day, _title in coming_dates(qlio, TODAY)] == [date(2023, 10, 4), date(2024, 1, 31)]
    remove_milestone(command_line(), past)
    assert qlio.milestones.count() == 1
    assert [entry.action for entry in JournalEntry.objects.all()] == [
        "milestones.changed",
        "milestones.changed",
        "milestones.changed",
        "department.changed",
    ]


def test_settings_that_do_not_change_are_not_remembered(qlio: Department) -> None:
    set_year(command_line(), qlio, 2023, None)
    assert not JournalEntry.objects.exists()
