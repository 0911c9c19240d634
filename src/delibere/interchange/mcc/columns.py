# SPDX-License-Identifier: EUPL-1.2
"""The header of a table: which column holds what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.mcc.document import RawRow, RawUe

_ROLES = {
    "apogee": re.compile(r"apog[eé]e", re.IGNORECASE),
    "pn": re.compile(r"\bPN\b"),
    "title": re.compile(r"intitul[eé]|libell[eé]", re.IGNORECASE),
    "semester": re.compile(r"coef\w*\.? (?:du )?semestre", re.IGNORECASE),
}
_UE = re.compile(r"\b(UE\s?\d+)\b")
_USUAL = ("Code Apogée", "Code PN", "Intitulé module", "Coeff semestre")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where things naturally stand in a row.

    Attributes:
        apogee, pn, title, first: places of the two codes, of the title, and of the semester coefficient.
        names: of the columns of numbers, as printed: the semester, then the UE.
        ues: codes of the UE, in order.
        width: number of cells of a row.
    """

    apogee: int
    pn: int
    title: int
    first: int
    names: tuple[str, ...]
    ues: tuple[str, ...]
    width: int


def is_header(row: RawRow) -> bool:
    """A row with at least two of the headings of an annex is its header, even if the others are damaged."""
    return sum(role.search(row.text) is not None for role in _ROLES.values()) >= 2


def read_columns(row: RawRow, ues: Sequence[RawUe], width: int) -> tuple[Columns | None, list[Finding]]:
    """The columns of this header, checked against the list of UE printed above the table.

    Args:
        row: the header.
        ues: the list.
        width: how many cells the rows of this table have, or most of them.
    """
    places = {role: _places(row, pattern) for role, pattern in _ROLES.items()}
    missing = [role for role, found in places.items() if len(found) != 1]
    if missing:
        return None, [_unreadable(row)]
    apogee, pn, title, first = (places[role][0] for role in _ROLES)
    codes = [found[1].replace(" ", "") if (found := _UE.search(c)) else "" for c in row.cells[first + 1 :]]
    while codes and not codes[-1] and not row.cells[first + len(codes)]:
        codes.pop()
    columns = Columns(
        apogee, pn, title, first, row.cells[first : first + 1 + len(codes)], tuple(codes), width
    )
    findings = list(_disorders(row, columns, ues))
    return (columns if not findings else None), [*findings, *_unusual_wordings(row, columns)]


def _places(row: RawRow, pattern: re.Pattern[str]) -> list[int]:
    return [place for place, cell in enumerate(row.cells) if pattern.search(cell)]


def _disorders(row: RawRow, columns: Columns, ues: Sequence[RawUe]) -> Iterator[Finding]:
    for place, ue in enumerate(ues):
        if ue.code in {other.code for other in ues[:place]}:
            message = _("{code} est deux fois dans la liste des UE : retirez-en une.").format(code=ue.code)
            yield Finding(Severity.ERROR, message, ue.line, subject=ue.code)
    natural = list(range(columns.apogee, columns.apogee + 4))
    if [columns.apogee, columns.pn, columns.title, columns.first] != natural:
        yield _unreadable(row)
    listed = tuple(ue.code for ue in ues)
    if columns.ues != listed:
        message = _(
            "Les colonnes de l’en-tête ({header}) ne sont pas celles de la liste des UE ({listed}) : "
            "corrigez l’une ou l’autre."
        )
        header, names = (
            ", ".join(code or "?" for code in codes) or _("aucune") for codes in (columns.ues, listed)
        )
        yield Finding(Severity.ERROR, message.format(header=header, listed=names), row.line)


def _unreadable(row: RawRow) -> Finding:
    message = _("En-tête de tableau illisible : il faut, dans cet ordre, {usual}, puis une colonne par UE.")
    return Finding(Severity.ERROR, message.format(usual=", ".join(_USUAL)), row.line)


def _unusual_wordings(row: RawRow, columns: Columns) -> Iterator[Finding]:
    if columns.apogee > 1:
        message = _("L’en-tête a {n} cases avant « {first} » au lieu d’une.")
        text = message.format(n=columns.apogee, first=_USUAL[0])
        yield Finding(Severity.NOTICE, text, row.line, cell=row.cells[columns.apogee])
    if len(row.cells) != columns.width:
        message = _("L’en-tête a {n} cases, les autres lignes en ont {width}.")
        text = message.format(n=len(row.cells), width=columns.width)
        yield Finding(Severity.NOTICE, text, row.line)
    if not row.framed:
        yield Finding(Severity.NOTICE, _("L’en-tête ne commence ou ne finit pas par une barre."), row.line)
    wordings = [*_USUAL, *(f"Coeff {code}" for code in columns.ues)]
    for wording, cell in zip(wordings, row.cells[columns.apogee :], strict=False):
        if cell != wording:
            message = _("En-tête « {cell} » lu comme « {wording} ».").format(cell=cell, wording=wording)
            yield Finding(Severity.NOTICE, message, row.line, cell=cell)
