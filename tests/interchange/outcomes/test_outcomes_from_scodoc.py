# SPDX-License-Identifier: EUPL-1.2
import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from delibere.curriculum.model import Curriculum
from delibere.foundation.calendar import AcademicYear
from delibere.interchange.outcomes import OutcomeList, read_outcomes
from delibere.jury.codes import Code
from delibere.jury.outcomes import Subject

NIP = "99000001"


def person(year: int, rcues: int, **more: object) -> dict[str, Any]:
    ue = {"moy": 12.25, "code": "ADM"}
    told = {"ue_1": {**ue, "ue_id": 7}, "ue_2": {"moy": 9, "code": "CMP"}, "moy": 10.625, "code": "CMP"}
    return {
        "code_nip": NIP,
        "annee": {"ordre": year, "code": "ADM", "annee_scolaire": 2022},
        "rcues": [told] * rcues,
        "ues": [{"ue_id": 7, "code": "ADM", "ects": 10.0}],
        **more,
    }


def read(annex: Curriculum, *people: dict[str, Any]) -> OutcomeList:
    return read_outcomes(json.dumps(people).encode(), "decisions_jury.json", annex)


def test_a_jury_of_scodoc_becomes_a_past(annex: Curriculum) -> None:
    found = read(annex, person(1, 3))
    assert [finding.message for finding in found.findings] == []
    by_subject = {subject: [o for o in found.outcomes if o.subject is subject] for subject in Subject}
    assert {subject: len(lines) for subject, lines in by_subject.items()} == {
        Subject.UE: 6,
        Subject.RCUE: 3,
        Subject.YEAR: 1,
        Subject.ENROLMENT: 2,
    }
    first = by_subject[Subject.UE][0]
    assert (first.semester, first.code, first.mark, first.ects) == (1, Code.ADM, Fraction(49, 4), Decimal(10))
    assert first.academic_year == AcademicYear(2022)
    competences = [ue.competence for ue in annex.maquette("s2-fi").ues]
    assert [outcome.competence for outcome in by_subject[Subject.RCUE]] == competences


def test_a_parcours_that_is_not_told_is_asked_for(annex: Curriculum) -> None:
    found = read(annex, person(2, 4))
    assert found.outcomes == ()
    assert 'ajoutez à cet étudiant "maquette": "s4-' in found.findings[0].message
    told = read(annex, person(2, 4, maquette="s4-fi-osc"))
    assert {outcome.semester for outcome in told.outcomes} == {3, 4}


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (person(1, 2), "2 RCUE dans le fichier, 3 dans s2"),
        (person(1, 3, annee={"code": "RED", "annee_scolaire": 2022}), "ajoutez « ordre »"),
        (person(1, 3, annee={"ordre": 1, "code": "ADM"}), "année universitaire"),
        (person(1, 3, code_nip=None), "NIP"),
        (person(2, 4, maquette="s4-fi-zzz"), "n’est pas une maquette"),
    ],
)
def test_what_is_missing_is_told_student_by_student(
    annex: Curriculum, record: dict[str, Any], said: str
) -> None:
    found = read(annex, record)
    assert found.outcomes == ()
    assert any(said in finding.message for finding in found.findings)
