# SPDX-License-Identifier: EUPL-1.2
"""Reads one row by its anchors: Apogée code, code PN, title, then the numbers, wherever they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.mcc.anchors import Anchors, find_anchors, looks_like_apogee
from delibere.interchange.mcc.arithmetic import Reading, placements
from delibere.interchange.mcc.columns import Columns
from delibere.interchange.mcc.document import RawRow
from delibere.interchange.mcc.figures import figure, figures

_USUAL_LABELS = ("Total des coefficients", "Crédits ECTS")
_SEPARATOR = re.compile(r":?-+:?")
_BORDER = " /\\¦!:;,.-–—_"
_NAME = re.compile(r"[^\W\d_]{3}")


class RowKind(Enum):
    """What a row is for."""

    SEPARATOR = auto()
    EMPTY = auto()
    TOTAL = auto()
    ECTS = auto()
    MODULE = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """A row read by its anchors, its numbers in order but perhaps not all.

    Attributes:
        raw: as cut.
        block: text that stands before the Apogée code.
        apogee, pn, title: empty when the row has none; a row of sums has only a title.
        place: of its Apogée code among the cells, None without one.
        numbers: in order; None for a text in place of one.
        readings: every way to place them in the columns of numbers, and the title each leaves.
        natural: every cell stands where the header says.
    """

    raw: RawRow
    block: str
    apogee: str
    pn: str
    title: str
    place: int | None
    numbers: Reading
    readings: tuple[tuple[Reading, str], ...]
    natural: bool


def kind_of(raw: RawRow) -> RowKind:
    """What a row is for, told by its first words."""
    filled = [cell for cell in raw.cells if cell]
    if not filled:
        return RowKind.EMPTY
    if all(_SEPARATOR.fullmatch(cell) for cell in filled):
        return RowKind.SEPARATOR
    label = filled[0].casefold()
    if any(looks_like_apogee(cell) for cell in filled):
        return RowKind.MODULE
    if label.startswith("total"):
        return RowKind.TOTAL
    return RowKind.ECTS if re.search(r"\bects\b", label) else RowKind.MODULE


def read_sums(raw: RawRow, columns: Columns) -> tuple[Row, list[Finding]]:
    """A row of totals or of credits: a label, then numbers."""
    label = next(place for place, cell in enumerate(raw.cells) if cell)
    row, findings = _row(raw, columns, Anchors(None, None, label))
    if row.title not in _USUAL_LABELS:
        message = _("« {label} » lu comme l’une des lignes {usual}.").format(
            label=row.title, usual=" et ".join(f"« {usual} »" for usual in _USUAL_LABELS)
        )
        findings.append(Finding(Severity.NOTICE, message, raw.line, cell=row.title))
    return row, findings


def read_module(raw: RawRow, columns: Columns) -> tuple[Row, list[Finding]]:
    """A row of a module, and what keeps its codes or title from being read."""
    anchors = find_anchors(raw.cells)
    names = _("Code Apogée"), _("Code PN"), _("Intitulé module")
    missing = [name for name, place in zip(names, anchors, strict=True) if place is None]
    row, findings = _row(raw, columns, anchors)
    return row, [*(_missing(raw, name) for name in missing), *findings]


def _row(raw: RawRow, columns: Columns, anchors: Anchors) -> tuple[Row, list[Finding]]:
    apogee, pn, title = (raw.cells[place] if place is not None else "" for place in anchors)
    block = " ".join(dict.fromkeys(filter(None, raw.cells[: anchors.first])))
    numbers = tuple(number for cell in raw.cells[anchors.end :] for number in _read(cell))
    merged = len(raw.cells) < columns.width
    readings = tuple(_readings(numbers, title, len(columns.names), merged=merged))
    natural = _is_natural(raw, columns, anchors)
    row = Row(raw, block, apogee, pn, title, anchors.apogee, numbers, readings, natural)
    return row, [_unexpected(raw, word) for word in _extra_words(raw, columns, anchors)]


def _read(cell: str) -> Reading:
    """The numbers of a cell; a text is one lost number, an empty cell tells nothing."""
    found = figures(cell)
    return (None,) if found is None else found


def _readings(numbers: Reading, title: str, width: int, *, merged: bool) -> Iterator[tuple[Reading, str]]:
    """Placements of the numbers; if cells may have merged, also with a number that ends the title."""
    if not numbers:
        return
    for reading in placements(numbers, width):
        yield reading, title
    if merged and len(numbers) < width:
        for shorter, last in _endings(title):
            for reading in placements((last, *numbers), width):
                yield reading, shorter


def _endings(title: str) -> Iterator[tuple[str, Decimal]]:
    """Every number that may end a title, shortest first, and what is left of the title and of a bar."""
    for place in range(len(title) - 1, 0, -1):
        if (last := figure(title[place:])) is not None:
            yield title[:place].rstrip(_BORDER), last


def _is_natural(raw: RawRow, columns: Columns, anchors: Anchors) -> bool:
    """Framed, as wide as the header; label or codes, title and numbers each in their own column."""
    end = columns.first + len(columns.names)
    return (
        raw.framed
        and len(raw.cells) == columns.width
        and tuple(anchors) in {(None, None, 0), (columns.apogee, columns.pn, columns.title)}
        and all(len(figures(cell) or ()) == 1 for cell in raw.cells[columns.first : end])
        and not any([*raw.cells[anchors.end : columns.first], *raw.cells[end:]])
    )


def _extra_words(raw: RawRow, columns: Columns, anchors: Anchors) -> list[str]:
    """Texts that are nothing known: before the codes, between them, among numbers.

    A block has a name; and a number that is lost may have left a text in its place.
    """
    first, end = anchors.first, anchors.end
    before = [cell for cell in raw.cells[:first] if cell and not _NAME.match(cell)]
    between = [raw.cells[i] for i in range(first, end) if raw.cells[i] and i not in anchors]
    found = [figures(cell) for cell in raw.cells[end:]]
    after = [cell for cell, numbers in zip(raw.cells[end:], found, strict=True) if numbers is None]
    filled = len(after) + sum(len(numbers) for numbers in found if numbers)
    return [*before, *between, *(after if filled > len(columns.names) else [])]


def _missing(raw: RawRow, name: str) -> Finding:
    message = _("« {name} » manque ou ne se reconnaît pas dans cette ligne : complétez-la.")
    return Finding(Severity.ERROR, message.format(name=name), raw.line, cell=name)


def _unexpected(raw: RawRow, word: str) -> Finding:
    message = _("Texte inattendu dans cette ligne : « {word} ». Retirez-le, ou séparez les deux lignes.")
    return Finding(Severity.ERROR, message.format(word=word), raw.line, cell=word)
