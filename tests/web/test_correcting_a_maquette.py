# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable

import pytest
from django.test import Client

from delibere.curriculum.model import Curriculum
from delibere.foundation.numbers import french_minimal
from delibere.services.records.maquettes import published_curriculum
from delibere.store.models import Department, MaquetteVersion, Role

SignedIn = Callable[..., Client]
ADDRESS = "/qlio/maquettes/2023-2024/s3-fi-osc/corriger/"
Form = dict[str, list[str]]


@pytest.fixture
def form(published: Curriculum) -> Form:
    """What the page sends when nothing is typed."""
    maquette = published.maquette("s3-fi-osc")
    return {
        "apogee": [module.apogee for module in maquette.modules],
        "pn": [module.pn for module in maquette.modules],
        "title": [module.title for module in maquette.modules],
        "block": [module.block or "" for module in maquette.modules],
        "coefficient": [
            french_minimal(module.coefficients[ue.code]) for module in maquette.modules for ue in maquette.ues
        ],
        "ue_title": [ue.title for ue in maquette.ues],
        "ue_ects": [french_minimal(ue.ects) for ue in maquette.ues],
        "reason": ["vote du conseil"],
    }


@pytest.fixture
def head(signed_in: SignedIn) -> Client:
    return signed_in(Role.HEAD)


def versions() -> list[tuple[int, str]]:
    found = MaquetteVersion.objects.filter(slug="s3-fi-osc").order_by("number")
    return [(version.number, version.state) for version in found]


def test_a_correction_is_a_second_version_with_its_reason_and_the_first_stays(
    head: Client, form: Form, published: Curriculum, qlio: Department
) -> None:
    before = published_curriculum(qlio, 2023)
    form["title"][0] = "Anglais professionnel"
    assert head.post(ADDRESS, form).status_code == 302
    assert versions() == [(1, "published"), (2, "draft")]
    assert published_curriculum(qlio, 2023) == before
    head.post("/qlio/maquettes/publier/", {"confirm": "yes", "slug": "s3-fi-osc"})
    now = published_curriculum(qlio, 2023)
    assert now is not None
    assert now.maquette("s3-fi-osc").modules[0].title == "Anglais professionnel"
    page = head.get("/qlio/maquettes/2023-2024/s3-fi-osc/?version=1").content.decode()
    assert "Anglais des affaires" in page


def test_the_page_shows_every_cell(head: Client, published: Curriculum) -> None:
    page = head.get(ADDRESS).content.decode()
    assert 'value="TBQTR301"' in page
    assert page.count('name="coefficient"') == (18 + 2) * 4


@pytest.mark.parametrize(
    ("name", "place", "typed", "said"),
    [
        ("coefficient", 0, "1,5x", "R3.01, UE31 : « 1,5x » n’est pas un nombre"),
        ("coefficient", 0, "3", "UE31"),
        ("apogee", 1, "TBQTR301", "TBQTR301"),
        ("apogee", 0, "", "il manque Apogée"),
        ("reason", 0, " ", "Dites pourquoi"),
    ],
)
def test_what_does_not_hold_is_refused_and_comes_back_as_typed(
    head: Client, form: Form, name: str, place: int, typed: str, said: str
) -> None:
    form["title"][0] = "Anglais professionnel"
    form[name][place] = typed
    answer = head.post(ADDRESS, form)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Anglais professionnel" in page
    assert versions() == [(1, "published")]


def test_nothing_typed_writes_no_version(head: Client, form: Form) -> None:
    assert "Rien ne change" in head.post(ADDRESS, form).content.decode()
    assert versions() == [(1, "published")]
