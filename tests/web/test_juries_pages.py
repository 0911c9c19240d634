# SPDX-License-Identifier: EUPL-1.2
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from jury_room import CLASS, RCUE, YEAR, decide, gathered, page, read, words

from delibere.jury.codes import Code
from delibere.services.records.journal import command_line
from delibere.services.records.juries.decided import decided_in
from delibere.services.records.teachings import assign
from delibere.store.models import (
    Absence,
    AbsenceProof,
    Account,
    Department,
    JuryDecision,
    JurySession,
    Promotion,
    Role,
    SessionState,
)
from invented_courses import NIP

SignedIn = Callable[..., Client]


@pytest.fixture
def session(qlio: Department) -> JurySession:
    return gathered(qlio)


@pytest.fixture
def president(signed_in: SignedIn, session: JurySession) -> Client:
    return signed_in(Role.JURY_PRESIDENT)


def year_code(session: JurySession, nip: str) -> Code | None:
    codes = decided_in(session)[nip].codes
    return next(code for (subject, _semester, _competence), code in codes.items() if subject == "year")


def test_the_preparation_says_who_is_clear_near_to_deliberate_or_blocked(
    president: Client, session: JurySession
) -> None:
    text = read(president, page(session))
    assert "0 décidé sur 6" in text
    for said in ("3 cas clairs", "1 près d’une barre", "1 à délibérer", "1 à qui il manque quelque chose"):
        assert said in text
    assert "Accepter les 3 cas clairs qui restent" in text
    assert "Simulation, rien n’est enregistré" in text


def test_the_clear_cases_are_accepted_together_and_what_was_decided_by_hand_stays(
    president: Client, session: JurySession
) -> None:
    decide(president, session, "99000003", rcue="ADJ", motive="progression nette")
    answer = president.post(page(session) + "accepter/", {"nip": list(CLASS)}, follow=True)
    said = words(answer.content.decode())
    assert "2 cas clairs acceptés." in said
    assert "4 ne sont pas touchés : décidés à la main, ou à délibérer." in said
    assert year_code(session, "99000003") is Code.ADJ
    assert sorted(decided_in(session)) == [NIP, "99000002", "99000003"]


def test_only_the_cases_named_on_the_page_are_accepted(president: Client, session: JurySession) -> None:
    president.post(page(session) + "accepter/", {"nip": [NIP]})
    assert list(decided_in(session)) == [NIP]


def test_a_student_is_read_with_sentences_points_of_law_and_lawful_choices_only(
    president: Client, session: JurySession
) -> None:
    html = president.get(page(session, "99000003")).content.decode()
    text = words(html)
    assert "Passage de droit : 3 RCUE sur 4 à 10 ou plus, aucun sous 8 (annexe 1, point 4.5)." in text
    assert "Toutes les UE de S1 et S2 acquises 6 sur 6" in " ".join(text.replace(" : remplie", "").split())
    assert re.findall(rf'name="{YEAR}" value="(\w*)"', html) == ["", "ADJ"]
    assert "RED, NAR, PAS1NCI écartés : le passage est de droit (annexe 1, point 4.5)" in text


def test_a_choice_is_tried_without_being_written_and_derives_everything_again(
    president: Client, session: JurySession
) -> None:
    sent = {RCUE: "ADJ", "motive": "à discuter"}
    answer = president.post(page(session, "99000003") + "essayer/", sent)
    text = words(answer.content.decode())
    assert "à discuter" in text
    assert "Essai : rien n’est encore enregistré" in text
    assert "60 sur 60 cette année" in text
    assert "ADJR" in text
    assert JuryDecision.objects.count() == 0


def test_a_decision_other_than_proposed_asks_for_a_motive_and_keeps_what_was_typed(
    president: Client, session: JurySession
) -> None:
    answer = decide(president, session, "99000003", rcue="ADJ", motive=" ")
    assert answer.status_code == 422
    assert "un motif est demandé" in words(answer.content.decode())
    assert re.search(rf'name="{RCUE}" value="ADJ" checked', answer.content.decode())
    assert JuryDecision.objects.count() == 0


def test_points_of_the_jury_are_recorded_as_such_and_no_mark_changes(
    president: Client, session: JurySession
) -> None:
    decide(
        president, session, "99000003", rcue="ADJ", motive="progression", **{"points:rcue:4:semer": "0,75"}
    )
    (choice,) = decided_in(session)["99000003"].choices
    assert (choice.code, str(choice.points), choice.motive) == (Code.ADJ, "0.75", "progression")
    text = read(president, page(session, "99000003"))
    assert "0,75 points de jury" in text
    assert "9,25" in text


def test_a_refusal_of_repeating_asks_for_guidance_and_the_hearing(
    president: Client, session: JurySession
) -> None:
    short = decide(president, session, "99000004", year="NAR", motive="absences répétées")
    said = words(short.content.decode())
    assert short.status_code == 422
    assert "conseils d’orientation" in said
    assert "comment l’étudiant a été entendu" in said
    whole = decide(
        president,
        session,
        "99000004",
        year="NAR",
        motive="absences répétées",
        guidance="BTS, rendez-vous au SCUIO",
        hearing="entendu le 26 juin",
    )
    assert whole.status_code == 302
    assert year_code(session, "99000004") is Code.NAR


def test_what_is_of_right_is_not_taken_away_even_by_a_forged_form(
    president: Client, session: JurySession
) -> None:
    answer = decide(president, session, "99000003", year="NAR", motive="x", guidance="x", hearing="x")
    assert answer.status_code == 422
    assert "le passage est de droit" in words(answer.content.decode())
    assert JuryDecision.objects.count() == 0


@pytest.mark.parametrize(
    "sent",
    [{YEAR: "XYZ"}, {"code:moon:4:": "ADM"}, {RCUE: "ADJ", "motive": "x", "points:rcue:4:semer": "un"}],
)
def test_a_form_that_is_none_is_refused_with_a_sentence(
    president: Client, session: JurySession, sent: dict[str, str]
) -> None:
    assert decide(president, session, "99000003", **sent).status_code == 422
    assert JuryDecision.objects.count() == 0


def test_after_a_decision_comes_the_next_student(president: Client, session: JurySession) -> None:
    assert decide(president, session, NIP)["Location"] == page(session, "99000002")
    last = decide(president, session, "99000006", projection="1")
    assert last["Location"] == page(session, "99000006") + "?projection=1"


def test_of_two_people_who_decide_the_second_is_shown_the_first_and_loses_nothing(
    president: Client, session: JurySession, signed_in: SignedIn, someone: Callable[..., Account]
) -> None:
    head = signed_in(Role.HEAD)
    decide(head, session, "99000003")
    conflict = decide(president, session, "99000003", rcue="ADJ", motive="progression")
    said = words(conflict.content.decode())
    assert conflict.status_code == 409
    assert "a décidé pour FRAMBOISE Félix 002 entre-temps" in said
    assert "progression" in said
    assert year_code(session, "99000003") is Code.PASD
    assert (
        decide(president, session, "99000003", rcue="ADJ", motive="progression", version="1").status_code
        == 302
    )
    assert year_code(session, "99000003") is Code.ADJ
    assert "2 décisions écrites" in read(president, page(session, "99000003"))


def test_the_projection_shows_nobody_but_the_student_before_the_jury(
    president: Client, session: JurySession
) -> None:
    html = president.get(page(session, "99000003"), {"projection": "1"}).content.decode()
    assert "Félix 002" in html
    for hidden in ("Félix 001", "Félix 003", "NIP <"):
        assert hidden not in html
    assert "99000003" not in words(html)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.OBSERVER, Role.DIRECTOR_OF_STUDIES])
def test_who_does_not_decide_reads_and_finds_no_button(
    signed_in: SignedIn, session: JurySession, role: Role
) -> None:
    client = signed_in(role)
    assert "Valider" not in read(client, page(session, NIP)).replace("valider", "")
    assert decide(client, session, NIP).status_code == 403


def test_a_teacher_reads_the_juries_of_the_promotions_taught(
    signed_in: SignedIn, someone: Callable[..., Account], session: JurySession
) -> None:
    teacher = someone(Role.TEACHER)
    client = signed_in(teacher)
    assert "Jury annuel" not in read(client, "/qlio/jurys/")
    assert client.get(page(session, NIP)).status_code == 404
    promotion = session.jury_promotions.get().promotion
    assign(command_line(), promotion, ["M40"], teacher)
    assert "Jury annuel" in read(client, "/qlio/jurys/")
    assert "Félix 000" in read(client, page(session, NIP))


def test_another_rule_is_tried_on_the_session_and_nothing_is_written(
    president: Client, session: JurySession
) -> None:
    address = page(session) + "essai/"
    text = read(president, address, {"parametre": "poids_rcue", "impair": "1", "pair": "3", "voir": "1"})
    assert "Simulation, rien n’est enregistré" in text
    assert "Aucun code ne changerait" in text
    exact = read(president, address, {"parametre": "arrondi", "valeur": "tronqué à la barre", "voir": "1"})
    assert "Aucun code ne changerait" in exact
    wrong = president.get(address, {"parametre": "poids_rcue", "impair": "x", "pair": "1", "voir": "1"})
    assert wrong.status_code == 422


def test_a_session_is_prepared_changed_opened_and_its_members_noted(
    signed_in: SignedIn, session: JurySession
) -> None:
    secretary = signed_in(Role.SECRETARY)
    promotion = session.jury_promotions.get().promotion_id
    typed = {
        "kind": "annual",
        "promotions": [promotion],
        "title": "Jury de rattrapage",
        "held_at": "2024-07-05T09:00",
        "president": "M. Charme",
        "act": "arrêté du 12/09/2023",
        "members": "Mme Tanaisie, enseignante\nM. Troène",
    }
    made = secretary.post("/qlio/jurys/preparer/", typed)
    other = JurySession.objects.get(title="Jury de rattrapage")
    assert made["Location"] == page(other)
    assert [(one.name, one.quality) for one in other.members.all()] == [
        ("M. Troène", ""),
        ("Mme Tanaisie", "enseignante"),
    ]
    secretary.post(page(other) + "modifier/", {**typed, "title": "Jury de juillet"})
    secretary.post(page(other) + "ouvrir/")
    secretary.post(page(other) + "presences/", {"present": [other.members.all()[0].pk]})
    other.refresh_from_db()
    assert (other.title, other.state) == ("Jury de juillet", SessionState.OPEN)
    assert [one.present for one in other.members.all()] == [True, False]


def test_a_session_without_promotion_or_title_says_so_beside_each_field(
    signed_in: SignedIn, session: JurySession
) -> None:
    odd = session.jury_promotions.get().promotion.department.promotions.get(slug="s3-fi-fle")
    answer = signed_in(Role.SECRETARY).post(
        "/qlio/jurys/preparer/", {"kind": "annual", "promotions": [odd.pk], "title": "Jury"}
    )
    assert answer.status_code == 422
    assert "Un jury annuel porte sur des semestres pairs." in words(answer.content.decode())


@pytest.mark.parametrize(
    ("path", "most"),
    [("", 32), (f"etudiants/{NIP}/", 32), ("essai/?voir=1&parametre=arrondi&valeur=au+plus+près", 30)],
)
def test_a_page_asks_the_database_a_fixed_number_of_times(
    president: Client,
    session: JurySession,
    django_assert_max_num_queries: Callable[..., Any],
    path: str,
    most: int,
) -> None:
    with django_assert_max_num_queries(most):
        assert president.get(page(session) + path).status_code == 200


@pytest.mark.parametrize("path", ["", f"etudiants/{NIP}/", "etudiants/", "clore/", "pv/"])
def test_a_session_whose_maquette_is_gone_is_told_above_the_list(
    president: Client, session: JurySession, path: str
) -> None:
    Promotion.objects.filter(jury_promotions__session=session).update(slug="s4-fi-autre")
    answer = president.get(page(session) + path, follow=True)
    assert answer.redirect_chain == [("/qlio/jurys/", 302)]
    assert "n’est pas publiée" in words(answer.content.decode())


def test_absences_that_nothing_justifies_are_said_to_the_jury_and_not_to_the_room(
    president: Client, session: JurySession
) -> None:
    enrolment = session.jury_promotions.get().promotion.enrolments.get(student__nip=NIP)
    for half in ("am", "pm"):
        Absence.objects.create(enrolment=enrolment, on="2024-03-04", half=half)
    said = "2 demi-journées d’absence injustifiées"
    assert said in read(president, page(session, NIP))
    assert said not in read(president, page(session, NIP), {"projection": "1"})
    proof = {"first": "2024-03-04", "last": "2024-03-04", "reason": "certificat"}
    AbsenceProof.objects.create(student=enrolment.student, **proof)
    assert "injustifiées" not in read(president, page(session, NIP))


def test_a_jury_to_hold_or_to_publish_is_on_the_first_page_of_who_does_it(
    president: Client, signed_in: SignedIn, session: JurySession
) -> None:
    assert "jury à tenir ou à clore" in read(president, "/qlio/")
    assert "jury à tenir" not in read(signed_in(Role.SECRETARY), "/qlio/")
    JurySession.objects.update(state=SessionState.CLOSED)
    director = signed_in(Role.DIRECTOR_OF_STUDIES)
    assert "jury clos, à publier aux étudiants" in read(director, "/qlio/")


def test_a_trial_does_not_hide_that_somebody_decided_meanwhile(
    president: Client, session: JurySession, signed_in: SignedIn
) -> None:
    decide(signed_in(Role.HEAD), session, "99000003")
    tried = president.post(page(session, "99000003") + "essayer/", {RCUE: "ADJ", "version": "0"})
    assert re.search('name="version" value="0"', tried.content.decode())
    assert decide(president, session, "99000003", rcue="ADJ", motive="progression").status_code == 409
