# SPDX-License-Identifier: EUPL-1.2
"""The two tables of a sheet: its UE, then its modules with their sums."""

from collections.abc import Sequence
from decimal import Decimal

from delibere.curriculum.competences import competence_key
from delibere.curriculum.model import Module, Ue
from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal, read_decimal
from delibere.interchange.mcc.workbook import layout
from delibere.interchange.spreadsheet.cells import Row
from delibere.interchange.spreadsheet.tables import Table

_LEVELS = ("", "1", "2", "3")
_COMPUTED = {layout.GAP, layout.CHECK, layout.SHARE}
_NOISE = Decimal("1e-9")
"""What a spreadsheet may add to a sum of decimals."""
_ZERO = Decimal(0)


def read_ues(table: Table, rows: Sequence[Row], modules: Table, faults: list[Finding]) -> tuple[Ue, ...]:
    """The UE of a sheet; their credits stand under the modules. What is wrong goes to the faults."""
    codes = [table.text(row, layout.UE) for row in rows]
    if not rows:
        faults.append(table.finding(_("La liste des UE est vide.")))
    for row, code in zip(rows, codes, strict=True):
        _refuse_empty(table, row, [layout.UE, layout.UE_TITLE], faults)
        if codes.count(code) > 1:
            message = _("{code} est deux fois dans la liste des UE.").format(code=code)
            faults.append(table.finding(message, row, table.columns[layout.UE]))
        if (written := table.text(row, layout.LEVEL)) not in _LEVELS:
            message = _("« {read} » n’est pas un niveau : 1, 2, 3, ou rien.").format(read=written)
            faults.append(table.finding(message, row, table.columns[layout.LEVEL]))
    ects = _Figures(modules, codes, faults).credits()
    return tuple(_ue(table, row, value) for row, value in zip(rows, ects, strict=True))


def _ue(table: Table, row: Row, ects: Decimal) -> Ue:
    title, level = table.text(row, layout.UE_TITLE), table.text(row, layout.LEVEL)
    competence = table.text(row, layout.COMPETENCE) or competence_key(title)
    return Ue(table.text(row, layout.UE), title, competence, int(level) if level.isdecimal() else None, ects)


def read_modules(table: Table, ues: Sequence[str], faults: list[Finding]) -> tuple[Module, ...]:
    """The modules of a sheet, their sums checked. What is wrong goes to the faults."""
    figures = _Figures(table, ues, faults)
    figures.refuse_other_columns()
    rows = [row for row in table.rows if not _is_sum(table, row)]
    modules = tuple(_module(table, row, figures) for row in rows)
    if not modules:
        faults.append(table.finding(_("Le tableau n’a aucun module.")))
    if not faults:
        figures.check_totals([sum((module.coefficients[ue] for module in modules), _ZERO) for ue in ues])
    return modules


def _module(table: Table, row: Row, figures: "_Figures") -> Module:
    _refuse_empty(table, row, [layout.APOGEE, layout.PN, layout.TITLE], figures.faults)
    values = figures.of(row)
    apogee, pn, title = (table.text(row, name) for name in (layout.APOGEE, layout.PN, layout.TITLE))
    coefficients = dict(zip(figures.ues, values, strict=True))
    return Module(apogee, pn, title, table.text(row, layout.BLOCK) or None, coefficients)


def _is_sum(table: Table, row: Row) -> bool:
    codes = table.text(row, layout.APOGEE), table.text(row, layout.PN)
    return not any(codes) and table.text(row, layout.TITLE) in {layout.TOTAL, layout.ECTS, *_COMPUTED}


def _refuse_empty(table: Table, row: Row, names: Sequence[str], faults: list[Finding]) -> None:
    for name in names:
        if not table.text(row, name):
            message = _("« {name} » est vide sur cette ligne.").format(name=name)
            faults.append(table.finding(message, row, table.columns[name]))


class _Figures:
    """The columns of numbers of a table of modules."""

    def __init__(self, table: Table, ues: Sequence[str], faults: list[Finding]) -> None:
        self.table, self.ues, self.faults = table, ues, faults
        headings = {text: column for column, text in table.others.items()}
        self.columns = [headings.get(layout.towards(ue)) for ue in ues]

    def refuse_other_columns(self) -> None:
        """A column that no UE of the list owns, a UE that no column serves."""
        for column, text in self.table.others.items():
            if column not in self.columns:
                message = _("La colonne « {text} » n’est celle d’aucune UE de la liste.").format(text=text)
                self.faults.append(self.table.finding(message, column=column))
        for ue, place in zip(self.ues, self.columns, strict=True):
            if place is None and ue:
                message = _("Il manque la colonne « {heading} ».").format(heading=layout.towards(ue))
                self.faults.append(self.table.finding(message, subject=ue))

    def of(self, row: Row) -> list[Decimal]:
        """The numbers of a row, one a UE, their sum checked; 0 for what cannot be read, which is a fault."""
        read = [self._number(row, column) for column in self.columns]
        values = [value or _ZERO for value in read]
        if None not in read:
            self._check(row, self.table.columns[layout.COEFFICIENT], sum(values, _ZERO))
        return values

    def _number(self, row: Row, column: int | None) -> Decimal | None:
        if column is None:
            return None
        value = read_decimal(row.cell(column).text)
        if value is None or value < 0:
            message = _("« {read} » n’est pas un nombre de 0 ou plus.").format(read=row.cell(column).text)
            self.faults.append(self.table.finding(message, row, column))
            return None
        return value

    def credits(self) -> list[Decimal]:
        """Those of the row of credits, their sum checked."""
        row = self._sums(layout.ECTS)
        if row is None:
            message = _("La ligne « {label} » manque sous les modules.").format(label=layout.ECTS)
            self.faults.append(self.table.finding(message))
            return [_ZERO] * len(self.ues)
        return self.of(row)

    def check_totals(self, sums: Sequence[Decimal]) -> None:
        """That the row of totals, where it stands, says what they are."""
        row = self._sums(layout.TOTAL)
        if row is None:
            return
        for place, value in zip(self.columns, sums, strict=True):
            self._check(row, place, value)
        self._check(row, self.table.columns[layout.COEFFICIENT], sum(sums, _ZERO))

    def _check(self, row: Row, column: int | None, value: Decimal) -> None:
        """A formula that no spreadsheet has computed yet is empty, and says nothing."""
        read = row.cell(column).text if column is not None else ""
        if not read or ((found := read_decimal(read)) is not None and abs(found - value) <= _NOISE):
            return
        message = _("« {read} » alors que la somme fait {value} : corrigez l’un ou l’autre.")
        text = message.format(read=read, value=french_minimal(value))
        self.faults.append(self.table.finding(text, row, column))

    def _sums(self, label: str) -> Row | None:
        sums = [row for row in self.table.rows if _is_sum(self.table, row)]
        return next((row for row in sums if self.table.text(row, layout.TITLE) == label), None)
