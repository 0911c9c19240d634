# SPDX-License-Identifier: EUPL-1.2
"""The rows of a section sorted by what they are for, and what is missing or too many among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.mcc.columns import is_header
from delibere.interchange.mcc.document import RawRow, RawSection
from delibere.interchange.mcc.rows import RowKind, kind_of


@dataclass(frozen=True, slots=True)
class SortedRows:
    """What a table is made of; None for what is not there."""

    header: RawRow | None
    modules: tuple[RawRow, ...]
    total: RawRow | None
    ects: RawRow | None
    findings: tuple[Finding, ...]


def sort_rows(section: RawSection) -> SortedRows:
    """The rows of a section by kind; an error where one is missing, is there twice, or stands too low."""
    headers = [row for row in section.rows if is_header(row)]
    body = [(kind_of(row), row) for row in section.rows if row not in headers]
    by_kind = {kind: [row for found, row in body if found is kind] for kind in RowKind}
    first, last = (section.rows[end].line if section.rows else section.line for end in (0, -1))
    findings = (
        *_exactly_one(headers, _("L’en-tête du tableau"), first),
        *_exactly_one(by_kind[RowKind.TOTAL], _("La ligne « Total des coefficients »"), last),
        *_exactly_one(by_kind[RowKind.ECTS], _("La ligne « Crédits ECTS »"), last),
        *_separators(by_kind[RowKind.SEPARATOR], section.line),
        *_empty(by_kind[RowKind.EMPTY]),
        *_in_order(body),
    )
    modules = tuple(by_kind[RowKind.MODULE])
    return SortedRows(
        _first(headers), modules, _first(by_kind[RowKind.TOTAL]), _first(by_kind[RowKind.ECTS]), findings
    )


def _first(rows: Sequence[RawRow]) -> RawRow | None:
    return rows[0] if rows else None


def _exactly_one(rows: Sequence[RawRow], name: str, line: int) -> Iterator[Finding]:
    if not rows:
        yield Finding(Severity.ERROR, _("{name} manque dans cette maquette.").format(name=name), line)
    for row in rows[1:]:
        message = _("{name} est en double dans cette maquette.").format(name=name)
        yield Finding(Severity.ERROR, message, row.line)


def _separators(rows: Sequence[RawRow], line: int) -> Iterator[Finding]:
    if not rows:
        yield Finding(Severity.NOTICE, _("Il n’y a pas de filet sous l’en-tête du tableau."), line)
    for row in rows[1:]:
        yield Finding(Severity.NOTICE, _("Filet de tableau en trop, passé."), row.line)


def _empty(rows: Sequence[RawRow]) -> Iterator[Finding]:
    for row in rows:
        yield Finding(Severity.NOTICE, _("Ligne de tableau vide, passée."), row.line)


def _in_order(body: Sequence[tuple[RowKind, RawRow]]) -> Iterator[Finding]:
    """Modules, then their total, then the credits."""
    rank = {RowKind.MODULE: 0, RowKind.TOTAL: 1, RowKind.ECTS: 2}
    highest = 0
    for kind, row in body:
        current = rank.get(kind, highest)
        if current < highest:
            yield Finding(Severity.ERROR, _("Ligne mal placée : elle suit les totaux."), row.line)
        highest = max(highest, current)
