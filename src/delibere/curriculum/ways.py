# SPDX-License-Identifier: EUPL-1.2
"""The ways through a curriculum, each as a table: competences × years, one RCUE a cell."""

from dataclasses import dataclass
from itertools import pairwise

from delibere.curriculum.model import Curriculum, Maquette, Regime, Ue
from delibere.curriculum.pairing import courses
from delibere.foundation.language import _


@dataclass(frozen=True, slots=True)
class Way:
    """Six semesters that may follow one another."""

    maquettes: tuple[Maquette, ...]

    @property
    def parcours(self) -> str | None:
        """Of its last semester."""
        return self.maquettes[-1].parcours

    @property
    def slug(self) -> str:
        """« osc-ffffaa »: the parcours, and the regime of each semester (f: FI, a: FA)."""
        regimes = "".join("f" if one.regime is Regime.FI else "a" for one in self.maquettes)
        return "-".join([*([self.parcours.lower()] if self.parcours else []), regimes])

    @property
    def name(self) -> str:
        """« FI », « FI puis FA au S5 »."""
        for one, following in pairwise(self.maquettes):
            if one.regime is not following.regime:
                return _("{first} puis {then} au S{semester}").format(
                    first=one.regime, then=following.regime, semester=following.semester
                )
        return self.maquettes[0].regime


def ways(curriculum: Curriculum) -> tuple[Way, ...]:
    """Every way, by parcours, those that stay longest in formation initiale first."""
    found = [Way(course) for course in courses(curriculum)]
    return tuple(sorted(found, key=lambda way: (way.parcours or "", -_initial(way))))


def _initial(way: Way) -> int:
    return sum(maquette.regime is Regime.FI for maquette in way.maquettes)


@dataclass(frozen=True, slots=True)
class Level:
    """One competence in one year: the two UE of a RCUE; one of them where it has no partner."""

    level: int | None
    odd: Ue | None
    even: Ue | None

    @property
    def whole(self) -> bool:
        """Both UE are there."""
        return self.odd is not None and self.even is not None


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """One competence through the three years; None where it is not worked on."""

    competence: str
    title: str
    levels: tuple[Level | None, ...]


@dataclass(frozen=True, slots=True)
class WayTable:
    """A way, drawn. `years`: the two maquettes of each year."""

    way: Way
    years: tuple[tuple[Maquette, Maquette], ...]
    rows: tuple[CompetenceRow, ...]


def way_table(way: Way) -> WayTable:
    """Competences in the order in which they begin."""
    semesters = way.maquettes
    years = tuple((semesters[place], semesters[place + 1]) for place in range(0, len(semesters), 2))
    titles: dict[str, str] = {}
    for maquette in semesters:
        for ue in maquette.ues:
            titles.setdefault(ue.competence, ue.title)
    rows = (
        CompetenceRow(competence, title, tuple(_level(competence, *year) for year in years))
        for competence, title in titles.items()
    )
    return WayTable(way, years, tuple(rows))


def _level(competence: str, odd: Maquette, even: Maquette) -> Level | None:
    first, second = _ue(competence, odd), _ue(competence, even)
    known = first or second
    return Level(known.level, first, second) if known else None


def _ue(competence: str, maquette: Maquette) -> Ue | None:
    return next((ue for ue in maquette.ues if ue.competence == competence), None)
