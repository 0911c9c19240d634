# SPDX-License-Identifier: EUPL-1.2
"""A table found in a sheet by its headings: in any order, accents and case ignored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.interchange.spreadsheet.cells import Cell, Row, Sheet, cell_name


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that may be asked of a table.

    Attributes:
        name: how the code and the messages call it.
        writings: other ways people write it.
        required: without it a row is no row of headings.
    """

    name: str
    writings: tuple[str, ...] = ()
    required: bool = False

    def letters(self) -> list[str]:
        """Every way to write it, in plain letters."""
        return [plain_letters(writing) for writing in (self.name, *self.writings)]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Attributes:
        sheet: where it stands.
        columns: by name of heading, the column from 0.
        others: by column, the text of headings nobody asked for.
        rows: those that are not empty, below the headings.
        twice: headings that stand in two columns.
    """

    sheet: Sheet
    columns: Mapping[str, int]
    others: Mapping[int, str]
    rows: tuple[Row, ...]
    twice: tuple[str, ...]

    def cell(self, row: Row, name: str) -> Cell:
        """The cell under a heading; an empty one when the table has no such heading."""
        return row.cell(self.columns[name]) if name in self.columns else Cell("")

    def text(self, row: Row, name: str) -> str:
        """The text of that cell."""
        return self.cell(row, name).text

    def finding(
        self,
        message: str,
        row: Row | None = None,
        column: int | None = None,
        severity: Severity = Severity.ERROR,
        subject: str | None = None,
    ) -> Finding:
        """A finding at its place: sheet and « D12 » in a workbook, line and heading in a text file."""
        if self.sheet.name is None:
            line = row.line if row else None
            return Finding(severity, message, line=line, cell=self._heading(column), subject=subject)
        place = self._heading(column) if row is None or column is None else cell_name(row.line, column)
        return Finding(severity, message, sheet=self.sheet.name, cell=place, subject=subject)

    def doubles(self) -> list[Finding]:
        """One error by heading that stands in two columns."""
        message = _("La colonne « {heading} » apparaît deux fois : gardez-en une.")
        return [self.finding(message.format(heading=heading)) for heading in self.twice]

    def strays(self) -> list[Finding]:
        """One error by row that goes on in columns without a heading: nothing is dropped in silence."""
        message = _(
            "« {text} » est hors des colonnes qui ont un intitulé. Une virgule décimale dans un fichier "
            "séparé par des virgules\u202f? Donnez un intitulé à la colonne, ou videz la cellule."
        )
        named = {*self.columns.values(), *self.others}
        return [
            self.finding(message.format(text=text), row, column)
            for row in self.rows
            for column, text in self._first_filled(row, named)
        ]

    def _heading(self, column: int | None) -> str | None:
        if column is None:
            return None
        names = {place: name for name, place in self.columns.items()} | dict(self.others)
        return names.get(column)

    @staticmethod
    def _first_filled(row: Row, named: set[int]) -> list[tuple[int, str]]:
        filled = [(i, cell.text) for i, cell in enumerate(row.cells) if cell.text and i not in named]
        return filled[:1]


def find_table(sheet: Sheet, headings: Sequence[Heading]) -> Table | None:
    """The table under the first row that holds every required heading; None when no row does."""
    names = {letters: heading.name for heading in headings for letters in heading.letters()}
    required = {heading.name for heading in headings if heading.required}
    for place, row in enumerate(sheet.rows):
        found = [names.get(plain_letters(cell.text)) for cell in row.cells]
        if required.issubset(found):
            return _table(sheet, place, found)
    return None


def _table(sheet: Sheet, place: int, found: Sequence[str | None]) -> Table:
    top = sheet.rows[place]
    named = [(name, column) for column, name in enumerate(found) if name is not None]
    columns = dict(reversed(named))
    others = {column: top.cells[column].text for column, name in enumerate(found) if name is None}
    twice = tuple(name for name in columns if found.count(name) > 1)
    return Table(
        sheet, columns, {i: text for i, text in others.items() if text}, sheet.rows[place + 1 :], twice
    )
