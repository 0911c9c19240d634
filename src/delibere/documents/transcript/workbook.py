# SPDX-License-Identifier: EUPL-1.2
"""The rows of a transcript as a sheet, to be reworked: one line a competence and a year, no formula."""

from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from delibere.documents.transcript.pages import Transcript
from delibere.documents.transcript.values import Cell, TranscriptRow, TranscriptYear
from delibere.foundation.language import _

_A4 = 9
_WIDTHS = (8, 12, 44, 8)


def transcript_workbook(transcript: Transcript) -> bytes:
    """One sheet: identity, then each year's competences with UE, RCUE, codes, credits."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        bold, mark = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "0.00"})
        sheet = workbook.add_worksheet(_("Relevé"))
        student = transcript.student
        sheet.write_string(0, 0, f"{student.name} · {student.nip}", bold)
        sheet.write_string(1, 0, transcript.course)
        for column, head in enumerate(_heads()):
            sheet.write_string(3, column, head, bold)
        lines = [(year, row) for year in transcript.years for row in year.rows]
        for at, (year, row) in enumerate(lines, 4):
            _write(sheet, at, _values(year, row), mark)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.freeze_panes(4, 3)
    return out.getvalue()


def _heads() -> list[str]:
    ue = [_("UE impaire"), _("Code"), _("ECTS"), _("UE paire"), _("Code"), _("ECTS")]
    first = [_("Année"), _("Universitaire"), _("Compétence"), _("Niveau")]
    return [*first, *ue, _("RCUE"), _("Code"), _("ECTS acquis")]


def _values(year: TranscriptYear, row: TranscriptRow) -> list[str | float | None]:
    first: list[str | float | None] = [year.number, str(year.academic_year), row.competence, row.level]
    return [*first, *_ue(row.odd), *_ue(row.even), *_ue(row.rcue)[:2], float(row.gained)]


def _ue(cell: Cell | None) -> list[str | float | None]:
    """Mark, code, credits; a figure is rounded already, the sheet only shows it."""
    if cell is None:
        return [None, None, None]
    shown = None if cell.shown is None else cell.shown / 100
    return [shown, cell.code, None if cell.ects is None else float(cell.ects)]


def _write(sheet: Worksheet, at: int, values: list[str | float | None], mark: Format) -> None:
    for column, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(at, column, value)
        elif value is not None:
            sheet.write_number(at, column, value, mark if column in {4, 7, 10} else None)
