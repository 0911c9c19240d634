# SPDX-License-Identifier: EUPL-1.2
"""Competences across the years: their stable key, and the level each UE works at."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from delibere.curriculum.model import Maquette, Ue

_UNFOLDED = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'"})


def competence_key(title: str) -> str:
    """The same key for « Mettre en œuvre… » and « Mettre en oeuvre… »: letters and digits, dashes between."""
    plain = unicodedata.normalize("NFKD", title.translate(_UNFOLDED)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def with_levels(maquettes: Iterable[Maquette]) -> tuple[Maquette, ...]:
    """The same maquettes, each UE with its level: the one it has, else as the whole file tells it."""
    everything = tuple(maquettes)
    return tuple(
        replace(maquette, ues=tuple(_levelled(ue, maquette, everything) for ue in maquette.ues))
        for maquette in everything
    )


def _levelled(ue: Ue, maquette: Maquette, everything: tuple[Maquette, ...]) -> Ue:
    return ue if ue.level else replace(ue, level=level(ue.competence, maquette, everything))


def level(competence: str, maquette: Maquette, everything: Iterable[Maquette]) -> int | None:
    """Years since the competence first appears in this maquette's parcours, in any regime, plus one.

    None when the years before its first appearance are not in the file: it may have begun there.
    """
    course = [other for other in everything if other.parcours in {None, maquette.parcours}]
    first = min(other.year for other in course if any(ue.competence == competence for ue in other.ues))
    if first > maquette.year or not set(range(1, first)) <= {other.year for other in course}:
        return None
    return maquette.year - first + 1
