# SPDX-License-Identifier: EUPL-1.2
"""A small maquette, its class, and a way to spoil a workbook as people do."""

import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

import xlsxwriter

from delibere.calculation.evaluations import Evaluation, Kind
from delibere.curriculum.model import Maquette, Module, Regime, Ue
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.people import Student
from delibere.interchange.marksheets import SheetPlan
from delibere.interchange.spreadsheet.cells import Form, cell_name
from delibere.interchange.spreadsheet.reading import read_book

Value: TypeAlias = str | float | bool | date | None


def _module(apogee: str, pn: str, title: str, first: str, second: str) -> Module:
    return Module(apogee, pn, title, None, {"UE31": Decimal(first), "UE32": Decimal(second)})


MAQUETTE = Maquette(
    3,
    Regime.FI,
    "OSC",
    (
        Ue("UE31", "Cultiver", "cultiver", 2, Decimal(15)),
        Ue("UE32", "Récolter", "recolter", 2, Decimal(15)),
    ),
    (
        _module("TBQTR301", "R3.01", "Greffe", "5", "5"),
        _module("TBQTR302", "R3.02", "Taille d’hiver", "4", "0"),
        _module("TBQTE301", "SAE3.01", "SAÉ : verger", "6", "10"),
        _module("TBQTR3PF", "SAE3.PF", "Portfolio", "0", "0"),
    ),
)
PLAN = SheetPlan(
    MAQUETTE,
    AcademicYear(2023),
    (
        Student("00417263", "FRAMBOISE", "Félix", "0123456789A", "A"),
        Student("99000002", "=CMD|GROSEILLE", "@Gaëtan", None, "B"),
        Student("99000003", "D’ANETH", "Zoé"),
    ),
    (
        Evaluation("r1-1", "TBQTR301", "DS 1", held_on=date(2023, 10, 6)),
        Evaluation("r1-2", "TBQTR301", "TOEIC", scale=Decimal(990), coefficient=Decimal("0.5")),
        Evaluation("r1-3", "TBQTR301", "Rattrapage", Kind.RATTRAPAGE),
        Evaluation("r2-1", "TBQTR302", "TP", scale=Decimal(15)),
        Evaluation("s1-1", "TBQTE301", "Soutenance", weights={"UE31": Decimal(2)}),
        Evaluation("s1-2", "TBQTE301", "Participation", Kind.BONUS, Decimal(2)),
        Evaluation("s1-3", "TBQTE301", "Assiduité", Kind.MALUS, Decimal(1)),
    ),
    ("sport", "culture"),
)


def spoilt(data: bytes, changes: Mapping[tuple[str, str], Value]) -> bytes:
    """The same workbook with some cells replaced: by (sheet, « E9 »); (sheet, "") renames the sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in read_book(data, "").sheets:
            target = book.add_worksheet(str(changes.get((sheet.name or "", ""), sheet.name)))
            cells: dict[str, Value] = {
                cell_name(row.line, column): float(cell.text) if cell.form is Form.NUMBER else cell.text
                for row in sheet.rows
                for column, cell in enumerate(row.cells)
            }
            cells |= {place: new for (where, place), new in changes.items() if where == sheet.name and place}
            for place, value in cells.items():
                _write(target, place, value, day)
    return out.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, place: str, value: Value, day: object) -> None:
    if isinstance(value, date):
        sheet.write_datetime(place, value, day)
    elif isinstance(value, str) and value.startswith("#"):
        sheet.write_formula(place, "=1/0", None, value)
    elif isinstance(value, str):
        sheet.write_string(place, value)
    elif value is not None:
        sheet.write(place, value)
