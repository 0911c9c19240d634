# SPDX-License-Identifier: EUPL-1.2
import json
from pathlib import Path

import pytest
from answers import Run

from delibere.services.files.read_annex import read_annex
from orebut import as_bytes, framework_of
from scodoc_programmes import as_xml, modules_of, programme_of


def test_the_annex_as_it_stands_is_repaired_entirely(run: Run, annex: Path) -> None:
    answer = run("mcc", "check", annex)
    assert answer.code == 0
    assert "20 maquettes · 350 modules · 76 UE" in answer.out
    assert answer.out.endswith("47 lignes réparées, rien à régler.\n")


def test_a_program_reads_maquettes_repairs_and_findings(run: Run, annex: Path) -> None:
    told = json.loads(run("mcc", "check", annex, "--json").out)
    assert sorted(told) == ["findings", "maquettes", "repairs"]
    assert [len(told["maquettes"]), len(told["repairs"])] == [20, 47]
    osc = next(maquette for maquette in told["maquettes"] if maquette["id"] == "s3-fi-osc")
    lost = next(module for module in osc["modules"] if module["apogee"] == "TBQTC313")
    assert lost["coefficients"] == {"UE31": "0", "UE32": "0", "UE33": "0", "UE34": "1.4"}
    assert {finding["severity"] for finding in told["findings"]} == {"notice"}


def test_a_wrong_total_is_told_with_its_line_and_exits_1(run: Run, annex: Path, tmp_path: Path) -> None:
    lines = annex.read_text("utf-8").splitlines(keepends=True)
    lines[39] = lines[39].replace("| 30 | 10 | 10 | 10 |", "| 31 | 11 | 10 | 10 |")
    damaged = tmp_path / "annexe.md"
    damaged.write_text("".join(lines), "utf-8")
    answer = run("mcc", "check", damaged)
    assert answer.code == 1
    assert "ligne 40" in answer.out


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\x00\x01", b"Bonjour.", b"\x00" * 99])
def test_what_is_no_annex_is_refused_with_exit_2(run: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "autre.md"
    path.write_bytes(content)
    answer = run("mcc", "check", path, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Refusé : ")


def test_a_maquette_is_shown_with_its_totals(run: Run, annex: Path) -> None:
    lines = run("mcc", "show", annex, "s3-fi-osc").out.splitlines()
    totals = next(line.split() for line in lines if "Total des coefficients" in line)
    assert totals[-5:] == ["30,00", "8,00", "8,00", "8,00", "6,00"]


def test_an_unknown_maquette_is_refused_with_those_that_exist(run: Run, annex: Path) -> None:
    answer = run("mcc", "show", annex, "s5-fi-osc")
    assert answer.code == 2
    assert "s5-fa-osc" in answer.err


@pytest.mark.parametrize("name", ["annexe.json", "annexe.csv", "annexe.xlsx", "annexe.md"])
def test_an_exported_annex_reads_back_the_same(run: Run, annex: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    assert run("mcc", "export", annex, "-o", out).code == 0
    before = json.loads(run("mcc", "check", annex, "--json").out)
    after = json.loads(run("mcc", "check", out, "--json").out)
    assert after["maquettes"] == before["maquettes"]
    assert after["repairs"] == []


def test_an_export_without_a_file_goes_to_the_terminal(run: Run, annex: Path, tmp_path: Path) -> None:
    run("mcc", "export", annex, "-o", tmp_path / "annexe.csv")
    printed = run("mcc", "export", annex, "--format", "csv")
    assert printed.out.encode() == (tmp_path / "annexe.csv").read_bytes()


def test_an_unknown_extension_is_refused(run: Run, annex: Path, tmp_path: Path) -> None:
    answer = run("mcc", "export", annex, "-o", tmp_path / "annexe.docx")
    assert answer.code == 2
    assert "l’extension doit être .pdf, .xlsx, .md, .csv ou .json" in answer.err


def test_an_export_that_cannot_be_written_leaves_nothing(run: Run, annex: Path, tmp_path: Path) -> None:
    answer = run("mcc", "export", annex, "-o", tmp_path / "absent" / "annexe.json")
    assert answer.code == 2
    assert "Impossible d’écrire" in answer.err
    assert list(tmp_path.iterdir()) == []


def test_two_maquettes_of_one_annex_are_compared_in_words(run: Run, annex: Path) -> None:
    answer = run("mcc", "diff", annex, "--maquettes", "s3-fi-qmi", "s3-fa-qmi")
    assert answer.code == 0
    assert answer.out.replace("\u00a0", " ").splitlines()[:4] == [
        "S3 · FI · QMI → S3 · FA · QMI",
        "Modules",
        "  – 1 modifié, 17 identiques.",
        "  – SAE3.Portfolio « Portfolio S3 » au lieu du code PN SAE3.PF.",
    ]


def test_two_annexes_are_compared_maquette_by_maquette(run: Run, annex: Path, tmp_path: Path) -> None:
    after = tmp_path / "2024.md"
    text = annex.read_text("utf-8").replace("2023-2024", "2024-2025")
    after.write_text(text.replace("| R3.01 | Anglais des affaires |", "| R3.01 | Anglais |", 1), "utf-8")
    lines = run("mcc", "diff", annex, after).out.replace("\u00a0", " ").splitlines()
    assert lines[0] == "  – L’année passe de 2023-2024 à 2024-2025."
    assert "  – R3.01 « Anglais » au lieu de « Anglais des affaires »." in lines
    assert run("mcc", "diff", annex, annex).out == (
        "Les deux annexes disent la même chose, maquette par maquette.\n"
    )


def test_a_program_reads_what_differs(run: Run, annex: Path) -> None:
    told = json.loads(run("mcc", "diff", annex, "--maquettes", "s1-fi", "s1-fa", "--json").out)
    assert told[0]["title"] == "S1 · FI → S1 · FA"
    assert told[0]["paragraphs"][0] == {"title": "Modules", "sentences": ["20 identiques."]}


def test_one_annex_without_a_second_thing_to_compare_it_with_is_refused(run: Run, annex: Path) -> None:
    answer = run("mcc", "diff", annex)
    assert answer.code == 2
    assert "donnez une seconde annexe, ou deux maquettes" in answer.err


@pytest.fixture
def programme(annex: Path, tmp_path: Path) -> Path:
    """What ScoDoc would export, one coefficient typed wrong."""
    read = read_annex(annex).curriculum
    document = programme_of(read, [one for one in read.maquettes if one.regime == "FI"])
    modules_of(document)[0]["coefficients"][0]["coef"] = "5"
    path = tmp_path / "programme.xml"
    path.write_bytes(as_xml(document))
    return path


def test_the_annex_tells_what_the_base_of_scodoc_has_wrong(run: Run, annex: Path, programme: Path) -> None:
    told = json.loads(run("mcc", "diff", annex, programme, "--json").out)
    (own,) = (one for one in told if one["title"] == "S1 · FI")
    (modules,) = (one["sentences"] for one in own["paragraphs"] if one["title"] == "Modules")
    assert modules[0] == "1 modifié, 19 identiques."
    assert "R1.01 «\N{NO-BREAK SPACE}Anglais\N{NO-BREAK SPACE}» passe de 0,5 à 5 (+4,5) en UE11" in modules[1]
    assert [one["title"] for one in told if one["title"].startswith("S2 · FI")] == []


def test_a_programme_of_scodoc_is_checked_shown_and_exported_once_told_its_year_and_regime(
    run: Run, programme: Path, tmp_path: Path
) -> None:
    told = ("--year", "2023-2024", "--regime", "FI")
    assert "8 maquettes" in run("mcc", "check", programme, *told).out
    assert "6,00" in run("mcc", "show", programme, "s1-fi", *told).out
    out = tmp_path / "annexe.xlsx"
    assert run("mcc", "export", programme, "-o", out, *told).code == 1
    assert "8 maquettes" in run("mcc", "check", out).out
    refused = run("mcc", "check", programme)
    assert (refused.code, "--regime FI" in refused.err) == (2, True)
    assert run("mcc", "check", programme, "--year", "2023").code == 2


def test_a_framework_names_the_competences_of_an_annex(run: Run, annex: Path, tmp_path: Path) -> None:
    root, path = framework_of(read_annex(annex).curriculum), tmp_path / "jardin.xml"
    path.write_bytes(as_bytes(root))
    told = run("mcc", "framework", path, "--annex", annex)
    assert (told.code, told.out.splitlines()[0]) == (0, "Jardins et potagers · 2022-05-01 00:00:00")
    assert "BUT2 · niveau 2 · Réussir la bouture" in told.out
    assert "UE11, UE21, UE31" in told.out
    assert len(json.loads(run("mcc", "framework", path, "--json").out)["framework"]["competences"]) == 6
    del next(root.iter("competences"))[0]
    for annee in root.iter("annee"):
        del annee[0]
    path.write_bytes(as_bytes(root))
    told = run("mcc", "framework", path, "--annex", annex)
    assert (told.code, "ne correspond à aucune compétence du référentiel" in told.out) == (1, True)
