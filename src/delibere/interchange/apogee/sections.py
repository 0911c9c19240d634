# SPDX-License-Identifier: EUPL-1.2
"""The four sections of a file, found by their tags: blank lines say nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from delibere.foundation.findings import Finding, Severity

TITLES, RESULTS, COLUMNS, VALUES = "TITRES", "TYP_RES", "COLONNES", "VALEURS"
KNOWN = (TITLES, RESULTS, COLUMNS, VALUES)
_TAG = re.compile(r"\s*XX-APO_(\w+)-XX\s*")
_BLANK = "\t \u00a0\u001a\ufeff"
_TITLE = re.compile(r"\s*(apoC_\w+)[\t ]*(.*)", re.DOTALL)
_COUNT = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Section:
    """A tag, and the lines up to the next one that are not blank: (index of the line from 0, text)."""

    name: str
    index: int
    lines: tuple[tuple[int, str], ...]


def sections_of(texts: Sequence[str]) -> tuple[Section, ...]:
    """Every section, in order; what stands before the first tag is in none."""
    tags = [(index, found[1]) for index, text in enumerate(texts) if (found := tag(text))]
    starts = [index for index, _name in tags] + [len(texts)]
    return tuple(
        Section(name, start, tuple((i, texts[i]) for i in range(start + 1, end) if not is_blank(texts[i])))
        for (start, end), (_start, name) in zip(pairwise(starts), tags, strict=True)
    )


def tag(text: str) -> re.Match[str] | None:
    """The match whose first group is the name of the section that this line opens."""
    return _TAG.fullmatch(text.lstrip("\ufeff"))


def is_blank(text: str) -> bool:
    """Empty, or made of tabulations and spaces; the end-of-file mark of DOS counts for nothing."""
    return not text.strip(_BLANK)


def titles_of(section: Section) -> dict[str, str]:
    """« apoC_annee » → « 2023/2024 »; a key may be alone on its line."""
    found = (_TITLE.fullmatch(text) for _index, text in section.lines)
    return {title[1]: title[2].strip() for title in found if title is not None}


def result_codes_of(section: Section) -> tuple[str, ...]:
    """Every code listed, once: alone after a count that nobody trusts, or before « : label »."""
    codes = (code for _index, text in section.lines for code in _codes(text))
    return tuple(dict.fromkeys(codes))


def wrong_counts(section: Section) -> Iterator[tuple[int, int, int]]:
    """(line from 1, count written, codes there) of the lists whose count is wrong."""
    for index, text in section.lines:
        first = text.split("\t")[0].strip()
        listed = len(list(_codes(text)))
        if _COUNT.fullmatch(first) and int(first) != listed:
            yield index + 1, int(first), listed


def _codes(text: str) -> Iterator[str]:
    fields = [field.strip() for field in text.split("\t")]
    counted = len(fields) > 1 and _COUNT.fullmatch(fields[0])
    for field in fields[1:] if counted else fields:
        code = field.split(" : ")[0].removesuffix(" :").strip()
        if code:
            yield code


def error(
    message: str, line: int | None = None, cell: str | None = None, subject: str | None = None
) -> Finding:
    """What is wrong at a place of the file; `cell` is a column's id, `subject` a student's number."""
    return Finding(Severity.ERROR, message, line=line, cell=cell, subject=subject)
