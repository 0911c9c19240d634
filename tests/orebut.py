# SPDX-License-Identifier: EUPL-1.2
"""A framework in the shape that ORéBUT publishes: the competences of an annex, the rest invented."""

import json
from collections.abc import Callable
from xml.etree import ElementTree as ET

from delibere.curriculum.model import Curriculum
from delibere.curriculum.naming import taught_in

PLANTS = ("le semis", "la bouture", "la greffe")


def framework_of(annex: Curriculum) -> ET.Element:
    """Each competence of the annex, its levels from the year it begins, two learning outcomes at each."""
    root = ET.Element(
        "referentiel_competence",
        specialite="JARDIN",
        specialite_long="Jardins et potagers",
        type="B.U.T.",
        annexe="99",
        version="2022-05-01 00:00:00",
    )
    competences = ET.SubElement(root, "competences")
    names: list[str] = []
    for number, one in enumerate(taught_in(annex.maquettes), 1):
        first, second, third = one.title.split()[:3]
        names.append(first if first not in names else f"{first} {second} {third}")
        add_competence(competences, number, names[-1], one.title, begins=4 - max(one.levels))
    parcour = ET.SubElement(
        ET.SubElement(root, "parcours"), "parcour", numero="1", code="POT", libelle="Potager"
    )
    for year in "123":
        annee = ET.SubElement(parcour, "annee", ordre=year)
        for competence in competences:
            for niveau in competence.iter("niveau"):
                if niveau.attrib["annee"] == f"BUT{year}":
                    level = {"id": competence.attrib["id"], "niveau": niveau.attrib["ordre"]}
                    ET.SubElement(annee, "competence", level)
    return root


def add_competence(competences: ET.Element, number: int, name: str, title: str, *, begins: int) -> ET.Element:
    one = ET.SubElement(
        competences,
        "competence",
        id=f"jardin{number}",
        numero=str(number),
        nom_court=name,
        libelle_long=title,
        couleur=f"c{number}",
    )
    ET.SubElement(ET.SubElement(one, "situations"), "situation").text = "Au jardin"
    ET.SubElement(ET.SubElement(one, "composantes_essentielles"), "composante").text = "En arrosant"
    niveaux = ET.SubElement(one, "niveaux")
    for order, plant in enumerate(PLANTS[: 4 - begins], 1):
        niveau = ET.SubElement(
            niveaux, "niveau", ordre=str(order), libelle=f"Réussir {plant}", annee=f"BUT{order + begins - 1}"
        )
        acs = ET.SubElement(niveau, "acs")
        for rank in (1, 2):
            outcome = ET.SubElement(acs, "ac", code=f"AC{order}{number}.0{rank}")
            outcome.text = f"Expliquer {plant}, {rank}"
    return one


def as_bytes(root: ET.Element) -> bytes:
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode").encode()


def as_json(root: ET.Element) -> bytes:
    """The same as ORéBUT writes it in JSON: lists for the elements that hold others, « annees » for years."""
    return json.dumps(_object(root), ensure_ascii=False).encode()


def _object(element: ET.Element) -> dict[str, object]:
    values: dict[str, object] = {**element.attrib}
    for child in element:
        if len(child) and child.tag in HOLDERS:
            values[child.tag] = [_object(each) for each in child]
    if years := element.findall("annee"):
        values["annees"] = [{**year.attrib, "competences": [each.attrib for each in year]} for year in years]
    if element.tag == "ac":
        values["libelle"] = element.text
    return values


HOLDERS = ("competences", "niveaux", "acs", "parcours")
WRITERS: tuple[Callable[[ET.Element], bytes], ...] = (as_bytes, as_json)
