# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from delibere.curriculum.model import Curriculum
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.journal import command_line
from delibere.services.records.students import create
from delibere.services.records.teachings import assign
from delibere.store.models import (
    Account,
    Department,
    Enrolment,
    Exemption,
    GroupMembership,
    JournalEntry,
    Promotion,
    Role,
    Student,
    Teaching,
)

SignedIn = Callable[..., Client]
NAMES = ["ALISIER", "BOULEAU", "CORMIER", "ÉRABLE"]


@pytest.fixture
def people(qlio: Department) -> list[Student]:
    return [
        create(command_line(), qlio, {"nip": f"9900000{n}", "surname": name, "first_name": "Zoé"})
        for n, name in enumerate(NAMES, 1)
    ]


@pytest.fixture
def promotion(published: Curriculum, qlio: Department, people: list[Student]) -> Promotion:
    made = open_promotion(command_line(), qlio, 2023, "s1-fi")
    enrol(command_line(), made, people)
    return made


@pytest.fixture
def office(signed_in: SignedIn) -> Client:
    return signed_in(Role.SECRETARY)


def page_of(client: Client, promotion: Promotion, path: str = "") -> str:
    return client.get(f"/qlio/promotions/{promotion.pk}/{path}").content.decode()


def test_the_semesters_of_published_maquettes_are_opened(
    signed_in: SignedIn, published: Curriculum, qlio: Department
) -> None:
    client = signed_in(Role.DIRECTOR_OF_STUDIES)
    client.post("/qlio/promotions/ouvrir/", {"slug": ["s1-fi", "s3-fi-osc"], "annee": "2023-2024"})
    assert list(Promotion.objects.values_list("slug", flat=True)) == ["s1-fi", "s3-fi-osc"]


def test_pasted_names_and_numbers_are_recognised_before_anybody_is_enrolled(
    office: Client, published: Curriculum, qlio: Department, people: list[Student]
) -> None:
    made = open_promotion(command_line(), qlio, 2023, "s1-fi")
    address = f"/qlio/promotions/{made.pk}/inscrire/"
    page = office.post(address, {"names": "99000001\nzoe erable\nINCONNU Ignace"}).content.decode()
    assert "Inscrire 2 étudiants" in page
    assert "personne, ou plusieurs" in page
    assert not Enrolment.objects.exists()
    office.post(address, {"student": [people[0].pk, people[3].pk]})
    assert [one.student.surname for one in made.enrolments.all()] == ["ALISIER", "ÉRABLE"]


def test_those_of_the_previous_semester_are_offered(office: Client, promotion: Promotion) -> None:
    second = open_promotion(command_line(), promotion.department, 2023, "s2-fi")
    page = page_of(office, second, "inscrire/")
    assert [name for name in NAMES if name not in page] == []


def test_somebody_who_followed_the_semester_before_is_marked_as_repeating(
    office: Client, promotion: Promotion, people: list[Student]
) -> None:
    Promotion.objects.filter(pk=promotion.pk).update(year=2022)
    again = open_promotion(command_line(), promotion.department, 2023, "s1-fi")
    office.post(f"/qlio/promotions/{again.pk}/inscrire/", {"student": [people[0].pk]})
    assert again.enrolments.get().repeating


def test_a_resignation_needs_its_day(office: Client, promotion: Promotion) -> None:
    one = promotion.enrolments.all()[0]
    address = f"/qlio/promotions/{promotion.pk}/etat/"
    office.post(address, {"enrolment": one.pk, "status": "resigned", "since": ""})
    one.refresh_from_db()
    assert one.status == "enrolled"
    office.post(address, {"enrolment": one.pk, "status": "resigned", "since": "2023-11-06"})
    one.refresh_from_db()
    assert (one.status, f"{one.since}") == ("resigned", "2023-11-06")
    assert "démissionnaire" in page_of(office, promotion)


@pytest.mark.parametrize(
    "sent", [{"status": "fled", "since": ""}, {"status": "resigned", "since": "2023-02-31"}]
)
def test_a_state_or_a_day_that_does_not_exist_changes_nothing(
    office: Client, promotion: Promotion, sent: dict[str, str]
) -> None:
    one = promotion.enrolments.all()[0]
    office.post(f"/qlio/promotions/{promotion.pk}/etat/", {"enrolment": one.pk, **sent})
    one.refresh_from_db()
    assert one.status == "enrolled"


def test_a_dispense_needs_a_reason_and_is_taken_back(signed_in: SignedIn, promotion: Promotion) -> None:
    client, one = signed_in(Role.HEAD), promotion.enrolments.all()[0]
    address = f"/qlio/promotions/{promotion.pk}/inscriptions/{one.pk}/dispenses/"
    client.post(address, {"subject": "UE11", "reason": " "})
    client.post(address, {"subject": "UE99", "reason": "acquise"})
    assert not Exemption.objects.exists()
    client.post(address, {"subject": "UE11", "reason": "validée par VAE"})
    assert "validée par VAE" in page_of(client, promotion, f"inscriptions/{one.pk}/")
    client.post(f"{address}{Exemption.objects.get().pk}/")
    assert not Exemption.objects.exists()


def test_an_enrolment_is_cancelled_once_the_nip_is_typed(office: Client, promotion: Promotion) -> None:
    one = promotion.enrolments.all()[0]
    address = f"/qlio/promotions/{promotion.pk}/inscriptions/{one.pk}/annuler/"
    office.post(address, {"nip": "1"})
    assert promotion.enrolments.count() == 4
    office.post(address, {"nip": one.student.nip})
    assert promotion.enrolments.count() == 3
    assert JournalEntry.objects.filter(action="enrolment.cancelled", student_nip=one.student.nip).exists()


def test_groups_are_added_filled_pasted_and_emptied(office: Client, promotion: Promotion) -> None:
    address = f"/qlio/promotions/{promotion.pk}/groupes/"
    office.post(f"{address}ajouter/", {"partition": "TD", "groups": "A, B"})
    partition = promotion.partitions.get()
    people = [one.pk for one in promotion.enrolments.all()]
    office.post(f"{address}deplacer/", {"partition": partition.pk, "group": "A", "enrolment": people[:2]})
    lines = "99000002\tB\nÉrable Zoé\tC"
    office.post(f"{address}coller/", {"partition": partition.pk, "lines": lines})
    placed = GroupMembership.objects.values_list("enrolment__student__surname", "group__name")
    assert sorted(placed) == [("ALISIER", "A"), ("BOULEAU", "B"), ("ÉRABLE", "C")]
    office.post(f"{address}deplacer/", {"partition": partition.pk, "group": "", "enrolment": people})
    assert not GroupMembership.objects.exists()


def test_one_pasted_line_that_is_not_understood_moves_nobody(office: Client, promotion: Promotion) -> None:
    address = f"/qlio/promotions/{promotion.pk}/groupes/"
    office.post(f"{address}ajouter/", {"partition": "TP", "groups": "1"})
    sent = {"partition": promotion.partitions.get().pk, "lines": "99000001\t1\n99999999\t1"}
    answer = office.post(f"{address}coller/", sent)
    assert answer.status_code == 422
    assert "<del>99999999" in answer.content.decode()
    assert not GroupMembership.objects.exists()


def test_a_group_with_people_is_not_removed(office: Client, promotion: Promotion) -> None:
    address = f"/qlio/promotions/{promotion.pk}/groupes/"
    office.post(f"{address}ajouter/", {"partition": "TD", "groups": "A,B"})
    partition = promotion.partitions.get()
    first = promotion.enrolments.all()[0].pk
    office.post(f"{address}deplacer/", {"partition": partition.pk, "group": "A", "enrolment": first})
    for group in partition.groups.all():
        office.post(f"{address}{group.pk}/retirer/")
    assert list(partition.groups.values_list("name", flat=True)) == ["A"]


def test_modules_are_given_to_a_teacher_and_taken_back(
    office: Client, promotion: Promotion, someone: Callable[..., Account], published: Curriculum
) -> None:
    teacher = someone(Role.TEACHER)
    first = next(one for one in published.maquettes if one.id == "s1-fi").modules[0].apogee
    address = f"/qlio/promotions/{promotion.pk}/enseignants/"
    office.post(f"{address}confier/", {"account": teacher.pk, "module": [first]})
    office.post(f"{address}confier/", {"account": teacher.pk, "module": ["XXXX"]})
    assert Teaching.objects.get().module == first
    office.post(f"{address}{Teaching.objects.get().pk}/retirer/")
    assert not Teaching.objects.exists()


def test_a_teacher_opens_the_promotions_taught_and_no_other(
    signed_in: SignedIn, someone: Callable[..., Account], promotion: Promotion, published: Curriculum
) -> None:
    teacher = someone(Role.TEACHER)
    client = signed_in(teacher)
    assert client.get(f"/qlio/promotions/{promotion.pk}/").status_code == 404
    first = next(one for one in published.maquettes if one.id == "s1-fi").modules[0].apogee
    assign(command_line(), promotion, [first], teacher)
    assert "ALISIER" in page_of(client, promotion)
    other = open_promotion(command_line(), promotion.department, 2023, "s2-fi")
    assert client.get(f"/qlio/promotions/{other.pk}/").status_code == 404


def test_pages_of_a_promotion_ask_the_database_a_fixed_number_of_times(
    office: Client, promotion: Promotion, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for path in ("", "groupes/", "enseignants/", "inscrire/"):
        with django_assert_max_num_queries(13):
            assert page_of(office, promotion, path)
