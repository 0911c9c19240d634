# SPDX-License-Identifier: EUPL-1.2
import json
from fractions import Fraction
from pathlib import Path

import pytest
from answers import Files, Run
from python_calamine import CalamineWorkbook

from registry_samples import PLAIN


def test_a_sheet_is_prepared_filled_with_nothing_and_read_back(
    run: Run, annex: Path, files: Files, tmp_path: Path
) -> None:
    students, sheet = files.folder / "etudiants.csv", tmp_path / "s3.xlsx"
    assert run("marks", "template", annex, "s3-fi-osc", "--students", students, "-o", sheet).code == 0
    told = json.loads(run("marks", "check", annex, sheet, "--json").out)
    assert (told["maquette"], told["students"], told["evaluations"]) == ("s3-fi-osc", 24, 17)


def test_a_sheet_is_prepared_for_the_students_of_a_registry_file(
    run: Run, annex: Path, tmp_path: Path
) -> None:
    exported, sheet = tmp_path / "V1QL.TXT", tmp_path / "s3.xlsx"
    exported.write_bytes(PLAIN.data)
    assert run("marks", "template", annex, "s3-fi-osc", "--students", exported, "-o", sheet).code == 0
    rows = CalamineWorkbook.from_path(str(sheet)).get_sheet_by_name("R3.01").to_python()
    assert {"00417263", "11681234", "20180001"} <= {str(cell) for row in rows for cell in row}


def test_a_bad_mark_is_told_with_line_column_student_and_hint(run: Run, annex: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "notes.csv"
    sheet.write_text("NIP;Nom;Prénom;R3.01\n99000001;FRAMBOISE;Félix;125\n", "utf-8")
    answer = run("marks", "check", annex, sheet, "--maquette", "s3-fi-osc")
    assert answer.code == 1
    for expected in ("ligne 2 · R3.01", "FRAMBOISE", "Vouliez-vous 12,5"):
        assert expected in answer.out


def test_nothing_is_computed_from_a_sheet_to_correct(run: Run, annex: Path, tmp_path: Path) -> None:
    sheet, out = tmp_path / "notes.csv", tmp_path / "resultats.xlsx"
    sheet.write_text("NIP;Nom;Prénom;R3.01\n99000001;FRAMBOISE;Félix;125\n", "utf-8")
    answer = run("compute", annex, sheet, "--maquette", "s3-fi-osc", "-o", out)
    assert answer.code == 2
    assert "rien n’a été calculé" in answer.err
    assert not out.exists()


def test_a_sheet_that_does_not_say_its_maquette_asks_for_it(run: Run, annex: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "notes.csv"
    sheet.write_text("NIP;Nom;Prénom;R3.01\n99000001;FRAMBOISE;Félix;12,5\n", "utf-8")
    answer = run("compute", annex, sheet)
    assert answer.code == 2
    assert "--maquette" in answer.err


def year(files: Files) -> list[Path | str]:
    return [files.odd, files.even, "--outcomes", files.outcomes, "--local-rules", files.rules]


def test_the_same_figures_in_json_workbook_and_explanation(
    run: Run, annex: Path, files: Files, tmp_path: Path
) -> None:
    out = tmp_path / "resultats.xlsx"
    told = json.loads(run("compute", annex, *year(files), "-o", out, "--json").out)
    rows = CalamineWorkbook.from_path(str(out)).get_sheet_by_index(0).to_python()
    by_nip = {str(cell): row for row in rows for cell in row if str(cell).startswith("99")}
    assert len(told["students"]) == len(by_nip) == 24
    for student in told["students"]:
        nip = student["student"]["nip"]
        shown = [each["shown"] for each in student["ues"] if each["shown"] is not None]
        printed = [round(cell * 100) for cell in by_nip[nip] if isinstance(cell, float)]
        assert [value for value in shown if value in printed] == shown
    person = told["students"][0]
    opened = run(
        "explain", annex, *year(files), "--student", person["student"]["nip"], "--figure", "UE31", "--json"
    )
    assert Fraction(json.loads(opened.out)["terms"][0]["value"]) == Fraction(person["ues"][0]["mean"])


@pytest.mark.parametrize(
    ("figure", "label"),
    [
        ("UE41", "UE41"),
        ("R3.04", "R3.04"),
        ("TBQTR304", "R3.04"),
        ("UE31+UE41", "RCUE UE31 + UE41"),
        ("rcue ue31 + ue41", "RCUE UE31 + UE41"),
    ],
)
def test_any_figure_opens(run: Run, annex: Path, files: Files, figure: str, label: str) -> None:
    nip = files.outcomes.read_text("utf-8-sig").splitlines()[1].split(";")[0]
    answer = run("explain", annex, *year(files), "--student", nip, "--figure", figure)
    assert answer.code == 0
    assert answer.out.splitlines()[0].startswith(f"{label} · ")


def test_an_unknown_figure_is_refused_with_those_that_exist(run: Run, annex: Path, files: Files) -> None:
    nip = files.outcomes.read_text("utf-8-sig").splitlines()[1].split(";")[0]
    answer = run("explain", annex, *year(files), "--student", nip, "--figure", "UE99")
    assert answer.code == 2
    assert "UE31" in answer.err


def test_the_jury_sees_each_proposal_with_its_sentence(run: Run, annex: Path, files: Files) -> None:
    answer = run("jury", "propose", annex, *year(files))
    assert answer.code == 0
    assert "acquise par compensation" in answer.out
    assert "(annexe 1, point 4.4)" in answer.out


def test_two_odd_semesters_are_no_year(run: Run, annex: Path, files: Files) -> None:
    answer = run("jury", "propose", annex, files.odd, files.odd)
    assert answer.code == 2
    assert "Un jury porte sur" in answer.err


def test_a_day_before_the_first_text_is_refused(run: Run, annex: Path, files: Files) -> None:
    answer = run("jury", "propose", annex, files.odd, "--date", "2020-06-30")
    assert answer.code == 2
    assert answer.err.startswith("Refusé : ")
