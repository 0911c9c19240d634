# SPDX-License-Identifier: EUPL-1.2
import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from orchard import MAQUETTE, PLAN

from delibere.calculation.evaluations import Evaluation
from delibere.foundation.errors import UnusableInputError
from delibere.interchange.marksheets import Layout, default_evaluations, write_template
from delibere.interchange.marksheets.instructions import NAME
from delibere.interchange.spreadsheet.reading import read_book

SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def part(data: bytes, name: str) -> ET.Element:
    return ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(f"xl/{name}"))  # noqa: S314 our own bytes


def sheets(data: bytes) -> dict[str, str]:
    """Visibility by name, in order."""
    return {
        sheet.get("name", ""): sheet.get("state", "visible")
        for sheet in part(data, "workbook.xml").findall(".//x:sheet", SPACE)
    }


def worksheet(data: bytes, name: str) -> ET.Element:
    return part(data, f"worksheets/sheet{list(sheets(data)).index(name) + 1}.xml")


@pytest.fixture(scope="module")
def by_module() -> bytes:
    return write_template(PLAN)


def test_there_is_one_sheet_for_each_assessed_module_or_one_for_all(by_module: bytes) -> None:
    hidden = {"valeurs": "veryHidden", "delibere": "veryHidden"}
    visible = [NAME, "R3.01", "R3.02", "SAE3.01", "Bonus"]
    assert sheets(by_module) == dict.fromkeys(visible, "visible") | hidden
    single = write_template(PLAN, Layout.SINGLE)
    assert sheets(single) == dict.fromkeys([NAME, "Notes", "Bonus"], "visible") | hidden


def test_identity_is_locked_and_marks_are_not(by_module: bytes) -> None:
    sheet = worksheet(by_module, "R3.01")
    protection = sheet.find("x:sheetProtection", SPACE)
    assert protection is not None
    assert (protection.get("sheet"), protection.get("password")) == ("1", None)
    formats = part(by_module, "styles.xml").findall("x:cellXfs/x:xf", SPACE)
    unlocked = {
        cell.get("r")
        for cell in sheet.iterfind(".//x:c", SPACE)
        if formats[int(cell.get("s", "0"))].find("x:protection[@locked='0']", SPACE) is not None
    }
    assert unlocked == {f"{column}{line}" for column in "EFG" for line in (10, 11, 12)}


def test_a_cell_offers_the_letters_and_refuses_what_is_no_mark(by_module: bytes) -> None:
    rules = worksheet(by_module, "R3.01").findall(".//x:dataValidation", SPACE)
    found = [(rule.get("sqref"), rule.get("type"), rule.findtext("x:formula1", "", SPACE)) for rule in rules]
    long_scale = (
        'OR(AND(ISNUMBER(F10),F10>=0,F10<=990,ROUND(F10,2)=F10),F10="ABI",F10="ABJ",F10="EXC",F10="ATT",'
        'F10="DIS")'
    )
    assert found == [
        ("E10:E12", "list", "valeurs!$A$1:$A$2006"),
        ("F10:F12", "custom", long_scale),
        ("G10:G12", "list", "valeurs!$A$1:$A$2006"),
    ]
    assert rules[0].get("error") == (
        "Un nombre de 0 à 20, deux décimales au plus, avec une virgule. Ou bien ABI, ABJ, EXC, ATT, DIS. "
        "Sinon, laissez vide."
    )


def test_the_offered_values_are_the_letters_then_every_hundredth(by_module: bytes) -> None:
    values = next(sheet for sheet in read_book(by_module, "").sheets if sheet.name == "valeurs")
    column = [row.cell(0).text for row in values.rows]
    assert column[:8] == ["ABI", "ABJ", "EXC", "ATT", "DIS", "0", "0.01", "0.02"]
    assert column[-1] == "20"
    signed = [row.cell(2).text for row in values.rows if row.cell(2).text]
    assert (signed[5], signed[-1]) == ("-2", "2")


def test_the_head_says_what_is_asked(by_module: bytes) -> None:
    sheet = next(sheet for sheet in read_book(by_module, "").sheets if sheet.name == "SAE3.01")
    texts = [[cell.text for cell in row.cells if cell.text] for row in sheet.rows[:9]]
    assert texts[0] == ["SAE3.01 · SAÉ : verger"]
    assert texts[1] == ["S3 · FI · OSC · 2023-2024 · TBQTE301 · alimente UE31 6, UE32 10"]
    assert texts[3:] == [
        ["Nature", "normale", "bonus", "malus"],
        ["Date", "–", "–", "–"],
        ["Note sur", "20", "2", "1"],
        ["Coefficient", "1", "–", "–"],
        ["Poids", "UE31 2, sinon 1", "1 partout", "1 partout"],
        [
            "NIP",
            "Nom",
            "Prénom",
            "Groupe",
            "SAE3.01 / Soutenance",
            "SAE3.01 / Participation",
            "SAE3.01 / Assiduité",
        ],
    ]


def test_panes_are_frozen_and_the_head_is_printed_on_every_page(by_module: bytes) -> None:
    pane = worksheet(by_module, "R3.01").find(".//x:pane", SPACE)
    assert pane is not None
    assert (pane.get("state"), pane.get("topLeftCell")) == ("frozen", "E10")
    titles = part(by_module, "workbook.xml").findall(".//x:definedName", SPACE)
    assert "'R3.01'!$A:$D,'R3.01'!$9:$9" in [name.text for name in titles]
    setup = worksheet(by_module, "R3.01").find("x:pageSetup", SPACE)
    assert setup is not None
    assert setup.get("paperSize") == "9"


def test_a_name_that_looks_like_a_formula_stays_a_text(by_module: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(by_module))
    assert not any(b"<f>" in archive.read(name) for name in archive.namelist() if "worksheets/" in name)
    assert re.search(b"=CMD\\|GROSEILLE", archive.read("xl/sharedStrings.xml"))


def test_by_default_a_module_with_a_coefficient_has_one_evaluation() -> None:
    assert [(e.key, e.module, e.title, e.scale) for e in default_evaluations(MAQUETTE)] == [
        ("TBQTR301", "TBQTR301", "Greffe", Decimal(20)),
        ("TBQTR302", "TBQTR302", "Taille d’hiver", Decimal(20)),
        ("TBQTE301", "TBQTE301", "SAÉ : verger", Decimal(20)),
    ]


def test_two_columns_of_the_same_name_are_refused() -> None:
    twin = Evaluation("other", "TBQTR302", "TP")
    with pytest.raises(UnusableInputError, match=r"R3\.02 / TP"):
        write_template(replace(PLAN, evaluations=(*PLAN.evaluations, twin)))


def test_a_national_code_shared_by_two_modules_gives_way_to_the_registry_s() -> None:
    first, second, *others = MAQUETTE.modules
    shared = replace(MAQUETTE, modules=(replace(first, pn="R3.02"), second, *others))
    data = write_template(replace(PLAN, maquette=shared))
    assert list(sheets(data))[1:3] == ["TBQTR301", "TBQTR302"]
