# SPDX-License-Identifier: EUPL-1.2
"""A workbook to fill, and its reading back."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from delibere.calculation.evaluations import Evaluation, MarkTable
from delibere.curriculum.model import Maquette
from delibere.foundation.marks import Mark, Reason
from delibere.foundation.numbers import read_decimal
from delibere.foundation.people import Student


def write(path: Path, maquette: Maquette, students: Sequence[Student]) -> None:
    """One sheet for all modules, one evaluation each."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet(maquette.id)
        sheet.write_row(0, 0, ["NIP", "Nom", "Prénom", *(m.apogee for m in maquette.modules)])
        for i, student in enumerate(students, 1):
            sheet.write_row(i, 0, [student.nip, student.surname, student.first_name])


def read(path: Path, maquette: Maquette) -> MarkTable:
    """Marks of a filled workbook."""
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_name(maquette.id).to_python()
    students = [Student(str(r[0]), str(r[1]), str(r[2])) for r in rows[1:]]
    titles = {m.apogee: m.title for m in maquette.modules}
    keys = [str(key) for key in rows[0][3:]]
    evaluations = [Evaluation(key, key, titles[key]) for key in keys]
    return MarkTable.of(students, evaluations, [[_mark(cell) for cell in row[3:]] for row in rows[1:]])


def _mark(cell: object) -> Mark:
    text = format(cell, ".15g") if isinstance(cell, float) else str(cell).strip()
    if text in set(Reason):
        return Reason(text)
    value = read_decimal(text)
    return value if isinstance(value, Decimal) else None
