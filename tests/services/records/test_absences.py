# SPDX-License-Identifier: EUPL-1.2
from datetime import date

import pytest
from django.utils import timezone

from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.services.records.absences.half_days import record_absences, remove_absence
from delibere.services.records.absences.importing import confirm, lines_to_correct, preview, receive_absences
from delibere.services.records.absences.placing import Parity
from delibere.services.records.absences.proofs import record_proof, withdraw_proof
from delibere.services.records.absences.register import (
    absences_by_student,
    absences_of,
    absences_to_justify,
)
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.evaluations import (
    TypedEvaluation,
    change_evaluation,
    create_evaluation,
    lock_evaluations,
)
from delibere.services.records.import_students import Change
from delibere.services.records.journal import Author, command_line
from delibere.services.records.marks import CellEdit, history, write_marks
from delibere.services.records.students import create
from delibere.store.models import (
    Absence,
    AbsenceProof,
    Account,
    Department,
    Enrolment,
    Evaluation,
    HalfDay,
    JournalEntry,
    Mark,
    Promotion,
    Role,
    StudentUpload,
)

US = command_line()
ENGLISH = "TBQTR301"
DAY, NEXT, LATER = date(2023, 10, 9), date(2023, 10, 10), date(2023, 10, 20)
MORNING, AFTERNOON = HalfDay.MORNING, HalfDay.AFTERNOON


@pytest.fixture
def felix(published: Curriculum, qlio: Department) -> Enrolment:
    promotion = open_promotion(US, qlio, 2023, "s3-fi-osc")
    names = enumerate(("FRAMBOISE", "MYRTILLE"), 1)
    enrol(US, promotion, [create(US, qlio, {"nip": f"0900000{n}", "surname": name}) for n, name in names])
    return promotion.enrolments.all()[0]


def missed(felix: Enrolment, text: str = "A", on: date | None = DAY) -> Evaluation:
    exam = create_evaluation(US, felix.promotion, TypedEvaluation(ENGLISH, "DS", held_on=on))
    write_marks(US, felix.promotion, [CellEdit(exam.pk, felix.pk, text, 0)])
    return exam


def texts() -> list[str]:
    return [mark.text for mark in Mark.objects.order_by("pk")]


def test_a_half_day_is_written_once_and_two_modules_missed_on_it_count_once(felix: Enrolment) -> None:
    days = [(DAY, MORNING), (DAY, AFTERNOON)]
    assert record_absences(US, felix, days) == 2
    assert record_absences(US, felix, days) == 0
    assert record_absences(US, felix, [(DAY, MORNING)], ENGLISH) == 1
    record_proof(US, felix.student, DAY, DAY, "convocation")
    record_absences(US, felix, [(LATER, MORNING)])
    (counted,) = absences_by_student(felix.student.department, 2023)
    assert (counted.half_days, counted.justified, counted.unjustified, counted.last) == (3, 2, 1, LATER)
    assert [(one.absence.on, one.module, bool(one.proof)) for one in absences_of(felix.student)] == [
        (LATER, "", False),
        (DAY, "", True),
        (DAY, "", True),
        (DAY, "R3.01", True),
    ]


@pytest.mark.parametrize(
    ("day", "module", "said"),
    [(date(2022, 10, 9), "", "n’est pas dans l’année"), (DAY, "TBQTR999", "n’est pas un module")],
)
def test_a_day_or_a_module_from_elsewhere_is_refused(
    felix: Enrolment, day: date, module: str, said: str
) -> None:
    with pytest.raises(UnusableInputError, match=said):
        record_absences(US, felix, [(day, MORNING)], module)
    assert not Absence.objects.exists()


def test_a_half_day_taken_back_stays_in_the_journal(felix: Enrolment) -> None:
    record_absences(US, felix, [(DAY, MORNING)])
    remove_absence(US, felix.absences.get())
    assert not Absence.objects.exists()
    assert JournalEntry.objects.get(action="absence.removed").details["days"] == ["2023-10-09 am"]


def test_a_proof_that_comes_after_the_mark_turns_abi_into_abj_with_a_trace(felix: Enrolment) -> None:
    exam, other_day = missed(felix), missed(felix, on=LATER)
    done = record_proof(US, felix.student, DAY, NEXT, "certificat médical")
    assert texts() == ["ABJ", "ABI"]
    assert [(one.text, one.message) for one in done.marks.changed] == [
        ("ABJ", "justificatif du 09/10/2023 au 10/10/2023 : certificat médical")
    ]
    change = history(exam, felix)[0]
    assert (str(change), change.why) == ("ABI → ABJ", done.marks.changed[0].message)
    assert [mark.evaluation for mark in absences_to_justify(felix.promotion.department, 2023)] == [other_day]


def test_a_mark_that_comes_after_the_proof_is_justified_at_once(felix: Enrolment) -> None:
    record_proof(US, felix.student, DAY, DAY, "convocation")
    exam = missed(felix)
    assert texts() == ["ABJ"]
    assert history(exam, felix)[0].why == "justificatif du 09/10/2023 : convocation"


@pytest.mark.parametrize("before", [True, False])
def test_a_proof_withdrawn_makes_it_abi_again_and_is_kept(felix: Enrolment, before: bool) -> None:  # noqa: FBT001
    exam = missed(felix) if before else None
    proof = record_proof(US, felix.student, DAY, DAY, "convocation").proof
    exam = exam or missed(felix)
    withdraw_proof(US, proof)
    assert texts() == ["ABI"]
    assert history(exam, felix)[0].why == "retrait du justificatif du 09/10/2023 : convocation"
    assert AbsenceProof.objects.get().withdrawn_at is not None
    with pytest.raises(UnusableInputError, match="déjà retiré"):
        withdraw_proof(US, proof)


def test_what_another_proof_covers_too_stays_justified_until_the_last_goes(felix: Enrolment) -> None:
    missed(felix)
    first, second = (record_proof(US, felix.student, DAY, DAY, why).proof for why in ("fièvre", "permis"))
    withdraw_proof(US, first)
    assert texts() == ["ABJ"]
    withdraw_proof(US, second)
    assert texts() == ["ABI"]


def test_an_abj_that_somebody_typed_is_not_undone_by_a_withdrawal(felix: Enrolment) -> None:
    missed(felix, "J")
    withdraw_proof(US, record_proof(US, felix.student, DAY, DAY, "convocation").proof)
    assert texts() == ["ABJ"]


def test_a_locked_evaluation_stays_as_it_is_and_says_so(felix: Enrolment) -> None:
    lock_evaluations(US, [missed(felix)], timezone.now())
    done = record_proof(US, felix.student, DAY, DAY, "convocation")
    assert texts() == ["ABI"]
    assert [one.message for one in done.marks.left] == ["« DS » est verrouillée : aucune note n’y change."]


def test_absences_follow_an_evaluation_that_changes_its_day(felix: Enrolment) -> None:
    exam = missed(felix, on=LATER)
    record_proof(US, felix.student, DAY, DAY, "convocation")
    seen = texts()
    for day in (DAY, LATER):
        change_evaluation(US, exam, TypedEvaluation(ENGLISH, "DS", held_on=day))
        seen += texts()
    assert seen == ["ABI", "ABJ", "ABI"]


@pytest.mark.parametrize(
    ("first", "last", "reason", "said"),
    [(NEXT, DAY, "x", "avant le premier"), (DAY, NEXT, " ", "ce qui justifie"), (DAY, DAY, "x" * 201, "201")],
)
def test_a_proof_that_says_nothing_is_refused(
    felix: Enrolment, first: date, last: date, reason: str, said: str
) -> None:
    with pytest.raises(UnusableInputError, match=said):
        record_proof(US, felix.student, first, last, reason)
    assert not AbsenceProof.objects.exists()


@pytest.fixture
def secretary(someone: object) -> Author:
    made: Account = someone(Role.SECRETARY)  # type: ignore[operator]
    return Author(made, "test")


def received(author: Author, felix: Enrolment, lines: str, parity: Parity = Parity.ASK) -> StudentUpload:
    text = f"NIP;Nom;Date;Demi-journée;Module;Semestre;Motif\n{lines}\n"
    return receive_absences(author, felix.promotion.department, "absences.csv", text.encode(), parity)


FILE = """09000001;FRAMBOISE;09/10/2023;matin;R3.01;;certificat médical
9000001;FRAMBOISE;10/10/2023;;TBQTR302;;certificat médical
09000001;FRAMBOISE;20/10/2023;14h;;;
09000002;MYRTILLE;32/10/2023;;;;
09000009;INCONNU;09/10/2023;;;;
09000002;MYRTILLE;09/10/2023;;R9.99;;"""


def test_a_file_is_previewed_then_written_and_the_same_again_changes_nothing(
    felix: Enrolment, secretary: Author
) -> None:
    missed(felix)
    upload = received(secretary, felix, FILE)
    now = preview(upload)
    assert [len(now.of(change)) for change in (Change.NEW, Change.SAME, Change.ERROR)] == [3, 0, 3]
    assert [(first, last, reason) for _student, first, last, reason in now.proofs] == [
        (DAY, NEXT, "certificat médical")
    ]
    assert not Absence.objects.exists()
    done = confirm(secretary, upload)
    assert (done.half_days, done.proofs, len(done.marks.changed)) == (4, 1, 1)
    assert texts() == ["ABJ"]
    assert sorted(Absence.objects.values_list("on", "half", "module")) == [
        (DAY, "am", ENGLISH),
        (NEXT, "am", "TBQTR302"),
        (NEXT, "pm", "TBQTR302"),
        (LATER, "pm", ""),
    ]
    again = preview(received(secretary, felix, FILE))
    assert (len(again.of(Change.NEW)), again.half_days, again.proofs) == (0, 0, [])


def test_each_line_left_aside_says_why_and_comes_back_as_a_file(felix: Enrolment, secretary: Author) -> None:
    now = preview(received(secretary, felix, FILE))
    assert [one.error for one in now.of(Change.ERROR)] == [
        "« 32/10/2023 » n’est pas un jour : écrivez 08/01/2024.",
        "Personne de ce NIP n’est inscrit en 2023-2024.",
        "« R9.99 » n’est pas un module de S3 · FI · OSC.",
    ]
    back = lines_to_correct(now).decode("utf-8-sig")
    assert "32/10/2023" in back
    assert back.count("MYRTILLE") == 2


@pytest.mark.parametrize(
    ("line", "parity", "slug"),
    [
        ("09000001;;09/10/2023;;;;", Parity.ASK, ""),
        ("09000001;;09/10/2023;;;;", Parity.ODD, "s3-fi-osc"),
        ("09000001;;09/10/2023;;;;", Parity.EVEN, "s4-fi-osc"),
        ("09000001;;09/10/2023;;;S4;", Parity.ODD, "s4-fi-osc"),
        ("09000001;;09/10/2023;;R4.01;;", Parity.ODD, "s4-fi-osc"),
        ("09000001;;09/10/2023;;;S6;", Parity.ASK, ""),
        ("09000001;;09/10/2022;;;;", Parity.ODD, ""),
    ],
)
def test_the_semester_of_a_line_is_known_and_never_guessed(
    felix: Enrolment, secretary: Author, line: str, parity: Parity, slug: str
) -> None:
    second = open_promotion(US, felix.promotion.department, 2023, "s4-fi-osc")
    enrol(US, second, [felix.student])
    (one,) = preview(received(secretary, felix, line, parity)).lines
    assert (one.enrolment.promotion.slug if one.enrolment else "") == slug
    assert bool(one.error) == (not slug)


def test_a_lesson_that_stands_twice_in_a_file_is_written_once(felix: Enrolment, secretary: Author) -> None:
    line = "09000001;;09/10/2023;matin;R3.01;;"
    upload = received(secretary, felix, f"{line}\n{line}")
    assert [one.change for one in preview(upload).lines] == [Change.NEW, Change.SAME]
    assert confirm(secretary, upload).half_days == 1
    assert not StudentUpload.objects.exists()
    assert Promotion.objects.count() == 1
