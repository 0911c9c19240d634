# SPDX-License-Identifier: EUPL-1.2
import json
from pathlib import Path

import pytest
from answers import Answer, Run

from registry_samples import BROKEN, DOUBTFUL, PLAIN, READABLE, VALID

Written = tuple[Path, Path, Path]


def written(folder: Path, data: bytes, values: str = "") -> Written:
    file, lines, out = folder / "V1QL.txt", folder / "values.csv", folder / "rempli.txt"
    file.write_bytes(data)
    lines.write_text(values, "utf-8")
    return file, lines, out


def fill(run: Run, paths: Written, *options: str) -> Answer:
    file, values, out = paths
    return run("apogee", "fill", file, "--values", values, "-o", out, *options)


EXITS = [
    *((name, data, 0) for name, data in VALID.items()),
    *((name, data, 1) for name, data in DOUBTFUL.items()),
    *((name, data, 2) for name, data in BROKEN.items()),
]


@pytest.mark.parametrize(("name", "data", "code"), EXITS, ids=[name for name, _data, _code in EXITS])
def test_a_program_is_told_what_a_file_is_worth(
    run: Run, tmp_path: Path, name: str, data: bytes, code: int
) -> None:
    answer = run("apogee", "check", written(tmp_path, data)[0], "--json")
    told = json.loads(answer.out)
    assert (name, answer.code) == (name, code)
    assert [bool(told["errors"]), bool(told["warnings"] or told["errors"])] == [code == 2, code >= 1]


def test_a_program_is_told_columns_and_students(run: Run, tmp_path: Path) -> None:
    told = json.loads(run("apogee", "check", written(tmp_path, PLAIN.data)[0], "--json").out)
    assert (told["encoding"], told["newline"]) == ("cp1252", "CRLF")
    assert told["students"] == ["00417263", "11681234", "20180001"]
    names = ("id", "type", "code", "version", "year", "session", "kind")
    assert [tuple(column[name] for name in names) for column in told["columns"][2:4]] == [
        ("apoL_c0003", "VET", "V1QL", "111", "2023", "0", "R"),
        ("apoL_c0004", "ELP", "TBQTR101", "", "2023", "0", "N"),
    ]


def test_people_are_told_why_a_file_is_doubtful_or_cannot_be_used(run: Run, tmp_path: Path) -> None:
    doubtful = run("apogee", "check", written(tmp_path, DOUBTFUL["duplicate NIP"])[0])
    assert "ligne 40 · 00417263 : 00417263 est sur plusieurs lignes (37, 40)" in doubtful.out.replace(
        "\n", " "
    )
    workbook = run("apogee", "check", written(tmp_path, BROKEN["xlsx"])[0])
    assert (workbook.code, workbook.out) == (2, "")
    assert "Reprenez le fichier d’origine" in workbook.err


def test_a_file_is_shown_with_its_cells(run: Run, tmp_path: Path) -> None:
    data = PLAIN.data.replace(b" 23/09/2004\t", b" 23/09/2004\t11,50")
    answer = run("apogee", "read", written(tmp_path, data)[0])
    assert answer.code == 0
    assert "fichier de la scolarité : TBQLIO_V1QL.TXT" in answer.out
    assert "D’ANETH Zoé c0001 11,50" in " ".join(answer.out.split())
    rows = json.loads(run("apogee", "read", written(tmp_path, data)[0], "--json").out)["rows"]
    assert rows[1]["cells"]["apoL_c0001"] == "11,50"


@pytest.mark.parametrize(
    "values", ["", "nip;column;value\n", "\n"], ids=["nothing", "headings", "a blank line"]
)
@pytest.mark.parametrize("name", READABLE)
def test_without_a_value_the_same_bytes_are_written(run: Run, tmp_path: Path, name: str, values: str) -> None:
    paths = written(tmp_path, READABLE[name], values)
    assert fill(run, paths).code == 0
    assert paths[2].read_bytes() == READABLE[name]


def test_values_are_written_and_what_was_not_done_is_said(run: Run, tmp_path: Path) -> None:
    values = "00417263;TBQTR101:N;0\n11681234;apoL_c0004;12.5\n99999999;apoL_c0004;8\n"
    paths = written(tmp_path, PLAIN.data, values)
    answer = fill(run, paths)
    assert answer.code == 1
    assert "2 cases écrites." in answer.out
    assert "étudiant absent du fichier 99999999" in " ".join(answer.out.split())
    assert "1 étudiant du fichier sans valeur : 20180001." in answer.out
    changes = json.loads(run("apogee", "diff", paths[0], paths[2], "--json").out)["changes"]
    assert [(each["student"], each["element"], each["old"], each["new"]) for each in changes] == [
        ("00417263", "TBQTR101", "", "0,00"),
        ("11681234", "TBQTR101", "", "12,50"),
    ]


def test_a_cell_that_holds_something_else_is_kept_unless_asked(run: Run, tmp_path: Path) -> None:
    data = PLAIN.data.replace(b" 23/09/2004\t", b" 23/09/2004\t11,50")
    paths = written(tmp_path, data, "11681234;apoL_c0001;14\n")
    kept = fill(run, paths)
    assert kept.code == 1
    assert "case déjà remplie, gardée" in kept.out
    assert paths[2].read_bytes() == data
    assert fill(run, paths, "--replace", "--decimal", "point").code == 0
    assert paths[2].read_bytes() == data.replace(b"11,50", b"14.00")


@pytest.mark.parametrize("column", ["apoL_c0006", "TBQTR101:R"])
def test_one_refused_value_names_student_and_cell_and_nothing_is_written(
    run: Run, tmp_path: Path, column: str
) -> None:
    paths = written(tmp_path, PLAIN.data, f"00417263;apoL_c0004;12\n20180001;{column};ADM✓\n")
    answer = fill(run, paths)
    assert answer.code == 2
    assert "ligne 2 : 20180001 ŒILLET Léo · TBQTR101 · R · session 0 (apoL_c0006) : « ✓ »" in answer.err
    assert not paths[2].exists()


def test_a_file_that_cannot_be_used_is_not_filled(run: Run, tmp_path: Path) -> None:
    paths = written(tmp_path, BROKEN["no head of values"], "00417263;apoL_c0004;12\n")
    assert fill(run, paths).code == 2
    assert not paths[2].exists()


def test_two_states_are_compared_cell_by_cell(run: Run, tmp_path: Path) -> None:
    paths = written(tmp_path, PLAIN.data, "00417263;V1QL:R;ADM\n")
    fill(run, paths)
    answer = run("apogee", "diff", paths[0], paths[2])
    assert answer.code == 0
    assert "00417263 FRAMBOISE Félix V1QL v111 · R · session 0 (apoL_c0003) –     ADM" in answer.out
    same = run("apogee", "diff", paths[0], paths[0])
    assert (same.code, same.out) == (0, "Aucune case ne change.\n")


def test_what_changes_outside_the_cells_is_said(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "autre.txt"
    rows = PLAIN.data.replace(b"20180001", b"20180002").replace(b"Export", b"Extraction")
    other.write_bytes(rows)
    answer = run("apogee", "diff", written(tmp_path, PLAIN.data)[0], other)
    assert "Étudiants disparus : 20180001" in answer.out
    assert "Étudiants ajoutés : 20180002" in answer.out
    assert "quelque chose change aussi hors des cases" in answer.out
