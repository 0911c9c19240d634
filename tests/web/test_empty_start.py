# SPDX-License-Identifier: EUPL-1.2
"""An installation without anything: opened by two commands, it leads to what it needs first."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from delibere.curriculum.model import Curriculum
from delibere.foundation.calendar import AcademicYear
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.installation import NewDepartment, open_department
from delibere.services.records.journal import command_line
from delibere.services.records.students import create
from delibere.services.records.teachings import assign
from delibere.store.models import Account, Department, Role
from installations import on_sqlite

SignedIn = Callable[..., Client]
STEP = re.compile(r'<th scope="row"><b>([^<]+)</b>.*?<span>(à faire|fait : \d+)</span>', re.DOTALL)
QLIO = ("qlio", "--name", "QLIO", "--diploma", "BUT QLIO", "--year", "2023-2024")
WHO = ("--administrator", "tilleul", "--email", "tilleul@example.org")


def steps(client: Client) -> list[tuple[str, str]]:
    page = client.get("/qlio/").content.decode().replace("\u00a0", " ")
    return [(title.partition(" :")[0], state) for title, state in STEP.findall(page)]


def test_a_department_is_opened_by_a_command_whose_link_leads_to_its_first_page(db: None) -> None:
    new = NewDepartment("qlio", "QLIO", "BUT QLIO", AcademicYear(2023), "tilleul", "t@example.org")
    guest = Client()
    page = guest.get(open_department(command_line(), new), follow=True)
    chosen = {"new_password1": "quatre-arbres-verts", "new_password2": "quatre-arbres-verts"}
    first = guest.post(page.request["PATH_INFO"], chosen, follow=True)
    assert first.request["PATH_INFO"] == "/qlio/"


def test_the_command_says_the_link_once_and_refuses_a_department_twice(tmp_path: Path) -> None:
    installation = on_sqlite(tmp_path / "new.sqlite3")
    opened = installation.run("web", "department", *QLIO, *WHO)
    assert opened.returncode == 0, opened.stderr
    assert re.search(r"/mot-de-passe/\S+/\S+/", opened.stdout)
    again = installation.run("web", "department", *QLIO, *WHO)
    assert (again.returncode, "existe déjà" in again.stderr) == (2, True)


def test_a_department_without_anything_opens_a_checklist_that_fills_and_then_leaves(
    signed_in: SignedIn,
    someone: Callable[..., Account],
    qlio: Department,
    annex: Curriculum,
    request: pytest.FixtureRequest,
) -> None:
    director = signed_in(Role.DIRECTOR_OF_STUDIES)
    titles = [
        "Importer l’annexe MCC",
        "Importer les étudiants",
        "Ouvrir les semestres et y inscrire les étudiants",
        "Préparer les évaluations",
    ]
    assert steps(director) == [(title, "à faire") for title in titles]
    request.getfixturevalue("published")
    student = create(command_line(), qlio, {"nip": "99000001", "surname": "FRAMBOISE"})
    assert [state for _title, state in steps(director)] == ["fait : 20", "fait : 1", "à faire", "à faire"]
    promotion = open_promotion(command_line(), qlio, 2023, "s1-fi")
    enrol(command_line(), promotion, [student])
    assign(command_line(), promotion, [annex.maquette("s1-fi").modules[0].apogee], someone(Role.TEACHER))
    assert steps(director) == []


@pytest.mark.parametrize("role", [Role.TEACHER, Role.OBSERVER, Role.JURY_PRESIDENT])
def test_those_who_cannot_take_the_first_steps_are_not_shown_them(
    signed_in: SignedIn, qlio: Department, role: Role
) -> None:
    assert steps(signed_in(role)) == []
