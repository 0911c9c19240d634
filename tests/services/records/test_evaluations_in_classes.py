# SPDX-License-Identifier: EUPL-1.2
from datetime import date, timedelta

import pytest
from django.utils import timezone

from delibere.calculation.evaluations import Kind
from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.services.records.completeness.assessed import assessed_modules, tally_of, taught_by
from delibere.services.records.completeness.overview import by_promotion, by_teacher, reminders
from delibere.services.records.completeness.tasks import marks_that_remain
from delibere.services.records.demo import load_demo
from delibere.services.records.enrolments import change_status, enrol, exempt, open_promotion
from delibere.services.records.evaluations import (
    LOCAL_BONUS,
    TypedEvaluation,
    change_evaluation,
    copy_evaluations,
    create_evaluation,
    lock_evaluations,
    publish_evaluations,
    remove_evaluation,
    unlock_evaluation,
)
from delibere.services.records.evaluations.copying import proposed_copies, sources_for
from delibere.services.records.groups import add_group, partition, place
from delibere.services.records.journal import command_line
from delibere.services.records.local_rules import local_rules_of
from delibere.services.records.marks import CellEdit, write_marks
from delibere.services.records.results import averages_of, marks_of
from delibere.services.records.students import create
from delibere.services.records.teachings import assign
from delibere.services.records.what_remains import Urgency, Work
from delibere.store.models import (
    Account,
    Department,
    Enrolment,
    EnrolmentStatus,
    Evaluation,
    EvaluationState,
    JournalEntry,
    Promotion,
    Role,
)

US = command_line()
ENGLISH, STATISTICS = "TBQTR301", "TBQTR307"
TODAY = date(2023, 11, 20)


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    made = open_promotion(US, qlio, 2023, "s3-fi-osc")
    names = enumerate(("ALISIER", "BOULEAU", "CORMIER"))
    enrol(US, made, [create(US, qlio, {"nip": f"9900000{n}", "surname": name}) for n, name in names])
    return made


def planned(promotion: Promotion, title: str = "DS", module: str = ENGLISH, **more: object) -> Evaluation:
    return create_evaluation(US, promotion, TypedEvaluation(module, title, **more))  # type: ignore[arg-type]


def typed(evaluation: Evaluation, enrolment: Enrolment, text: str) -> None:
    write_marks(US, evaluation.promotion, [CellEdit(evaluation.pk, enrolment.pk, text, 0)])


def missing(promotion: Promotion) -> dict[str, list[str]]:
    """Title of an evaluation → surnames that wait there."""
    modules = assessed_modules(promotion.department, [promotion])
    return {
        line.evaluation.title: [one.student.surname for one in line.awaited.missing]
        for module in modules
        for line in module.evaluations
    }


def test_an_evaluation_goes_from_draft_to_published_at_an_hour_to_locked_and_back(
    promotion: Promotion,
) -> None:
    exam, now = planned(promotion), timezone.now()
    states = [exam.state]
    publish_evaluations(US, [exam], now + timedelta(hours=1))
    states += [exam.state, exam.state_at(now + timedelta(hours=1))]
    publish_evaluations(US, [exam], now)
    states.append(exam.state)
    lock_evaluations(US, [exam], now)
    states.append(exam.state)
    unlock_evaluation(US, exam, "erreur de report")
    states.append(exam.state)
    publish_evaluations(US, [exam], None)
    assert [*states, exam.state] == [
        *(EvaluationState.DRAFT, EvaluationState.SCHEDULED, EvaluationState.PUBLISHED),
        *(EvaluationState.PUBLISHED, EvaluationState.LOCKED, EvaluationState.PUBLISHED),
        EvaluationState.DRAFT,
    ]
    unlocked = JournalEntry.objects.get(action="evaluation.unlocked")
    assert unlocked.details == {"reason": "erreur de report"}


def test_publishing_what_is_published_does_not_make_its_marks_new_again(promotion: Promotion) -> None:
    exam, now = planned(promotion), timezone.now()
    publish_evaluations(US, [exam], now - timedelta(days=30))
    assert publish_evaluations(US, [exam], now) == []
    assert Evaluation.objects.get().publish_at == now - timedelta(days=30)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_lock_opens_only_with_a_reason(promotion: Promotion, reason: str) -> None:
    exam = planned(promotion)
    lock_evaluations(US, [exam], timezone.now())
    with pytest.raises(UnusableInputError, match="Dites pourquoi"):
        unlock_evaluation(US, exam, reason)
    with pytest.raises(UnusableInputError, match="verrouillée"):
        change_evaluation(US, exam, TypedEvaluation(ENGLISH, "autre"))
    assert Evaluation.objects.get().title == "DS"


def test_a_scale_under_a_mark_already_given_is_refused(promotion: Promotion) -> None:
    exam = planned(promotion)
    typed(exam, promotion.enrolments.all()[0], "18")
    with pytest.raises(UnusableInputError, match="vaut déjà 18"):
        change_evaluation(US, exam, TypedEvaluation(ENGLISH, "DS", scale="15"))


def test_an_evaluation_without_a_mark_is_taken_away(promotion: Promotion) -> None:
    remove_evaluation(US, planned(promotion))
    assert not Evaluation.objects.exists()


def test_evaluations_are_copied_for_another_group_as_drafts_without_dates(promotion: Promotion) -> None:
    td = partition(US, promotion, "TD")
    first, second = (add_group(US, td, name) for name in "AB")
    source = planned(promotion, "QCM", group=first, weights={"UE31": "2"}, scale="15", held_on=TODAY)
    publish_evaluations(US, [source], timezone.now())
    (made,) = copy_evaluations(US, [source], promotion, second)
    assert (made.group, made.title, made.scale, made.weights) == (second, "QCM", "15", {"UE31": "2"})
    assert (made.held_on, made.state) == (None, EvaluationState.DRAFT)
    assert copy_evaluations(US, [source], promotion, second) == []


def test_evaluations_of_a_neighbour_are_found_by_the_national_code_of_their_module(
    promotion: Promotion,
) -> None:
    apprentices = open_promotion(US, promotion.department, 2023, "s3-fa-qmi")
    shared, sport = planned(promotion, "DS"), planned(promotion, "sport", LOCAL_BONUS)
    own = planned(promotion, "Projet", "TBQTC303", weights={"UE34": "2"})
    proposed = proposed_copies([shared, own, sport], apprentices)
    assert [one.module for one in proposed] == ["TBQAR301", None, ""]
    assert [bool(one.refusal) for one in proposed] == [False, True, False]
    assert sources_for(apprentices) == [promotion]
    assert not apprentices.evaluations.exists()


def test_who_owes_no_mark_is_not_missing(promotion: Promotion) -> None:
    first, second, third = promotion.enrolments.all()
    group = add_group(US, partition(US, promotion, "TD"), "A")
    place(US, group.partition, {first: "A", second: "A"})
    planned(promotion, "tous")
    planned(promotion, "groupe", group=group)
    planned(promotion, "sans coefficient", coefficient="0")
    planned(promotion, "rattrapage", kind=Kind.RATTRAPAGE)
    planned(promotion, "sport", LOCAL_BONUS)
    exempt(US, second, ENGLISH, "VAE")
    change_status(US, [third], EnrolmentStatus.RESIGNED, TODAY)
    found = missing(promotion)
    assert found["tous"] == ["ALISIER"]
    assert found["groupe"] == ["ALISIER"]
    assert [found[title] for title in ("sans coefficient", "rattrapage", "sport")] == [[], [], []]


def test_a_mark_announced_is_missing_and_a_second_session_that_was_sat_asks_for_nothing_more(
    promotion: Promotion,
) -> None:
    first, second, _third = promotion.enrolments.all()
    exam, resit = planned(promotion), planned(promotion, "rattrapage", kind=Kind.RATTRAPAGE)
    typed(exam, second, "?")
    typed(resit, second, "?")
    typed(planned(promotion, "session 2", kind=Kind.SECOND_SESSION), first, "11")
    found = missing(promotion)
    assert found["DS"] == ["BOULEAU", "CORMIER"]
    assert found["rattrapage"] == ["BOULEAU"]


def test_what_is_missing_in_the_demo_is_what_makes_its_averages_provisional(db: None) -> None:
    load_demo(US)
    qlio = Department.objects.get(slug="qlio")
    promotions = list(Promotion.objects.filter(department=qlio).select_related("department"))
    modules = assessed_modules(qlio, promotions)
    seen, meant = set(), set()
    for promotion in promotions:
        read = marks_of(promotion)
        averages = averages_of(read, local_rules_of(qlio).at(promotion.academic_year.last_day))
        meant |= {
            (person.pk, one.evaluation.key)
            for row, person in enumerate(read.enrolments)
            for one in averages.missing(row)
            if one.evaluation and person.status == EnrolmentStatus.ENROLLED
        }
    seen = {
        (person.pk, line.evaluation.key)
        for module in modules
        for line in module.evaluations
        for person in line.awaited.missing
    }
    assert len(seen) > 20
    assert seen == meant


def test_a_portfolio_without_coefficient_asks_for_nothing_and_a_module_without_evaluation_is_told(
    promotion: Promotion,
) -> None:
    modules = assessed_modules(promotion.department, [promotion])
    bare = {one.module.pn: one.bare for one in modules if one.module}
    assert bare.pop("SAE3.PF") is False
    assert set(bare.values()) == {True}
    (line,) = by_promotion(modules, TODAY)
    assert (line.bare, line.tally.expected) == (len(bare), 0)


def test_a_share_is_cut_down_and_never_rounded_up_to_all(promotion: Promotion) -> None:
    exam = planned(promotion)
    people = list(promotion.enrolments.all())
    for one in people[:2]:
        typed(exam, one, "10")
    tally = tally_of(assessed_modules(promotion.department, [promotion]))
    assert (tally.typed, tally.expected, tally.missing, tally.tenths) == (2, 3, 1, 666)


@pytest.fixture
def teacher(promotion: Promotion, someone: object) -> Account:
    made: Account = someone(Role.TEACHER)  # type: ignore[operator]
    assign(US, promotion, [ENGLISH, STATISTICS], made)
    return made


def test_each_teacher_gets_a_text_with_what_he_or_she_owes_and_nobody_s_name(
    promotion: Promotion, teacher: Account
) -> None:
    late = planned(promotion, "Oral", held_on=date(2023, 10, 2))
    typed(late, promotion.enrolments.all()[0], "12")
    modules = assessed_modules(promotion.department, [promotion])
    assert [one.code for one in taught_by(teacher, modules)] == [ENGLISH, STATISTICS]
    nobody, hers = by_teacher(modules)
    assert (nobody.teacher, hers.teacher) == (None, teacher)
    (reminder,) = reminders(promotion.department, [nobody, hers], TODAY)
    assert reminder.subject == "QLIO · 2 notes à saisir, 1 module sans évaluation"
    assert reminder.text.splitlines() == [
        "Bonjour SORBIER,",
        "",
        "Il reste à saisir dans Délibéré (QLIO) :",
        "",
        "- S3 · FI · OSC · R3.01 Anglais des affaires, « Oral » du 02/10/2023 : 2 notes sur 3, en retard",
        "- S3 · FI · OSC · R3.07 Outils statistiques de pilotage d'un process : aucune évaluation déclarée",
        "",
        "Merci de le faire dès que possible.",
    ]


def works(promotion: Promotion, account: Account, *roles: Role) -> dict[Work, tuple[int, Urgency, str]]:
    modules = assessed_modules(promotion.department, [promotion])
    tasks = marks_that_remain(modules, account, frozenset(roles), TODAY)
    return {task.work: (task.count, task.urgency, task.where) for task in tasks}


def test_the_office_is_told_of_late_marks_apart_from_the_others(
    promotion: Promotion, teacher: Account
) -> None:
    planned(promotion, "Oral", held_on=TODAY - timedelta(days=16))
    planned(promotion, "DS", held_on=TODAY - timedelta(days=15))
    assert works(promotion, teacher, Role.SECRETARY) == {
        Work.MARKS_LATE: (3, Urgency.LATE, "S3 · FI · OSC 3"),
        Work.MARKS_MISSING: (3, Urgency.SOON, "S3 · FI · OSC 3"),
    }


def test_a_teacher_is_told_of_his_or_her_own_modules_only(promotion: Promotion, teacher: Account) -> None:
    planned(promotion, "Oral")
    planned(promotion, "Maths", "TBQTR303")
    assert works(promotion, teacher, Role.TEACHER) == {
        Work.OWN_MARKS: (3, Urgency.SOON, "S3 · FI · OSC R3.01 Anglais des affaires"),
        Work.OWN_MODULES_WITHOUT_EVALUATION: (
            1,
            Urgency.EVENTUALLY,
            "S3 · FI · OSC R3.07 Outils statistiques de pilotage d'un process",
        ),
    }


def test_an_evaluation_whose_marks_are_all_typed_waits_to_be_published(
    promotion: Promotion, teacher: Account
) -> None:
    exam = planned(promotion, "Oral")
    for one in promotion.enrolments.all():
        typed(exam, one, "12")
    assert works(promotion, teacher, Role.TEACHER)[Work.OWN_EVALUATIONS_TO_PUBLISH][0] == 1
    publish_evaluations(US, [exam], timezone.now())
    assert Work.OWN_EVALUATIONS_TO_PUBLISH not in works(promotion, teacher, Role.TEACHER)


def test_an_observer_and_a_student_are_told_of_nothing(promotion: Promotion, teacher: Account) -> None:
    planned(promotion, "Oral")
    assert works(promotion, teacher, Role.OBSERVER, Role.STUDENT) == {}
