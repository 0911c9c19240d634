# SPDX-License-Identifier: EUPL-1.2
"""The same lists as sheets of a workbook, to fill or to rework; everything is text, nothing a formula."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from delibere.documents.dates import on_paper
from delibere.documents.lists.pages import Roster
from delibere.foundation.language import _

_A4 = 9
_REFUSED = re.compile(r"[\[\]:*?/\\']")
_LONGEST = 31
_WIDTHS = (5, 34, 14)
"""Characters: number, name, student number."""


def lists_workbook(rosters: Sequence[Roster], edited_on: date) -> bytes:
    """One sheet for each list, ready to be printed on A4."""
    out = BytesIO()
    midnight = datetime(edited_on.year, edited_on.month, edited_on.day)  # noqa: DTZ001 a workbook knows no zone
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": rosters[0].title if rosters else _("Listes"), "created": midnight})
        bold, boxed = workbook.add_format({"bold": True}), workbook.add_format({"bottom": 4, "left": 4})
        for number, roster in enumerate(rosters, 1):
            _fill(workbook.add_worksheet(_name(number, roster)), roster, edited_on, (bold, boxed))
    return out.getvalue()


def _name(number: int, roster: Roster) -> str:
    """« 1 Groupe TD1 »: the number tells two groups apart, whatever is cut."""
    about = roster.subtitle[min(1, len(roster.subtitle) - 1)] if roster.subtitle else roster.title
    return _REFUSED.sub("-", f"{number} {about}")[:_LONGEST]


def _fill(sheet: Worksheet, roster: Roster, edited_on: date, formats: tuple[Format, Format]) -> None:
    bold, boxed = formats
    sheet.write_string(0, 0, roster.title, bold)
    sheet.write_string(1, 0, " · ".join(roster.subtitle))
    heads = [_("N°"), _("Nom et prénom"), _("N° étudiant"), *roster.heads]
    for column, head in enumerate(heads):
        sheet.write_string(3, column, head, bold)
        sheet.set_column(column, column, _WIDTHS[column] if column < len(_WIDTHS) else 24)
    for at, (student, row) in enumerate(zip(roster.students, roster.rows, strict=True), 1):
        for column, text in enumerate([str(at), student.name, student.nip, *row]):
            if text:
                sheet.write_string(3 + at, column, text)
            else:
                sheet.write_blank(3 + at, column, None, boxed)
    _for_print(
        sheet, _("Édité le {day}. Document de travail, à ne pas afficher.").format(day=on_paper(edited_on))
    )


def _for_print(sheet: Worksheet, foot: str) -> None:
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.freeze_panes(4, 2)
    sheet.set_footer(f"&L{foot.replace('&', '&&')}&R&P/&N")
