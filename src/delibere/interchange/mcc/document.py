# SPDX-License-Identifier: EUPL-1.2
"""Cuts the text of an annex into what every format has: headings, lists of UE, tables, each with its line."""

import re
from dataclasses import dataclass, field

_HEADING = re.compile(r"\W*\*\*|.*semestre", re.IGNORECASE)
_YEAR = re.compile(r"\W*(\d{4}\s*[-/–]\s*\d{4})\W*")
_UE = re.compile(r"\s*(UE\s?\d+) *[-–—:] *(\S.*?)(?: \(niveau ([1-3])\))?\s*")
_ANNOUNCED = re.compile(r"\W*nombre de (?:parcours|maquettes)\b[^:]*:\s*(\d+)\W*", re.IGNORECASE)
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text and the line it stands on, from 1."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of a table.

    Attributes:
        line: in the file, from 1.
        cells: stripped.
        text: the row as read.
        framed: it opens and closes with a bar, as a table row does.
    """

    line: int
    cells: tuple[str, ...]
    text: str
    framed: bool


@dataclass(frozen=True, slots=True)
class RawUe:
    """A line of the list of UE; the level is seldom written."""

    line: int
    code: str
    title: str
    level: int | None


@dataclass(slots=True)
class RawSection:
    """What should make one maquette.

    Attributes:
        line: where it begins.
        heading: None when there is none.
        years: every line that is an academic year.
        ues: in order.
        rows: every row of its table, header and separator included.
        strays: lines that are none of these.
    """

    line: int
    heading: Text | None
    years: list[Text] = field(default_factory=list)
    ues: list[RawUe] = field(default_factory=list)
    rows: list[RawRow] = field(default_factory=list)
    strays: list[Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RawAnnex:
    """An annex cut into pieces, nothing understood yet.

    Attributes:
        announced: the number of maquettes it says it holds.
        years: academic years written before the first section.
        sections: in order.
    """

    announced: tuple[Text, ...]
    years: tuple[Text, ...]
    sections: tuple[RawSection, ...]


def cut(text: str) -> RawAnnex:
    """The pieces of an annex. A section opens at its heading, or at the first UE after a table."""
    preamble, sections = RawSection(0, None), list[RawSection]()
    for number, content in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        line = Text(number, content.strip())
        if _opens(line.text, sections):
            sections.append(RawSection(number, line if _is_heading(line.text) else None))
        _file(line, sections[-1] if sections else preamble)
    announced = tuple(Text(s.line, m[1]) for s in preamble.strays if (m := _ANNOUNCED.fullmatch(s.text)))
    return RawAnnex(announced, tuple(preamble.years), tuple(sections))


def _is_heading(text: str) -> bool:
    return "|" not in text and not _YEAR.fullmatch(text) and _HEADING.match(text) is not None


def _opens(text: str, sections: list[RawSection]) -> bool:
    if _is_heading(text):
        return True
    if not sections:
        return "|" in text or _UE.fullmatch(text) is not None
    return bool(sections[-1].rows) and _UE.fullmatch(text) is not None


def _file(line: Text, section: RawSection) -> None:
    if not line.text or line is section.heading:
        return
    if "|" in line.text:
        section.rows.append(_row(line))
    elif year := _YEAR.fullmatch(line.text):
        section.years.append(Text(line.line, year[1]))
    elif ue := _UE.fullmatch(line.text):
        section.ues.append(RawUe(line.line, ue[1].replace(" ", ""), ue[2], int(ue[3]) if ue[3] else None))
    else:
        section.strays.append(line)


def _row(line: Text) -> RawRow:
    framed = line.text.startswith("|") and line.text.endswith("|") and len(line.text) > 1
    inside = line.text.removeprefix("|").removesuffix("|")
    cells = tuple(cell.strip().replace("\\|", "|") for cell in _PIPE.split(inside))
    return RawRow(line.line, cells, line.text, framed)
