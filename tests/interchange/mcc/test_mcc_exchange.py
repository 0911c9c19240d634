# SPDX-License-Identifier: EUPL-1.2
import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from odd_curricula import curricula

from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.interchange import mcc
from delibere.interchange.mcc.curriculum_csv import read_csv
from delibere.interchange.mcc.curriculum_json import read_json

ROOT = Path(__file__).parents[3]
ANNEX = (ROOT / "examples" / "but-qlio-2023-2024.md").read_bytes()
SCHEMA = ROOT / "src" / "delibere" / "interchange" / "mcc" / "curriculum-1.schema.json"


@settings(max_examples=60, deadline=None)
@given(curricula())
def test_a_curriculum_written_as_json_is_read_back_equal(curriculum: Curriculum) -> None:
    assert read_json(mcc.write_json(curriculum)) == curriculum


@settings(max_examples=60, deadline=None)
@given(curricula())
def test_a_curriculum_written_as_csv_is_read_back_equal(curriculum: Curriculum) -> None:
    assert read_csv(mcc.write_csv(curriculum).decode("utf-8-sig")) == curriculum


def test_the_annex_exported_and_imported_is_the_same_curriculum_without_an_error() -> None:
    truth = mcc.read(ANNEX)
    writers = (mcc.write_json, mcc.write_csv, mcc.write_xlsx, mcc.write_markdown)
    for exported in (write(truth.curriculum) for write in writers):
        again = mcc.read(exported if isinstance(exported, bytes) else exported.encode())
        assert again.curriculum == truth.curriculum
        assert again.repairs == ()
        assert [f.message for f in again.findings] == [f.message for f in truth.findings]


def test_the_csv_opens_right_in_a_french_excel() -> None:
    data = mcc.write_csv(mcc.read(ANNEX).curriculum)
    first, second = data.split(b"\r\n")[:2]
    assert first.startswith(b"\xef\xbb\xbf")
    assert second.decode().split(";")[-2:] == ["10", "0,5"]


@settings(max_examples=40, deadline=None)
@given(curricula())
def test_no_cell_of_the_csv_can_be_run_by_a_spreadsheet(curriculum: Curriculum) -> None:
    text = mcc.write_csv(curriculum).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_published_schema_is_up_to_date() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == mcc.json_schema()


def test_the_json_names_its_schema_and_its_version() -> None:
    document = json.loads(mcc.write_json(mcc.read(ANNEX).curriculum))
    assert (document["$schema"], document["version"]) == (SCHEMA.name, 1)


def sample() -> Curriculum:
    ue = Ue("UE11", "Piloter", "piloter", 1, Decimal(30))
    module = Module("TBQAR101", "R1.01", "Anglais", None, {"UE11": Decimal(30)})
    maquette = Maquette(1, Regime.FI, None, (ue,), (module,))
    return Curriculum("BUT QLIO", AcademicYear(2023), (maquette,))


def test_every_fault_of_a_json_is_told_in_one_pass_with_its_path() -> None:
    document = json.loads(mcc.write_json(sample()))
    document["academic_year"] = "2023-2025"
    maquette = document["maquettes"][0]
    maquette["semester"] = 7
    maquette["regime"] = "FC"
    maquette["ues"][0]["ects"] = 30
    maquette["modules"][0]["titre"] = maquette["modules"][0].pop("title")
    with pytest.raises(UnusableInputError) as refusal:
        mcc.read(json.dumps(document).encode())
    assert [finding.message for finding in refusal.value.findings] == [
        "maquettes.0.semester : « 7 » est plus grand que 6.",
        "maquettes.0.regime : « FC » n’est pas 'FI' ou 'FA'.",
        "maquettes.0.ues.0.ects : « 30 » doit être un texte entre guillemets.",
        "maquettes.0.modules.0.title : il manque cette clé.",
        "maquettes.0.modules.0.titre : cette clé n’existe pas dans le schéma.",
    ]


def test_a_module_without_a_coefficient_towards_a_ue_is_refused() -> None:
    document = json.loads(mcc.write_json(sample()))
    document["maquettes"][0]["modules"][0]["coefficients"] = {"UE12": "30"}
    with pytest.raises(UnusableInputError) as refusal:
        mcc.read(json.dumps(document).encode())
    assert [finding.message for finding in refusal.value.findings] == [
        "maquettes.0 : le module TBQAR101 doit avoir un coefficient pour UE11, dans cet ordre."
    ]


def test_a_broken_json_says_where_it_breaks() -> None:
    with pytest.raises(UnusableInputError) as refusal:
        mcc.read(mcc.write_json(sample())[:-4].encode())
    assert [(f.line, f.message) for f in refusal.value.findings] == [
        (33, "Ce n’est pas du JSON valide : erreur de syntaxe, colonne 3.")
    ]


def test_a_key_that_stands_twice_in_a_json_object_is_refused() -> None:
    text = mcc.write_json(sample()).replace('"version": 1,', '"version": 1, "version": 1,')
    with pytest.raises(UnusableInputError) as refusal:
        mcc.read(text.encode())
    assert [f.message for f in refusal.value.findings] == [
        "La clé « version » est deux fois dans le même objet."
    ]


def test_every_fault_of_a_csv_is_told_in_one_pass_with_its_line_and_column() -> None:
    text = mcc.write_csv(sample()).decode("utf-8-sig")
    header, line, _end = text.split("\r\n")
    bad = line.replace(";1;FI;", ";9;FX;").replace(";30;30", ";trente;30")
    with pytest.raises(UnusableInputError) as refusal:
        mcc.read(f"{header}\r\n{line}\r\n{bad}\r\n".encode())
    assert [(finding.line, finding.cell) for finding in refusal.value.findings] == [
        (3, "Semestre"),
        (3, "Régime"),
        (3, "ECTS"),
    ]


def test_a_csv_whose_module_lost_a_ue_is_refused() -> None:
    exported = mcc.write_csv(mcc.read(ANNEX).curriculum).decode("utf-8-sig").split("\r\n")
    del exported[5]
    with pytest.raises(UnusableInputError) as refusal:
        mcc.read("\r\n".join(exported).encode())
    assert [(finding.line, finding.cell) for finding in refusal.value.findings] == [(5, "UE")]


def test_an_imported_curriculum_passes_the_same_checks_as_the_annex() -> None:
    document = json.loads(mcc.write_json(sample()))
    document["maquettes"][0]["ues"][0]["ects"] = "29"
    reading = mcc.read(json.dumps(document).encode())
    assert [finding.message for finding in reading.findings][:2] == [
        "Aucune maquette FI en S2, S3, S4, S5, S6 pour sans parcours.",
        "Aucun cursus complet, de S1 à S6, pour ce diplôme dans ce fichier.",
    ]
    assert "S1 · FI : les UE font 29 crédits au lieu de 30." in [f.message for f in reading.findings]
