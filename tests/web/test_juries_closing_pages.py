# SPDX-License-Identifier: EUPL-1.2
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from jury_room import CLASS, decide, gathered, page, read, words

from delibere.services.records.documents.worker import work_once
from delibere.services.records.journal import command_line
from delibere.services.records.maquettes import draft, publish
from delibere.store.models import (
    Account,
    Department,
    Enrolment,
    Job,
    JurySession,
    Role,
    SessionState,
    Student,
)
from invented_courses import NIP, WHOLE

SignedIn = Callable[..., Client]
TITLE = "Jury annuel · BUT2"
NAR = {
    "year": "NAR",
    "motive": "absences répétées",
    "guidance": "BTS, rendez-vous au SCUIO",
    "hearing": "entendu le 26 juin",
}


@pytest.fixture
def session(qlio: Department) -> JurySession:
    return gathered(qlio)


@pytest.fixture
def president(signed_in: SignedIn) -> Client:
    return signed_in(Role.JURY_PRESIDENT)


@pytest.fixture
def held(president: Client, session: JurySession) -> JurySession:
    """Everybody decided who can be: a grant, a refusal, and one left for later."""
    decide(president, session, "99000003", rcue="ADJ", motive="progression nette")
    president.post(page(session) + "accepter/", {"nip": list(CLASS)})
    decide(president, session, "99000004", **NAR)
    decide(president, session, "99000006")
    return session


@pytest.fixture
def closed(president: Client, held: JurySession) -> JurySession:
    answer = president.post(page(held) + "clore/", {"typed": TITLE})
    assert answer["Location"] == page(held) + "pv/"
    held.refresh_from_db()
    return held


def test_letters_are_asked_for_from_the_closed_session(
    president: Client, closed: JurySession, signed_in: SignedIn
) -> None:
    secretary, address = signed_in(Role.SECRETARY), f"{page(closed)}documents/"
    assert "Texte proposé, à faire valider par l’université" in read(secretary, address)
    secretary.post(f"{address}lettres/", {"nip": "99000004"})
    assert "Lettre de décision" in read(secretary, address)
    (promotion,) = (line.promotion_id for line in closed.jury_promotions.all())
    answer = secretary.post(f"{address}lettres/", {"promotion": promotion, "form": "zip"})
    work_once()
    assert "Télécharger le ZIP" in read(secretary, answer["Location"])
    assert len(secretary.get(f"{answer['Location']}zip").getvalue()) > 1000
    assert secretary.post(f"{address}lettres/", {"promotion": "x"}).status_code == 404


def test_letters_are_not_offered_before_the_end(signed_in: SignedIn, held: JurySession) -> None:
    secretary, address = signed_in(Role.SECRETARY), f"{page(held)}documents/"
    assert "Les lettres se tirent d’une séance close" in read(secretary, address)
    answer = secretary.post(f"{address}lettres/", {"promotion": "1"}, follow=True)
    assert "Les lettres se tirent d’une séance close" in words(answer.content.decode())
    assert not Job.objects.exists()


def test_what_keeps_a_session_from_being_closed_is_said_with_the_way_to_it(
    president: Client, session: JurySession
) -> None:
    text = read(president, page(session) + "clore/")
    assert "5 choses empêchent de clore" in text
    assert "1 étudiant laissé à une session ultérieure" in text
    refused = president.post(page(session) + "clore/", {"typed": TITLE})
    assert refused.status_code == 422
    session.refresh_from_db()
    assert session.state == SessionState.OPEN


def test_closing_asks_for_the_title_letter_for_letter(president: Client, held: JurySession) -> None:
    refused = president.post(page(held) + "clore/", {"typed": "Jury annuel"})
    assert refused.status_code == 422
    assert "Ce n’est pas l’intitulé" in words(refused.content.decode())
    held.refresh_from_db()
    assert held.state == SessionState.OPEN


def test_the_minutes_say_who_when_what_and_why(president: Client, closed: JurySession) -> None:
    text = read(president, page(closed) + "pv/")
    for said in (
        "PV n° 1",
        "Président Paule PEUPLIER (arrêté du 12/09/2023)",
        "ADM 2",
        "PASD 1",
        "ADJ 1",
        "NAR 1",
        "à une session ultérieure 1 · total 6",
        "UE31 + UE41 : ADJ. progression nette.",
        "BUT 2 : NAR. absences répétées. Orientation conseillée : BTS, rendez-vous au SCUIO.",
        "Audition : entendu le 26 juin.",
        "laissé à une session ultérieure : UE31",
        closed.seal.sha256[:16],
    ):
        assert said in text


def test_a_closed_session_changes_no_more_and_leads_to_its_minutes(
    president: Client, closed: JurySession
) -> None:
    for address in (page(closed), page(closed, NIP), page(closed) + "clore/"):
        assert president.get(address)["Location"] == page(closed) + "pv/"
    assert decide(president, closed, "99000003", version="1").status_code == 422


def test_the_sealed_file_is_the_document_and_its_hash(president: Client, closed: JurySession) -> None:
    answer = president.get(page(closed) + "scelle.json")
    assert json.loads(answer.content)["sha256"] == closed.seal.sha256


def test_a_correction_supersedes_and_both_minutes_stay_readable(
    president: Client, closed: JurySession
) -> None:
    before = read(president, page(closed) + "pv/")
    answer = president.post(page(closed) + "corriger/", {"reason": "note de R3.01 mal saisie"})
    other = JurySession.objects.get(supersedes=closed)
    assert answer["Location"] == page(other)
    president.post(page(other) + "ouvrir/")
    decide(president, other, "99000003", version="1")
    president.post(page(other) + "clore/", {"typed": other.title})
    after = read(president, page(other) + "pv/")
    assert "Correction de la session scellée n° 1" in after
    assert "note de R3.01 mal saisie" in after
    assert ("ADJ 1" in before, "ADJ 1" in after, "PASD 2" in after) == (True, False, True)
    again = read(president, page(closed) + "pv/")
    assert "Corrigé depuis : note de R3.01 mal saisie" in again
    assert "UE31 + UE41 : ADJ. progression nette." in again


def test_students_read_their_decisions_from_the_hour_chosen_and_not_before(
    president: Client, closed: JurySession, signed_in: SignedIn, someone: Callable[..., Account]
) -> None:
    student = Student.objects.get(nip="99000003")
    own = signed_in(someone(Role.STUDENT, student=student))
    pages = [f"/qlio/etudiants/99000003/{path}" for path in ("notes/", "parcours/", "")]
    hidden = [read(own, address) for address in pages]
    now = timezone.localtime()
    president.post(page(closed) + "publier/", {"publish_at": f"{now + timedelta(hours=1):%Y-%m-%dT%H:%M}"})
    assert [read(own, address) for address in pages] == hidden
    president.post(page(closed) + "publier/", {"publish_at": f"{now - timedelta(hours=1):%Y-%m-%dT%H:%M}"})
    marks, course, record = (read(own, address) for address in pages)
    assert "Année validée par décision du jury (annexe 1, point 4.6)." in marks
    assert "progression nette" in marks
    assert "Reste pour le DUT 120 / 120" in course
    assert "ADJR" in record
    for text in hidden:
        assert "ADJ" not in text.replace("ADJ par le jury", "")
    president.post(page(closed) + "publier/", {"withdraw": "1"})
    assert [read(own, address) for address in pages] == hidden


def test_a_refusal_is_read_with_its_reasons_and_nobody_elses(
    president: Client, closed: JurySession, signed_in: SignedIn, someone: Callable[..., Account]
) -> None:
    president.post(page(closed) + "publier/", {"publish_at": "2024-07-01T08:00"})
    own = signed_in(someone(Role.STUDENT, student=Student.objects.get(nip="99000004")))
    text = read(own, "/qlio/etudiants/99000004/notes/")
    assert "Le redoublement est refusé" in text
    assert "absences répétées" in text
    assert "progression nette" not in text


def test_authorisations_are_enrolled_together_by_the_office(
    president: Client, closed: JurySession, signed_in: SignedIn, qlio: Department
) -> None:
    address = page(closed) + "suites/"
    assert "aucune maquette publiée pour 2024-2025" in read(president, address)
    for maquette in WHOLE.maquettes:
        publish(command_line(), draft(command_line(), qlio, 2024, maquette, source="annexe"))
    office = signed_in(Role.SECRETARY)
    assert "4 autorisations · 4 inscriptions proposées" in read(office, address)
    chosen = {f"enrol:{nip}": "s5-fi-fle" for nip in (NIP, "99000002", "99000003")}
    done = office.post(address, chosen, follow=True)
    assert "3 étudiants inscrits." in words(done.content.decode())
    enrolled = Enrolment.objects.filter(promotion__year=2024, promotion__slug="s5-fi-fle")
    assert enrolled.count() == 3
    forged = office.post(address, {"enrol:99000004": "s5-fi-fle"}, follow=True)
    assert "n’est pas autorisé" in words(forged.content.decode())
    assert office.post(address, {"enrol:99000006": ""}, follow=True).status_code == 200


def test_before_it_is_closed_minutes_are_provisional_and_nothing_follows(
    president: Client, held: JurySession
) -> None:
    assert "PV provisoire" in read(president, page(held) + "pv/")
    assert president.get(page(held) + "suites/")["Location"] == page(held)
    assert president.get(page(held) + "scelle.json")["Location"] == page(held)


def test_a_session_with_decisions_is_not_given_up(president: Client, held: JurySession) -> None:
    answer = president.post(page(held) + "abandonner/", follow=True)
    assert "Cette session a des décisions" in words(answer.content.decode())
    assert JurySession.objects.filter(pk=held.pk).exists()


@pytest.mark.parametrize(("path", "most"), [("pv/", 40), ("suites/", 20)])
def test_a_page_asks_the_database_a_fixed_number_of_times(
    president: Client,
    closed: JurySession,
    django_assert_max_num_queries: Callable[..., Any],
    path: str,
    most: int,
) -> None:
    with django_assert_max_num_queries(most):
        assert president.get(page(closed) + path).status_code == 200


def test_until_a_correction_is_published_students_read_what_it_corrects_and_not_why(
    president: Client, closed: JurySession, signed_in: SignedIn, someone: Callable[..., Account]
) -> None:
    own = signed_in(someone(Role.STUDENT, student=Student.objects.get(nip="99000003")))
    pages = [f"/qlio/etudiants/99000003/{path}" for path in ("notes/", "parcours/", "")]
    president.post(page(closed) + "publier/", {"publish_at": "2024-07-01T08:00"})
    published = [read(own, address) for address in pages]
    president.post(page(closed) + "corriger/", {"reason": "note de R3.01 mal saisie"})
    other = JurySession.objects.get(supersedes=closed)
    president.post(page(other) + "ouvrir/")
    decide(president, other, "99000003", version="1")
    president.post(page(other) + "clore/", {"typed": other.title})
    assert [read(own, address) for address in pages] == published
    president.post(page(other) + "publier/", {"publish_at": "2024-07-02T08:00"})
    after = [read(own, address) for address in pages]
    assert "Vous passez dans l’année suivante" in after[0]
    assert "Reste pour le DUT 104 / 120" in after[1]
    assert "note de R3.01 mal saisie" in after[0]
