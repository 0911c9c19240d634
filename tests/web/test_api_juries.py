# SPDX-License-Identifier: EUPL-1.2
"""Juries by the API: prepared, judged, decided one by one or together, closed, published, corrected."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jury_room import CLASS, gathered
from programs import Program

from delibere.services.records.journal import command_line
from delibere.services.records.teachings import assign
from delibere.store.models import (
    Account,
    Department,
    JurySession,
    Promotion,
    Role,
    SessionKind,
    Student,
)
from gardens import jury
from invented_courses import NIP

US = command_line()
Someone = Callable[..., Account]
PASD, RED, WAITING = "99000003", "99000004", "99000005"
ADJ = {"subject": "rcue", "semester": 4, "competence": "semer", "code": "ADJ"}


@pytest.fixture
def session(qlio: Department) -> JurySession:
    return gathered(qlio)


@pytest.fixture
def president(session: JurySession, qlio: Department, someone: Someone) -> Program:
    return Program(someone(Role.JURY_PRESIDENT), qlio, Role.JURY_PRESIDENT)


def at(session: JurySession, rest: str = "") -> str:
    return f"juries/{session.pk}{rest}"


def decided(president: Program, session: JurySession) -> dict[str, Any]:
    return {one["nip"]: one for one in president.ask("GET", at(session, "/decisions")).json()}


def test_a_session_is_prepared_changed_over_what_was_read_opened_and_given_up(
    session: JurySession, president: Program
) -> None:
    even = Promotion.objects.get(slug="s4-fi-fle")
    typed = {
        "kind": "annual",
        "promotions": [even.pk],
        "title": "Jury bis",
        "members": [{"name": "P. OSIER"}],
    }
    made = president.ask("POST", "juries", typed)
    one, read = f"juries/{made.json()['id']}", made["ETag"]
    assert (made.status_code, made.json()["state"], made.json()["members"][0]["name"]) == (
        201,
        "prepared",
        "P. OSIER",
    )
    changed = president.ask("PUT", one, {**typed, "act": "arrêté"}, If_Match=read)
    assert (changed.status_code, changed.json()["act"]) == (200, "arrêté")
    assert president.ask("PUT", one, typed, If_Match=read).status_code == 412
    assert president.ask("PUT", one, typed).status_code == 428
    assert not president.ask("PUT", f"{one}/presence", {"present": []}).json()["members"][0]["present"]
    opened = president.ask("POST", f"{one}/open").json()
    assert (opened["state"], opened["version"] != changed.json()["version"]) == ("open", True)
    assert president.ask("DELETE", one, If_Match=opened["version"]).status_code == 204
    assert president.ask("GET", one).status_code == 404
    refused = president.ask("POST", "juries", {**typed, "title": " ", "promotions": []}).json()
    assert [fault["message"] for fault in refused["faults"]] == [
        "Choisissez au moins une promotion.",
        "Donnez-lui un intitulé.",
    ]


def test_proposals_say_what_each_case_asks_and_what_may_be_chosen(
    session: JurySession, president: Program
) -> None:
    people = {one["nip"]: one for one in president.ask("GET", at(session, "/proposals")).json()}
    assert [people[nip]["readiness"] for nip in CLASS] == [
        "clear",
        "clear",
        "clear",
        "deliberate",
        "blocked",
        "borderline",
    ]
    year = next(line for line in people[PASD]["lines"] if line["subject"] == "year" and not line["earlier"])
    assert (year["label"], year["code"], year["proposal"]["lawful"]) == ("BUT 2", "PASD", ["ADJ"])
    alone = president.ask("GET", at(session, f"/proposals/{PASD}"))
    assert (alone["ETag"], alone.json()) == ('"0"', people[PASD])
    assert president.ask("GET", at(session, "/proposals/1")).status_code == 404
    progress = president.ask("GET", at(session, "/progress")).json()
    assert (progress["total"], progress["decided"], progress["clear"]) == (6, 0, [NIP, "99000002", PASD])
    assert progress["obstacles"][0] == {"message": "FRAMBOISE Félix 000 : rien n’est décidé", "place": NIP}


def test_choices_are_tried_without_being_written(session: JurySession, president: Program) -> None:
    trial = at(session, f"/proposals/{PASD}/trial")
    tried = president.ask("POST", trial, {"choices": [ADJ]}).json()
    rcue = next(line for line in tried["lines"] if line["choice"])
    assert (rcue["code"], rcue["choice"]["code"]) == ("ADJ", "ADJ")
    assert [fault["message"][:21] for fault in tried["faults"]] == ["un motif est demandé "]
    twice = president.ask("POST", trial, {"choices": [ADJ, ADJ]}).json()
    assert twice["faults"] == [
        {"message": "une même ligne est choisie deux fois", "place": "body.asked.choices"}
    ]
    assert decided(president, session) == {}


def test_a_decision_is_written_over_the_version_that_was_read(
    session: JurySession, president: Program
) -> None:
    one, chosen = at(session, f"/decisions/{PASD}"), {"choices": [{**ADJ, "motive": "progression"}]}
    assert president.ask("GET", one).status_code == 404
    assert president.ask("PUT", one, chosen).status_code == 428
    refused = president.ask("PUT", one, {"choices": [ADJ]}, If_Match='"0"')
    assert (refused.status_code, len(refused.json()["faults"])) == (422, 1)
    assert refused.json()["detail"].endswith("une décision est à compléter.")
    written = president.ask("PUT", one, chosen, If_Match='"0"')
    assert (written.status_code, written["ETag"]) == (200, '"1"')
    assert [choice["motive"] for choice in written.json()["choices"]] == ["progression"]
    assert president.ask("GET", one).json() == written.json()
    late = president.ask("PUT", one, {"choices": []}, If_Match='"0"')
    assert (late.status_code, "entre-temps" in late.json()["detail"]) == (412, True)
    again = president.ask("PUT", one, {"choices": []}, If_Match='"1"')
    assert (again["ETag"], again.json()["choices"]) == ('"2"', [])


def test_several_are_decided_at_once_each_with_its_answer(session: JurySession, president: Program) -> None:
    president.ask("PUT", at(session, f"/decisions/{NIP}"), {"choices": []}, If_Match='"0"')

    def asked(nip: str, version: int, *choices: object) -> dict[str, object]:
        return {"nip": nip, "version": version, "choices": choices}

    sent = [
        asked(NIP, 1),
        asked("99000002", 7),
        asked(PASD, 0, {**ADJ, "motive": "progression"}),
        asked(RED, 0, {"subject": "year", "semester": 4, "code": "NAR"}),
        asked("7", 0),
    ]
    given = president.ask("PUT", at(session, "/decisions"), {"decisions": sent}).json()["results"]
    assert [(one["nip"], one["verdict"], one["version"]) for one in given] == [
        (NIP, "same", 1),
        ("99000002", "refused", 0),
        (PASD, "saved", 1),
        (RED, "refused", 0),
        ("7", "refused", 0),
    ]
    assert len(given[3]["faults"]) == 3, "a motive, the advice given, the hearing"
    assert president.ask("PUT", at(session, "/decisions"), {"decisions": sent[2:3]}).json()["results"][0][
        "verdict"
    ] == ("conflict")
    assert president.ask("PUT", at(session, "/decisions"), {"decisions": [sent[0]] * 2}).status_code == 422
    assert sorted(decided(president, session)) == [NIP, PASD]


def test_deciding_about_more_students_asks_the_database_for_their_journal_alone(
    session: JurySession, president: Program
) -> None:
    def queries(*nips: str) -> int:
        sent = [{"nip": nip, "version": 0, "choices": []} for nip in nips]
        with CaptureQueriesContext(connection) as asked:
            president.ask("PUT", at(session, "/decisions"), {"decisions": sent})
        return sum(not query["sql"].startswith("UPDATE") for query in asked)  # which the pace does, at times

    one = queries(NIP)
    assert queries("99000002", PASD, RED) <= one + 2
    assert len(decided(president, session)) == 4


def closed(president: Program, session: JurySession) -> Any:  # noqa: ANN401 Django's test answer
    clear = president.ask("GET", at(session, "/progress")).json()["clear"]
    accepted = president.ask("POST", at(session, "/accept"), {"nips": [*clear, RED]}).json()
    assert accepted == {"accepted": 3, "by_hand": 0, "left": {"deliberate": 1}}
    for nip in (RED, "99000006"):
        sent: dict[str, object] = {"choices": []}
        president.ask("PUT", at(session, f"/decisions/{nip}"), sent, If_Match='"0"')
    return president.ask("POST", at(session, "/close"), {"title": session.title})


def test_a_session_is_closed_by_its_name_once_everybody_is_decided(
    session: JurySession, president: Program
) -> None:
    early = president.ask("POST", at(session, "/close"), {"title": session.title}).json()
    assert (early["status"], early["detail"]) == (422, "La session ne peut pas encore être close.")
    assert {"message": "FRAMBOISE Félix 000 : rien n’est décidé", "place": NIP} in early["faults"]
    other = president.ask("POST", at(session, "/close"), {"title": "Jury"}).json()
    assert other["detail"] == "Ce n’est pas l’intitulé : « Jury annuel · BUT2 »."
    seal = closed(president, session)
    assert (seal.status_code, seal.json()["number"]) == (200, 1)
    assert president.ask("GET", at(session)).json()["seal"] == seal.json()
    file = json.loads(president.ask("GET", at(session, "/seal")).content)
    assert file["sha256"] == seal.json()["sha256"]
    assert (
        president.ask("GET", at(session, "/proposals"))
        .json()["detail"]
        .endswith("est close et scellée : une correction est une nouvelle session.")
    )
    assert decided(president, session)[RED]["by_hand"]


def test_what_was_decided_is_published_corrected_and_leads_to_enrolments(
    session: JurySession, president: Program, qlio: Department, someone: Someone
) -> None:
    early = president.ask("PUT", at(session, "/publication"), {"at": "2024-07-05T18:00:00+02:00"}).json()
    assert early["detail"] == "Une session se publie une fois close."
    closed(president, session)
    student = Program(someone(Role.STUDENT, student=Student.objects.get(nip=RED)), qlio, Role.STUDENT)
    assert student.ask("GET", f"students/{RED}/decisions").json() == []
    published = president.ask("PUT", at(session, "/publication"), {"at": "2024-07-05T18:00:00+02:00"}).json()
    assert published["state"] == "published"
    (own,) = student.ask("GET", f"students/{RED}/decisions").json()
    assert (own["session"], own["lines"][0]["code"]) == (session.pk, "RED")
    assert president.ask("PUT", at(session, "/publication"), {}).status_code == 422, "nothing by mistake"
    assert president.ask("PUT", at(session, "/publication"), {"at": None}).json()["state"] == "closed"
    possible = {one["nip"]: one for one in president.ask("GET", at(session, "/consequences")).json()}
    assert (possible[NIP]["semester"], possible[RED]["semester"]) == (5, 3)
    office = Program(someone(Role.SECRETARY), qlio, Role.SECRETARY)
    wrong = office.ask("POST", at(session, "/consequences"), {"enrolments": {NIP: "s1-fi"}})
    assert (wrong.status_code, "n’est pas autorisé" in wrong.json()["detail"]) == (422, True)
    corrected = president.ask("POST", at(session, "/corrections"), {"reason": "une note oubliée"})
    assert (corrected.status_code, corrected.json()["supersedes"]) == (201, session.pk)


def test_another_rule_is_tried_on_a_whole_session(session: JurySession, president: Program) -> None:
    rule = {"parameter": "poids_rcue", "value": ["1", "3"]}
    made = president.ask("POST", at(session, "/simulations"), rule).json()
    assert (made["students"], len(made["changes"]) > 0) == (6, True)
    change = made["changes"][0]
    assert change["before"] != change["after"]
    assert (
        president.ask("POST", at(session, "/simulations"), {**rule, "value": ["x", "3"]}).status_code == 422
    )


def test_a_teacher_reads_the_juries_of_the_promotions_taught_and_decides_nothing(
    session: JurySession, qlio: Department, someone: Someone
) -> None:
    account, odd = someone(Role.TEACHER), Promotion.objects.get(slug="s3-fi-fle")
    other = jury(odd, kind=SessionKind.SEMESTER, title="Jury de S3")
    assign(US, odd, ["M30"], account)
    teacher = Program(account, qlio, Role.TEACHER)
    assert [one["id"] for one in teacher.ask("GET", "juries").json()] == [other.pk]
    assert teacher.ask("GET", at(session, "/proposals")).status_code == 404
    decision = teacher.ask("PUT", at(other, f"/decisions/{NIP}"), {"choices": []}, If_Match='"0"')
    assert decision.status_code == 403
