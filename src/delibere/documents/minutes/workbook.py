# SPDX-License-Identifier: EUPL-1.2
"""The tables of the minutes as sheets, one a class, to be reworked: figures as decided, no formula."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TypeAlias

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from delibere.documents.minutes.table import Column, columns_of
from delibere.documents.minutes.values import Minutes, MinutesClass, MinutesStudent
from delibere.foundation.language import _
from delibere.jury.codes import Code

_A4, _HEAD = 9, 2
_REFUSED = re.compile(r"[\[\]:*?/\\']")
_LONGEST = 31
_IDENTITY = 4
_WIDTHS = (5, 14, 24, 18)
_Value: TypeAlias = str | float | None


def minutes_workbook(minutes: Minutes) -> bytes:
    """XLSX: by student, mean and code of each UE and RCUE, the year, what was proposed, the motives."""
    out = BytesIO()
    numbers = {student.nip: number for number, student in enumerate(minutes.students, 1)}
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "bottom"})
        mark = workbook.add_format({"num_format": "0.00"})
        for place, judged in enumerate(minutes.classes, 1):
            sheet = workbook.add_worksheet(_REFUSED.sub("-", f"{place} {judged.title}")[:_LONGEST])
            draft = "" if minutes.sealed else _("PROJET")
            sheet.write_string(0, 0, " · ".join(filter(None, (draft, minutes.title, judged.title))), bold)
            _fill(sheet, judged, numbers, (bold, mark))
    return out.getvalue()


def _fill(
    sheet: Worksheet, judged: MinutesClass, numbers: Mapping[str, int], formats: tuple[Format, Format]
) -> None:
    bold, mark = formats
    columns = list(columns_of(judged))
    for place, head in enumerate(_heads(columns)):
        sheet.write_string(_HEAD, place, head, bold)
        sheet.set_column(place, place, _WIDTHS[place] if place < _IDENTITY else 9)
    for at, student in enumerate(judged.in_order, _HEAD + 1):
        for place, value in enumerate(_row(student, numbers[student.nip], columns)):
            if isinstance(value, str):
                sheet.write_string(at, place, value)
            elif value is not None:
                sheet.write_number(at, place, value, mark if place >= _IDENTITY else None)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD)
    sheet.freeze_panes(_HEAD + 1, _IDENTITY)


def _heads(columns: Sequence[Column]) -> list[str]:
    identity = [_("N°"), _("N° étudiant"), _("Nom"), _("Prénom")]
    figures = [text for one in columns for text in (f"{one.group}\n{one.head}", _("Code"))]
    return [*identity, *figures, _("ECTS"), _("Année proposée"), _("Année décidée"), _("Motifs")]


def _row(student: MinutesStudent, number: int, columns: Sequence[Column]) -> list[_Value]:
    figures = [value for column in columns for value in _figure(student, column)]
    year = student.year
    return [
        *(number, student.nip, student.surname, student.first_name),
        *figures,
        float(student.ects),
        _code(year.proposed if year else None),
        _code(student.year_code),
        " ; ".join(_motives(student)) or None,
    ]


def _figure(student: MinutesStudent, column: Column) -> tuple[_Value, _Value]:
    """A mean is rounded already: the sheet only shows it."""
    line = student.line(column.subject, column.semester, column.competence)
    shown = None if line is None or line.shown is None else line.shown / 100
    code = None if line is None else line.code
    return shown, _code(code or student.fact)


def _code(code: Code | None) -> str | None:
    return code.value if code else None


def _motives(student: MinutesStudent) -> Iterator[str]:
    """Those of the jury, then why nothing is decided."""
    yield from (f"{line.label} : {line.motive}" for line in student.lines if line.motive)
    yield from student.pending
