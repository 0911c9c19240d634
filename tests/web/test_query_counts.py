# SPDX-License-Identifier: EUPL-1.2
"""With twenty promotions and five hundred students, a page asks the database as often as with one of each."""

from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from programs import Program

from delibere.services.records.demo import load_demo
from delibere.services.records.import_students import receive_students
from delibere.services.records.journal import Author, command_line
from delibere.services.records.juries.deciding import accept_clear_cases
from delibere.services.records.scodoc import receive_answers
from delibere.store.models import Account, AnnexUpload, Department, Promotion, Role, SessionKind
from gardens import jury
from scodoc_answers import SEMESTER, files

ANNEX = Path(__file__).parents[2] / "examples" / "but-qlio-2023-2024.md"
MOST = {
    (Role.HEAD, "/qlio/"): 32,
    (Role.SECRETARY, "/qlio/"): 26,
    (Role.TEACHER, "/qlio/"): 16,
    (Role.HEAD, "/qlio/reglages/"): 4,
    (Role.HEAD, "/qlio/journal/"): 4,
    (Role.HEAD, "/qlio/equipe/"): 6,
    (Role.HEAD, "/qlio/maquettes/"): 7,
    (Role.HEAD, "/qlio/maquettes/2023-2024/parcours/"): 5,
    (Role.HEAD, "/qlio/maquettes/2023-2024/annexe.xlsx"): 4,
    (Role.HEAD, "/qlio/maquettes/comparer/"): 8,
    (Role.HEAD, "/qlio/maquettes/publier/"): 4,
    (Role.HEAD, "/qlio/maquettes/importer/{annex}/"): 6,
    (Role.HEAD, "/qlio/etudiants/importer/{students}/"): 7,
    (Role.HEAD, "/qlio/etudiants/?q="): 6,
    (Role.HEAD, "/qlio/promotions/"): 8,
    (Role.HEAD, "/qlio/promotions/{promotion}/inscrire/"): 7,
    (Role.HEAD, "/qlio/promotions/{promotion}/groupes/"): 8,
    (Role.HEAD, "/qlio/promotions/{promotion}/enseignants/"): 7,
    (Role.HEAD, "/qlio/venir-de-scodoc/{answers}/"): 15,
}

BY_API = {
    "curricula": 3,
    "promotions": 4,
    "promotions/{promotion}/students": 4,
    "promotions/{promotion}/evaluations": 4,
    "promotions/{promotion}/results": 11,
    "students?size=200": 4,
    "juries": 6,
    "juries/{session}/progress": 14,
    "juries/{session}/proposals": 14,
    "juries/{session}/decisions": 4,
    "documents": 3,
    "journal?size=200": 3,
}
"""The gate reads the token and the role: two of them."""


def signed_in(account: Account) -> Client:
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked_by_a_program(qlio: Department, head: Account) -> dict[str, int]:
    """How often each address asks, with three juries, one of which has decided; the pace takes its own."""
    promotion = Promotion.objects.get(department=qlio, slug="s3-fi-osc")
    sessions = [jury(promotion, kind=SessionKind.SEMESTER, title=f"Jury {n}") for n in range(3)]
    accept_clear_cases(command_line(), sessions[0])
    program, asked = Program(head, qlio, Role.HEAD), {}
    for address in BY_API:
        named = address.format(promotion=promotion.pk, session=sessions[0].pk)
        with CaptureQueriesContext(connection) as queries:
            assert program.ask("GET", named).status_code == 200, address
        asked[address] = sum(not query["sql"].startswith("UPDATE") for query in queries)
    return asked


def test_no_page_and_no_address_asks_the_database_once_a_line(db: None) -> None:
    load_demo(command_line())
    qlio = Department.objects.get(slug="qlio")
    people = {
        role: Account.objects.filter(memberships__role=role, memberships__department=qlio)[0]
        for role, _address in MOST
    }
    head = people[Role.HEAD]
    lines = "NIP;Nom\n" + "\n".join(f"97{n:06};ORME{n}" for n in range(200))
    alone = {**SEMESTER, "parcours": [{"code": "OSC"}]}
    annex = AnnexUpload.objects.create(department=qlio, by=head, file_name="a.md", data=ANNEX.read_bytes())
    keys = {
        "annex": annex.pk,
        "students": receive_students(Author(head, "test"), qlio, "l.csv", lines.encode()).pk,
        "answers": receive_answers(Author(head, "test"), qlio, files(formsemestre=alone)).pk,
        "promotion": Promotion.objects.get(department=qlio, slug="s3-fi-osc").pk,
    }
    browsers = {role: signed_in(account) for role, account in people.items()}
    asked = {}
    for role, address in MOST:
        with CaptureQueriesContext(connection) as queries:
            assert browsers[role].get(address.format(**keys)).status_code == 200, address
        asked[role, address] = len(queries)
    assert {page: count for page, count in asked.items() if count > MOST[page]} == {}, asked
    programs = asked_by_a_program(qlio, head)
    assert {address: count for address, count in programs.items() if count > BY_API[address]} == {}, programs
