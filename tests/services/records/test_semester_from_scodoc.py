# SPDX-License-Identifier: EUPL-1.2
"""A semester of ScoDoc beside an empty department, then beside itself, then beside what changed."""

from collections import Counter
from datetime import date

import pytest
from django.utils import timezone

from classes import ENGLISH, mark, open_class, texts
from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.services.records.absences.proofs import record_proof
from delibere.services.records.evaluations import lock_evaluations
from delibere.services.records.import_students import Change
from delibere.services.records.journal import Author
from delibere.services.records.scodoc import Part, Plan, Taken, choose, plan_of, receive_answers, take
from delibere.services.records.students import create
from delibere.store.models import (
    Account,
    Department,
    Enrolment,
    Evaluation,
    GroupMembership,
    JournalEntry,
    Mark,
    Promotion,
    Role,
    Student,
    StudentUpload,
)
from departments import Someone
from scodoc_answers import (
    EVALUATIONS,
    PROGRAMME,
    SEMESTER,
    STUDENTS,
    Answer,
    evaluation,
    files,
    marks,
    student,
    written,
)

LEFT = date(2023, 11, 6)


@pytest.fixture
def director(published: Curriculum, someone: Someone) -> Author:
    account: Account = someone(Role.DIRECTOR_OF_STUDIES)
    return Author(account, "10.0.0.1")


def dropped(director: Author, qlio: Department, **answers: Answer) -> StudentUpload:
    """The usual answers, for the parcours OSC."""
    upload = receive_answers(director, qlio, files(**answers))
    choose(upload, "s3-fi-osc")
    return upload


def taken(director: Author, upload: StudentUpload, *parts: Part) -> Taken:
    return take(director, upload, set(parts or Part), plan_of(upload).fingerprint, LEFT)


def refusals(plan: Plan) -> dict[str, str]:
    return {one.dumped.student: one.message for one in plan.errors}


def everything() -> list[int]:
    tables = (Student, Promotion, Enrolment, GroupMembership, Evaluation, Mark, JournalEntry)
    return [table.objects.count() for table in tables]


def test_two_maquettes_that_fit_are_asked_about_and_the_choice_is_kept(
    director: Author, qlio: Department
) -> None:
    upload = receive_answers(director, qlio, files())
    asked = plan_of(upload)
    assert asked.maquette is None
    assert [one.maquette.id for one in asked.candidates][:2] == ["s3-fi-osc", "s3-fi-qmi"]
    with pytest.raises(UnusableInputError, match="Choisissez d’abord la maquette"):
        take(director, upload, set(Part), asked.fingerprint)
    choose(upload, "s3-fi-qmi")
    chosen = plan_of(upload)
    assert chosen.maquette is not None
    assert chosen.maquette.id == "s3-fi-qmi"
    assert [one.name for one in chosen.people] == ["DATTIER Dina"]


def test_the_only_likely_maquette_is_taken_by_itself(director: Author, qlio: Department) -> None:
    alone = {**SEMESTER, "parcours": [{"code": "OSC"}]}
    plan = plan_of(receive_answers(director, qlio, files(formsemestre=alone)))
    assert plan.maquette is not None
    assert (plan.maquette.id, plan.year, plan.promotion) == ("s3-fi-osc", 2023, None)


def test_the_plan_tells_everything_and_writes_nothing(director: Author, qlio: Department) -> None:
    upload, before = dropped(director, qlio), everything()
    plan = plan_of(upload)
    assert plan.counts == {
        Part.PEOPLE: 3,
        Part.RECORDS: 0,
        Part.GROUPS: 3,
        Part.STANDINGS: 1,
        Part.NEW_EVALUATIONS: 4,
        Part.CHANGED_EVALUATIONS: 0,
        Part.NEW_MARKS: 7,
        Part.CHANGED_MARKS: 0,
    }
    matched = {one.dumped.code: one.module.apogee if one.module else "" for one in plan.modules}
    assert matched == {"R301": ENGLISH, "R3.02": "TBQTR302", "R3.99": ""}
    assert [code for _ue, code, _named in plan.ues] == ["UE31", "UE32", "UE33", "UE34"]
    assert "1 étudiant d’un autre parcours, et ses notes : à reprendre avec sa maquette" in plan.left_out
    assert plan.errors == []
    assert everything() == before


def test_all_of_it_is_written_by_the_usual_services_with_the_journal(
    director: Author, qlio: Department
) -> None:
    assert taken(director, dropped(director, qlio)).counts == {
        "created": 3,
        "corrected": 0,
        "enrolled": 3,
        "moved": 3,
        "evaluations": 4,
        "marks": 7,
        "refused": 0,
        "standings": 1,
    }
    enrolments = Enrolment.objects.select_related("student")
    assert {one.student.name: (one.status, one.since) for one in enrolments} == {
        "ALISIER Alix": ("enrolled", None),
        "BOULEAU Basile": ("enrolled", None),
        "CORMIER Clea": ("resigned", LEFT),
    }
    alix = Student.objects.get(nip="99000001")
    assert (alix.ine, alix.email) == ("099000001AB", "alix@verger.example")
    assert (alix.birth_date, alix.address) == (date(2004, 3, 15), "3 rue des Vergers\n99120 Bellerive")
    spoken = Evaluation.objects.get(title="Oral")
    assert (spoken.scale, spoken.coefficient, spoken.weights) == ("15", "2.5", {"UE32": "0.5"})
    assert (spoken.held_on, str(spoken.state.value)) == (date(2023, 10, 9), "draft")
    assert texts(Evaluation.objects.get(title="Écrit")) == {
        "ALISIER": "12,5",
        "BOULEAU": "ABI",
        "CORMIER": "8",
    }
    assert texts(spoken) == {"ALISIER": "14,25", "BOULEAU": "EXC"}
    assert texts(Evaluation.objects.get(kind="rattrapage")) == {"BOULEAU": "ATT"}
    assert Counter(JournalEntry.objects.values_list("action", flat=True)) == {
        "promotion.opened": 1,
        "enrolment.made": 1,
        "groups.changed": 4,
        "evaluation.created": 4,
        "marks.entered": 4,
        "enrolment.changed": 1,
        "scodoc.taken": 1,
    }
    assert set(JournalEntry.objects.values_list("origin", flat=True)) == {"10.0.0.1, ScoDoc"}
    assert not StudentUpload.objects.exists()


def test_the_same_answers_again_change_nothing(director: Author, qlio: Department) -> None:
    taken(director, dropped(director, qlio))
    again = plan_of(dropped(director, qlio))
    assert set(again.counts.values()) == {0}
    assert {one.change for one in again.marks} == {Change.SAME}
    before = everything()
    written_again = taken(director, again.upload)
    assert set(written_again.counts.values()) == {0}
    assert everything()[:-1] == before[:-1]


def test_what_changed_in_scodoc_is_told_and_written_only_where_ticked(
    director: Author, qlio: Department
) -> None:
    taken(director, dropped(director, qlio))
    changes: dict[str, Answer] = {
        "etudiants": [{**STUDENTS[0], "prenom": "Alixe"}, {**STUDENTS[1]}, STUDENTS[2]],
        "evaluations": [evaluation(501, 101, "Écrit", coefficient=3.0), *EVALUATIONS[1:]],
        "notes_501": marks(501, {11: 13.0, 12: "ABS"}),
    }
    upload = dropped(director, qlio, **changes)
    plan = plan_of(upload)
    assert [one.line.differences for one in plan.people if one.line.differences] == [
        {"first_name": ("Alix", "Alixe")}
    ]
    assert [one.differences for one in plan.evaluations if one.differences] == [{"coefficient": ("1", "3")}]
    changed = [(one.before, one.after) for one in plan.marks if one.change is Change.CHANGED]
    assert changed == [("12,5", "13")]
    assert taken(director, upload, Part.CHANGED_MARKS).counts["marks"] == 1
    assert Student.objects.get(nip="99000001").first_name == "Alix"
    assert Evaluation.objects.get(title="Écrit").coefficient == "1"
    assert texts(Evaluation.objects.get(title="Écrit"))["ALISIER"] == "13"


def test_each_mark_that_cannot_be_taken_says_why_and_the_others_are(
    director: Author, qlio: Department
) -> None:
    upload = dropped(
        director,
        qlio,
        notes_501=marks(501, {11: 21.0, 12: 13.333, 13: "Bien", 99: 12.0}),
        notes_502=marks(502, {11: 14.0}, 20.0),
        ailleurs=marks(999, {11: 9.0}),
    )
    plan = plan_of(upload)
    told = sorted((one.dumped.file, one.dumped.student, one.message) for one in plan.errors)
    assert told == [
        (
            "ailleurs.json",
            "11",
            "L’évaluation n° 999 n’est dans aucun fichier : ajoutez la réponse « evaluations ».",
        ),
        ("notes-501.json", "11", "« 21 » n’est pas une note sur 20."),
        ("notes-501.json", "12", "« 13,333 » : deux décimales au plus. Vouliez-vous 13,33\u202f?"),
        ("notes-501.json", "13", "« Bien » n’est ni une note ni ABI, ABJ, EXC, ATT ou DIS."),
        (
            "notes-501.json",
            "99",
            "L’étudiant n° 99 n’est dans aucun fichier : ajoutez la réponse « etudiants ».",
        ),
        (
            "notes-502.json",
            "11",
            "Cette note est sur 20, l’évaluation sur 15 : redemandez les deux réponses.",
        ),
    ]
    assert taken(director, upload).counts["marks"] == 2


def test_two_people_of_one_number_are_told_and_neither_is_taken(director: Author, qlio: Department) -> None:
    plan = plan_of(dropped(director, qlio, autres=[student(11, "99000009", "Églantier", "Élie", "A")]))
    alix = next(one for one in plan.people if one.dumped.key == "11")
    assert (alix.line.change, alix.line.line.place) == (Change.ERROR, "etudiants.json, étudiant n° 11")
    assert refusals(plan) == {"11": "Cet étudiant est en erreur."}


def test_two_files_with_two_marks_are_told(director: Author, qlio: Department) -> None:
    plan = plan_of(dropped(director, qlio, encore=marks(501, {11: 3.0})))
    assert refusals(plan) == {"11": "Deux notes sont données : 12,5 et 3. Gardez la bonne."}


def test_a_student_without_a_number_is_told_and_left_aside(director: Author, qlio: Department) -> None:
    plan = plan_of(
        dropped(director, qlio, etudiants=[student(11, None, "Alisier", "Alix", "A"), *STUDENTS[1:]])
    )
    wrong = [one for one in plan.people if one.line.change is Change.ERROR]
    assert [one.name for one in wrong] == ["ALISIER Alix"]
    assert "NIP" in wrong[0].line.line.errors[0].message


def test_an_evaluation_that_cannot_be_one_of_ours_says_why(director: Author, qlio: Department) -> None:
    odd = [
        evaluation(501, 101, "Écrit", evaluation_type=9),
        evaluation(502, 101, "Oral", coefficient=0.333),
        evaluation(504, 102, "Dossier", poids={"77": 2.0}),
    ]
    plan = plan_of(dropped(director, qlio, evaluations=odd))
    assert [one.error for one in plan.evaluations] == [
        "Sa nature n’est ni normale, ni rattrapage, ni 2e session, ni bonus.",
        "Coefficient : « 0,333 » n’est pas un nombre de 0 à 1000, à deux décimales.",
        "Ses poids visent une UE que la maquette n’a pas : n° 77.",
    ]


def test_ues_of_other_names_are_found_by_their_figures_else_by_their_place(
    director: Author, qlio: Department
) -> None:
    for names in (("RT3.1", "RT3.2", "RT3.3", "RT3.4"), ("Qualité", "Flux", "Produire", "Logistique")):
        ues = [{**ue, "acronyme": name} for ue, name in zip(PROGRAMME["ues"], names, strict=True)]
        plan = plan_of(dropped(director, qlio, programme={**PROGRAMME, "ues": ues}))
        assert [code for _ue, code, _named in plan.ues] == ["UE31", "UE32", "UE33", "UE34"]


def test_what_was_changed_since_the_preview_stops_everything(director: Author, qlio: Department) -> None:
    open_class(qlio)
    upload = dropped(director, qlio)
    taken(director, upload)
    upload = dropped(director, qlio, notes_501=marks(501, {11: 5.0}))
    seen = plan_of(upload).fingerprint
    written_ = Evaluation.objects.get(title="Écrit")
    mark(written_, Enrolment.objects.get(student__nip="99000001"), "17")
    before = everything()
    with pytest.raises(UnusableInputError, match="Quelque chose a changé depuis cet aperçu"):
        take(director, upload, set(Part), seen, LEFT)
    assert everything() == before


def test_a_resignation_without_its_day_undoes_the_whole(director: Author, qlio: Department) -> None:
    upload, before = dropped(director, qlio), everything()
    with pytest.raises(UnusableInputError, match="depuis quel jour"):
        take(director, upload, set(Part), plan_of(upload).fingerprint)
    assert everything() == before
    assert StudentUpload.objects.exists()


def test_answers_taken_by_somebody_else_meanwhile_are_not_taken_twice(
    director: Author, qlio: Department
) -> None:
    upload = dropped(director, qlio)
    seen = plan_of(upload).fingerprint
    take(director, StudentUpload.objects.get(), set(Part), seen, LEFT)
    with pytest.raises(UnusableInputError, match="déjà été repris, ou abandonnés"):
        take(director, upload, set(Part), seen, LEFT)
    assert Evaluation.objects.count() == 4


def test_names_that_the_records_cannot_hold_are_told(director: Author, qlio: Department) -> None:
    people = [
        student(11, "99000001", "A" * 130, "Alix", "A"),
        student(12, "99000002", "Bouleau", "Basile", "B" * 50),
        STUDENTS[2],
    ]
    plan = plan_of(dropped(director, qlio, etudiants=people))
    assert {
        one.dumped.key: one.line.line.errors[-1].message for one in plan.people if one.line.line.errors
    } == {
        "11": "« AAAAAAAAAAAAAAAAAAAA… » est trop long : 120 signes au plus.",
        "12": "« BBBBBBBBBBBBBBBBBBBB… » est trop long : 40 signes au plus.",
    }


def test_an_absence_that_a_proof_covers_is_justified_and_stays_so(director: Author, qlio: Department) -> None:
    values = {"nip": "99000002", "surname": "Bouleau", "first_name": "Basile"}
    basile = create(director, qlio, values)
    record_proof(director, basile, date(2023, 10, 9), date(2023, 10, 9), "convocation")
    taken(director, dropped(director, qlio))
    assert texts(Evaluation.objects.get(title="Écrit"))["BOULEAU"] == "ABJ"
    assert {one.change for one in plan_of(dropped(director, qlio)).marks} == {Change.SAME}


def test_a_locked_evaluation_keeps_its_marks(director: Author, qlio: Department) -> None:
    taken(director, dropped(director, qlio))
    lock_evaluations(director, list(Evaluation.objects.filter(title="Écrit")), timezone.now())
    plan = plan_of(dropped(director, qlio, notes_501=marks(501, {11: 5.0, 12: "ABS"})))
    assert refusals(plan) == {"11": "« Écrit » est verrouillée : aucune note n’y change."}


def test_an_evaluation_of_another_scale_takes_no_mark_unless_it_is_changed_too(
    director: Author, qlio: Department
) -> None:
    taken(director, dropped(director, qlio))
    ten: dict[str, Answer] = {
        "evaluations": [evaluation(501, 101, "Écrit", note_max=40.0), *EVALUATIONS[1:]],
        "notes_501": marks(501, {11: 31.0}, 40.0),
    }
    kept = taken(director, dropped(director, qlio, **ten), Part.CHANGED_MARKS).counts
    assert (kept["marks"], kept["refused"]) == (0, 1)
    both = taken(director, dropped(director, qlio, **ten), Part.CHANGED_MARKS, Part.CHANGED_EVALUATIONS)
    assert (both.counts["evaluations"], both.counts["marks"]) == (1, 1)
    assert texts(Evaluation.objects.get(title="Écrit"))["ALISIER"] == "31"


def test_a_wrong_file_among_good_ones_keeps_them_all_out(director: Author, qlio: Department) -> None:
    with pytest.raises(UnusableInputError, match=r"page\.html"):
        receive_answers(director, qlio, [*files(), ("page.html", b"<html>")])
    assert not StudentUpload.objects.exists()


def test_marks_alone_say_what_is_missing(director: Author, qlio: Department) -> None:
    upload = receive_answers(director, qlio, written({"notes.json": marks(501, {11: 12.0})}))
    choose(upload, "s3-fi-osc")
    assert refusals(plan_of(upload)) == {
        "11": "L’étudiant n° 11 n’est dans aucun fichier : ajoutez la réponse « etudiants »."
    }
