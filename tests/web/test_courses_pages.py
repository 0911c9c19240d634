# SPDX-License-Identifier: EUPL-1.2
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from delibere.curriculum.model import Curriculum
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.evaluations import TypedEvaluation, create_evaluation
from delibere.services.records.journal import command_line
from delibere.services.records.marks import CellEdit, write_marks
from delibere.services.records.students import create
from delibere.store.models import Account, Department, Enrolment, PastOutcome, Role

SignedIn = Callable[..., Client]
US = command_line()
PAGE = "/qlio/etudiants/99000002/parcours/"


@pytest.fixture
def felix(published: Curriculum, qlio: Department) -> Enrolment:
    """In S3, every UE of S1 and S2 acquired but UE11; one mark this year."""
    promotion = open_promotion(US, qlio, 2023, "s3-fi-osc")
    people = [
        create(US, qlio, {"nip": f"9900000{n}", "surname": name})
        for n, name in ((1, "ABRICOT"), (2, "FRAMBOISE"), (3, "MYRTILLE"))
    ]
    enrol(US, promotion, people)
    for semester in (1, 2):
        for ue in published.maquette(f"s{semester}-fi").ues:
            code, mark = ("AJ", "8,95") if ue.code == "UE11" else ("ADM", "12,5")
            PastOutcome.objects.create(
                student=people[1],
                year=2022,
                subject="ue",
                semester=semester,
                competence=ue.competence,
                code=code,
                mark=mark,
                reason="PV",
            )
    felix = promotion.enrolments.all()[1]
    for module in published.maquette("s3-fi-osc").modules:
        exam = create_evaluation(US, promotion, TypedEvaluation(module.apogee, "DS"))
        write_marks(US, promotion, [CellEdit(exam.pk, felix.pk, "13", 0)])
    return felix


def words(client: Client) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(PAGE).content.decode()).split())


def test_staff_read_decisions_proposals_and_the_way_to_what_is_missing(
    signed_in: SignedIn, felix: Enrolment
) -> None:
    page = words(signed_in(Role.OBSERVER))
    assert "Reste pour le DUT 50 / 120" in page
    assert "DUT à 120 : 50 acquis, il manque 70" in page
    assert "UE11 10 ECTS acquise avec" not in page
    assert "acquise si UE41 ≥ 6,99 : le niveau supérieur l’est alors" in page
    assert "proposé" in page
    assert "ABRICOT" in page


def test_the_student_reads_decisions_and_nothing_of_what_is_proposed(
    signed_in: SignedIn, someone: Callable[..., Account], felix: Enrolment
) -> None:
    page = words(signed_in(someone(Role.STUDENT, student=felix.student)))
    assert "Reste pour le DUT 50 / 120" in page
    assert "8,95" in page
    assert "en cours" in page
    for word in ("13,00", "proposé", "le jury en décide", "ABRICOT", "MYRTILLE"):
        assert word not in page


def test_somebody_never_enrolled_is_told_why_there_is_nothing(
    signed_in: SignedIn, published: Curriculum, qlio: Department
) -> None:
    create(US, qlio, {"nip": "99000002", "surname": "FRAMBOISE"})
    assert "Aucun semestre suivi ici" in words(signed_in(Role.SECRETARY))


def test_the_page_asks_the_database_a_fixed_number_of_times(
    signed_in: SignedIn, felix: Enrolment, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = signed_in(Role.SECRETARY)
    with django_assert_max_num_queries(20):
        client.get(PAGE)
