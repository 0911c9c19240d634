# SPDX-License-Identifier: EUPL-1.2
import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from odd_curricula import curricula, in_cells
from openpyxl.worksheet.worksheet import Worksheet

from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding
from delibere.interchange import mcc

OSC = "S3 FI OSC"


def written(curriculum: Curriculum, *, computed: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(mcc.write_xlsx(curriculum)), data_only=computed)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def osc(annex: Curriculum) -> Curriculum:
    return replace(annex, maquettes=(annex.maquette("s3-fi-osc"),))


def rows(sheet: Worksheet) -> dict[str, int]:
    """The row of each label, code and title."""
    return {str(c.value): c.row for line in sheet.iter_rows(max_col=4) for c in line if c.value is not None}


def test_each_maquette_has_its_sheet_under_its_name(annex: Curriculum) -> None:
    names = written(annex).sheetnames
    assert len(names) == 20
    assert names[:2] == ["S1 FA", "S1 FI"]
    assert OSC in names


def test_the_sums_are_formulas_and_their_values_are_there_before_a_spreadsheet_computes(
    osc: Curriculum,
) -> None:
    formulas, values = written(osc)[OSC], written(osc, computed=True)[OSC]
    total = rows(formulas)["Total des coefficients"]
    first = rows(formulas)["TBQTR301"]
    assert formulas.cell(total, 6).value == f"=SUM(F{first}:F{total - 1})"
    assert [values.cell(total, column).value for column in range(5, 10)] == [30, 8, 8, 8, 6]
    assert formulas.cell(first, 5).value == f"=SUM(F{first}:I{first})"
    assert values.cell(first, 5).value == 1
    assert [values.cell(total + 2, column).value for column in range(5, 10)] == [0] * 5
    assert values.cell(total + 4, 6).value == pytest.approx(0.4125)


def test_the_same_curriculum_gives_the_same_bytes(osc: Curriculum) -> None:
    assert mcc.write_xlsx(osc) == mcc.write_xlsx(osc)


@settings(max_examples=40, deadline=None)
@given(curricula(in_cells()))
def test_an_odd_curriculum_written_as_a_workbook_is_read_back_equal(curriculum: Curriculum) -> None:
    assert mcc.read(mcc.write_xlsx(curriculum)).curriculum == curriculum


@settings(max_examples=40, deadline=None)
@given(curricula(in_cells()))
def test_no_text_of_a_person_is_a_formula_of_the_workbook(curriculum: Curriculum) -> None:
    for sheet in written(curriculum):
        run = [cell.value for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
        assert all(str(formula).startswith(("=SUM(", "=ROUND(", "=IF(")) for formula in run)
        assert not [cell for line in sheet.iter_rows() for cell in line if cell.hyperlink]


def test_a_workbook_worked_on_and_saved_by_another_program_is_read(osc: Curriculum) -> None:
    book = written(osc)
    sheet = book[OSC]
    sheet.cell(rows(sheet)["TBQTR301"], 4).value = "Anglais professionnel"
    again = mcc.read(saved(book)).curriculum.maquette("s3-fi-osc")
    modules = osc.maquettes[0].modules
    assert again.modules == (replace(modules[0], title="Anglais professionnel"), *modules[1:])


def damage(sheet: Worksheet) -> None:
    """A wrong semester, regime, level, three figures, a title and a column of no UE."""
    place = rows(sheet)
    sheet.cell(place["Semestre"], 2).value = "7"
    sheet.cell(place["Régime"], 2).value = "FC"
    sheet.cell(place["UE32"], 2).value = "4"
    sheet.cell(place["TBQTR302"], 6).value = "beaucoup"
    sheet.cell(place["TBQTR303"], 7).value = -1
    sheet.cell(place["TBQTR304"], 4).value = None
    sheet.cell(place["TBQTR306"], 5).value = 3
    sheet.cell(place["TBQTR301"] - 1, 10).value = "Coeff UE39"


def faults(data: bytes) -> list[Finding]:
    with pytest.raises(UnusableInputError) as refusal:
        mcc.read(data)
    return list(refusal.value.findings)


def test_every_fault_of_a_workbook_is_told_in_one_pass_with_its_sheet_and_cell(osc: Curriculum) -> None:
    book = written(osc, computed=True)
    damage(book[OSC])
    found = faults(saved(book))
    assert {finding.sheet for finding in found} == {OSC}
    assert [finding.cell for finding in found] == [
        *("B4", "B5", "B10", "Coeff UE39", "F16", "G17", "D18", "E20"),
    ]


def test_a_sum_that_is_not_the_sum_is_told(osc: Curriculum) -> None:
    book = written(osc, computed=True)
    book[OSC].cell(rows(book[OSC])["Total des coefficients"], 9).value = 7
    assert [(fault.cell, fault.message) for fault in faults(saved(book))] == [
        ("I33", "« 7 » alors que la somme fait 6 : corrigez l’un ou l’autre.")
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda book: book.create_sheet("Notes"), "Cette feuille n’est pas une maquette"),
        (lambda book: book.copy_worksheet(book[OSC]), "est déjà dans la feuille « S3 FI OSC »"),
        (lambda book: book[OSC].delete_rows(12), "n’est celle d’aucune UE"),
        (lambda book: book[OSC].delete_cols(9), "Il manque la colonne « Coeff UE34 »."),
        (
            lambda book: book[OSC].delete_rows(rows(book[OSC])["Crédits ECTS"]),
            "La ligne « Crédits ECTS » manque",
        ),
        (lambda book: book[OSC].insert_rows(3), None),
    ],
    ids=["another sheet", "a maquette twice", "a UE less", "a column less", "no credits", "an empty row"],
)
def test_a_workbook_that_lost_something_is_refused_with_what(
    osc: Curriculum, change: Callable[[openpyxl.Workbook], object], said: str | None
) -> None:
    book = written(osc, computed=True)
    change(book)
    if said is None:
        assert mcc.read(saved(book)).curriculum == osc
    else:
        assert any(said in finding.message for finding in faults(saved(book)))


def test_two_years_in_one_workbook_are_refused(annex: Curriculum) -> None:
    book = written(replace(annex, maquettes=annex.maquettes[:2]))
    book["S1 FI"]["B3"] = "2024-2025"
    assert [finding.sheet for finding in faults(saved(book))] == ["S1 FI"]


def test_a_workbook_of_something_else_is_refused() -> None:
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "Nom"
    assert [(f.sheet, f.message[:41]) for f in faults(saved(book))] == [
        ("Sheet", "Cette feuille n’est pas une maquette : il")
    ]


@settings(max_examples=100, deadline=None)
@given(curricula())
def test_a_curriculum_written_as_the_text_of_an_annex_is_read_back_equal_or_refused(
    curriculum: Curriculum,
) -> None:
    try:
        text = mcc.write_markdown(curriculum)
    except UnusableInputError as refusal:
        assert "exportez-le en XLSX" in str(refusal)  # noqa: PT017 either is right
    else:
        assert mcc.read(text).curriculum == curriculum


def test_one_maquette_alone_keeps_its_levels_as_text(osc: Curriculum) -> None:
    text = mcc.write_markdown(osc).decode()
    assert "UE31 - Piloter l'entreprise par la qualité (niveau 2)" in text
    assert mcc.read(text.encode()).curriculum == osc


def test_a_semester_of_29_credits_is_not_written_as_an_annex(osc: Curriculum) -> None:
    maquette = osc.maquettes[0]
    ues = (replace(maquette.ues[0], ects=Decimal(7)), *maquette.ues[1:])
    with pytest.raises(UnusableInputError, match="s3-fi-osc"):
        mcc.write_markdown(replace(osc, maquettes=(replace(maquette, ues=ues),)))
