# SPDX-License-Identifier: EUPL-1.2
import pytest

from classes import ENGLISH, mark, open_class, plan
from delibere.curriculum.model import Curriculum
from delibere.services.records.marks import Verdict
from delibere.services.records.marks.pasting import PastedLine, Target, read_pasted_marks
from delibere.store.models import Department, Evaluation, Mark, Promotion


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    return open_class(qlio)


@pytest.fixture
def exams(promotion: Promotion) -> list[Evaluation]:
    return [plan(promotion, "DS 1"), plan(promotion, "DS 2")]


def pasted(promotion: Promotion, exams: list[Evaluation], text: str, row: int = 0) -> list[PastedLine]:
    people = [one.pk for one in promotion.enrolments.all()]
    return read_pasted_marks(promotion, ENGLISH, text, Target(people[row:], [one.pk for one in exams]))


def said(lines: list[PastedLine]) -> list[tuple[str, list[tuple[str, Verdict]]]]:
    return [
        (
            line.enrolment.student.surname if line.enrolment else "?",
            [(cell.answer.text or cell.edit.text, cell.answer.verdict) for cell in line.cells],
        )
        for line in lines
    ]


def test_a_block_fills_rows_and_columns_from_the_active_cell(
    promotion: Promotion, exams: list[Evaluation]
) -> None:
    lines = pasted(promotion, exams, "12\t13,5\n14.25\tA\n", row=1)
    assert said(lines) == [
        ("BOULEAU", [("12", Verdict.SAVED), ("13,5", Verdict.SAVED)]),
        ("CORMIER", [("14,25", Verdict.SAVED), ("ABI", Verdict.SAVED)]),
    ]
    assert not Mark.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "99000002\t12\n99000001\t8",
        "BOULEAU Basile\t12\nALISIER Alix\t8",
        "basile bouleau\t12\nAlix Alisier\t8",
        "BOULEAU\tBasile\t12\nALISIER\tAlix\t8",
        "99000002\tBOULEAU\tBasile\t12\n99000001\tALISIER\tAlix\t8",
        "NIP\tNom\tPrénom\tNote\n99000002\tBOULEAU\tBasile\t12\n99000001\tALISIER\tAlix\t8",
    ],
)
def test_names_and_numbers_are_matched_whatever_their_columns(
    promotion: Promotion, exams: list[Evaluation], text: str
) -> None:
    assert said(pasted(promotion, exams, text)) == [
        ("BOULEAU", [("12", Verdict.SAVED)]),
        ("ALISIER", [("8", Verdict.SAVED)]),
    ]


def test_a_number_and_a_name_of_two_people_are_nobody(promotion: Promotion, exams: list[Evaluation]) -> None:
    lines = pasted(promotion, exams, "99000001\tBOULEAU Basile\t12\n99000003\tCORMIER Cléa\t9")
    assert said(lines) == [("?", []), ("CORMIER", [("9", Verdict.SAVED)])]


def test_what_is_unknown_beyond_empty_the_same_or_wrong_is_told(
    promotion: Promotion, exams: list[Evaluation]
) -> None:
    mark(exams[0], promotion.enrolments.all()[0], "12")
    lines = pasted(promotion, exams, "12\t\t4\n125\n\n11\n9\n")
    assert said(lines) == [
        ("ALISIER", [("12", Verdict.SAME)]),
        ("BOULEAU", [("125", Verdict.REFUSED)]),
        ("CORMIER", []),
        ("DATTIER", [("11", Verdict.SAVED)]),
        ("?", []),
    ]
    assert [line.beyond for line in lines] == [1, 0, 0, 0, 0]
    assert lines[1].cells[0].answer.likely == "12,5"


def test_a_paste_over_marks_shows_them_and_bears_their_versions(
    promotion: Promotion, exams: list[Evaluation]
) -> None:
    mark(exams[0], promotion.enrolments.all()[0], "7,5")
    cell = pasted(promotion, exams, "12\n13")[0].cells[0]
    assert (cell.before, cell.edit.version, cell.answer.verdict) == ("7,50", 1, Verdict.SAVED)
