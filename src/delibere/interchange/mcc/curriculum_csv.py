# SPDX-License-Identifier: EUPL-1.2
"""A curriculum as CSV that a French Excel opens right: one line per module and UE, complete on each."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import minimal, read_decimal

HEADER = (
    "Diplôme",
    "Année",
    "Semestre",
    "Régime",
    "Parcours",
    "Bloc",
    "Code Apogée",
    "Code PN",
    "Intitulé module",
    "UE",
    "Intitulé UE",
    "Compétence",
    "Niveau",
    "ECTS",
    "Coefficient",
)
_FORMULA = ("=", "+", "-", "@", "'", "\t", "\r")
_Line = tuple[int, dict[str, str]]


def write_csv(curriculum: Curriculum) -> bytes:
    """UTF-8 with its mark, `;`, decimal comma, CRLF; what a spreadsheet could run gets an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADER)
    for maquette in curriculum.maquettes:
        for module in maquette.modules:
            writer.writerows(_written(curriculum, maquette, module, ue) for ue in maquette.ues)
    return text.getvalue().encode("utf-8-sig")


def _written(curriculum: Curriculum, maquette: Maquette, module: Module, ue: Ue) -> list[str]:
    values = (
        curriculum.diploma,
        str(curriculum.academic_year),
        str(maquette.semester),
        maquette.regime,
        maquette.parcours or "",
        module.block or "",
        module.apogee,
        module.pn,
        module.title,
        ue.code,
        ue.title,
        ue.competence,
        str(ue.level or ""),
        _comma(ue.ects),
        _comma(module.coefficients[ue.code]),
    )
    return [_inert(value) for value in values]


def _comma(value: Decimal) -> str:
    return minimal(value).replace(".", ",")


def _inert(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def is_csv(text: str) -> bool:
    """Whether a text begins as our CSV does."""
    return text.lstrip().removeprefix('"').startswith(HEADER[0])


def read_csv(text: str) -> Curriculum:
    """The curriculum of this CSV.

    Raises:
        UnusableInputError: a column is missing, a line says something impossible or contradicts the others;
            every fault at once, with its line.
    """
    lines = _lines(text)
    faults = [fault for line in lines for fault in _faults(line)]
    if faults:
        raise _unusable(faults)
    keys = {(values["Diplôme"], values["Année"]) for _number, values in lines}
    if len(keys) != 1:
        first = lines[0][0]
        raise _unusable([_fault(first, "Diplôme", _("un fichier porte un seul diplôme et une seule année."))])
    (diploma, year) = next(iter(keys))
    maquettes = _maquettes(lines)
    return Curriculum(diploma, AcademicYear.parse(year) or AcademicYear(0), maquettes)


def _lines(text: str) -> list[_Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    try:
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error:
        raise _unusable([_fault(reader.line_num, HEADER[0], _("ligne de CSV illisible."))]) from None
    names = rows[0][1]
    missing = [name for name in HEADER if name not in names]
    if missing:
        message = _("colonnes absentes : {names}.").format(names=", ".join(missing))
        raise _unusable([_fault(1, missing[0], message)])
    uneven = [number for number, row in rows if len(row) != len(names)]
    if uneven or len(rows) < 2:
        lines = uneven or [2]
        message = _("cette ligne n’a pas autant de cellules que l’en-tête, ou il n’y en a aucune.")
        raise _unusable([_fault(number, HEADER[0], message) for number in lines])
    return [(number, _values(names, row)) for number, row in rows[1:]]


def _values(names: list[str], row: list[str]) -> dict[str, str]:
    return {name: value.removeprefix("'") for name, value in zip(names, row, strict=True)}


_CHECKS: dict[str, Callable[[str], bool]] = {
    "Année": lambda text: AcademicYear.parse(text) is not None,
    "Semestre": lambda text: text in {"1", "2", "3", "4", "5", "6"},
    "Régime": lambda text: text in set(Regime),
    "Niveau": lambda text: text in {"", "1", "2", "3"},
    "ECTS": lambda text: (value := read_decimal(text)) is not None and value >= 0,
    "Coefficient": lambda text: (value := read_decimal(text)) is not None and value >= 0,
}
_FREE = {"Parcours", "Bloc"}


def _faults(line: _Line) -> Iterator[Finding]:
    number, values = line
    for name in HEADER:
        accepts = _CHECKS.get(name, bool)
        if name not in _FREE and not accepts(values[name]):
            message = _("« {read} » n’est pas admis dans cette colonne.").format(read=values[name])
            yield _fault(number, name, message)


def _fault(line: int, column: str, message: str) -> Finding:
    text = _("Colonne « {column} » : {message}").format(column=column, message=message)
    return Finding(Severity.ERROR, text, line, cell=column)


def _unusable(faults: Iterable[Finding]) -> UnusableInputError:
    message = _("Ce CSV n’est pas un programme au format de Délibéré : corrigez ce qui suit.")
    return UnusableInputError(message, list(faults))


def _maquettes(lines: list[_Line]) -> tuple[Maquette, ...]:
    maquettes, faults = [], []
    for _key, group in groupby(
        lines, lambda line: tuple(line[1][n] for n in ("Semestre", "Régime", "Parcours"))
    ):
        rows = list(group)
        ues = _ues(rows)
        modules, contradictions = _modules(rows, ues)
        faults += contradictions
        first = rows[0][1]
        maquettes.append(
            Maquette(int(first["Semestre"]), Regime(first["Régime"]), first["Parcours"] or None, ues, modules)
        )
    if faults:
        raise _unusable(faults)
    return tuple(maquettes)


def _ues(rows: list[_Line]) -> tuple[Ue, ...]:
    """The UE of a maquette, as the lines of its first module list them."""
    first = _module_key(rows[0])
    return tuple(_ue(values) for number, values in rows if _module_key((number, values)) == first)


def _ue(values: dict[str, str]) -> Ue:
    level = int(values["Niveau"]) if values["Niveau"] else None
    return Ue(
        values["UE"],
        values["Intitulé UE"],
        values["Compétence"],
        level,
        read_decimal(values["ECTS"]) or Decimal(0),
    )


def _module_key(line: _Line) -> tuple[str, ...]:
    return tuple(line[1][name] for name in ("Code Apogée", "Code PN", "Intitulé module", "Bloc"))


def _modules(rows: list[_Line], ues: tuple[Ue, ...]) -> tuple[tuple[Module, ...], list[Finding]]:
    modules, faults = [], []
    for (apogee, pn, title, block), group in groupby(rows, _module_key):
        lines = list(group)
        if tuple(_ue(values) for _number, values in lines) != ues:
            message = _("le module {apogee} n’a pas les mêmes UE que le premier de sa maquette.")
            faults.append(_fault(lines[0][0], "UE", message.format(apogee=apogee)))
        coefficients = {v["UE"]: read_decimal(v["Coefficient"]) or Decimal(0) for _number, v in lines}
        modules.append(Module(apogee, pn, title, block or None, coefficients))
    return tuple(modules), faults
