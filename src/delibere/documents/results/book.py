# SPDX-License-Identifier: EUPL-1.2
"""A workbook made to be printed on A4 in black: its formats and its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from types import TracebackType
from typing import Any, Self

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from delibere.documents.results.origin import Origin
from delibere.foundation.language import _

HAIRLINE, RULE, GROUP_RULE = "#dcdcd6", "#b4b4ac", "#474b50"
GREY, TINT = "#64686d", "#f1f1f1"
_A4 = 9
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.5, "bottom": 0.7}
"""Inches: 13 mm, 18 mm at the foot."""


class Book:
    """A workbook in memory. What comes from people is always written as text, never as a formula.

    `with Book(origin) as book: …`, then `book.content` is the file.
    """

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self._stream = BytesIO()
        self._workbook = xlsxwriter.Workbook(self._stream, {"in_memory": True})
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        day = origin.edited_on
        self._workbook.set_properties({
            "title": origin.title,
            "comments": _("Produit par Délibéré {version}").format(version=origin.version),
            "created": datetime(day.year, day.month, day.day),  # noqa: DTZ001 a workbook knows no time zone
        })  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workbook.close()

    @property
    def content(self) -> bytes:
        """The file, once the book is closed."""
        return self._stream.getvalue()

    def style(self, **properties: object) -> Format:
        """The format with these properties of xlsxwriter; one object for each combination."""
        key = tuple(properties.items())
        if key not in self._formats:
            plain = {"font_name": "Arial", "font_size": 9, "valign": "vcenter"}
            self._formats[key] = self._workbook.add_format(plain | properties)
        return self._formats[key]

    def page(self, name: str, title: str, notes: Sequence[str]) -> "Page":
        """A new sheet with its title and what must be known before reading it."""
        sheet = self._workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(**_MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(_page_foot(f"{self.origin.title} · {name}", self.origin))
        sheet.set_row(0, 22)
        page = Page(self, sheet, top=len(notes) + 2)
        page.text(0, 0, title, bold=True, font_size=15)
        for row, note in enumerate(notes, 1):
            page.text(row, 0, note, font_color=GREY)
        return page


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet.

    Attributes:
        top: the first free row.
    """

    book: Book
    sheet: Worksheet
    top: int

    def text(self, row: int, column: int, text: str, **properties: object) -> None:
        """Write text, whatever it looks like; an empty cell is written only for the rules around it."""
        if text or properties:
            self.sheet.write_string(row, column, text, self.book.style(**properties))

    def number(self, row: int, column: int, value: float | Decimal, **properties: object) -> None:
        """Write a number, to be read with `num_format`."""
        self.sheet.write_number(row, column, value, self.book.style(**properties))

    def wide_text(self, row: int, last: int, text: str, **properties: object) -> None:
        """Write text over the columns from the first to the last."""
        self.sheet.merge_range(row, 0, row, last, "", self.book.style(**properties))
        self.text(row, 0, text, **properties)

    def line(self, row: int, cells: Sequence[str | float], looks: Sequence[Format]) -> None:
        """Write a row from its first column; an empty cell only when there is a rule above it."""
        for column, (cell, look) in enumerate(zip(cells, looks, strict=True)):
            if not isinstance(cell, str):
                self.sheet.write_number(row, column, cell, look)
            elif cell or look.top:
                self.sheet.write_string(row, column, cell, look)

    def list_heads(self, heads: Sequence[tuple[str, float, str]], in_sight: int) -> None:
        """Heads with their widths and alignments, repeated on each page; the first columns stay in sight."""
        for column, (head, width, align) in enumerate(heads):
            self.text(self.top, column, head, bold=True, bottom=1, bottom_color=GROUP_RULE, align=align)
            self.sheet.set_column(column, column, width)
        self.sheet.repeat_rows(self.top)
        self.sheet.freeze_panes(self.top + 1, in_sight)

    def list_end(self, last: int, columns: int) -> None:
        """Let people filter a list that ends on this row; digits in it that are text are meant so."""
        self.sheet.autofilter(self.top, 0, max(last, self.top + 1), columns - 1)
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(columns - 1)}{last + 2}"})


def _page_foot(what: str, origin: Origin) -> str:
    """What it is, when and with what it was made, which page; « & » is a command there."""
    made = _("édité le {day:%d/%m/%Y} · Délibéré {version}").format(
        day=origin.edited_on, version=origin.version
    )
    left, centre = what.replace("&", "&&"), made.replace("&", "&&")
    return f"&L&8{left}&C&8{centre}&R&8" + _("page &P sur &N")
