# SPDX-License-Identifier: EUPL-1.2
"""Programmes in the shape that ScoDoc exports, invented from an annex that somebody typed there."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

from delibere.curriculum.model import Curriculum, Maquette, Module, Pole, Ue
from delibere.foundation.numbers import minimal

Json = dict[str, Any]


def programme_of(annex: Curriculum, maquettes: Iterable[Maquette]) -> Json:
    """The JSON of these maquettes; those of one semester are its parcours."""
    semesters: dict[int, list[Maquette]] = {}
    for maquette in maquettes:
        semesters.setdefault(maquette.semester, []).append(maquette)
    ues = [ue for own in semesters.values() for ue in _semester(own)]
    return {
        "acronyme": annex.diploma,
        "titre": annex.diploma,
        "titre_officiel": "Bachelor inventé pour essai",
        "version": 1,
        "formation_code": "JARDIN",
        "type_parcours": 700,
        "refcomp_specialite": "JARDIN",
        "ue": ues,
    }


def _semester(maquettes: list[Maquette]) -> Iterator[Json]:
    number = maquettes[0].semester
    ues: dict[str, Json] = {}
    for maquette in maquettes:
        for ue in maquette.ues:
            ues.setdefault(ue.competence, _ue(ue, number))
            ues[ue.competence]["parcours"] += [{"code": maquette.parcours, "ects": ""}]
    modules: dict[str, Json] = {}
    for maquette in maquettes:
        for module in maquette.modules:
            made = modules.setdefault(module.pn, _module(module, number, len(modules)))
            made["parcours"] += [{"code": maquette.parcours}]
            _add_coefficients(made, maquette, module, ues)
    for made in (*ues.values(), *modules.values()):
        if len(made["parcours"]) == len(maquettes):
            made["parcours"] = []
    next(iter(ues.values()))["matiere"] = [{"titre": "-", "numero": 1, "module": list(modules.values())}]
    yield from ues.values()


def _ue(ue: Ue, semester: int) -> Json:
    return {
        "acronyme": f"{ue.code[:-1]}.{ue.code[-1]}",
        "titre": ue.title,
        "type": 0,
        "ects": float(ue.ects),
        "is_external": False,
        "code_apogee": "",
        "coefficient": 0.0,
        "semestre_idx": semester,
        "niveau_competence_id": f"{ue.competence} {(semester + 1) // 2}",
        "reference": f"{semester}-{ue.competence}",
        "parcours": [],
        "matiere": [],
    }


def _module(module: Module, semester: int, rank: int) -> Json:
    return {
        "titre": module.title,
        "abbrev": "",
        "code": module.pn,
        "heures_td": 0.0,
        "coefficient": 1.0,
        "ects": "",
        "semestre_id": semester,
        "numero": 10 * rank,
        "code_apogee": module.apogee,
        "module_type": 3 if module.pole is Pole.SAE else 2,
        "app_critiques": {},
        "parcours": [],
        "coefficients": [],
    }


def _add_coefficients(made: Json, maquette: Maquette, module: Module, ues: dict[str, Json]) -> None:
    known = {each["ue_reference"] for each in made["coefficients"]}
    for ue in maquette.ues:
        reference = ues[ue.competence]["reference"]
        if module.coefficients[ue.code] and reference not in known:
            coef = minimal(module.coefficients[ue.code])
            made["coefficients"].append({"ue_reference": reference, "coef": coef})


def as_json(programme: Json) -> bytes:
    return json.dumps(programme, ensure_ascii=False, indent=4).encode()


def as_xml(programme: Json) -> bytes:
    root = _element("formation", programme)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode").encode()


def _element(name: str, values: Json) -> ET.Element:
    plain = {
        key: "" if value is None else str(value)
        for key, value in values.items()
        if not isinstance(value, list | dict)
    }
    element = ET.Element(name, plain)
    for key, value in values.items():
        if isinstance(value, list):
            element.extend(_element(key, each) for each in value)
    return element


def modules_of(programme: Json) -> list[Json]:
    return [module for ue in programme["ue"] for matiere in ue["matiere"] for module in matiere["module"]]


WRITERS: tuple[Callable[[Json], bytes], ...] = (as_xml, as_json)
