# SPDX-License-Identifier: EUPL-1.2
"""Reads the workbook back. Sums are not believed: they are checked against what they add up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from delibere.curriculum.model import Curriculum, Maquette, Regime
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.mcc.workbook import layout
from delibere.interchange.mcc.workbook.tables import read_modules, read_ues
from delibere.interchange.spreadsheet.cells import Row, Sheet, cell_name
from delibere.interchange.spreadsheet.tables import Heading, Table, find_table
from delibere.interchange.spreadsheet.workbooks import read_workbook

_UE_HEADINGS = [Heading(name, required=True) for name in layout.UE_HEADS]
_MODULE_HEADINGS = [Heading(name, required=True) for name in layout.MODULE_HEADS]
_SEMESTERS = tuple("123456")


@dataclass(frozen=True, slots=True)
class _Read:
    """What a sheet holds."""

    sheet: str | None
    diploma: str
    year: AcademicYear
    maquette: Maquette


def read_xlsx(data: bytes) -> Curriculum:
    """The curriculum of this workbook.

    Raises:
        UnusableInputError: not a workbook, or a sheet is not one of ours, says something impossible or
            contradicts the others; every fault at once, with its sheet and cell.
    """
    sheets = read_workbook(data, _("l’annexe"))
    faults: list[Finding] = []
    read = [found for sheet in sheets if (found := _sheet(sheet, faults))]
    if not faults:
        faults += _contradictions(read)
    if faults or not read:
        message = _("Ce classeur n’est pas un programme au format de Délibéré : corrigez ce qui suit.")
        raise UnusableInputError(message, faults)
    return Curriculum(read[0].diploma, read[0].year, tuple(one.maquette for one in read))


def _contradictions(read: Sequence[_Read]) -> Iterator[Finding]:
    sheets: dict[str, str | None] = {}
    for one in read:
        slug = one.maquette.id
        if (one.diploma, one.year) != (read[0].diploma, read[0].year):
            message = _("Un classeur porte un seul diplôme et une seule année, ceux de « {sheet} ».")
            yield Finding(Severity.ERROR, message.format(sheet=read[0].sheet), sheet=one.sheet)
        if slug in sheets:
            message = _("La maquette {slug} est déjà dans la feuille « {sheet} » : retirez-en une.")
            text = message.format(slug=slug, sheet=sheets[slug])
            yield Finding(Severity.ERROR, text, sheet=one.sheet, maquette=slug)
        sheets.setdefault(slug, one.sheet)


def _sheet(sheet: Sheet, faults: list[Finding]) -> _Read | None:
    """What a sheet holds, None when it is none of ours; what is wrong with it goes to the faults."""
    below_ues, below_modules = find_table(sheet, _UE_HEADINGS), find_table(sheet, _MODULE_HEADINGS)
    if below_ues is None or below_modules is None or len(below_ues.rows) <= len(below_modules.rows):
        message = _(
            "Cette feuille n’est pas une maquette : il y faut la liste des UE, puis le tableau des modules, "
            "comme dans l’export. Retirez-la, ou repartez d’un export."
        )
        faults.append(Finding(Severity.ERROR, message, sheet=sheet.name))
        return None
    ues = below_ues.rows[: -len(below_modules.rows) - 1]
    identity = _Identity(sheet, sheet.rows[: -len(below_ues.rows) - 1], faults)
    faults += [*below_ues.doubles(), *below_modules.doubles(), *below_modules.strays()]
    return identity.read_with(below_ues, ues, below_modules)


class _Identity:
    """The labels above the tables, each with its value beside it."""

    def __init__(self, sheet: Sheet, rows: Sequence[Row], faults: list[Finding]) -> None:
        self.sheet, self.faults = sheet, faults
        self.rows: dict[str, Row] = {}
        for row in rows:
            self._note(row)

    def read_with(self, below_ues: Table, ues: Sequence[Row], modules: Table) -> _Read | None:
        """The maquette that these labels and these two tables make; None if a label is wrong."""
        diploma = self._text(layout.DIPLOMA)
        year = AcademicYear.parse(self._text(layout.YEAR))
        semester, regime = self._text(layout.SEMESTER), self._text(layout.REGIME)
        if not diploma:
            self._refuse(layout.DIPLOMA, _("écrivez le diplôme, par exemple « BUT QLIO »."))
        if year is None:
            self._refuse(layout.YEAR, _("écrivez une année universitaire, par exemple « 2023-2024 »."))
        if semester not in _SEMESTERS:
            self._refuse(layout.SEMESTER, _("écrivez un nombre de 1 à 6."))
        if regime not in set(Regime):
            self._refuse(layout.REGIME, _("écrivez FI ou FA."))
        read_ue = read_ues(below_ues, ues, modules, self.faults)
        read_module = read_modules(modules, [ue.code for ue in read_ue], self.faults)
        if self.faults or year is None:
            return None
        parcours = self._text(layout.PARCOURS) or None
        maquette = Maquette(int(semester), Regime(regime), parcours, read_ue, read_module)
        return _Read(self.sheet.name, diploma, year, maquette)

    def _note(self, row: Row) -> None:
        """A title, alone on its row, is passed over; anything else must be a label, once."""
        label, filled = row.cell(0).text, [cell.text for cell in row.cells if cell.text]
        if label in layout.IDENTITY and label not in self.rows:
            self.rows[label] = row
        elif len(filled) != 1 or label in layout.IDENTITY:
            message = _("« {text} » n’est pas attendu au-dessus de la liste des UE, ou y est deux fois.")
            self._fault(row, message.format(text=filled[0]))

    def _text(self, label: str) -> str:
        return self.rows[label].cell(1).text if label in self.rows else ""

    def _refuse(self, label: str, what: str) -> None:
        message = _("« {label} » : « {read} » ne convient pas, {what}")
        self._fault(self.rows.get(label), message.format(label=label, read=self._text(label), what=what))

    def _fault(self, row: Row | None, message: str) -> None:
        cell = cell_name(row.line, 1) if row else None
        self.faults.append(Finding(Severity.ERROR, message, sheet=self.sheet.name, cell=cell))
