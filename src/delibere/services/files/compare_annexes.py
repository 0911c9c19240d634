# SPDX-License-Identifier: EUPL-1.2
"""What differs between two annexes, or between two of their maquettes, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from delibere.curriculum.differences import (
    Paragraph,
    compare,
    compare_curricula,
    curricula_in_words,
    in_words,
)
from delibere.services.files.read_annex import read_annex


@dataclass(frozen=True, slots=True)
class Said:
    """What is said about one maquette, or about both curricula when `title` is empty."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def compare_annexes(before: Path, after: Path) -> tuple[Said, ...]:
    """Every maquette of two annexes; those that do not change are not mentioned.

    Raises:
        UnusableInputError: a file cannot be read, or holds no complete maquette.
    """
    both = compare_curricula(read_annex(before).curriculum, read_annex(after).curriculum)
    about_both = tuple(curricula_in_words(both))
    changed = [found for found in both.comparisons if not found.identical]
    said = [Said(found.after.name, in_words(found)) for found in changed]
    return (*([Said("", (Paragraph("", about_both),))] if about_both else []), *said)


def compare_maquettes(before: Path, after: Path, slugs: Sequence[str]) -> Said:
    """A maquette of one annex and one of the other, or of the same.

    Raises:
        UnusableInputError: a file cannot be read, or has no such maquette.
    """
    files = (before, after)
    one, other = (read_annex(f).curriculum.maquette(slug) for f, slug in zip(files, slugs, strict=True))
    return Said(f"{one.name} → {other.name}", in_words(compare(one, other)))
