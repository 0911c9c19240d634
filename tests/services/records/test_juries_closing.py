# SPDX-License-Identifier: EUPL-1.2
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.interchange.jury_sessions import canonical, digest, sealed_file
from delibere.jury.codes import Code
from delibere.jury.deciding import Choice
from delibere.jury.outcomes import Subject
from delibere.services.files.verify_session import verify_chain, verify_session
from delibere.services.records.evaluations import unlock_evaluation
from delibere.services.records.journal import Author
from delibere.services.records.juries.closing import close_session
from delibere.services.records.juries.consequences import authorisations, enrol_authorised
from delibere.services.records.juries.correcting import correct_session
from delibere.services.records.juries.deciding import accept_clear_cases, decide
from delibere.services.records.juries.differences import differences_from_seal
from delibere.services.records.juries.minutes import file_of, minutes_of
from delibere.services.records.juries.publishing import own_decisions, publish_session
from delibere.services.records.juries.sessions import open_session
from delibere.services.records.juries.sitting import sitting_of
from delibere.services.records.marks import CellEdit, Verdict, write_marks
from delibere.services.records.results import results_of
from delibere.store.models import (
    Account,
    Department,
    Enrolment,
    Evaluation,
    JurySession,
    Mark,
    MarkChange,
    PastOutcome,
    Promotion,
    Role,
    Student,
)
from gardens import US, jury, plant, sow

CLEAR, GRANTED, REPEATS, WAITS = (f"9900000{n}" for n in range(1, 5))
ODD = {CLEAR: "12 12 12", GRANTED: "9.5 12 12", REPEATS: "9 9 12", WAITS: "ATT 12 12"}
EVEN = {CLEAR: "12 12 9", GRANTED: "9.25 12 12", REPEATS: "9 9 12", WAITS: "12 12 12"}
YEAR = (Subject.YEAR, 2, None)
WHY = "progression constante"


@pytest.fixture
def session(qlio: Department) -> JurySession:
    sow(qlio)
    plant(qlio, "s1-fi", ODD)
    made = jury(plant(qlio, "s2-fi", EVEN))
    accept_clear_cases(US, made)
    decide(
        US, made, GRANTED, [Choice(Subject.RCUE, 2, "semer", Code.ADJ, motive=WHY)], _version(made, GRANTED)
    )
    decide(US, made, REPEATS, [], 0)
    return made


def _version(session: JurySession, nip: str) -> int:
    return sitting_of(session).person(nip).version


@pytest.fixture
def closed(session: JurySession) -> JurySession:
    close_session(US, session)
    session.refresh_from_db()
    return session


def test_a_session_closes_once_everybody_who_can_be_is_decided(session: JurySession) -> None:
    late = sitting_of(session).person(WAITS)
    assert late.decided is None
    seal = close_session(US, session)
    assert (seal.number, seal.previous, len(seal.sha256)) == (1, "", 64)
    assert [result.nip for result in minutes_of(session).undecided] == [WAITS]


def test_a_session_with_somebody_left_says_whom(qlio: Department) -> None:
    sow(qlio)
    plant(qlio, "s1-fi", ODD)
    made = jury(plant(qlio, "s2-fi", EVEN))
    with pytest.raises(UnusableInputError) as refused:
        close_session(US, made)
    assert [finding.subject for finding in refused.value.findings] == [CLEAR, GRANTED, REPEATS]
    made.refresh_from_db()
    assert made.state == "open"


def test_a_sealed_session_is_verified_from_its_file_alone(closed: JurySession) -> None:
    checked = verify_session(file_of(closed))
    assert checked.differences == ()
    assert (checked.students, checked.number) == (4, 1)


def test_a_mark_changed_in_the_file_is_found_even_with_a_new_hash(closed: JurySession) -> None:
    document = json.loads(file_of(closed))["document"]
    document["classes"][0]["semesters"][0]["marks"][0][0] = "20"
    data = canonical(document)
    found = verify_session(sealed_file(data, digest(data))).differences
    assert [one.cell for one in found] == [
        f"results · {CLEAR} · lines · {label} · {what}"
        for label in ("UE11", "UE11 + UE21")
        for what in ("mean", "shown")
    ]
    assert found[0].message == "le fichier dit 12, le calcul donne 20"


def test_the_minutes_of_a_closed_session_never_change(closed: JurySession) -> None:
    before = minutes_of(closed)
    Mark.objects.update(hundredths=0, reason="")
    after = minutes_of(closed)
    assert (before.results, before.summary) == (after.results, after.summary)
    assert before.summary == {Code.ADJ: 1, Code.ADM: 1, Code.RED: 1}


def test_what_was_decided_becomes_the_past_with_exact_quotients(closed: JurySession) -> None:
    lines = PastOutcome.objects.filter(student__nip=GRANTED, decided_in=closed)
    told = {(line.subject, line.semester, line.competence): (line.code, line.mark) for line in lines}
    assert told["rcue", 2, "semer"] == ("ADJ", "9,375")
    assert told["ue", 1, "semer"] == ("ADJR", "9,5")
    assert told["year", 2, ""] == ("ADJ", "")
    assert ("enrolment", 1, "") in told
    assert not PastOutcome.objects.filter(student__nip=WAITS).exists()


def test_results_of_a_promotion_do_not_take_its_own_jury_for_a_past(closed: JurySession) -> None:
    promotion = Promotion.objects.get(slug="s2-fi")
    person = results_of(promotion).proposals.everyone()[0]
    assert "décision antérieure" not in person.ues[0].decision.sentence


def test_closing_locks_the_marks_and_unlocking_asks_for_a_role(
    closed: JurySession, someone: Callable[..., Account]
) -> None:
    evaluation = Evaluation.objects.filter(promotion__slug="s1-fi").select_related("promotion__department")[0]
    assert evaluation.locked_at is not None
    with pytest.raises(UnusableInputError, match="scellée par « Jury »"):
        unlock_evaluation(Author(someone(Role.SECRETARY), "127.0.0.1"), evaluation, "erreur de saisie")
    unlock_evaluation(Author(someone(Role.HEAD), "127.0.0.1"), evaluation, "erreur de saisie")
    evaluation.refresh_from_db()
    assert evaluation.locked_at is None


def test_a_mark_changed_after_closing_shows_as_a_difference(closed: JurySession) -> None:
    assert not differences_from_seal(closed)
    mark = Mark.objects.get(evaluation__module="M10", enrolment__student__nip=CLEAR)
    mark.hundredths = 400
    mark.save()
    found = differences_from_seal(closed)
    assert [(one.nip, one.module, one.before, one.after) for one in found.marks] == [
        (CLEAR, "M10", "12", "4")
    ]
    assert ("UE11", "12,00 ADM", "4,00 AJ") in [(one.label, one.before, one.after) for one in found.lines]


def test_a_correction_supersedes_and_both_minutes_stay_readable(closed: JurySession) -> None:
    before = minutes_of(closed)
    correction = open_session(US, correct_session(US, closed, "note oubliée"))
    assert sitting_of(correction).counters.decided == 3
    nar = Choice(*YEAR, Code.NAR, motive="assiduité", guidance="BTS", hearing="entendu le 26 juin")
    decide(US, correction, REPEATS, [nar], 1)
    close_session(US, correction)
    correction.refresh_from_db()
    assert minutes_of(closed).results == before.results
    assert minutes_of(correction).summary == {Code.ADJ: 1, Code.ADM: 1, Code.NAR: 1}
    superseded = minutes_of(correction).record.supersedes
    assert superseded is not None
    assert (superseded.number, superseded.reason) == (1, "note oubliée")
    year = PastOutcome.objects.filter(student__nip=REPEATS, subject="year").order_by("pk")
    assert [(line.code, line.withdrawal_reason) for line in year] == [("RED", "note oubliée"), ("NAR", "")]
    files = [verify_session(file_of(one)) for one in (closed, correction)]
    assert [one.differences for one in files] == [(), ()]
    assert verify_chain(files) == []
    assert verify_chain([files[0], verify_session(file_of(correction))]) == []


def test_a_session_is_corrected_once(closed: JurySession) -> None:
    correct_session(US, closed, "note oubliée")
    with pytest.raises(UnusableInputError, match="déjà corrigée"):
        correct_session(US, closed, "encore")


def test_a_correction_asks_for_its_reason_and_a_closed_session(session: JurySession) -> None:
    with pytest.raises(UnusableInputError, match="pourquoi"):
        correct_session(US, session, " ")
    with pytest.raises(UnusableInputError, match="pas close"):
        correct_session(US, session, "note oubliée")


def test_students_read_their_decisions_from_the_hour_chosen_and_not_before(closed: JurySession) -> None:
    student, now = Student.objects.get(nip=REPEATS), timezone.now()
    assert own_decisions(student, now) == []
    publish_session(US, closed, now + timedelta(hours=2))
    assert own_decisions(student, now + timedelta(hours=1)) == []
    year = own_decisions(student, now + timedelta(hours=3))[0].lines[0]
    assert (year.code, "redoublez" in year.words) == (Code.RED, True)


def test_a_later_jury_takes_those_who_were_left_waiting_and_nobody_else(closed: JurySession) -> None:
    Mark.objects.filter(enrolment__student__nip=WAITS, reason="ATT").update(reason="", hundredths=1100)
    september = jury(Promotion.objects.get(slug="s2-fi"), title="Jury de septembre")
    assert [person.nip for person in sitting_of(september).people] == [WAITS]
    accept_clear_cases(US, september)
    assert close_session(US, september).previous == closed.seal.sha256


def test_authorisations_follow_and_enrolments_are_proposed(closed: JurySession, qlio: Department) -> None:
    found = {one.student.nip: (one.semester, one.year, one.proposed) for one in authorisations(closed)}
    assert found == {CLEAR: (3, 2024, None), GRANTED: (3, 2024, None), REPEATS: (1, 2024, None)}
    sow(qlio, year=2024)
    found = {one.student.nip: (one.semester, one.year, one.proposed) for one in authorisations(closed)}
    assert found == {
        CLEAR: (3, 2024, "s3-fi-fle"),
        GRANTED: (3, 2024, "s3-fi-fle"),
        REPEATS: (1, 2024, "s1-fi"),
    }
    assert enrol_authorised(US, closed, {CLEAR: "s3-fi-fle", REPEATS: "s1-fi"}) == 2
    again = Enrolment.objects.get(student__nip=REPEATS, promotion__year=2024)
    assert again.repeating
    with pytest.raises(UnusableInputError, match="pas autorisé"):
        enrol_authorised(US, closed, {REPEATS: "s3-fi-fle"})


def test_after_a_jury_a_mark_changes_with_a_reason_only_even_where_nothing_was_locked(
    closed: JurySession,
) -> None:
    """In the odd semester too: the year judged it with the even one."""
    odd = Promotion.objects.get(slug="s1-fi")
    later = Evaluation.objects.create(promotion=odd, module="M10", title="Oral de septembre")
    edit = CellEdit(later.pk, odd.enrolments.all()[0].pk, "14", 0)
    [refused] = write_marks(US, odd, [edit])
    assert (refused.verdict, Mark.objects.filter(evaluation=later).count()) == (Verdict.UNEXPLAINED, 0)
    assert refused.message == "Un jury a délibéré sur ces notes : dites pourquoi celle-ci change."
    [saved] = write_marks(US, odd, [edit], "copie retrouvée")
    assert saved.verdict is Verdict.SAVED
    [change] = MarkChange.objects.filter(evaluation=later)
    assert (change.before, change.after, change.why) == ("", "14", "copie retrouvée")
