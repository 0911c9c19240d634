# SPDX-License-Identifier: EUPL-1.2
"""Students × figures on one page: head repeated, names frozen, statistics at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import ceil
from typing import Any, TypeAlias

from delibere.documents.codes import STOPPED
from delibere.documents.results.book import GREY, GROUP_RULE, HAIRLINE, RULE, TINT, Page
from delibere.foundation.language import _
from delibere.foundation.people import Student
from delibere.jury.codes import Code

NO_VALUE = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """An average as shown by the rounding in force.

    Attributes:
        hundredths: None when there is no value.
        provisional: a mark that counts is missing.
        strong: under its bar.
    """

    hundredths: int | None
    provisional: bool = False
    strong: bool = False


Cell: TypeAlias = Figure | Code | Decimal | str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures, codes or words.

    Attributes:
        group: heading shared with its neighbours.
        head: its own heading.
        width: in characters.
        cells: one for each student.
        values: the exact figures that have a place in statistics; None for codes and words.
        tinted: stands out on a grey ground (the RCUE).
    """

    group: str
    head: str
    width: float
    cells: Sequence[Cell]
    values: Sequence[Fraction] | None = None
    tinted: bool = False

    @property
    def align(self) -> str:
        """Commas stand under commas; codes and words in the middle."""
        return "center" if self.values is None else "right"


@dataclass(frozen=True, slots=True)
class Grid:
    """What one sheet shows.

    Attributes:
        foot: statistics: a label, then a cell for each column.
        legend: sentences under the table.
    """

    students: Sequence[Student]
    columns: Sequence[Column]
    foot: Sequence[tuple[str, Sequence[Cell]]]
    legend: Sequence[str]


_IDENTITY = 4
"""Number, surname, first name, NIP."""
_UNDER: dict[str, Any] = {
    "bottom": 1,
    "bottom_color": GROUP_RULE,
    "bold": True,
    "font_size": 8,
    "text_wrap": True,
    "valign": "bottom",
}


def in_order_of_lists(students: Sequence[Student]) -> list[int]:
    """Rows of the students, sorted by name."""
    return sorted(range(len(students)), key=lambda row: students[row].sort_key)


class GridWriter:
    """Puts a grid on a sheet, students in the order of lists."""

    def __init__(self, page: Page, grid: Grid) -> None:
        self._page, self._grid = page, grid
        self._top, self._body = page.top, page.top + 2
        self._end = self._body + len(grid.students)
        self._last = _IDENTITY + len(grid.columns) - 1

    def write(self) -> None:
        """Head, students, statistics, legend, and the page they print on."""
        self._head()
        for place, i in enumerate(in_order_of_lists(self._grid.students)):
            self._student(place, self._grid.students[i])
            self._cells(self._body + place, [column.cells[i] for column in self._grid.columns], _line(place))
        self._foot()
        self._legend()
        self._layout()

    def _head(self) -> None:
        self._page.sheet.set_row(self._top, 34)
        self._page.sheet.set_row(self._top + 1, 24)
        for at, head in enumerate([_("N°"), _("Nom"), _("Prénom"), _("NIP")]):
            self._page.text(self._top + 1, at, head, **_UNDER)
        at = _IDENTITY
        for group, found in groupby(self._grid.columns, key=lambda column: column.group):
            members = list(found)
            self._group(at, group, len(members))
            for place, column in enumerate(members):
                self._page.text(
                    self._top + 1, at + place, column.head, **_UNDER, **_edge(place), align=column.align
                )
            at += len(members)

    def _group(self, at: int, title: str, width: int) -> None:
        style = {"bold": True, "text_wrap": True, "font_size": 8, "valign": "bottom", **_edge(0)}
        if width > 1:
            last = at + width - 1
            self._page.sheet.merge_range(self._top, at, self._top, last, "", self._page.book.style(**style))
        self._page.text(self._top, at, title, **style)

    def _student(self, place: int, student: Student) -> None:
        row, line = self._body + place, _line(place)
        self._page.number(row, 0, place + 1, font_color=GREY, align="center", **line)
        self._page.text(row, 1, student.surname, bold=True, **line)
        self._page.text(row, 2, student.first_name, **line)
        self._page.text(row, 3, student.nip, font_color=GREY, **line)

    def _cells(self, row: int, cells: Sequence[Cell], line: dict[str, Any]) -> None:
        group = None
        for at, (column, cell) in enumerate(zip(self._grid.columns, cells, strict=True), _IDENTITY):
            ground = {"bg_color": TINT} if column.tinted else {}
            around = {**line, **ground, **_edge(int(column.group == group)), "align": column.align}
            _write(self._page, (row, at), cell, around)
            group = column.group

    def _foot(self) -> None:
        for place, (label, cells) in enumerate(self._grid.foot):
            line = {} if place else {"top": 1, "top_color": GROUP_RULE}
            for at in range(_IDENTITY):
                self._page.text(self._end + place, at, label if at == 1 else "", bold=True, **line)
            self._cells(self._end + place, cells, line)

    def _legend(self) -> None:
        """Each sentence over the whole width, as high as it needs."""
        style = {"font_color": GREY, "font_size": 8, "text_wrap": True, "valign": "top"}
        letters = 1.2 * sum(_widths(self._grid))  # those of 8 points are narrower than the unit of a width
        for row, sentence in enumerate(self._grid.legend, self._end + len(self._grid.foot) + 1):
            self._page.wide_text(row, self._last, sentence, **style)
            self._page.sheet.set_row(row, 12 * ceil(len(sentence) / letters))

    def _layout(self) -> None:
        sheet = self._page.sheet
        sheet.freeze_panes(self._body, 3)
        sheet.repeat_rows(self._top, self._top + 1)
        sheet.autofilter(self._top + 1, 0, max(self._end - 1, self._body), self._last)
        sheet.ignore_errors({"number_stored_as_text": f"D{self._body + 1}:D{self._end + 1}"})
        for at, width in enumerate(_widths(self._grid)):
            sheet.set_column(at, at, width)


def _widths(grid: Grid) -> list[float]:
    return [3.3, 16, 10.5, 8.5, *(column.width for column in grid.columns)]


def _write(page: Page, at: tuple[int, int], cell: Cell, around: dict[str, Any]) -> None:
    match cell:
        case Figure(hundredths=int(hundredths)):
            shape = '0.00"*"' if cell.provisional else "0.00_*"
            page.number(*at, hundredths / 100, **around, num_format=shape, bold=cell.strong)
        case None | Figure():
            page.text(*at, NO_VALUE, **around, font_color=GREY)
        case Code():
            page.text(*at, cell, **(around | code_shape(cell)))
        case str():
            page.text(*at, cell, **around)
        case int():
            page.number(*at, cell, **around, num_format="0_*")
        case Decimal():
            page.number(*at, cell, **around)


def code_shape(code: Code) -> dict[str, Any]:
    """ADM is calm, every other code heavy, and what stops a student is boxed."""
    if code is Code.ADM:
        return {"font_size": 8, "font_color": GREY}
    box = {"border": 1, "border_color": "#000000"} if code in STOPPED else {}
    return {"font_size": 8, "bold": True, **box}


def _line(place: int) -> dict[str, Any]:
    """A hairline under each student, darker under every fifth."""
    return {"bottom": 1, "bottom_color": GROUP_RULE if place % 5 == 4 else HAIRLINE}


def _edge(place: int) -> dict[str, Any]:
    return {} if place else {"left": 1, "left_color": RULE}
