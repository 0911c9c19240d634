# SPDX-License-Identifier: EUPL-1.2
"""The UE of a student's whole parcours, from S1 to S6, and their place in the arrays of a jury."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from delibere.curriculum.model import Curriculum, Maquette, Ue

SEMESTERS = range(1, 7)
YEARS = 3


class Place(NamedTuple):
    """Where a UE stands: indices of its competence, year (0 to 2) and half (0 odd, 1 even)."""

    competence: int
    year: int
    half: int

    @property
    def semester(self) -> int:
        """1 to 6."""
        return 2 * self.year + self.half + 1

    @property
    def column(self) -> int:
        """Its column where the cube lies flat."""
        return (self.competence * YEARS + self.year) * 2 + self.half


@dataclass(frozen=True, slots=True)
class Syllabus:
    """The UE that a parcours asks for.

    Attributes:
        competences: keys, in the order in which they are met.
        ues: each UE at its place.
        exists: (competences, years, 2) whether there is a UE.
        ects: (competences, years, 2) credits of each, in hundredths.
    """

    competences: tuple[str, ...]
    ues: Mapping[Place, Ue]
    exists: NDArray[np.bool_]
    ects: NDArray[np.int64]

    @classmethod
    def of(cls, maquettes: Sequence[Maquette]) -> "Syllabus":
        """The UE of these maquettes, one for each semester at most."""
        taught = [(maquette.semester, ue) for maquette in maquettes for ue in maquette.ues]
        competences = tuple(dict.fromkeys(ue.competence for _semester, ue in taught))
        ues = {place_of(competences, semester, ue.competence): ue for semester, ue in taught}
        ects = np.zeros((len(competences), YEARS, 2), np.int64)
        exists = np.zeros(ects.shape, bool)
        for place, ue in ues.items():
            exists[place], ects[place] = True, int(ue.ects * 100)
        return cls(competences, ues, exists, ects)

    def place(self, semester: int, competence: str) -> Place | None:
        """Where this UE stands, None when the parcours does not ask for it."""
        if competence not in self.competences:
            return None
        place = place_of(self.competences, semester, competence)
        return place if place in self.ues else None

    @property
    def pairs(self) -> NDArray[np.bool_]:
        """(competences, years): where two UE make a RCUE."""
        return np.asarray(self.exists.all(axis=-1))

    @property
    def known(self) -> NDArray[np.bool_]:
        """(6,): whether the UE of each semester are known."""
        return np.asarray(self.exists.any(axis=0).reshape(-1))

    @property
    def labels(self) -> tuple[str, ...]:
        """The code of the UE of each column where the cube lies flat; « – » where there is none."""
        labels = ["–"] * self.exists.size
        for place, ue in self.ues.items():
            labels[place.column] = ue.code
        return tuple(labels)

    def in_order(self, year: int) -> list[Place]:
        """The UE of a year: the odd semester first, then by competence."""
        return sorted(
            (place for place in self.ues if place.year == year), key=lambda p: (p.half, p.competence)
        )


def place_of(competences: Sequence[str], semester: int, competence: str) -> Place:
    """Where the UE of this competence and semester stands, whether there is one or not."""
    return Place(competences.index(competence), (semester - 1) // 2, (semester - 1) % 2)


def syllabus(curriculum: Curriculum, followed: Sequence[Maquette]) -> Syllabus:
    """What the parcours of these maquettes asks for.

    The semesters followed have their own maquette. The others have that of the same parcours (or the common
    one), in the same regime where there is one. A semester in which a parcours is still to be chosen is not
    known.
    """
    by_semester = {maquette.semester: maquette for maquette in followed}
    nearest = (by_semester.get(s) or _nearest(curriculum, followed[-1], s) for s in SEMESTERS)
    return Syllabus.of([maquette for maquette in nearest if maquette is not None])


def _nearest(curriculum: Curriculum, last: Maquette, semester: int) -> Maquette | None:
    fitting = [
        maquette
        for maquette in curriculum.maquettes
        if maquette.semester == semester and maquette.parcours in (None, last.parcours)
    ]
    order = sorted(fitting, key=lambda m: (m.parcours is None, m.regime is not last.regime))
    return order[0] if order else None
