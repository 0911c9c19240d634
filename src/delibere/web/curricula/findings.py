# SPDX-License-Identifier: EUPL-1.2
"""What stops somebody during a review: a repair to accept, or an error to settle, told in the same way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.foundation.numbers import french
from delibere.interchange.mcc.figures import figure
from delibere.interchange.mcc.reading import Repair
from delibere.services.records.import_annex import MaquetteReview, Review

_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of a row, as read and as it became, under its heading where it is known."""

    column: str
    read: str
    became: str

    @property
    def changed(self) -> bool:
        """Both differ."""
        return self.read != self.became

    @property
    def became_said(self) -> str:
        """As pages write figures; a text as it is."""
        value = figure(self.became)
        return self.became if value is None else french(value)


@dataclass(frozen=True, slots=True)
class Stop:
    """One place of the file to look at.

    Attributes:
        repair, errors: why; at least one of them.
        cells: of the row as it stands in the file, to be typed again; empty when the line is no row.
        columns: headings of a row as it should be; empty while the maquette cannot be read.
        settled: a repair that was accepted.
    """

    line: int | None
    repair: Repair | None
    errors: tuple[Finding, ...]
    cells: tuple[str, ...]
    columns: tuple[str, ...]
    settled: bool

    @property
    def where(self) -> str:
        """« page 7 », « ligne 12 »; empty for the whole maquette."""
        return next((one.where for one in (self.repair, *self.errors) if one and one.where), "")

    @property
    def subjects(self) -> tuple[str, ...]:
        """Apogée codes, in the row as it became or in what the errors are about."""
        codes = [cell for change in self.changes for cell in [change.became]]
        return (*codes, *(finding.subject for finding in self.errors if finding.subject))

    @property
    def changes(self) -> tuple[Change, ...]:
        """Cell by cell, for a repair."""
        if self.repair is None:
            return ()
        return tuple(_aligned(cells_of(self.repair.before), cells_of(self.repair.after), self.columns))

    @property
    def restored(self) -> frozenset[str]:
        """Headings of the cells that were found again."""
        return frozenset(change.column for change in self.changes if change.changed)


def cells_of(row: str) -> tuple[str, ...]:
    """The cells of a row of a table."""
    inside = row.strip().removeprefix("|").removesuffix("|")
    return tuple(cell.strip().replace("\\|", "|") for cell in _PIPE.split(inside))


def _aligned(before: tuple[str, ...], after: tuple[str, ...], columns: tuple[str, ...]) -> Iterator[Change]:
    """Cell beside cell: what is the same faces itself, though a lost cell has shifted all those after it."""
    names = columns if len(columns) == len(after) else ("",) * len(after)
    for _tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for read, became, name in zip_longest(before[a:b], after[c:d], names[c:d], fillvalue=""):
            yield Change(name, read, became)


def stops(review: Review, maquette: MaquetteReview) -> list[Stop]:
    """Everything to look at in a maquette, in the order of the file; errors about no line last."""
    repairs = {repair.line: repair for repair in maquette.repairs}
    lines = {finding.line for finding in maquette.errors} | set(repairs)
    ordered = sorted(lines, key=lambda line: (line is None, line or 0))
    return [_stop(review, maquette, line, repairs.get(line or 0)) for line in ordered]


def _stop(review: Review, maquette: MaquetteReview, line: int | None, repair: Repair | None) -> Stop:
    errors = tuple(finding for finding in maquette.errors if finding.line == line)
    text = review.lines[line - 1] if line and line <= len(review.lines) else ""
    cells = cells_of(text) if "|" in text else ()
    settled = not errors and line in maquette.accepted
    return Stop(line, repair, errors, cells, _columns(maquette), settled)


def _columns(maquette: MaquetteReview) -> tuple[str, ...]:
    if maquette.maquette is None:
        return ()
    texts = (_("Bloc"), _("Apogée"), _("Code PN"), _("Intitulé"), _("Coeff. sem."))
    return (*texts, *(ue.code for ue in maquette.maquette.ues))
