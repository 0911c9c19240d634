# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from classes import ENGLISH, edit, group_of, mark, open_class, plan, texts
from delibere.calculation.local_rules import LocalRules
from delibere.curriculum.model import Curriculum
from delibere.services.records.enrolments import change_status, exempt
from delibere.services.records.evaluations import (
    LOCAL_BONUS,
    TypedEvaluation,
    create_evaluation,
    lock_evaluations,
    unlock_evaluation,
)
from delibere.services.records.journal import command_line
from delibere.services.records.marks import Verdict, history, try_marks, write_marks
from delibere.services.records.marks.averages import ModuleFigure
from delibere.services.records.marks.grid import Grid, grid_of
from delibere.services.records.marks.saving import from_where, save_cells
from delibere.services.records.results import averages_of, marks_of
from delibere.store.models import Department, EnrolmentStatus, Evaluation, Mark, MarkChange, Promotion

US = command_line()


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    return open_class(qlio)


@pytest.fixture
def exam(promotion: Promotion) -> Evaluation:
    return plan(promotion, "DS 1")


def shown(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in grid.rows]


def test_the_grid_shows_marks_with_two_decimals_and_the_average_beside(
    exam: Evaluation, promotion: Promotion
) -> None:
    oral = plan(promotion, "Oral", scale="15")
    first, second, third, _fourth = promotion.enrolments.all()
    for test, one, text in (
        (exam, first, "12,5"),
        (oral, first, "9"),
        (exam, second, "A"),
        (exam, third, "?"),
    ):
        mark(test, one, text)
    grid = grid_of(promotion, ENGLISH)
    assert shown(grid) == [["12,50", "9,00"], ["ABI", ""], ["ATT", ""], ["", ""]]
    assert [row.figure for row in grid.rows] == [
        ModuleFigure(1225, provisional=False),
        ModuleFigure(0, provisional=True),
        ModuleFigure(None, provisional=True),
        ModuleFigure(None, provisional=True),
    ]
    assert [(column.awaited.typed, column.awaited.expected) for column in grid.columns] == [(2, 4), (1, 4)]


def test_the_average_is_that_of_the_results(exam: Evaluation, promotion: Promotion) -> None:
    plan(promotion, "Oral", scale="15")
    for one, text in zip(promotion.enrolments.all(), ("12,35", "7", "J", "19,99"), strict=True):
        mark(exam, one, text)
    grid, read = grid_of(promotion, ENGLISH), marks_of(promotion)
    column = [module.apogee for module in read.maquette.modules].index(ENGLISH)
    hundredths = averages_of(read, LocalRules()).modules.rounded(2)[:, column]
    assert [row.figure.hundredths or 0 for row in grid.rows] == list(hundredths)


def test_cells_that_are_not_asked_for_are_closed_and_refused(exam: Evaluation, promotion: Promotion) -> None:
    first, second, third, fourth = promotion.enrolments.all()
    group = group_of(promotion, "A", first)
    tutorial = plan(promotion, "TP", group)
    exempt(US, second, ENGLISH, "suivi ailleurs")
    change_status(US, [third], EnrolmentStatus.RESIGNED, date(2023, 11, 6))
    grid = grid_of(promotion, ENGLISH)
    closed = [[bool(cell.closed) for cell in row.cells] for row in grid.rows]
    assert closed == [[False, False], [True, True], [True, True], [False, True]]
    assert [(column.awaited.typed, column.awaited.expected) for column in grid.columns] == [(0, 2), (0, 1)]
    answers = write_marks(
        US, promotion, [edit(tutorial, one, "10") for one in (first, second, third, fourth)]
    )
    assert [answer.verdict for answer in answers] == [Verdict.SAVED, *[Verdict.REFUSED] * 3]
    assert [answer.message for answer in answers[1:]] == [
        "« TP » n’est pas une évaluation du groupe de BOULEAU Basile.",
        "CORMIER Cléa a démissionné : ses notes ne changent plus.",
        "« TP » n’est pas une évaluation du groupe de DATTIER Dina.",
    ]
    only = grid_of(promotion, ENGLISH, group)
    assert [row.enrolment for row in only.rows] == [first]


def test_what_is_saved_comes_with_new_averages_and_counts(exam: Evaluation, promotion: Promotion) -> None:
    first, second, _third, _fourth = promotion.enrolments.all()
    saved = save_cells(US, promotion, ENGLISH, [edit(exam, first, "12"), edit(exam, second, "x")])
    assert [answer.verdict for answer in saved.answers] == [Verdict.SAVED, Verdict.REFUSED]
    assert saved.figures == {first.pk: ModuleFigure(1200, provisional=False)}
    assert [(one.typed, one.expected) for one in saved.awaited.values()] == [(1, 4)]


def test_the_last_of_two_values_for_one_cell_counts(exam: Evaluation, promotion: Promotion) -> None:
    first = promotion.enrolments.all()[0]
    save_cells(US, promotion, ENGLISH, [edit(exam, first, "12"), edit(exam, first, "13")])
    assert texts(exam) == {"ALISIER": "13"}


def test_a_cell_of_another_module_is_refused(exam: Evaluation, promotion: Promotion) -> None:
    first = promotion.enrolments.all()[0]
    answer = save_cells(US, promotion, "TBQTR307", [edit(exam, first, "12")]).answers[0]
    assert answer.verdict is Verdict.REFUSED
    assert not Mark.objects.exists()


def test_trying_answers_as_writing_would_and_writes_nothing(exam: Evaluation, promotion: Promotion) -> None:
    first, second, third, _fourth = promotion.enrolments.all()
    mark(exam, second, "10")
    typed = [edit(exam, first, "12"), edit(exam, second, "11"), edit(exam, third, "125")]
    tried, before = try_marks(promotion, typed), MarkChange.objects.count()
    assert [answer.verdict for answer in tried] == [Verdict.SAVED, Verdict.CONFLICT, Verdict.REFUSED]
    assert tried[2].likely == "12,5"
    assert MarkChange.objects.count() == before
    assert write_marks(US, promotion, typed) == tried


def test_once_unlocked_an_evaluation_changes_with_a_reason_only(
    exam: Evaluation, promotion: Promotion
) -> None:
    first = promotion.enrolments.all()[0]
    mark(exam, first, "12")
    lock_evaluations(US, [exam], timezone.now())
    assert write_marks(US, promotion, [edit(exam, first, "13", 1)])[0].verdict is Verdict.LOCKED
    unlock_evaluation(US, exam, "erreur de report")
    answer = write_marks(US, promotion, [edit(exam, first, "13", 1)])[0]
    assert (answer.verdict, answer.text) == (Verdict.UNEXPLAINED, "12")
    assert grid_of(promotion, ENGLISH).explained
    assert write_marks(US, promotion, [edit(exam, first, "13", 1)], "copie relue")[0].verdict is Verdict.SAVED
    assert history(exam, first)[0].why == "copie relue"


def test_the_way_a_mark_came_by_is_in_its_history(exam: Evaluation, promotion: Promotion) -> None:
    first = promotion.enrolments.all()[0]
    save_cells(from_where(US, "collage"), promotion, ENGLISH, [edit(exam, first, "12")])
    assert history(exam, first)[0].origin == "ligne de commande, collage"


def test_a_local_bonus_has_no_average_and_no_letter(promotion: Promotion) -> None:
    sport = create_evaluation(US, promotion, TypedEvaluation(LOCAL_BONUS, "sport"))
    first, second, _third, _fourth = promotion.enrolments.all()
    saved = save_cells(US, promotion, LOCAL_BONUS, [edit(sport, first, "14"), edit(sport, second, "A")])
    assert [answer.verdict for answer in saved.answers] == [Verdict.SAVED, Verdict.REFUSED]
    assert saved.figures == {}
    grid = grid_of(promotion, LOCAL_BONUS)
    assert (shown(grid)[0], grid.averaged) == (["14,00"], False)


@pytest.mark.parametrize("count", [1, 4])
def test_a_batch_takes_the_same_few_queries_however_many_its_cells(
    exam: Evaluation, promotion: Promotion, count: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    people = list(promotion.enrolments.all())[:count]
    with django_assert_max_num_queries(23):
        save_cells(US, promotion, ENGLISH, [edit(exam, one, "A") for one in people])


def test_conflicts_are_told_in_one_query(
    exam: Evaluation, promotion: Promotion, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    people = list(promotion.enrolments.all())
    for one in people:
        mark(exam, one, "10")
    with django_assert_max_num_queries(10):
        answers = write_marks(US, promotion, [edit(exam, one, "12") for one in people])
    assert {answer.verdict for answer in answers} == {Verdict.CONFLICT}


def test_the_grid_is_read_in_a_fixed_number_of_queries(
    exam: Evaluation, promotion: Promotion, django_assert_num_queries: Callable[..., Any]
) -> None:
    plan(promotion, "Oral", group_of(promotion, "A", *promotion.enrolments.all()[:2]))
    with django_assert_num_queries(14):
        grid_of(promotion, ENGLISH)
