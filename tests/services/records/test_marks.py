# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest

from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.services.records.absences.proofs import record_proof
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.evaluations import (
    TypedEvaluation,
    create_evaluation,
    remove_evaluation,
)
from delibere.services.records.journal import command_line
from delibere.services.records.marks import CellEdit, Verdict, history, write_marks
from delibere.services.records.students import create
from delibere.store.models import Department, Enrolment, Evaluation, JournalEntry, Mark, Promotion

US = command_line()


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    made = open_promotion(US, qlio, 2023, "s3-fi-osc")
    people = [
        create(US, qlio, {"nip": f"9900000{n}", "surname": name})
        for n, name in enumerate(("ALISIER", "BOULEAU"))
    ]
    enrol(US, made, people)
    return made


@pytest.fixture
def exam(promotion: Promotion) -> Evaluation:
    return create_evaluation(US, promotion, TypedEvaluation("TBQTR301", "DS 1", held_on=date(2023, 10, 9)))


def edit(evaluation: Evaluation, enrolment: Enrolment, text: str, version: int = 0) -> CellEdit:
    return CellEdit(evaluation.pk, enrolment.pk, text, version)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("12,5", "12,5"), ("12.50", "12,5"), ("a", "ABI"), ("abj", "ABJ"), ("0", "0"), ("?", "ATT")],
)
def test_a_mark_is_kept_as_typed(exam: Evaluation, promotion: Promotion, typed: str, kept: str) -> None:
    first = promotion.enrolments.all()[0]
    answer = write_marks(US, promotion, [edit(exam, first, typed)])[0]
    assert (answer.verdict, answer.text, answer.version) == (Verdict.SAVED, kept, 1)
    assert Mark.objects.get().text == kept


@pytest.mark.parametrize(
    ("typed", "said"),
    [("125", "Vouliez-vous 12,5"), ("12,555", "deux décimales"), ("-1", "négative"), ("x", "ni une note")],
)
def test_a_wrong_value_is_told_with_a_hint_and_the_others_are_saved(
    exam: Evaluation, promotion: Promotion, typed: str, said: str
) -> None:
    first, second = promotion.enrolments.all()
    answers = write_marks(US, promotion, [edit(exam, first, typed), edit(exam, second, "8")])
    assert [answer.verdict for answer in answers] == [Verdict.REFUSED, Verdict.SAVED]
    assert said in answers[0].message
    assert [mark.text for mark in Mark.objects.all()] == ["8"]


def test_what_somebody_wrote_meanwhile_is_neither_lost_nor_overwritten(
    exam: Evaluation, promotion: Promotion
) -> None:
    first = promotion.enrolments.all()[0]
    write_marks(US, promotion, [edit(exam, first, "12")])
    answer = write_marks(US, promotion, [edit(exam, first, "14")])[0]
    assert (answer.verdict, answer.text, answer.version) == (Verdict.CONFLICT, "12", 1)
    assert "« 12 »" in answer.message
    assert "« 14 »" in answer.message
    assert write_marks(US, promotion, [edit(exam, first, "14", 1)])[0].verdict is Verdict.SAVED


def test_the_same_mark_again_writes_nothing(exam: Evaluation, promotion: Promotion) -> None:
    first = promotion.enrolments.all()[0]
    write_marks(US, promotion, [edit(exam, first, "12")])
    entries = JournalEntry.objects.count()
    assert write_marks(US, promotion, [edit(exam, first, "12,00", 1)])[0].verdict is Verdict.SAME
    assert JournalEntry.objects.count() == entries


def test_every_mark_a_cell_had_can_be_read_again(exam: Evaluation, promotion: Promotion) -> None:
    first = promotion.enrolments.all()[0]
    for version, typed in enumerate(("12", "A", "")):
        write_marks(US, promotion, [edit(exam, first, typed, version)])
    assert [str(change) for change in history(exam, first)] == ["ABI → –", "12 → ABI", "– → 12"]
    assert JournalEntry.objects.filter(action="marks.entered").count() == 3


def test_an_absence_that_a_proof_covers_is_justified(exam: Evaluation, promotion: Promotion) -> None:
    first, second = promotion.enrolments.all()
    record_proof(US, first.student, date(2023, 10, 9), date(2023, 10, 10), "certificat médical")
    answers = write_marks(US, promotion, [edit(exam, one, "A") for one in (first, second)])
    assert [answer.text for answer in answers] == ["ABJ", "ABI"]
    assert history(exam, first)[0].why == "justificatif du 09/10/2023 au 10/10/2023 : certificat médical"


def test_a_cell_of_another_promotion_is_refused(exam: Evaluation, promotion: Promotion) -> None:
    other = open_promotion(US, promotion.department, 2023, "s1-fi")
    first = promotion.enrolments.all()[0]
    assert write_marks(US, other, [edit(exam, first, "12")])[0].verdict is Verdict.REFUSED
    assert not Mark.objects.exists()


def test_an_evaluation_that_had_a_mark_is_not_removed(exam: Evaluation, promotion: Promotion) -> None:
    first = promotion.enrolments.all()[0]
    write_marks(US, promotion, [edit(exam, first, "12")])
    write_marks(US, promotion, [edit(exam, first, "", 1)])
    with pytest.raises(UnusableInputError, match="a eu des notes"):
        remove_evaluation(US, exam)


@pytest.mark.parametrize(
    ("typed", "cell"),
    [
        (TypedEvaluation("XXX", "DS"), "module"),
        (TypedEvaluation("TBQTR301", " "), "title"),
        (TypedEvaluation("TBQTR301", "DS", scale="0"), "scale"),
        (TypedEvaluation("TBQTR301", "DS", coefficient="un"), "coefficient"),
        (TypedEvaluation("TBQTR307", "DS", weights={"UE34": "1"}), "weight_UE34"),
    ],
)
def test_what_is_wrong_in_an_evaluation_is_told_by_field(
    promotion: Promotion, typed: TypedEvaluation, cell: str
) -> None:
    with pytest.raises(UnusableInputError) as refusal:
        create_evaluation(US, promotion, typed)
    assert [finding.cell for finding in refusal.value.findings] == [cell]
    assert not Evaluation.objects.exists()
