# SPDX-License-Identifier: EUPL-1.2
"""The evaluations of a maquette, in a file that a secretary can write (CSV or XLSX).

One line for each: Module;Intitulé;Nature;Barème;Coefficient;Date, then one column of weights for each UE,
headed by its code. Only Module is required.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from delibere.calculation.evaluations import Evaluation, Kind
from delibere.curriculum.model import Maquette, Module
from delibere.foundation.calendar import read_day
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity, errors
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.foundation.numbers import french_minimal, read_decimal
from delibere.interchange.marksheets.pages import kind_name
from delibere.interchange.marksheets.plans import find_module
from delibere.interchange.spreadsheet.cells import Row
from delibere.interchange.spreadsheet.reading import read_book
from delibere.interchange.spreadsheet.tables import Heading, Table, find_table
from delibere.interchange.spreadsheet.text_files import write_text_file

MODULE = Heading("Module", ("code", "code module", "code PN", "code Apogée"), required=True)
TITLE = Heading("Intitulé", ("titre", "épreuve", "évaluation", "libellé"))
KIND = Heading("Nature", ("type", "session"))
SCALE = Heading("Barème", ("note sur", "sur"))
COEFFICIENT = Heading("Coefficient", ("coef", "coeff"))
DATE = Heading("Date", ("jour",))
HEADINGS = (MODULE, TITLE, KIND, SCALE, COEFFICIENT, DATE)
LARGEST_SCALE = Decimal(1000)
_KINDS = {
    "": Kind.NORMAL,
    "normal": Kind.NORMAL,
    "normale": Kind.NORMAL,
    "rattrapage": Kind.RATTRAPAGE,
    "session2": Kind.SECOND_SESSION,
    "2esession": Kind.SECOND_SESSION,
    "secondesession": Kind.SECOND_SESSION,
    "bonus": Kind.BONUS,
    "malus": Kind.MALUS,
}


@dataclass(frozen=True, slots=True)
class EvaluationList:
    """What such a file holds: no evaluation as soon as a finding is an error."""

    evaluations: tuple[Evaluation, ...]
    findings: tuple[Finding, ...]


def read_evaluations(data: bytes, name: str, maquette: Maquette) -> EvaluationList:
    """Read the evaluations of a maquette, in the order of the file.

    Args:
        data: the whole file, CSV or XLSX (its first table).
        name: of the file, for the messages.
        maquette: whose modules are described.

    Raises:
        UnusableInputError: not a file of cells, or no row of headings with Module.
    """
    book = read_book(data, name)
    table = next((t for sheet in book.sheets if (t := find_table(sheet, HEADINGS)) is not None), None)
    if table is None:
        message = _("« {name} » ne décrit pas d’évaluations : aucune ligne d’intitulés avec Module.")
        raise UnusableInputError(message.format(name=name))
    reader = _Reader(table, maquette, [*book.notices, *table.doubles(), *table.strays()])
    evaluations = reader.read()
    return EvaluationList(() if errors(reader.findings) else evaluations, tuple(reader.findings))


def write_evaluations(evaluations: Iterable[Evaluation], maquette: Maquette) -> bytes:
    """The same as CSV, to be changed and read again."""
    codes = {module.apogee: module for module in maquette.modules}
    ues = [ue.code for ue in maquette.ues]
    rows = (_cells(evaluation, codes[evaluation.module], ues) for evaluation in evaluations)
    return write_text_file([[*(heading.name for heading in HEADINGS), *ues], *rows])


def _cells(evaluation: Evaluation, module: Module, ues: Sequence[str]) -> list[str]:
    weights = (evaluation.weights.get(ue) for ue in ues)
    return [
        module.apogee,
        evaluation.title,
        kind_name(evaluation.kind),
        french_minimal(evaluation.scale),
        french_minimal(evaluation.coefficient),
        evaluation.held_on.strftime("%d/%m/%Y") if evaluation.held_on else "",
        *("" if weight is None else french_minimal(weight) for weight in weights),
    ]


@dataclass(slots=True)
class _Reader:
    """Reads line after line, collecting findings."""

    table: Table
    maquette: Maquette
    findings: list[Finding]
    keys: dict[str, int] = field(default_factory=dict)

    def read(self) -> tuple[Evaluation, ...]:
        weights = self._weight_columns()
        found = [e for row in self.table.rows if (e := self._evaluation(row, weights)) is not None]
        self._note_missing(found)
        return tuple(found)

    def _weight_columns(self) -> dict[int, str]:
        """By column, the UE whose weights stand there: « UE31 » or « Poids UE31 »."""
        codes = {plain_letters(ue.code): ue.code for ue in self.maquette.ues}
        columns = {}
        for column, heading in self.table.others.items():
            letters = plain_letters(heading).removeprefix("poids")
            if letters in codes:
                columns[column] = codes[letters]
            else:
                message = _("La colonne « {heading} » n’est pas une UE de {maquette} : ôtez-la.")
                sentence = message.format(heading=heading, maquette=self.maquette.name)
                self.findings.append(self.table.finding(sentence, column=column))
        return columns

    def _evaluation(self, row: Row, weight_columns: Mapping[int, str]) -> Evaluation | None:
        code = self.table.text(row, MODULE.name)
        module = find_module(self.maquette, code)
        if module is None:
            message = _("« {code} » n’est le code d’aucun module de {maquette}, ou de plusieurs.")
            self._refuse(message.format(code=code, maquette=self.maquette.name), row, MODULE)
            return None
        title = self.table.text(row, TITLE.name) or module.title
        key = f"{module.apogee}/{plain_letters(title)}"
        if key in self.keys:
            message = _("« {title} » est déjà une évaluation de ce module (ligne {line}) : distinguez-les.")
            self._refuse(message.format(title=title, line=self.keys[key]), row, TITLE)
        self.keys.setdefault(key, row.line)
        return Evaluation(
            key,
            module.apogee,
            title,
            self._kind(row),
            self._scale(row),
            self._figure(row, COEFFICIENT.name, Decimal(1)),
            self._weights(row, module, weight_columns),
            self._held_on(row),
        )

    def _kind(self, row: Row) -> Kind:
        text = self.table.text(row, KIND.name)
        kind = _KINDS.get(plain_letters(text))
        if kind is None:
            names = ", ".join(kind_name(each) for each in Kind)
            message = _("« {text} » n’est pas une nature d’évaluation : {names}.")
            self._refuse(message.format(text=text, names=names), row, KIND)
        return kind or Kind.NORMAL

    def _scale(self, row: Row) -> Decimal:
        scale = self._figure(row, SCALE.name, Decimal(20))
        if not 0 < scale <= LARGEST_SCALE:
            message = _("Un barème de {scale} ne se peut : de 1 à {largest}.")
            figures = {"scale": french_minimal(scale), "largest": french_minimal(LARGEST_SCALE)}
            self._refuse(message.format(**figures), row, SCALE)
        return scale

    def _figure(self, row: Row, heading: str, default: Decimal) -> Decimal:
        column = self.table.columns.get(heading)
        return default if column is None else self._figure_at(row, column, default)

    def _figure_at(self, row: Row, column: int, default: Decimal) -> Decimal:
        """A number, 0 or more; the default where the cell is empty."""
        text = row.cell(column).text
        value = read_decimal(text) if text else default
        if value is None or value < 0:
            message = _("« {text} » n’est pas un nombre positif : tapez 1, 1,5 ou 0,25.")
            self.findings.append(self.table.finding(message.format(text=text), row, column))
            return default
        return value

    def _weights(self, row: Row, module: Module, columns: Mapping[int, str]) -> dict[str, Decimal]:
        """Those written; one towards a UE that the module does not feed has no effect and says so."""
        written = {column: ue for column, ue in columns.items() if row.cell(column).text}
        for column, ue in written.items():
            if not module.coefficients[ue]:
                message = _("{module} n’alimente pas {ue} : ce poids est sans effet.")
                sentence = message.format(module=module.pn, ue=ue)
                self.findings.append(self.table.finding(sentence, row, column, Severity.NOTICE))
        return {ue: self._figure_at(row, column, Decimal(1)) for column, ue in written.items()}

    def _held_on(self, row: Row) -> date | None:
        text = self.table.text(row, DATE.name)
        day = read_day(text)
        if text and day is None:
            message = _("« {text} » n’est pas une date : tapez 06/10/2023.")
            self._refuse(message.format(text=text), row, DATE)
        return day

    def _refuse(self, message: str, row: Row, heading: Heading) -> None:
        self.findings.append(self.table.finding(message, row, self.table.columns.get(heading.name)))

    def _note_missing(self, found: Sequence[Evaluation]) -> None:
        message = _("{module} a un coefficient et aucune évaluation : ses UE resteront provisoires.")
        described = {evaluation.module for evaluation in found}
        for module in self.maquette.modules:
            if module.coefficient and module.apogee not in described:
                sentence = message.format(module=module.pn)
                notice = self.table.finding(sentence, severity=Severity.NOTICE, subject=module.apogee)
                self.findings.append(notice)
