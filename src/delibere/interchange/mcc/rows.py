# SPDX-License-Identifier: EUPL-1.2
"""Reads one row by its anchors: Apogée code, code PN, title, then the numbers, wherever they stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from delibere.curriculum.codes import PnCode
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import read_decimal
from delibere.interchange.mcc.arithmetic import Reading, placements
from delibere.interchange.mcc.columns import Columns
from delibere.interchange.mcc.document import RawRow

_CODE_LIKE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9]{4,12}")
_USUAL_LABELS = ("Total des coefficients", "Crédits ECTS")
_SEPARATOR = re.compile(r":?-+:?")


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
        apogee, pn, title: empty when the row has none; a total row has only a title.
        place: of its Apogée code among the cells, None without one.
        numbers: the readable ones, in order.
        readings: every way to place them in the columns of numbers, and the title each leaves.
        natural: every cell stands where the header says.
    """

    raw: RawRow
    block: str
    apogee: str
    pn: str
    title: str
    place: int | None
    numbers: tuple[Decimal, ...]
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
    if any(_CODE_LIKE.fullmatch(cell) for cell in filled):
        return RowKind.MODULE
    if label.startswith("total"):
        return RowKind.TOTAL
    return RowKind.ECTS if re.search(r"\bects\b", label) else RowKind.MODULE


@lru_cache(maxsize=4096)
def figures(cell: str) -> tuple[Decimal, ...] | None:
    """The numbers of a cell, several when cells were merged; None when it holds anything else."""
    values = [read_decimal(word) for word in cell.split()]
    numbers = tuple(value for value in values if value is not None)
    return numbers if len(numbers) == len(values) else None


def read_sums(raw: RawRow, columns: Columns) -> tuple[Row, list[Finding]]:
    """A row of totals or of credits: a label, then numbers."""
    label = next(place for place, cell in enumerate(raw.cells) if cell)
    row, findings = _row(raw, columns, "", (None, None, label))
    if row.title not in _USUAL_LABELS:
        message = _("« {label} » lu comme l’une des lignes {usual}.").format(
            label=row.title, usual=" et ".join(f"« {usual} »" for usual in _USUAL_LABELS)
        )
        findings.append(Finding(Severity.NOTICE, message, raw.line, cell=row.title))
    return row, findings


def read_module(raw: RawRow, columns: Columns) -> tuple[Row, list[Finding]]:
    """A row of a module, and what keeps its codes or title from being read."""
    apogee, pn, title = anchors = _anchors(raw.cells)
    first = next((place for place in anchors if place is not None), 0)
    block = " ".join(cell for cell in raw.cells[:first] if cell)
    missing = [
        name for name, place in zip(columns_of_text(), (apogee, pn, title), strict=True) if place is None
    ]
    row, findings = _row(raw, columns, block, anchors)
    return row, [*(_missing(raw, name) for name in missing), *findings]


def columns_of_text() -> tuple[str, str, str]:
    """The usual names of the columns of text, for messages."""
    return _("Code Apogée"), _("Code PN"), _("Intitulé module")


def _anchors(cells: tuple[str, ...]) -> tuple[int | None, int | None, int | None]:
    """Places of the Apogée code, of the code PN and of the title; None for one that is not to be found."""
    apogee = next((i for i, cell in enumerate(cells) if _CODE_LIKE.fullmatch(cell)), None)
    pn = next((i for i, cell in enumerate(cells) if i != apogee and PnCode.parse(cell)), None)
    if pn is None and apogee is not None:
        texts = [i for i in range(apogee + 1, len(cells)) if cells[i] and figures(cells[i]) is None]
        pn = texts[0] if len(texts) > 1 else None
    if apogee is None and pn is not None:
        before = [i for i in range(pn) if cells[i] and " " not in cells[i]]
        apogee = before[-1] if before else None
    if apogee is not None and pn is not None and pn < apogee:
        return None, pn, None
    known = [place for place in (apogee, pn) if place is not None]
    return apogee, pn, _title(cells, max(known)) if known else None


def _title(cells: tuple[str, ...], after: int) -> int | None:
    following = next((i for i in range(after + 1, len(cells)) if cells[i]), None)
    return following if following is not None and figures(cells[following]) is None else None


def _row(
    raw: RawRow, columns: Columns, block: str, anchors: tuple[int | None, int | None, int | None]
) -> tuple[Row, list[Finding]]:
    apogee, pn, title = (raw.cells[place] if place is not None else "" for place in anchors)
    start = max((place for place in anchors if place is not None), default=-1) + 1
    cells = [(cell, figures(cell)) for cell in raw.cells[start:] if cell]
    numbers = tuple(number for _cell, found in cells for number in found or ())
    words = [cell for cell, found in cells if found is None]
    width = len(columns.names)
    extra = words if len(numbers) + len(words) > width else []
    natural = _is_natural(raw, columns, anchors, numbers)
    readings = tuple(_readings(numbers, title, width))
    row = Row(raw, block, apogee, pn, title, anchors[0], numbers, readings, natural)
    return row, [_unexpected(raw, word) for word in extra]


def _readings(numbers: tuple[Decimal, ...], title: str, width: int) -> Iterator[tuple[Reading, str]]:
    """Placements of the numbers; when one is short, also with the number that ends the title."""
    if not numbers:
        return
    for reading in placements(numbers, width):
        yield reading, title
    words = title.rsplit(maxsplit=1)
    last = read_decimal(words[-1]) if len(words) == 2 else None
    if last is not None and len(numbers) < width:
        for reading in placements((last, *numbers), width):
            yield reading, words[0]


def _is_natural(
    raw: RawRow,
    columns: Columns,
    anchors: tuple[int | None, int | None, int | None],
    numbers: tuple[Decimal, ...],
) -> bool:
    """Framed, as wide as the header, codes, title and numbers in their own columns."""
    places = anchors in {(None, None, 0), (columns.apogee, columns.pn, columns.title)}
    end = columns.first + len(columns.names)
    alone = all(len(figures(cell) or ()) == 1 for cell in raw.cells[columns.first : end])
    complete = len(numbers) == len(columns.names) and not any(raw.cells[end:])
    return raw.framed and len(raw.cells) == columns.width and places and alone and complete


def _missing(raw: RawRow, name: str) -> Finding:
    message = _("« {name} » manque ou ne se reconnaît pas dans cette ligne : complétez-la.").format(name=name)
    return Finding(Severity.ERROR, message, raw.line, cell=name)


def _unexpected(raw: RawRow, word: str) -> Finding:
    message = _("Texte inattendu parmi les nombres : « {word} ». Retirez-le ou séparez les deux lignes.")
    return Finding(Severity.ERROR, message.format(word=word), raw.line)
