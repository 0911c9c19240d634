# SPDX-License-Identifier: EUPL-1.2
"""Answers of ScoDoc turned into a workbook of ours, which the other commands read."""

import json
from fractions import Fraction
from pathlib import Path

import pytest
from answers import Run

from scodoc_answers import Answer, evaluation, files, marks, student, zipped


def package(folder: Path, **answers: Answer) -> Path:
    path = folder / "s3.zip"
    path.write_bytes(zipped(files(**answers)))
    return path


def test_a_semester_becomes_a_workbook_that_is_computed(run: Run, annex: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "s3.xlsx"
    answer = run("marks", "scodoc", annex, "s3-fi-osc", package(tmp_path), "-o", sheet)
    assert answer.code == 0
    assert "CORMIER Clea a démissionné" in answer.out
    assert "R3.99 Sport n’est pas dans la maquette" in answer.out
    told = json.loads(run("marks", "check", annex, sheet, "--json").out)
    assert (told["students"], told["evaluations"]) == (2, 4)
    opened = run("explain", annex, sheet, "--student", "99000001", "--figure", "UE31", "--json").out
    english, communication = (Fraction("12.5") + Fraction("2.5") * 19) / Fraction("3.5"), 9
    assert Fraction(json.loads(opened)["terms"][0]["value"]) == (english + communication) / 2


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"notes_501": marks(501, {11: 21})}, "notes-501.json, étudiant n° 11, évaluation n° 501 : « 21 »"),
        (
            {"notes_501": marks(501, {99: 2})},
            "étudiant n° 99, évaluation n° 501 : aucun fichier ne dit de qui",
        ),
        ({"notes_501": marks(501, {11: 2}, 10)}, "cette note a un autre barème"),
        ({"encore": marks(501, {11: 2})}, "deux notes sont données"),
        ({"evaluations": [evaluation(501, 101, "DS", evaluation_type=9)]}, "R3.01 / DS : sa nature"),
        (
            {"evaluations": [evaluation(501, 101, "DS", poids={"7": 2})]},
            "une UE que la maquette n’a pas (n° 7)",
        ),
        ({"autres": [student(11, "99000009", "Houx", "Hugo", "A")]}, "n° 11 est 99000001 ALISIER Alix"),
        ({"etudiants": []}, "Aucun étudiant"),
    ],
)
def test_what_is_wrong_is_told_and_no_workbook_is_written(
    answers: dict[str, Answer], told: str, run: Run, annex: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "s3.xlsx"
    answer = run("marks", "scodoc", annex, "s3-fi-osc", package(tmp_path, **answers), "-o", sheet)
    assert (answer.code, sheet.exists()) == (2, False)
    assert told in answer.err
