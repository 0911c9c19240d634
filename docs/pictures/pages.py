# SPDX-License-Identifier: EUPL-1.2
"""Takes the pictures of the pages anew, from the demo in a database made for it.

.venv/bin/python docs/pictures/pages.py [folder]
"""

import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

_WORKSHOP = tempfile.TemporaryDirectory()
os.environ["DATABASE_URL"] = f"sqlite:///{_WORKSHOP.name}/pictures.sqlite3"
os.environ["DELIBERE_SECRET_KEY"] = secrets.token_urlsafe(40)
os.environ["DJANGO_SETTINGS_MODULE"] = "delibere.web.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop in this thread

import django

django.setup()

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.test import Client
from held_juries import closed, half_held
from playwright.sync_api import Browser, sync_playwright

from delibere.curriculum.model import Maquette
from delibere.services.records.demo import load_demo
from delibere.services.records.journal import Author, command_line
from delibere.services.records.maquettes import draft, maquette_of
from delibere.services.records.registry.filling import receive_files
from delibere.store.models import (
    Account,
    AnnexUpload,
    Department,
    Enrolment,
    MaquetteVersion,
    Promotion,
    Role,
    Student,
)

HERE = Path(__file__).parent
DESK, PHONE, PAPER = (1440, 900), (390, 844), (794, 1123)


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as somebody sees it; `click`: what is opened first."""

    name: str
    role: Role
    address: str
    size: tuple[int, int] = DESK
    dark: bool = False
    printed: bool = False
    click: str = ""


def pictures(department: Department, upload: AnnexUpload) -> Iterator[Picture]:
    """The main pages; those worth it in dark, and on a phone."""
    promotion = Promotion.objects.get(department=department, slug="s3-fi-osc")
    repeater = Enrolment.objects.filter(promotion=promotion, repeating=True).first()
    student = repeater.student if repeater else Student.objects.filter(enrolments__promotion=promotion)[0]
    before, after = (
        MaquetteVersion.objects.get(department=department, slug="s3-fi-osc", year=year)
        for year in (2023, 2024)
    )
    compared = f"/qlio/maquettes/comparer/?a={before.pk}&b={after.pk}"
    review = f"/qlio/maquettes/importer/{upload.pk}/?maquette=s3-fi-osc"
    course, groups = "/qlio/maquettes/2023-2024/parcours/", f"/qlio/promotions/{promotion.pk}/groupes/"
    person = f"/qlio/etudiants/{student.nip}/"
    for dark in (False, True):
        shade = "-sombre" if dark else ""
        yield Picture(f"accueil{shade}", Role.DIRECTOR_OF_STUDIES, "/qlio/", dark=dark)
        yield Picture(f"import-annexe{shade}", Role.DIRECTOR_OF_STUDIES, review, dark=dark)
        yield Picture(f"promotion{shade}", Role.SECRETARY, f"/qlio/promotions/{promotion.pk}/", dark=dark)
        yield Picture(f"parcours-etudiant{shade}", Role.SECRETARY, f"{person}parcours/", dark=dark)
    yield from pictures_of_juries(department)
    yield from pictures_of_results(promotion, student)
    yield Picture("maquette", Role.DIRECTOR_OF_STUDIES, "/qlio/maquettes/2023-2024/s3-fi-osc/")
    yield Picture("maquettes", Role.DIRECTOR_OF_STUDIES, "/qlio/maquettes/")
    yield Picture("parcours", Role.DIRECTOR_OF_STUDIES, course)
    yield Picture("differences", Role.DIRECTOR_OF_STUDIES, compared)
    yield Picture("etudiants", Role.SECRETARY, "/qlio/etudiants/")
    yield Picture("etudiant", Role.SECRETARY, person)
    yield Picture("groupes", Role.SECRETARY, groups)
    yield Picture("equipe", Role.ADMINISTRATOR, "/qlio/equipe/")
    yield Picture("journal", Role.ADMINISTRATOR, "/qlio/journal/")
    grid = f"/qlio/promotions/{Promotion.objects.get(slug='s4-fi-osc').pk}/notes/TBQTC410/"
    yield Picture("grille", Role.DIRECTOR_OF_STUDIES, grid)
    yield Picture("grille-sombre", Role.DIRECTOR_OF_STUDIES, grid, dark=True)
    yield Picture("grille-telephone", Role.DIRECTOR_OF_STUDIES, grid, PHONE)
    one = f"/qlio/promotions/{promotion.pk}/"
    yield Picture("evaluations", Role.DIRECTOR_OF_STUDIES, f"{one}evaluations/")
    yield Picture("absences", Role.SECRETARY, "/qlio/absences/")
    yield Picture("scolarite", Role.SECRETARY, f"/qlio/scolarite/{_registry_file(department)}/")
    yield Picture("api", Role.HEAD, "/qlio/api/essayer/")
    yield Picture("documents", Role.SECRETARY, f"{one}documents/")
    yield Picture("accueil-telephone", Role.SECRETARY, "/qlio/", PHONE)
    yield Picture("maquette-telephone", Role.TEACHER, "/qlio/maquettes/2023-2024/s3-fi-osc/", PHONE)
    yield Picture("notes-telephone", Role.STUDENT, "/", PHONE)


def _registry_file(department: Department) -> int:
    """The file of the examples, dropped."""
    path = HERE.parents[1] / "examples" / "scolarite-s1-fi.txt"
    author = Account.objects.filter(memberships__role=Role.SECRETARY)[0]
    [upload] = receive_files(Author(author, "pages"), department, [(path.name, path.read_bytes())])
    return upload.pk


def next_year(osc: Maquette) -> Maquette:
    """An invented draft for 2024-2025: a title, four coefficients, one module for another."""
    modules = {module.pn: module for module in osc.modules}
    zero = dict.fromkeys((ue.code for ue in osc.ues), Decimal(0))
    weights = {
        "R3.07": {"UE31": "1.3"},
        "R3.09": {"UE32": "1.6"},
        "R3.10": {"UE32": "1.4"},
        "SAE3.01": {"UE31": "2.0", "UE32": "1.8", "UE33": "1.8"},
    }
    for pn, changed in weights.items():
        coefficients = {**zero, **{ue: Decimal(value) for ue, value in changed.items()}}
        modules[pn] = replace(modules[pn], coefficients=coefficients)
    modules["R3.05"] = replace(modules["R3.05"], title="Programmation et exploitation de données")
    local = modules["R3.AL"]
    modules["R3.AL"] = replace(
        local, apogee="TBQTR3TE", pn="H.TE", title="Transition écologique de l’industrie"
    )
    return replace(osc, modules=tuple(modules.values()))


def pictures_of_results(promotion: Promotion, student: Student) -> Iterator[Picture]:
    """A class with a figure opened, its year, one student; on a phone."""
    director = Role.DIRECTOR_OF_STUDIES
    results = f"/qlio/promotions/{promotion.pk}/resultats/"
    even = Promotion.objects.get(department=promotion.department, slug="s4-fi-osc").pk
    opened = f"tbody td > a[href^='{student.nip}/']"
    yield Picture("resultats", director, f"{results}?tri=UE31", click=opened)
    yield Picture("resultats-sombre", director, f"{results}?tri=UE31", dark=True, click=opened)
    yield Picture("resultats-annee", director, f"/qlio/promotions/{even}/resultats/annee/")
    yield Picture("resultats-etudiant", director, f"/qlio/etudiants/{student.nip}/resultats/")
    yield Picture("resultats-telephone", director, f"{results}?tri=UE31", PHONE)
    yield Picture("calcul-telephone", director, f"{results}{student.nip}/UE31/", PHONE)


def pictures_of_juries(department: Department) -> Iterator[Picture]:
    """Prepared, deliberated, projected, on a phone; the minutes on screen and on paper."""
    session, nip = half_held(department)
    one = f"/qlio/jurys/{session.pk}/"
    minutes = f"/qlio/jurys/{closed(department).pk}/pv/"
    yield Picture("jury-preparation", Role.JURY_PRESIDENT, one)
    yield Picture("jury", Role.JURY_PRESIDENT, f"{one}etudiants/{nip}/")
    yield Picture("jury-sombre", Role.JURY_PRESIDENT, f"{one}etudiants/{nip}/", dark=True)
    yield Picture("jury-projection", Role.JURY_PRESIDENT, f"{one}etudiants/{nip}/?projection=1")
    yield Picture("jury-telephone", Role.JURY_PRESIDENT, f"{one}etudiants/{nip}/", PHONE)
    yield Picture("pv", Role.JURY_PRESIDENT, minutes)
    yield Picture("pv-imprime", Role.JURY_PRESIDENT, minutes, PAPER, printed=True)


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def served() -> Iterator[str]:
    """The application on a free port of this machine."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def take(browser: Browser, address: str, picture: Picture, folder: Path) -> None:
    """Open the page as this role and write what is seen."""
    width, height = picture.size
    context = browser.new_context(
        base_url=address,
        locale="fr-FR",
        viewport={"width": width, "height": height},
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
    )
    account = Account.objects.filter(
        memberships__role=picture.role, memberships__department__slug="qlio"
    ).first()
    assert account is not None
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])
    page = context.new_page()
    answer = page.goto(picture.address)
    assert answer is not None
    assert answer.status == 200, f"{picture.address}: {answer.status}"
    if picture.printed:
        page.emulate_media(media="print")
    page.evaluate("document.fonts.ready")
    page.locator("[data-waiting]").wait_for(state="detached")
    if picture.click:
        page.locator(picture.click).first.click()
        page.get_by_role("dialog").wait_for()
    page.screenshot(path=folder / f"{picture.name}.png")
    context.close()


def main() -> None:
    """Every picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "pages"
    folder.mkdir(exist_ok=True, parents=True)
    call_command("migrate", verbosity=0)
    load_demo(command_line())
    department = Department.objects.get(slug="qlio")
    annex = HERE.parents[1] / "examples" / "but-qlio-2023-2024.md"
    author = Account.objects.filter(memberships__role=Role.DIRECTOR_OF_STUDIES)[0]
    upload = AnnexUpload.objects.create(
        department=department, by=author, file_name=annex.name, data=annex.read_bytes()
    )
    osc = MaquetteVersion.objects.get(department=department, slug="s3-fi-osc")
    draft(command_line(), department, 2024, next_year(maquette_of(osc)), source="projet du conseil")
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for picture in pictures(department, upload):
            take(browser, address, picture, folder)
        browser.close()


if __name__ == "__main__":
    main()
