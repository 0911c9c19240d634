# SPDX-License-Identifier: EUPL-1.2
"""Writes the workbook. What people wrote is always text; every sum is a formula that Excel computes again."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from decimal import Decimal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from delibere.curriculum.balance import sae_share
from delibere.curriculum.model import Curriculum, Maquette, Module
from delibere.interchange.mcc.workbook import layout

FIRST = len(layout.MODULE_HEADS)
"""The column of the first UE."""

_FORBIDDEN = re.compile(r"[^\w .-]")
_LONGEST_NAME = 28
_WIDTHS = (24, 13, 16, 60, 10)
_COEFFICIENT = "0.00####;-0.00####;0"


def write_xlsx(curriculum: Curriculum) -> bytes:
    """A sheet a maquette; the same curriculum gives the same bytes."""
    out = io.BytesIO()
    book = Workbook(out, {"in_memory": True})
    created = datetime.combine(curriculum.academic_year.first_day, time(), UTC)
    book.set_properties({"title": f"{curriculum.diploma} · {curriculum.academic_year}", "created": created})
    styles = _Styles.of(book)
    names = _names(curriculum.maquettes)
    for name, maquette in zip(names, curriculum.maquettes, strict=True):
        _SheetWriter(book.add_worksheet(name), styles, maquette).write(curriculum)
    book.close()
    return out.getvalue()


def _names(maquettes: Sequence[Maquette]) -> list[str]:
    """« S3 FI OSC »: no two the same, none with what a spreadsheet forbids."""
    names: list[str] = []
    for maquette in maquettes:
        name = _FORBIDDEN.sub("-", maquette.id.upper().replace("-", " "))[:_LONGEST_NAME].strip()
        double = name.casefold() in {other.casefold() for other in names}
        names.append(f"{name} {len(names)}" if double else name)
    return names


@dataclass(frozen=True, slots=True)
class _Styles:
    """The formats of a workbook."""

    title: Format
    label: Format
    text: Format
    head: Format
    number_head: Format
    number: Format
    computed: Format
    total_label: Format
    total: Format
    share: Format
    wrong: Format

    @classmethod
    def of(cls, book: Workbook) -> "_Styles":
        """Declare them in a workbook."""
        head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
        hair = {"bottom": 4, "bottom_color": "#c8c8c0"}
        return cls(
            title=book.add_format({"bold": True, "font_size": 14}),
            label=book.add_format({"font_color": "#64686d"}),
            text=book.add_format(hair),
            head=book.add_format(head),
            number_head=book.add_format({**head, "align": "right"}),
            number=book.add_format({**hair, "num_format": _COEFFICIENT}),
            computed=book.add_format({**hair, "num_format": _COEFFICIENT, "bold": True}),
            total_label=book.add_format({"bold": True}),
            total=book.add_format({"bold": True, "num_format": _COEFFICIENT}),
            share=book.add_format({"num_format": "0.00%"}),
            wrong=book.add_format({"bold": True, "font_color": "#a31f24", "bg_color": "#fbeae8"}),
        )


class _SheetWriter:
    """One maquette: its identity, its UE, its table, its sums."""

    def __init__(self, sheet: Worksheet, styles: _Styles, maquette: Maquette) -> None:
        self.sheet, self.styles, self.maquette = sheet, styles, maquette
        self.ues = len(layout.IDENTITY) + 2
        self.head = self.ues + len(maquette.ues) + 2
        self.first = self.head + 1
        self.total = self.first + len(maquette.modules)
        self.last_column = FIRST + len(maquette.ues) - 1

    def write(self, curriculum: Curriculum) -> None:
        """Everything on the sheet."""
        self._set_up()
        self._write_identity(curriculum)
        self._write_ues()
        self._write_heads()
        for row, module in enumerate(self.maquette.modules, self.first):
            self._write_module(row, module)
        self._write_sums()
        self._write_checks()

    def _set_up(self) -> None:
        self.sheet.hide_gridlines(2)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        for column, width in enumerate(_WIDTHS):
            self.sheet.set_column(column, column, width)
        self.sheet.set_column(FIRST, self.last_column, 10)

    def _texts(self, row: int, texts: Sequence[str | None], style: Format) -> None:
        for column, text in enumerate(texts):
            if text:
                self.sheet.write_string(row, column, text, style)
            else:
                self.sheet.write_blank(row, column, None, style)

    def _write_identity(self, curriculum: Curriculum) -> None:
        maquette = self.maquette
        values = (
            curriculum.diploma,
            str(curriculum.academic_year),
            str(maquette.semester),
            maquette.regime.value,
            maquette.parcours or "",
        )
        self.sheet.write_string(0, 0, maquette.name, self.styles.title)
        for row, (label, value) in enumerate(zip(layout.IDENTITY, values, strict=True), 1):
            self.sheet.write_string(row, 0, label, self.styles.label)
            self.sheet.write_string(row, 1, value)

    def _write_ues(self) -> None:
        columns = (0, 1, 3, 4)
        for column, head in zip(columns, layout.UE_HEADS, strict=True):
            self.sheet.write_string(self.ues, column, head, self.styles.label)
        for row, ue in enumerate(self.maquette.ues, self.ues + 1):
            texts = (ue.code, str(ue.level or ""), ue.title, ue.competence)
            for column, text in zip(columns, texts, strict=True):
                self.sheet.write_string(row, column, text)

    def _write_heads(self) -> None:
        self._texts(self.head, layout.MODULE_HEADS[:-1], self.styles.head)
        figures = [layout.COEFFICIENT, *(layout.towards(ue.code) for ue in self.maquette.ues)]
        for column, text in enumerate(figures, FIRST - 1):
            self.sheet.write_string(self.head, column, text, self.styles.number_head)
        self.sheet.repeat_rows(self.head)

    def _write_module(self, row: int, module: Module) -> None:
        self._texts(row, (module.block, module.apogee, module.pn, module.title), self.styles.text)
        across = xl_range(row, FIRST, row, self.last_column)
        self._formula(row, FIRST - 1, f"=SUM({across})", module.coefficient, self.styles.computed)
        for column, value in enumerate(module.coefficients.values(), FIRST):
            self.sheet.write_number(row, column, value, self.styles.number)

    def _write_sums(self) -> None:
        self._label(self.total, layout.TOTAL)
        self._label(self.total + 1, layout.ECTS)
        totals = [self.maquette.total(ue.code) for ue in self.maquette.ues]
        for column, total in enumerate([sum(totals, Decimal(0)), *totals], FIRST - 1):
            formula = f"=SUM({self._column(column)})"
            self._formula(self.total, column, formula, total, self.styles.total)
        across = xl_range(self.total + 1, FIRST, self.total + 1, self.last_column)
        self._formula(self.total + 1, FIRST - 1, f"=SUM({across})", self.maquette.ects, self.styles.total)
        for column, ue in enumerate(self.maquette.ues, FIRST):
            self.sheet.write_number(self.total + 1, column, ue.ects, self.styles.total)

    def _write_checks(self) -> None:
        """What must be zero, and the share of the SAÉ."""
        gap, check, share = range(self.total + 2, self.total + 5)
        for row, label in zip((gap, check, share), (layout.GAP, layout.CHECK, layout.SHARE), strict=True):
            self.sheet.write_string(row, FIRST - 2, label, self.styles.label)
        totals, plain = [self.maquette.total(ue.code) for ue in self.maquette.ues], self.styles.number
        gaps = [total - ue.ects for total, ue in zip(totals, self.maquette.ues, strict=True)]
        for column, value in enumerate([sum(gaps, Decimal(0)), *gaps], FIRST - 1):
            total, ects = (xl_rowcol_to_cell(row, column) for row in (self.total, self.total + 1))
            self._formula(gap, column, f"=ROUND({total}-{ects},6)", value, plain)
        total, across = (
            xl_rowcol_to_cell(self.total, FIRST - 1),
            xl_range(self.total, FIRST, self.total, self.last_column),
        )
        self._formula(check, FIRST - 1, f"=ROUND({total}-SUM({across}),6)", Decimal(0), plain)
        rule = {"type": "cell", "criteria": "!=", "value": 0, "format": self.styles.wrong}
        self.sheet.conditional_format(gap, FIRST - 1, check, self.last_column, rule)
        for column, ue in enumerate(self.maquette.ues, FIRST):
            self._write_share(share, column, ue.code)

    def _write_share(self, row: int, column: int, ue: str) -> None:
        total, codes = (
            xl_rowcol_to_cell(self.total, column),
            self._column(layout.MODULE_HEADS.index(layout.PN)),
        )
        formula = f'=IF({total}=0,"",SUMIF({codes},"S*",{self._column(column)})/{total})'
        share = sae_share([(self.maquette, ue)])
        self.sheet.write_formula(
            row, column, formula, self.styles.share, "" if share is None else float(share)
        )

    def _column(self, column: int) -> str:
        """The cells of the modules in a column."""
        cells: str = xl_range(self.first, column, self.total - 1, column)
        return cells

    def _label(self, row: int, text: str) -> None:
        self.sheet.write_string(row, FIRST - 2, text, self.styles.total_label)

    def _formula(self, row: int, column: int, formula: str, value: Decimal, style: Format) -> None:
        """With its value, for what opens the file without computing."""
        self.sheet.write_formula(row, column, formula, style, float(value))
