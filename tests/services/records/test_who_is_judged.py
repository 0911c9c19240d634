# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from delibere.curriculum.model import Curriculum
from delibere.services.records.enrolments import change_status, enrol, open_promotion
from delibere.services.records.journal import command_line
from delibere.services.records.results import class_results
from delibere.services.records.students import create
from delibere.store.models import Department, EnrolmentStatus, Promotion, Student

US = command_line()


@pytest.fixture
def even(published: Curriculum, qlio: Department) -> Promotion:
    """S4, closed by Félix and Lou; Noé was in S3 with them and resigned in spring."""
    people = [
        create(US, qlio, {"nip": f"9900000{n}", "surname": name})
        for n, name in enumerate(("FRAMBOISE", "MYRTILLE", "NÉFLIER"), 1)
    ]
    for slug in ("s3-fi-osc", "s4-fi-osc"):
        promotion = open_promotion(US, qlio, 2023, slug)
        enrol(US, promotion, people)
    gone = promotion.enrolments.filter(student__surname="NÉFLIER")
    change_status(US, gone, EnrolmentStatus.RESIGNED, date(2024, 3, 4))
    return promotion


def names(promotion: Promotion, only: Student | None = None) -> list[str]:
    found = class_results(promotion, only=only)
    return [student.surname for student in found.results.proposals.course.students]


def test_who_resigned_is_out_of_the_year_and_told_apart(even: Promotion) -> None:
    assert names(even) == ["FRAMBOISE", "MYRTILLE"]
    assert [one.student.surname for one in class_results(even).left] == ["NÉFLIER"]


def test_the_semester_before_keeps_who_was_still_there(even: Promotion) -> None:
    odd = Promotion.objects.get(slug="s3-fi-osc")
    assert names(odd) == ["FRAMBOISE", "MYRTILLE", "NÉFLIER"]
    assert class_results(odd).left == ()


def test_one_person_is_computed_alone_even_when_gone(even: Promotion) -> None:
    assert names(even, Student.objects.get(surname="NÉFLIER")) == ["NÉFLIER"]
