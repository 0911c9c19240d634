# SPDX-License-Identifier: EUPL-1.2
"""Tables found on a page: ruled in both directions, or by horizontal rules alone under a line of headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from delibere.foundation.numbers import read_decimal
from delibere.interchange.mcc.page_text.words import Word, in_lines, joined, text_of, words_of

_EDGE = 4.0
"""Points by which what stands in a column may stand out of its heading."""
_TEXTS = 3
"""Columns of text: two codes and a title; those of figures follow."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """Rows of cells, header first.

    Attributes:
        top, bottom: what it covers of its page, in points.
        rows: texts of cells; of one width.
    """

    top: float
    bottom: float
    rows: tuple[tuple[str, ...], ...]


def tables_of(page: Any) -> list[PageTable]:  # noqa: ANN401 pdfplumber is not typed
    """The tables of modules of a page, from top to bottom."""
    ruled = [table for table in map(_ruled, page.find_tables()) if table is not None]
    return ruled or list(_under_headings(page))


def _ruled(found: Any) -> PageTable | None:  # noqa: ANN401 pdfplumber is not typed
    rows = tuple(tuple(_cell(text) for text in row) for row in found.extract(x_tolerance=1.5))
    if not rows or not is_heading(" ".join(rows[0])):
        return None
    return PageTable(found.bbox[1], found.bbox[3], rows)


def _cell(text: str | None) -> str:
    lines = [line for line in (text or "").replace("\u00a0", " ").split("\n") if line.strip()]
    return joined([[Word(part, 0, 0, 0, 0) for part in line.split()] for line in lines])


def is_heading(text: str) -> bool:
    """The headings of a table of modules are in it."""
    return "Apogée" in text and "PN" in text


def _under_headings(page: Any) -> Iterator[PageTable]:  # noqa: ANN401 pdfplumber is not typed
    rules = _horizontal_rules(page)
    words = words_of(page)
    for top, bottom in pairwise(rules):
        heads = [word for word in words if top - 1 < word.middle < bottom + 1]
        if is_heading(text_of(heads)):
            yield _table(words, heads, [rule for rule in rules if rule >= bottom - 1])


def _horizontal_rules(page: Any) -> list[float]:  # noqa: ANN401 pdfplumber is not typed
    """Heights of the rules that cross at least half of the page, once each."""
    wide = [one["top"] for one in [*page.lines, *page.rects, *page.curves] if _crosses(one, page.width)]
    heights: list[float] = []
    for height in sorted(wide):
        if not heights or height - heights[-1] > 1:
            heights.append(height)
    return heights


def _crosses(thing: dict[str, float], width: float) -> bool:
    return thing["x1"] - thing["x0"] > width / 2 and thing["bottom"] - thing["top"] < 2


def _table(words: Sequence[Word], heads: Sequence[Word], rules: Sequence[float]) -> PageTable:
    """The table under these headings: two rules close it, over its sums and under them."""
    columns = _columns(heads)
    end = rules[min(2, len(rules) - 1)]
    body = [word for word in words if rules[0] < word.middle < end]
    header = ("", *(joined(in_lines(column)) for column in columns))
    rows = map(_completed, _rows(in_lines(body), columns))
    return PageTable(min(word.top for word in heads), end, (header, *rows))


def _completed(row: tuple[str, ...]) -> tuple[str, ...]:
    """Sums have their label first; an empty coefficient is zero, if the semester's says that none is lost."""
    block, apogee, pn, title, semester, *figures = row
    if not apogee:
        return (title or block, "", "", "", semester, *figures)
    known = [value for text in figures if (value := read_decimal(text)) is not None]
    if sum(known, Decimal(0)) != read_decimal(semester):
        return row
    return (block, apogee, pn, title, semester, *(text or "0" for text in figures))


def _columns(heads: Sequence[Word]) -> list[list[Word]]:
    """Words of the headings, one over the other or side by side within a column."""
    columns: list[list[Word]] = []
    for word in sorted(heads, key=lambda one: one.x0):
        if columns and word.x0 < max(one.x1 for one in columns[-1]) + 3.2:
            columns[-1].append(word)
        else:
            columns.append([word])
    return columns


def _rows(lines: Sequence[Sequence[Word]], columns: Sequence[Sequence[Word]]) -> Iterator[tuple[str, ...]]:
    """Lines put into columns; the second line of a title goes to its row, a block to the rows under it."""
    pending: list[list[list[Sequence[Word]]]] = []
    block: list[Sequence[Word]] = []
    for line in lines:
        cells = _placed(line, columns)
        if _is_row(cells):
            filled: list[list[Sequence[Word]]] = [[cell] if cell else [] for cell in cells]
            pending.append([block, *filled])
            block = []
        elif cells[0] or not pending:
            block = [list(line)]
        else:
            for place, cell in enumerate(cells, 1):
                pending[-1][place] += [cell] if cell else []
    yield from (tuple(joined(cell) for cell in row) for row in pending)


def _placed(line: Sequence[Word], columns: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Figures end under the end of their heading, texts begin under its beginning."""
    cells: list[list[Word]] = [[] for _column in columns]
    ends = [max(word.x1 for word in column) for column in columns]
    for word in line:
        nearest = min(range(len(ends)), key=lambda place: abs(ends[place] - word.x1))
        is_figure = nearest >= _TEXTS and abs(ends[nearest] - word.x1) < _EDGE
        begun = [place for place, column in enumerate(columns) if word.x0 >= column[0].x0 - _EDGE]
        cells[nearest if is_figure else begun[-1] if begun else 0].append(word)
    return cells


def _is_row(cells: Sequence[Sequence[Word]]) -> bool:
    """Figures stand at its end: a title goes on without any, a block has none."""
    return any(read_decimal(text_of(cell)) is not None for cell in cells[_TEXTS:])
