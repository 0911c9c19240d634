# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from delibere.curriculum.framework import LearningOutcome
from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.interchange.frameworks import read_framework
from orebut import WRITERS, as_bytes, framework_of


@pytest.fixture
def root(annex: Curriculum) -> ET.Element:
    return framework_of(annex)


@pytest.mark.parametrize("write", WRITERS)
def test_a_framework_gives_its_competences_levels_outcomes_and_parcours(
    root: ET.Element, write: Callable[[ET.Element], bytes]
) -> None:
    read = read_framework(write(root))
    assert (read.speciality, read.title, read.version) == (
        "JARDIN",
        "Jardins et potagers",
        "2022-05-01 00:00:00",
    )
    first = read.competences[0]
    assert (first.number, first.name, first.title) == (1, "Piloter", "Piloter l'entreprise par la qualité")
    second = first.level(2)
    assert second is not None
    assert (second.title, second.year) == ("Réussir la bouture", 2)
    assert second.outcomes == (
        LearningOutcome("AC21.01", "Expliquer la bouture, 1"),
        LearningOutcome("AC21.02", "Expliquer la bouture, 2"),
    )
    (parcours,) = read.parcours
    assert parcours.code == "POT"
    assert parcours.levels[:4] == (
        (1, "jardin1", 1),
        (1, "jardin2", 1),
        (1, "jardin3", 1),
        (2, "jardin1", 2),
    )
    assert (2, "jardin4", 1) in parcours.levels


def test_an_older_file_names_competences_without_an_identifier(root: ET.Element) -> None:
    names = {one.attrib["id"]: one.attrib["nom_court"] for one in next(root.iter("competences"))}
    for competence in root.iter("competence"):
        name = names[competence.attrib.pop("id")]
        competence.set("name" if competence.attrib.pop("nom_court", "") else "nom", name)
        competence.attrib.pop("numero", "")
    read = read_framework(as_bytes(root))
    assert [(one.number, one.key) for one in read.competences[:2]] == [(1, "Piloter"), (2, "Gérer")]
    assert {key for _year, key, _order in read.parcours[0].levels} == set(names.values())


def first(root: ET.Element, name: str) -> ET.Element:
    return next(root.iter(name))


REFUSED: dict[str, tuple[Callable[[ET.Element], object], str]] = {
    "a competence without a name": (lambda r: first(r, "competence").set("nom_court", ""), "« nom_court »"),
    "a level that does not exist": (
        lambda r: first(r, "niveau").set("ordre", "4"),
        "un niveau d’ordre « 4 »",
    ),
    "two levels of one order": (
        lambda r: first(r, "niveau").set("ordre", "2"),
        "deux niveaux ont le même ordre",
    ),
    "an outcome without a code": (lambda r: first(r, "ac").set("code", ""), "apprentissage critique"),
    "an outcome without a text": (lambda r: setattr(first(r, "ac"), "text", " "), "apprentissage critique"),
    "a parcours without a code": (lambda r: first(r, "parcour").set("code", ""), "n’a pas de code"),
    "a parcours through a level that is not there": (
        lambda r: first(first(r, "annee"), "competence").set("niveau", "9"),
        "Parcours « POT » : une compétence, son niveau ou son année",
    ),
    "a competence twice": (
        lambda r: first(r, "competences").append(first(r, "competence")),
        "« Piloter » est deux fois",
    ),
}


@pytest.mark.parametrize("write", WRITERS)
@pytest.mark.parametrize("why", REFUSED)
def test_what_is_wrong_in_a_framework_is_refused_where_it_stands(
    root: ET.Element, why: str, write: Callable[[ET.Element], bytes]
) -> None:
    damage, said = REFUSED[why]
    damage(root)
    with pytest.raises(UnusableInputError) as refused:
        read_framework(write(root))
    assert said in " ".join(one.message for one in refused.value.findings)
    assert all(one.line or one.message.endswith(")") for one in refused.value.findings)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{}", "la racine est « un objet JSON »"),
        (b"[]", "en XML ou en JSON"),
        (b'{"competences": [{}]}', "leurs « libelle_long »"),
        (b"Bonjour", "pas du JSON valide"),
        (b"<formation/>", "la racine est « formation »"),
        (b'<!DOCTYPE r [<!ENTITY a "a">]><r>&a;</r>', "entités"),
    ],
)
def test_what_is_no_framework_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnusableInputError) as refused:
        read_framework(data)
    assert said in str(refused.value)
