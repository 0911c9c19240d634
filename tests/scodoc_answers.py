# SPDX-License-Identifier: EUPL-1.2
"""Invented answers of ScoDoc's API about an S3, in their true shape (docs/formats/scodoc-semester.md)."""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

Answer = dict[str, Any] | list[dict[str, Any]]

SEMESTER: dict[str, Any] = {
    "annee_scolaire": 2023,
    "date_debut": "01/09/2023",
    "date_debut_iso": "2023-09-01",
    "date_fin": "31/01/2024",
    "etat": True,
    "formation": {"acronyme": "BUT QLIO", "formation_code": "FCOD1"},
    "formsemestre_id": 7,
    "id": 7,
    "modalite": "FI",
    "parcours": [{"code": "OSC", "libelle": "Organisation"}, {"code": "QMI", "libelle": "Qualité"}],
    "semestre_id": 3,
    "titre": "BUT QLIO",
    "titre_num": "BUT QLIO semestre 3",
}


def student(
    key: int, nip: str | None, surname: str, first_name: str, group: str, parcours: str = "OSC"
) -> dict[str, Any]:
    """Of `formsemestre/7/etudiants/long`."""
    groups = [("TD", group), ("Parcours", parcours), (None, None)]
    return {
        "id": key,
        "etudid": key,
        "civilite": "F",
        "date_naissance": "2004-03-15",
        "lieu_naissance": "Saint-Œuf-les-Vignes",
        "code_nip": nip,
        "code_ine": f"0{nip}AB",
        "nom": surname,
        "nom_usuel": None,
        "prenom": first_name,
        "sort_key": surname.lower(),
        "adresses": [
            {
                "email": f"{first_name}@verger.example",
                "emailperso": "moi@ailleurs.example",
                "domicile": "3 rue des Vergers",
                "codepostaldomicile": "99120",
                "villedomicile": "Bellerive",
                "paysdomicile": "FRANCE",
            }
        ],
        "groups": [
            {"partition_id": n, "partition_name": name, "group_id": n, "group_name": of}
            for n, (name, of) in enumerate(groups)
        ],
    }


STUDENTS = [
    student(11, "99000001", "Alisier", "Alix", "A"),
    student(12, "99000002", "Bouleau", "Basile", "B"),
    student(13, "99000003", "Cormier", "Clea", "B"),
    student(14, "99000004", "Dattier", "Dina", "B", parcours="QMI"),
]


def module(key: int, code: str, apogee: str, title: str) -> dict[str, Any]:
    """Of `formsemestre/7/programme`."""
    return {
        "id": key,
        "moduleimpl_id": key,
        "formsemestre_id": 7,
        "ens": [],
        "module": {"code": code, "code_apogee": apogee, "titre": title, "module_type": 2, "semestre_id": 3},
    }


PROGRAMME: dict[str, Any] = {
    "ues": [
        {
            "id": 30 + n,
            "ue_id": 30 + n,
            "ue_code": f"U{n}",
            "acronyme": f"UE3.{n}",
            "titre": f"Compétence {n}",
        }
        for n in range(1, 5)
    ],
    "ressources": [
        module(101, "R301", "TBQTR301", "Anglais des affaires"),
        module(102, "R3.02", "", "Expression"),
        module(103, "R3.99", "", "Sport"),
    ],
    "saes": [],
    "modules": [],
}


def evaluation(key: int, of: int, title: str | None, **fields: object) -> dict[str, Any]:
    """Of `moduleimpl/101/evaluations`."""
    return {
        "id": key,
        "moduleimpl_id": of,
        "description": title,
        "coefficient": 1.0,
        "date_debut": "2023-10-09T08:00:00+02:00",
        "date_fin": "2023-10-09T10:00:00+02:00",
        "evaluation_type": 0,
        "note_max": 20.0,
        "numero": 1,
        "poids": {"31": 1.0, "32": 1.0, "33": 1.0, "34": 1.0},
        "publish_incomplete": False,
        "visibulletin": True,
        **fields,
    }


EVALUATIONS = [
    evaluation(501, 101, "Écrit"),
    evaluation(502, 101, "Oral", note_max=15.0, coefficient=2.5, poids={"31": 1.0, "32": 0.5}),
    evaluation(503, 101, "Rattrapage", evaluation_type=1, date_debut="2024-01-18T08:00:00+01:00"),
    evaluation(504, 102, None),
]


def marks(of: int, values: Mapping[int, object], scale: float = 20.0) -> dict[str, Any]:
    """`evaluation/501/notes`."""
    return {
        str(key): {
            "etudid": key,
            "evaluation_id": of,
            "value": value,
            "note_max": scale,
            "comment": "",
            "date": "2023-10-12T14:00:00+02:00",
            "uid": 2,
        }
        for key, value in values.items()
    }


WRITTEN = marks(501, {11: 12.5, 12: "ABS", 13: 8.0, 14: 15.0})
SPOKEN = marks(502, {11: 14.25, 12: "EXC"}, 15.0)
CATCH_UP = marks(503, {11: "~", 12: "ATT"})
NAMELESS = marks(504, {11: 9.0})
JURY = [{"etudid": 13, "code_nip": "99000003", "etat": "D", "annee": {}, "rcues": []}]

ANSWERS: dict[str, Answer] = {
    "formsemestre.json": SEMESTER,
    "etudiants.json": STUDENTS,
    "programme.json": PROGRAMME,
    "evaluations.json": EVALUATIONS,
    "notes-501.json": WRITTEN,
    "notes-502.json": SPOKEN,
    "notes-503.json": CATCH_UP,
    "notes-504.json": NAMELESS,
    "jury.json": JURY,
}


def files(**answers: Answer) -> list[tuple[str, bytes]]:
    """The usual answers, some of them replaced or added: `files(etudiants=[…])`."""
    named = {f"{name.replace('_', '-')}.json": answer for name, answer in answers.items()}
    return written({**ANSWERS, **named})


def written(answers: Mapping[str, Answer]) -> list[tuple[str, bytes]]:
    """As files."""
    return [(name, json.dumps(answer).encode()) for name, answer in answers.items()]


def zipped(inside: Iterable[tuple[str, bytes]]) -> bytes:
    """In one package."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in inside:
            made.writestr(name, data)
    return out.getvalue()
