# SPDX-License-Identifier: EUPL-1.2
"""How wide a text is, and on how many lines it stands: rows get their height before they are typeset."""

from functools import cache

from fontTools.ttLib import TTFont

from delibere.documents.typesetting.pages import room

_SLACK = 1.02
"""Kerning and rounding."""


@cache
def _advances(face: str) -> tuple[dict[int, int], int]:
    """By letter, in units of the em; and that of the widest letter, for those the face has not."""
    path = room() / "typesetting" / "fonts" / f"IBMPlexSans-{face}.ttf"
    with TTFont(path, lazy=False) as font:
        scale, names, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
        advances = {letter: widths[name][0] * 1000 // scale for letter, name in names.items()}
    return advances, max(advances[ord(letter)] for letter in "Wm")


def width_of(text: str, size: float, face: str = "Regular") -> float:
    """In points."""
    advances, widest = _advances(face)
    return sum(advances.get(ord(letter), widest) for letter in text) * size * _SLACK / 1000


def lines_of(text: str, width: float, size: float, face: str = "Regular") -> int:
    """How many lines of this width (points) the text takes, broken at spaces and after hyphens."""
    lines, used = 1, 0.0
    space = width_of(" ", size, face)
    for word in text.replace("-", "- ").split(" "):
        wide = width_of(word, size, face)
        if used and used + space + wide > width:
            lines, used = lines + 1, 0.0
        lines += int(wide // width)
        used += wide + (space if used else 0.0)
    return lines
