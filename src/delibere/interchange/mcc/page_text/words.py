# SPDX-License-Identifier: EUPL-1.2
"""Words of a page, with where they stand, in lines."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

_SAME_LINE = 3.0
"""Points: letters of two sizes on one line do not share their top."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word; points from the top left of its page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2


def words_of(page: Any) -> list[Word]:  # noqa: ANN401 pdfplumber is not typed
    """The words of a page of pdfplumber, hard spaces being spaces."""
    found = page.extract_words(x_tolerance=1.5, y_tolerance=2, keep_blank_chars=False)
    return [
        Word(part, one["x0"], one["x1"], one["top"], one["bottom"])
        for one in found
        for part in one["text"].replace("\u00a0", " ").replace("\u202f", " ").split()
    ]


def in_lines(words: Iterable[Word]) -> list[list[Word]]:
    """From top to bottom, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.middle, one.x0)):
        if lines and abs(lines[-1][0].middle - word.middle) <= _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.x0) for line in lines]


def text_of(words: Iterable[Word]) -> str:
    """Words of one line, joined by spaces."""
    return " ".join(word.text for word in words)


def joined(lines: Iterable[Sequence[Word]]) -> str:
    """The lines of a cell as one text: a line that ends with a hyphen goes on without a space."""
    text = ""
    for line in lines:
        part = text_of(line)
        glued = len(text) > 1 and text[-1] == "-" and text[-2].isalpha()
        text = part if not text else text + ("" if glued else " ") + part
    return text
