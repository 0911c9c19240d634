# SPDX-License-Identifier: EUPL-1.2
"""A workbook down, filled, and up again."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.utils import timezone

from classes import ENGLISH, group_of, mark, open_class, plan
from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.services.records.evaluations import (
    LOCAL_BONUS,
    TypedEvaluation,
    create_evaluation,
    lock_evaluations,
)
from delibere.services.records.journal import command_line
from delibere.services.records.marks import Verdict
from delibere.services.records.marks.workbook_filled import WorkbookReview, review_workbook
from delibere.services.records.marks.workbook_to_fill import workbook_to_fill
from delibere.store.models import Department, Evaluation, Mark, Promotion
from ods import ods

US = command_line()
Fill = Callable[[dict[tuple[str, str], str | float | None]], bytes]


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    return open_class(qlio)


@pytest.fixture
def exam(promotion: Promotion) -> Evaluation:
    made = plan(promotion, "DS 1")
    mark(made, promotion.enrolments.all()[0], "12")
    return made


def filled(data: bytes, cells: dict[tuple[str, str], str | float | None]) -> bytes:
    """The workbook with other values by (surname, end of the heading)."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        rows = {str(row[1].value): row[0].row or 0 for row in sheet.iter_rows(min_col=1, max_col=2)}
        for (surname, heading), value in cells.items():
            for column in sheet.iter_cols():
                if surname in rows and any(str(cell.value).endswith(heading) for cell in column):
                    sheet.cell(rows[surname], column[0].column or 0).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def seen(review: WorkbookReview) -> list[tuple[str, str, str, str, bool]]:
    return [
        (one.enrolment.student.surname, one.before, one.edit.text, one.answer.verdict, one.other is not None)
        for one in review.changes
    ]


def test_a_workbook_handed_back_untouched_changes_nothing(promotion: Promotion, exam: Evaluation) -> None:
    book = workbook_to_fill(promotion, ENGLISH)
    assert book.name == "notes-s3-fi-osc-R3.01.xlsx"
    assert review_workbook(promotion, ENGLISH, book.data, book.name) == WorkbookReview(())


def test_only_changed_cells_are_told_those_emptied_included(promotion: Promotion, exam: Evaluation) -> None:
    data = filled(
        workbook_to_fill(promotion, ENGLISH).data,
        {("ALISIER", "DS 1"): None, ("BOULEAU", "DS 1"): 13.5, ("CORMIER", "DS 1"): "ABJ"},
    )
    assert seen(review_workbook(promotion, ENGLISH, data, "x.xlsx")) == [
        ("ALISIER", "12", "", Verdict.SAVED, False),
        ("BOULEAU", "", "13,5", Verdict.SAVED, False),
        ("CORMIER", "", "ABJ", Verdict.SAVED, False),
    ]
    assert Mark.objects.count() == 1


def test_what_was_changed_elsewhere_since_is_kept_or_shown_with_its_author(
    promotion: Promotion, exam: Evaluation
) -> None:
    first, second, third, _fourth = promotion.enrolments.all()
    data = filled(workbook_to_fill(promotion, ENGLISH).data, {("BOULEAU", "DS 1"): 13})
    mark(exam, first, "15")
    mark(exam, second, "9")
    mark(exam, third, "7")
    review = review_workbook(promotion, ENGLISH, data, "x.xlsx")
    assert seen(review) == [("BOULEAU", "9", "13", Verdict.SAVED, True)]
    assert review.changes[0].other is not None
    assert (review.changes[0].other.actor_name, review.kept) == ("ligne de commande", 2)


def test_a_wrong_value_stops_the_whole_workbook_and_says_where(
    promotion: Promotion, exam: Evaluation
) -> None:
    data = filled(
        workbook_to_fill(promotion, ENGLISH).data, {("BOULEAU", "DS 1"): 125, ("CORMIER", "DS 1"): 8}
    )
    review = review_workbook(promotion, ENGLISH, data, "x.xlsx")
    assert review.changes == ()
    assert "BOULEAU Basile, R3.01 / DS 1 : « 125 » n’est pas une note sur 20. Vouliez-vous 12,5" in str(
        review.findings[0]
    )


def test_a_locked_evaluation_refuses_its_cells(promotion: Promotion, exam: Evaluation) -> None:
    data = filled(workbook_to_fill(promotion, ENGLISH).data, {("BOULEAU", "DS 1"): 13})
    lock_evaluations(US, [exam], timezone.now())
    assert seen(review_workbook(promotion, ENGLISH, data, "x.xlsx"))[0][3] == Verdict.LOCKED


def test_two_groups_may_have_the_same_title_and_each_its_own_workbook(promotion: Promotion) -> None:
    first, second, _third, _fourth = promotion.enrolments.all()
    a, b = group_of(promotion, "A", first), group_of(promotion, "B", second)
    tests = [plan(promotion, "TP", a), plan(promotion, "TP", b)]
    data = filled(workbook_to_fill(promotion, ENGLISH).data, {("BOULEAU", "TP (B)"): 14})
    change = review_workbook(promotion, ENGLISH, data, "x.xlsx").changes[0]
    assert (change.evaluation, change.answer.verdict) == (tests[1], Verdict.SAVED)
    alone = workbook_to_fill(promotion, ENGLISH, a)
    assert alone.name.endswith("-A.xlsx")
    assert alone.data != b""
    surnames = {
        str(row[1].value) for row in openpyxl.load_workbook(io.BytesIO(alone.data)).worksheets[1].rows
    }
    assert surnames & {"ALISIER", "BOULEAU"} == {"ALISIER"}


def test_a_table_made_by_hand_is_read_and_its_empty_cells_change_nothing(
    promotion: Promotion, exam: Evaluation
) -> None:
    lines = "NIP;Nom;R3.01 / DS 1\n99000001;ALISIER;\n99000002;BOULEAU;11\n"
    assert seen(review_workbook(promotion, ENGLISH, lines.encode(), "notes.csv")) == [
        ("BOULEAU", "", "11", Verdict.SAVED, False)
    ]


def test_a_table_made_in_ods_is_read_too(promotion: Promotion, exam: Evaluation) -> None:
    data = ods([["NIP", "Nom", "R3.01 / DS 1"], ["99000001", "ALISIER", 12], ["99000002", "BOULEAU", 11.5]])
    assert seen(review_workbook(promotion, ENGLISH, data, "notes.ods")) == [
        ("BOULEAU", "", "11,5", Verdict.SAVED, False)
    ]


def test_the_workbook_of_another_module_is_refused(promotion: Promotion, exam: Evaluation) -> None:
    data = workbook_to_fill(promotion, ENGLISH).data
    with pytest.raises(UnusableInputError, match="n’est pas le classeur de cette page"):
        review_workbook(promotion, "TBQTR307", data, "x.xlsx")


def test_a_module_without_evaluation_has_no_workbook(promotion: Promotion) -> None:
    with pytest.raises(UnusableInputError, match="ajoutez d’abord une évaluation"):
        workbook_to_fill(promotion, ENGLISH)


def test_the_local_bonus_has_its_workbook_too(promotion: Promotion) -> None:
    create_evaluation(US, promotion, TypedEvaluation(LOCAL_BONUS, "sport"))
    data = filled(workbook_to_fill(promotion, LOCAL_BONUS).data, {("ALISIER", "sport"): 14})
    assert seen(review_workbook(promotion, LOCAL_BONUS, data, "x.xlsx")) == [
        ("ALISIER", "", "14", Verdict.SAVED, False)
    ]
