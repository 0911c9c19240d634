# SPDX-License-Identifier: EUPL-1.2
"""From pages to the lines of an annex, which the reader of annexes takes from there.

Nothing is understood here but places: a table becomes rows between bars, headings, years and lists of UE stay
lines. The rest of a page (subtitle, notes, foot) is not part of an annex, and is left out: sums tell whether
a row went with it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.mcc.annex import read_annex
from delibere.interchange.mcc.identity import identify
from delibere.interchange.mcc.page_text.tables import PageTable, tables_of
from delibere.interchange.mcc.page_text.words import Word, in_lines, text_of, words_of
from delibere.interchange.mcc.reading import AnnexReading

_UE = re.compile(r"(UE\s?\d+) +(?:[-–—:] +)?(.+?)(?: +\d+(?:[,.]\d+)? ECTS)?")
_YEAR = re.compile(r".*\b(\d{4}-\d{4})")
_COUNT = re.compile(r".*?\b(\d+) maquettes\b.*")
_ANNOUNCED = re.compile(r"nombre de (?:parcours|maquettes)\b.*:\s*\d+", re.IGNORECASE)
MOST_PAGES = 200


def is_pdf(data: bytes) -> bool:
    """Told by its first bytes."""
    return data[:1024].lstrip().startswith(b"%PDF-")


def read_pdf(data: bytes) -> AnnexReading:
    """The annex printed on these pages.

    Raises:
        UnusableInputError: no text in them, or no complete maquette.
    """
    lines = annex_lines(data)
    reading = read_annex("\n".join(line.text for line in lines) + "\n")
    pages = {number: line.page for number, line in enumerate(lines, 1)}
    return replace(
        reading,
        repairs=tuple(replace(one, page=pages.get(one.line)) for one in reading.repairs),
        findings=tuple(replace(one, page=pages.get(one.line or 0)) for one in reading.findings),
    )


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of the annex; `page`: where it was read, from 1."""

    text: str
    page: int


def annex_lines(data: bytes) -> list[PageLine]:
    """The lines of the annex, page after page."""
    try:
        with pdfplumber.open(BytesIO(data)) as document:
            if len(document.pages) > MOST_PAGES:
                message = _("Ce n’est pas une annexe MCC : {pages} pages, une annexe en a quelques dizaines.")
                raise UnusableInputError(message.format(pages=len(document.pages)))
            pages = _Pages()
            for page in document.pages:
                pages.add(page)
    except (PdfminerException, ValueError, KeyError, TypeError) as error:
        raise UnusableInputError(_("Ce PDF ne se lit pas : enregistrez-le de nouveau.")) from error
    if not pages.lines:
        message = _("Ce PDF n’a pas de texte d’annexe : une image numérisée ne se lit pas.")
        raise UnusableInputError(message)
    return [*pages.announced, *pages.lines]


class _Pages:
    """What was read so far.

    Attributes:
        lines: of the annex.
        announced: the number of maquettes, once it was met.
        page: the one at hand, from 1.
    """

    def __init__(self) -> None:
        self.lines: list[PageLine] = []
        self.announced: list[PageLine] = []
        self.page = 0
        self._year = ""
        self._in_table = False
        self._ue: float | None = None

    def add(self, page: Any) -> None:  # noqa: ANN401 pdfplumber is not typed
        """Another page: its lines and its tables, from top to bottom."""
        self.page += 1
        tables = tables_of(page)
        outside = [
            word
            for word in words_of(page)
            if not any(table.top - 1 < word.middle < table.bottom + 1 for table in tables)
        ]
        placed: list[tuple[float, Sequence[Word] | PageTable]] = [
            *((line[0].middle, line) for line in in_lines(outside)),
            *((table.top, table) for table in tables),
        ]
        for _height, thing in sorted(placed, key=lambda pair: pair[0]):
            if isinstance(thing, PageTable):
                self._table(thing)
            else:
                self._line(thing)

    def _put(self, *texts: str) -> None:
        self.lines += (PageLine(text, self.page) for text in texts)

    def _line(self, words: Sequence[Word]) -> None:
        text = text_of(words)
        if identify(text) is not None:
            self._heading(text)
        elif (ue := _UE.fullmatch(text)) and not self._in_table:
            self._put(f"{ue[1]} - {ue[2]}")
            self._ue = words[1].x0
        elif self._ue is not None and abs(words[0].x0 - self._ue) < 3 and not self._in_table:
            self.lines[-1] = replace(self.lines[-1], text=f"{self.lines[-1].text} {text}")
        else:
            self._ue = None
            self._note(text)

    def _heading(self, text: str) -> None:
        if self._year and not self.lines:
            self._put(self._year)
        self._put(f"**{text.strip('*# ')}**", *([self._year] if self._year else []))
        self._in_table, self._ue = False, None

    def _note(self, text: str) -> None:
        """The year and the number of maquettes, wherever they are printed."""
        if year := _YEAR.fullmatch(text):
            self._year = year[1]
            if self.lines and self.lines[-1].text.startswith("**"):
                self._put(self._year)
        if _ANNOUNCED.fullmatch(text):
            self.announced = [PageLine(text, self.page)]
        elif not self.announced and (count := _COUNT.fullmatch(text)):
            told = f"Nombre de maquettes du département : {count[1]}"
            self.announced = [PageLine(told, self.page)]

    def _table(self, table: PageTable) -> None:
        """A table that goes on over a page has its headings again."""
        header, *rows = table.rows
        if not self._in_table:
            self._put(_row(header), "|" + "--|" * len(header))
        self._put(*map(_row, rows))
        self._in_table, self._ue = True, None


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
