# SPDX-License-Identifier: EUPL-1.2
"""Every page of the demo through axe, in light and in dark; none wider than a phone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from auditing import faults
from playwright.sync_api import Page, ViewportSize

from delibere.services.records.demo import load_demo
from delibere.services.records.documents.jobs import ask
from delibere.services.records.frameworks import name_competences, receive_framework, review_framework
from delibere.services.records.import_students import receive_students
from delibere.services.records.journal import Author, command_line
from delibere.services.records.maquettes import published_curriculum
from delibere.services.records.registry.filling import receive_files
from delibere.store.models import (
    Account,
    AnnexUpload,
    Department,
    Enrolment,
    Mark,
    PaperKind,
    Promotion,
    Role,
    Student,
)
from gardens import jury
from orebut import as_bytes, framework_of
from registry_samples import sample_for

pytestmark = pytest.mark.once

Open = Callable[..., Page]
PHONE: ViewportSize = {"width": 390, "height": 844}
ANNEX = Path(__file__).parents[3] / "examples" / "but-qlio-2023-2024.md"


def account(role: Role) -> Account:
    return Account.objects.filter(memberships__role=role, memberships__department__slug="qlio")[0]


@pytest.fixture
def demo(records: None) -> Department:
    load_demo(command_line())
    here = Department.objects.get(slug="qlio")
    author = account(Role.HEAD)
    AnnexUpload.objects.create(department=here, by=author, file_name="a.md", data=ANNEX.read_bytes())
    published = published_curriculum(here, here.year)
    assert published is not None
    us, national = Author(author, "test"), as_bytes(framework_of(published))
    row = receive_framework(us, here, here.academic_year, "jardin.xml", national)
    name_competences(us, row, review_framework(row).matches)
    receive_framework(us, here, here.academic_year, "autre.xml", national)
    known = Student.objects.filter(department=here)[0]
    lines = f"NIP;Nom;Prénom\n99000001;SORBIER;Alix\n{known.nip};{known.surname};Autre\nfaux;X;Y\n"
    receive_students(Author(author, "test"), here, "liste.csv", lines.encode())
    jury(Promotion.objects.get(department=here, slug="s4-fi-osc"), title="Jury annuel")
    people = [
        (e.student.nip, e.student.surname, "") for e in Enrolment.objects.filter(promotion__slug="s1-fi")
    ]
    data = sample_for([*people, ("88888888", "FOUGÈRE", "")], [("ELP", "TBQTR101", "", "0", "Maths")], "NB")
    receive_files(Author(author, "test"), here, [("V1.txt", data)])
    return here


def addresses(here: Department) -> Iterator[tuple[Role, str]]:
    promotion = Promotion.objects.get(department=here, slug="s3-fi-osc")
    enrolment = Enrolment.objects.filter(promotion=promotion)[0]
    one = f"/qlio/promotions/{promotion.pk}/"
    head, secretary, administrator = Role.HEAD, Role.SECRETARY, Role.ADMINISTRATOR
    year = "/qlio/maquettes/2023-2024"
    yield from ((secretary, path) for path in ("/qlio/", "/qlio/etudiants/", "/qlio/etudiants/importer/"))
    yield secretary, f"/qlio/etudiants/{enrolment.student.nip}/"
    yield secretary, f"/qlio/etudiants/{enrolment.student.nip}/corriger/"
    yield secretary, f"/qlio/etudiants/{enrolment.student.nip}/parcours/"
    yield secretary, f"/qlio/etudiants/importer/{here.student_uploads.get().pk}/"
    yield secretary, "/qlio/etudiants/decisions/"
    yield secretary, f"/qlio/etudiants/{enrolment.student.nip}/absences/"
    yield from ((secretary, path) for path in ("/qlio/absences/", "/qlio/absences/importer/"))
    yield from ((head, path) for path in ("/qlio/notes/", "/qlio/notes/relances/"))
    yield from ((head, f"{one}evaluations/{path}") for path in ("", "manquantes/", "copier/"))
    yield head, f"{one}modules/TBQTR301/evaluations/ajouter/"
    yield head, "/qlio/reglages/regles/bonus/"
    yield from ((head, path) for path in ("/qlio/promotions/", "/qlio/maquettes/", "/qlio/reglages/"))
    yield from ((head, one + path) for path in ("", "groupes/", "enseignants/", "inscrire/"))
    yield head, f"{one}inscriptions/{enrolment.pk}/"
    yield head, f"/qlio/maquettes/importer/{AnnexUpload.objects.get().pk}/"
    waiting = here.frameworks.get(confirmed_at=None)
    yield from ((head, f"/qlio/maquettes/referentiel/{path}") for path in ("", f"{waiting.pk}/"))
    yield from ((head, year + path) for path in ("/parcours/", "/s3-fi-osc/", "/s3-fi-osc/corriger/"))
    yield from ((administrator, path) for path in ("/qlio/equipe/", "/qlio/journal/", "/mot-de-passe/"))
    yield from of_a_jury(here)
    mark = Mark.objects.filter(evaluation__promotion__slug="s4-fi-osc").exclude(evaluation__module="")[0]
    even = f"/qlio/promotions/{mark.evaluation.promotion_id}/notes/"
    grid = f"{even}{mark.evaluation.module}/"
    history = f"{grid}historique/{mark.evaluation_id}/{mark.enrolment_id}/"
    yield from ((secretary, path) for path in (grid, f"{even}bonus/", history))
    yield from of_results(promotion, enrolment.student)
    yield from of_papers(promotion, enrolment.student)
    yield secretary, f"/qlio/scolarite/{here.registry_uploads.get().pk}/"
    yield from ((head, f"/qlio/scolarite/{path}") for path in ("", "codes/", "reglages/"))
    yield from ((head, f"/qlio/api/{path}") for path in ("", "essayer/"))
    student = Account.objects.filter(memberships__role=Role.STUDENT)[0].memberships.get().student
    assert student is not None
    yield Role.STUDENT, f"/qlio/etudiants/{student.nip}/"


def of_results(odd: Promotion, student: Student) -> Iterator[tuple[Role, str]]:
    even = Promotion.objects.get(department=odd.department, slug="s4-fi-osc")
    one = f"/qlio/promotions/{odd.pk}/resultats/"
    figure = f"{one}{student.nip}/UE31/"
    year = f"/qlio/promotions/{even.pk}/resultats/annee/"
    person = f"/qlio/etudiants/{student.nip}/resultats/"
    pages = ("/qlio/resultats/", one, f"{one}?tri=UE31", figure, year, person)
    yield from ((Role.DIRECTOR_OF_STUDIES, page) for page in pages)


def of_papers(promotion: Promotion, student: Student) -> Iterator[tuple[Role, str]]:
    session = promotion.department.jury_sessions.get()
    pages = (f"promotions/{promotion.pk}/documents/", f"etudiants/{student.nip}/documents/", "documents/")
    yield from ((Role.SECRETARY, f"/qlio/{page}") for page in pages)
    job = ask(Author(None, "test"), promotion, PaperKind.BULLETIN, apart=True, options={})
    yield Role.SECRETARY, f"/qlio/documents/travaux/{job.pk}/"
    yield from (
        (Role.HEAD, f"/qlio/{p}")
        for p in ("documents/reglages/", "documents/reglages/lettre/", f"jurys/{session.pk}/documents/")
    )
    yield Role.HEAD, "/v/"


def of_a_jury(here: Department) -> Iterator[tuple[Role, str]]:
    session = here.jury_sessions.get()
    president, one = Role.JURY_PRESIDENT, f"/qlio/jurys/{session.pk}/"
    judged = session.jury_promotions.get().promotion.enrolments.all()[5].student.nip
    yield from ((president, path) for path in ("/qlio/jurys/", "/qlio/jurys/preparer/", one))
    yield president, f"{one}essai/?voir=1&parametre=poids_rcue&impair=1&pair=2"
    yield president, f"{one}etudiants/{judged}/"
    yield president, f"{one}etudiants/{judged}/?projection=1"


def faults_in_both(page: Page) -> list[str]:
    """As it is, then in dark."""
    found = faults(page)
    page.emulate_media(color_scheme="dark")
    found += [f"dark {fault}" for fault in faults(page)]
    page.emulate_media(color_scheme="light")
    return found


def is_wider_than_a_phone(page: Page) -> bool:
    """Once its window is one."""
    before = page.viewport_size
    page.set_viewport_size(PHONE)
    wide = page.evaluate("document.documentElement.scrollWidth") > PHONE["width"]
    if before:
        page.set_viewport_size(before)
    return bool(wide)


@pytest.mark.parametrize("half", [0, 1])
def test_no_page_has_a_serious_fault_in_light_nor_in_dark_and_none_is_wider_than_a_phone(
    demo: Department, open_as: Open, half: int
) -> None:
    pages = {role: open_as(account(role), "/qlio/", color_scheme="light") for role in Role}
    found = faults_in_both(open_as(None, "/connexion/", color_scheme="light"))
    for role, address in list(addresses(demo))[half::2]:
        answer = pages[role].goto(address)
        assert (address, answer and answer.status) == (address, 200)
        pages[role].locator("[data-waiting]").wait_for(state="detached")
        found += faults_in_both(pages[role])
        if is_wider_than_a_phone(pages[role]):
            found.append(f"{address} is wider than a phone")
    assert found == []
