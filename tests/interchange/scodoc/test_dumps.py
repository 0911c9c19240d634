# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from delibere.calculation.evaluations import Kind
from delibere.foundation.civil import Civil
from delibere.foundation.errors import UnusableInputError
from delibere.interchange.scodoc.dumps import Standing, read_dump
from delibere.interchange.scodoc.dumps.marks import mark_text
from scodoc_answers import (
    ANSWERS,
    EVALUATIONS,
    SEMESTER,
    STUDENTS,
    Answer,
    evaluation,
    files,
    marks,
    student,
    written,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("12.5"), "12,5"),
        (Decimal("15.0"), "15"),
        (Decimal("13.333"), "13,333"),
        ("12.50", "12,5"),
        ("ABS", "ABI"),
        (None, "ABI"),
        ("EXC", "EXC"),
        ("NEU", "EXC"),
        (Decimal("-1000.0"), "EXC"),
        ("ATT", "ATT"),
        (Decimal(-1002), "ATT"),
        ("~", ""),
        ("SUPR", ""),
        (Decimal(-1001), ""),
        ("Bien", "Bien"),
        (True, "True"),
    ],
)
def test_a_mark_is_read_in_each_way_that_scodoc_writes_it(value: object, text: str) -> None:
    assert mark_text(value) == text


def test_each_answer_is_recognised_by_what_it_holds_whatever_its_order() -> None:
    dump = read_dump([(f"{n}.txt", data) for n, (_name, data) in enumerate(reversed(files()))])
    assert dump.semester is not None
    assert (dump.semester.number, dump.semester.year, dump.semester.modality) == (3, 2023, "FI")
    assert dump.semester.parcours == ("OSC", "QMI")
    assert [one.identity.name for one in dump.students][:2] == ["ALISIER Alix", "BOULEAU Basile"]
    assert [one.apogee for one in dump.modules] == [("TBQTR301",), (), ()]
    assert [one.acronym for one in dump.ues] == ["UE3.1", "UE3.2", "UE3.3", "UE3.4"]
    assert len(dump.evaluations) == 4
    assert len(dump.marks) == 8
    assert dump.empty_marks == 1


def test_a_student_has_the_number_the_mail_of_the_institution_civil_data_and_the_groups() -> None:
    alix = read_dump(files()).students[0]
    assert (alix.key, alix.identity.nip, alix.identity.ine) == ("11", "99000001", "099000001AB")
    assert alix.identity.email == "alix@verger.example"
    assert alix.identity.civil == Civil(
        "Mme", date(2004, 3, 15), "Saint-Œuf-les-Vignes", "3 rue des Vergers\n99120 Bellerive"
    )
    assert (alix.groups, alix.parcours) == ({"TD": "A"}, "OSC")


def test_a_test_has_its_scale_its_weights_and_its_day() -> None:
    oral = next(one for one in read_dump(files()).evaluations if one.title == "Oral")
    assert (oral.kind, oral.scale, oral.coefficient) == (Kind.NORMAL, Decimal(15), Decimal("2.5"))
    assert oral.weights == {"31": Decimal(1), "32": Decimal("0.5")}
    assert oral.held_on == date(2023, 10, 9)


def test_tests_without_a_name_or_of_one_name_are_told_apart() -> None:
    twice = [evaluation(601, 101, "DS"), evaluation(602, 101, "ds "), evaluation(603, 101, "")]
    titles = [one.title for one in read_dump(written({"e.json": twice})).evaluations]
    assert titles == ["DS", "ds (2)", "Évaluation du 09/10/2023"]


def test_who_has_left_is_told_by_the_jury_or_by_a_bulletin() -> None:
    report = {"etudiant": STUDENTS[1], "etat_inscription": "DEF", "ressources": {}, "ues": {}}
    dump = read_dump(files(bulletin=report))
    assert dump.standings == {"13": Standing.RESIGNED, "12": Standing.DEFAULTING}
    assert [why.partition(" :")[0] for why in dump.left_out] == ["décision de jury", "bulletin"]


def test_two_answers_about_one_person_complete_each_other() -> None:
    short = {"id": 11, "code_nip": "99000001", "nom": "ALISIER", "prenom": "Alix"}
    dump = read_dump(written({"court.json": [short], "long.json": [STUDENTS[0]]}))
    assert [(one.identity.email, one.groups) for one in dump.students] == [
        ("alix@verger.example", {"TD": "A"})
    ]


def test_one_number_for_two_people_is_told_with_both_files() -> None:
    dump = read_dump(files(autres=[student(11, "99000009", "Églantier", "Élie", "A")]))
    assert dump.conflicts["11"].startswith(
        "n° 11 est 99000001 ALISIER Alix (etudiants.json) et 99000009 ÉGLANTIER Élie (autres.json)"
    )


def test_an_answer_without_anything_is_no_error() -> None:
    assert "réponse vide (1)" in read_dump(files(notes_505={})).left_out


def test_every_wrong_file_is_told_at_once() -> None:
    wrong = [
        ("page.html", b"<html>"),
        ("erreur.json", b'{"error": "Not found", "message": "formsemestre inconnu", "status": 404}'),
        ("autre.json", b'{"bonjour": [1, 2]}'),
        *written({"a.json": SEMESTER, "b.json": {**SEMESTER, "id": 8, "formsemestre_id": 8}}),
    ]
    with pytest.raises(UnusableInputError) as refusal:
        read_dump(wrong)
    told = [finding.message for finding in refusal.value.findings]
    assert [one[:24] for one in told] == [
        "« page.html » n’est pas ",
        "« erreur.json » : ScoDoc",
        "« autre.json » n’est pas",
        "Ces fichiers parlent de ",
    ]


def test_the_marks_of_an_evaluation_come_with_its_scale() -> None:
    dump = read_dump(written({"n.json": marks(501, {11: 3.25}, 5.0)}))
    assert [(one.evaluation, one.student, one.text, one.scale) for one in dump.marks] == [
        ("501", "11", "3,25", Decimal(5))
    ]


def test_evaluations_are_found_inside_the_state_of_a_semester() -> None:
    state = [{"id": 101, "moduleimpl_id": 101, "module_id": 4, "evaluations": EVALUATIONS}]
    assert len(read_dump(written({"etat_evals.json": state})).evaluations) == 4


def places(thing: object) -> Iterator[tuple[Any, Any]]:
    """Every holder and the key of each of its fields."""
    keys = list(thing) if isinstance(thing, dict) else range(len(thing)) if isinstance(thing, list) else ()
    for key in keys:
        yield thing, key
        yield from places(thing[key])  # type: ignore[index]


def read_or_refused(answer: Answer) -> str:
    try:
        return f"{len(read_dump(written({'odd.json': answer})).students)} students"
    except UnusableInputError as error:
        return str(error)


@pytest.mark.parametrize("name", ANSWERS)
def test_whatever_stands_in_a_field_an_answer_is_read_or_refused_by_its_name(name: str) -> None:
    answer = deepcopy(ANSWERS[name])
    for holder, key in list(places(answer)):
        kept = holder[key]
        for odd in (None, -1, True, "", "99/99/9999", [], [None], {"a": 1}):
            holder[key] = odd
            told = read_or_refused(answer)
            assert told.endswith("students") or "odd.json" in told
        holder[key] = kept
