# SPDX-License-Identifier: EUPL-1.2
"""Writes the workbook to fill."""

import io
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from decimal import Decimal

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from delibere.calculation.evaluations import MarkTable
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.marks import Mark
from delibere.foundation.people import Student
from delibere.interchange.marksheets import allowed, key
from delibere.interchange.marksheets.instructions import NAME, write_instructions
from delibere.interchange.marksheets.pages import Page, class_name, pages
from delibere.interchange.marksheets.plans import Layout, SheetPlan
from delibere.interchange.marksheets.styles import Styles
from delibere.interchange.spreadsheet.identity import FIRST_NAME, GROUP, NIP, SURNAME

IDENTITY = (NIP.name, SURNAME.name, FIRST_NAME.name, GROUP.name)
WIDEST_PORTRAIT = 6
_ABOVE = 3
"""Title, subtitle and legend, above the captions of the columns."""


def write_template(
    plan: SheetPlan,
    layout: Layout = Layout.MODULES,
    marks: MarkTable | None = None,
    bonus_marks: Sequence[Sequence[Decimal | None]] | None = None,
    versions: Mapping[str, tuple[int, ...]] | None = None,
) -> bytes:
    """The workbook (XLSX) of a plan; the same plan gives the same bytes.

    Args:
        plan: what is asked, of whom.
        layout: one sheet for each module, or one for all.
        marks: what is known already; its rows and columns are those of the plan.
        bonus_marks: students × bonus names, out of 20; None where there is none.
        versions: see Key; None when nothing else than this workbook writes these marks.

    Raises:
        UnusableInputError: two columns would bear the same heading.
    """
    _check_headings(plan)
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    book.set_properties(
        {
            "title": _("Notes {name}").format(name=class_name(plan)),
            "created": datetime.combine(plan.academic_year.first_day, time(), UTC),
        }
    )
    styles, values = Styles.of(book), allowed.AllowedValues()
    write_instructions(_locked(book, NAME), styles, plan)
    for page in pages(plan, layout, marks, bonus_marks):
        _PageWriter(_locked(book, page.name), styles, page, plan.students).write(values)
    values.write(_hidden(book, allowed.SHEET))
    _write_key(_hidden(book, key.SHEET), key.Key.of(plan, versions or {}))
    book.close()
    return out.getvalue()


def _check_headings(plan: SheetPlan) -> None:
    counts = Counter(plan.heading(evaluation) for evaluation in plan.evaluations)
    doubled = [heading for heading, count in counts.items() if count > 1]
    if doubled:
        message = _("Deux évaluations portent le même intitulé : {headings}. Distinguez-les.")
        raise UnusableInputError(message.format(headings=", ".join(doubled)))


def _locked(book: Workbook, name: str) -> Worksheet:
    """A4, protected without a password: against slips, not against people."""
    sheet = book.add_worksheet(name)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.set_footer(_("&L&8&A&R&8Page &P sur &N"))
    return sheet


def _hidden(book: Workbook, name: str) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.very_hidden()
    return sheet


def _write_key(sheet: Worksheet, written: key.Key) -> None:
    for line, cells in enumerate(written.rows()):
        for column, text in enumerate(cells):
            sheet.write_string(line, column, text)


class _PageWriter:
    """One sheet to fill: captions, headings, then a row for each student."""

    def __init__(self, sheet: Worksheet, styles: Styles, page: Page, students: Sequence[Student]) -> None:
        self.sheet, self.styles, self.page, self.students = sheet, styles, page, students
        self.head = _ABOVE + len(page.labels)
        self.first, self.last = self.head + 1, self.head + max(1, len(students))

    def write(self, values: allowed.AllowedValues) -> None:
        """Everything on the sheet."""
        self._set_up()
        self._write_above()
        self._write_students()
        for k in range(len(self.page.columns)):
            self._write_column(k, values)

    def _set_up(self) -> None:
        self.sheet.hide_gridlines(2)
        self.sheet.freeze_panes(self.first, len(IDENTITY))
        self.sheet.repeat_rows(self.head)
        self.sheet.repeat_columns(0, len(IDENTITY) - 1)
        if len(self.page.columns) > WIDEST_PORTRAIT:
            self.sheet.set_landscape()
            self.sheet.set_print_scale(70)
        else:
            self.sheet.fit_to_pages(1, 0)
        for column, width in enumerate((11, 22, 16, 12)):
            self.sheet.set_column(column, column, width)
        self.sheet.set_column(len(IDENTITY), len(IDENTITY) + len(self.page.columns) - 1, 15)
        self.sheet.set_row(self.head, 48)

    def _write_above(self) -> None:
        legend = _(
            "Une note, ou ABI, ABJ, EXC, DIS, ATT (sens et effet : feuille « Lisez-moi »). Vide : à venir."
        )
        self.sheet.write_string(0, 0, self.page.title, self.styles.title)
        self.sheet.write_string(1, 0, self.page.subtitle, self.styles.note)
        self.sheet.write_string(2, 0, legend, self.styles.note)
        for line, label in enumerate(self.page.labels, _ABOVE):
            self.sheet.write_string(line, len(IDENTITY) - 1, label, self.styles.label)
        for column, heading in enumerate(IDENTITY):
            self.sheet.write_string(self.head, column, heading, self.styles.head)

    def _write_students(self) -> None:
        for i, student in enumerate(self.students):
            style = self.styles.identity[_is_fifth(i)]
            cells = (student.nip, student.surname, student.first_name, student.group or "")
            for column, text in enumerate(cells):
                self.sheet.write_string(self.first + i, column, text, style)

    def _write_column(self, k: int, values: allowed.AllowedValues) -> None:
        place, column = len(IDENTITY) + k, self.page.columns[k]
        for line, caption in enumerate(column.captions, _ABOVE):
            self.sheet.write_string(line, place, caption, self.styles.caption)
        self.sheet.write_string(self.head, place, column.heading, self.styles.column_head)
        for i, mark in enumerate(column.marks):
            self._write_mark(self.first + i, place, mark, fifth=_is_fifth(i))
        cell = xl_rowcol_to_cell(self.first, place)
        self.sheet.data_validation(self.first, place, self.last, place, values.rule(column, cell))
        self._highlight(place, cell, k)

    def _write_mark(self, line: int, place: int, mark: Mark, *, fifth: bool) -> None:
        style = self.styles.slot[fifth]
        if mark is None:
            self.sheet.write_blank(line, place, None, style)
        elif isinstance(mark, Decimal):
            self.sheet.write_number(line, place, mark, style)
        else:
            self.sheet.write_string(line, place, mark.value, style)

    def _highlight(self, place: int, cell: str, k: int) -> None:
        """What asks for a person: an absence, a neutral letter, a number that a paste let through."""
        bounds = self.page.columns[k].bounds
        beyond = f"=AND(ISNUMBER({cell}),OR({cell}<{bounds.lowest},{cell}>{bounds.highest}))"
        rules = (
            (f'={cell}="ABI"', self.styles.absent),
            (f"=ISTEXT({cell})", self.styles.neutral),
            (beyond, self.styles.impossible),
        )
        for formula, style in rules:
            rule = {"type": "formula", "criteria": formula, "format": style, "stop_if_true": True}
            self.sheet.conditional_format(self.first, place, self.last, place, rule)


def _is_fifth(index: int) -> bool:
    return index % 5 == 4
