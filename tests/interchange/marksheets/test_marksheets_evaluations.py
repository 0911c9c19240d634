# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from orchard import MAQUETTE, PLAN

from delibere.calculation.evaluations import Evaluation, Kind
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Severity
from delibere.interchange.marksheets import read_evaluations, write_evaluations

COMPLETE = """Module;Intitulé;Nature;Barème;Coefficient;Date;Poids UE31;UE32
R3.01;DS 1;;;;06/10/2023;;
R3.01;TOEIC;normale;990;0,5;2023-11-17;2;0,5
r3.01;Rattrapage;Rattrapage;;;;;
TBQTR302;;2e session;15;;;;
SAE 3.01;Oral;bonus;2;;;;
SAE3.01;Assiduité;MALUS;1;;;;
"""


def test_a_file_a_secretary_can_write_describes_the_evaluations() -> None:
    read = read_evaluations(COMPLETE.encode(), "e.csv", MAQUETTE)
    assert read.findings == ()
    assert read.evaluations == (
        Evaluation("TBQTR301/ds1", "TBQTR301", "DS 1", held_on=date(2023, 10, 6)),
        Evaluation(
            "TBQTR301/toeic",
            "TBQTR301",
            "TOEIC",
            scale=Decimal(990),
            coefficient=Decimal("0.5"),
            weights={"UE31": Decimal(2), "UE32": Decimal("0.5")},
            held_on=date(2023, 11, 17),
        ),
        Evaluation("TBQTR301/rattrapage", "TBQTR301", "Rattrapage", Kind.RATTRAPAGE),
        Evaluation("TBQTR302/tailledhiver", "TBQTR302", "Taille d’hiver", Kind.SECOND_SESSION, Decimal(15)),
        Evaluation("TBQTE301/oral", "TBQTE301", "Oral", Kind.BONUS, Decimal(2)),
        Evaluation("TBQTE301/assiduite", "TBQTE301", "Assiduité", Kind.MALUS, Decimal(1)),
    )


def test_what_is_written_is_read_again() -> None:
    written = write_evaluations(PLAN.evaluations, MAQUETTE)
    read = read_evaluations(written, "e.csv", MAQUETTE)
    assert read.findings == ()
    assert [replace(e, key="") for e in read.evaluations] == [replace(e, key="") for e in PLAN.evaluations]


BAD_LINES = [
    ("R9.99;DS", "Module", "« R9.99 » n’est le code d’aucun module de S3 · FI · OSC, ou de plusieurs."),
    ("R3.01;DS 1", "Intitulé", "« DS 1 » est déjà une évaluation de ce module (ligne 2) : distinguez-les."),
    (
        "R3.01;DS 2;orale",
        "Nature",
        "« orale » n’est pas une nature d’évaluation : normale, rattrapage, seconde session, bonus, malus.",
    ),
    ("R3.01;DS 2;;0", "Barème", "Un barème de 0 ne se peut : de 1 à 1000."),
    ("R3.01;DS 2;;2000", "Barème", "Un barème de 2000 ne se peut : de 1 à 1000."),
    ("R3.01;DS 2;;;un", "Coefficient", "« un » n’est pas un nombre positif : tapez 1, 1,5 ou 0,25."),
    ("R3.01;DS 2;;;;demain", "Date", "« demain » n’est pas une date : tapez 06/10/2023."),
    ("R3.01;DS 2;;;;31/02/2024", "Date", "« 31/02/2024 » n’est pas une date : tapez 06/10/2023."),
    ("R3.01;DS 2;;;;;-1", "Poids UE31", "« -1 » n’est pas un nombre positif : tapez 1, 1,5 ou 0,25."),
]


@pytest.mark.parametrize(("line", "cell", "message"), BAD_LINES, ids=[line for line, _c, _m in BAD_LINES])
def test_a_bad_line_is_told_at_its_place(line: str, cell: str, message: str) -> None:
    read = read_evaluations(f"{COMPLETE}{line}\n".encode(), "e.csv", MAQUETTE)
    assert read.evaluations == ()
    assert [(f.line, f.cell, f.message) for f in read.findings] == [(8, cell, message)]


def test_a_module_that_counts_and_is_not_assessed_is_told() -> None:
    read = read_evaluations(b"Module;UE32\nR3.01;\nR3.02;2\n", "e.csv", MAQUETTE)
    assert len(read.evaluations) == 2
    assert [(f.severity, f.message) for f in read.findings] == [
        (Severity.NOTICE, "R3.02 n’alimente pas UE32 : ce poids est sans effet."),
        (Severity.NOTICE, "SAE3.01 a un coefficient et aucune évaluation : ses UE resteront provisoires."),
    ]


def test_a_column_that_is_no_ue_is_refused() -> None:
    read = read_evaluations(COMPLETE.replace("Poids UE31", "Poids UE41").encode(), "e.csv", MAQUETTE)
    assert [f.message for f in read.findings] == [
        "La colonne « Poids UE41 » n’est pas une UE de S3 · FI · OSC : ôtez-la."
    ]


def test_a_file_without_modules_is_refused() -> None:
    with pytest.raises(UnusableInputError, match="aucune ligne d’intitulés avec Module"):
        read_evaluations(b"NIP;Nom\n1;A\n", "e.csv", MAQUETTE)
