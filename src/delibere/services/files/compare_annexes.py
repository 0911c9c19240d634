# SPDX-License-Identifier: EUPL-1.2
"""What differs between two annexes, or between two of their maquettes, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from delibere.curriculum.differences import (
    Paragraph,
    compare,
    compare_curricula,
    curricula_in_words,
    in_words,
)
from delibere.curriculum.model import Curriculum
from delibere.interchange.mcc import NOTHING_TOLD, Told
from delibere.interchange.scodoc.formations import formation_of
from delibere.services.files.contents import contents
from delibere.services.files.read_annex import read_annex


@dataclass(frozen=True, slots=True)
class Said:
    """What is said about one maquette, or about both curricula when `title` is empty."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def compare_annexes(before: Path, after: Path, told: Told = NOTHING_TOLD) -> tuple[Said, ...]:
    """Every maquette of two annexes; those that do not change are not mentioned.

    A programme of ScoDoc beside an annex is laid out over its years and regimes, which it does not say, and
    compared in what it can say.

    Raises:
        UnusableInputError: a file cannot be read, or holds no complete maquette.
    """
    both = compare_curricula(*_both(before, after, told))
    about_both = tuple(curricula_in_words(both))
    changed = [found for found in both.comparisons if not found.identical]
    said = [Said(found.after.name, in_words(found)) for found in changed]
    return (*([Said("", (Paragraph("", about_both),))] if about_both else []), *said)


def compare_maquettes(before: Path, after: Path, slugs: Sequence[str], told: Told = NOTHING_TOLD) -> Said:
    """A maquette of one annex and one of the other, or of the same.

    Raises:
        UnusableInputError: a file cannot be read, or has no such maquette.
    """
    curricula = _both(before, after, told)
    one, other = (curriculum.maquette(slug) for curriculum, slug in zip(curricula, slugs, strict=True))
    return Said(f"{one.name} → {other.name}", in_words(compare(one, other)))


def _both(before: Path, after: Path, told: Told) -> tuple[Curriculum, Curriculum]:
    exported = [formation_of(contents(path)) is not None for path in (before, after)]
    if exported == [True, False]:
        other = read_annex(after).curriculum
        return _beside(before, other, told), _without_blocks(other)
    if exported == [False, True]:
        other = read_annex(before).curriculum
        return _without_blocks(other), _beside(after, other, told)
    return read_annex(before, told).curriculum, read_annex(after, told).curriculum


def _beside(programme: Path, annex: Curriculum, told: Told) -> Curriculum:
    """A programme of ScoDoc as the annex beside it is cut: its year, and its regimes by semester."""
    regimes = told.regimes or tuple(dict.fromkeys(maquette.regime for maquette in annex.maquettes))
    asked = Told(told.year or annex.academic_year, regimes)
    found = replace(read_annex(programme, asked).curriculum, diploma=annex.diploma)
    if told.regimes:
        return found
    slugs = {maquette.id for maquette in annex.maquettes}
    places = {(maquette.semester, maquette.parcours) for maquette in annex.maquettes}
    kept = (
        maquette
        for maquette in found.maquettes
        if maquette.id in slugs
        or ((maquette.semester, maquette.parcours) not in places and maquette.regime is regimes[0])
    )
    return replace(found, maquettes=tuple(kept))


def _without_blocks(annex: Curriculum) -> Curriculum:
    """The same, blocks aside: ScoDoc has none."""
    return replace(annex, maquettes=tuple(maquette.without_blocks() for maquette in annex.maquettes))
