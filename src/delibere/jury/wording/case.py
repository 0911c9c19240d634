# SPDX-License-Identifier: EUPL-1.2
"""One student in the arrays of a class: what every sentence needs to look up."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from delibere.calculation.rounding import value_shown
from delibere.foundation.law import Reference
from delibere.foundation.numbers import french
from delibere.jury.codes import NUMBERED, Code
from delibere.jury.rules.booleans import Booleans
from delibere.jury.rules.registry import RULES
from delibere.jury.syllabus import YEARS, Place

if TYPE_CHECKING:
    from delibere.jury.proposals import Proposals

Figures: TypeAlias = Sequence[Fraction | None]


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the proposals about a class.

    Attributes:
        ue_means, rcue_means: its exact averages, where the cube lies flat.
    """

    proposals: "Proposals"
    row: int
    ue_means: Figures
    rcue_means: Figures

    @property
    def year(self) -> int:
        """Of the course, 0 to 2: the one that is judged."""
        return self.proposals.course.year

    def has(self, cube: Booleans, place: Place) -> bool:
        """Whether a cube of UE says yes about this student's UE."""
        return bool(cube[(self.row, *place)])

    def acquired(self, place: Place) -> bool:
        """Whether the UE is acquired, one way or another."""
        return self.has(self.proposals.how.all, place)

    def ue_code(self, place: Place) -> Code | None:
        """The code of a UE."""
        return NUMBERED[int(self.proposals.ue_codes[(self.row, *place)])]

    def rcue_code(self, place: Place) -> Code | None:
        """The code of the RCUE of a UE."""
        return NUMBERED[int(self.proposals.rcue_codes[self.row, place.competence, place.year])]

    def ue_mean(self, place: Place) -> Fraction | None:
        """The exact average of a UE."""
        return self.ue_means[place.column]

    def rcue_mean(self, place: Place) -> Fraction | None:
        """The exact average of the RCUE of a UE."""
        return self.rcue_means[place.competence * YEARS + place.year]

    def ue_label(self, place: Place) -> str:
        """« UE31 »."""
        return self.proposals.course.syllabus.ues[place].code

    def labels(self, places: list[Place]) -> str:
        """« UE31, UE42 »."""
        return ", ".join(self.ue_label(place) for place in places)

    def missing(self, places: list[Place]) -> list[Place]:
        """Those not acquired."""
        return [place for place in places if not self.acquired(place)]

    def is_told(self, place: Place) -> bool:
        """Whether anything is known about the semester of a UE: followed now, or decided before."""
        course = self.proposals.course
        return bool(
            course.attended[(self.row, *place)] or course.past.recorded[self.row, place.year, place.half]
        )

    def in_year(self, year: int) -> list[Place]:
        """The UE of a year, in order."""
        return self.proposals.course.syllabus.in_order(year)

    def rcues(self, year: int) -> list[Place]:
        """The RCUE of a year, each told by its odd UE."""
        pairs = self.proposals.course.syllabus.pairs
        return [p for p in self.in_year(year) if p.half == 0 and pairs[p.competence, year]]

    def shown(self, mean: Fraction | None) -> int | None:
        """In hundredths, on its side of every bar."""
        parameters = self.proposals.parameters
        bars = (parameters.rcue_floor, parameters.ue_bar, parameters.rcue_bar)
        return None if mean is None else value_shown(mean, bars, self.proposals.course.rules.rounding)

    def figure(self, mean: Fraction) -> str:
        """« 9,46 », on its side of every bar."""
        whole, rest = divmod(self.shown(mean) or 0, 100)
        return f"{whole},{rest:02d}"

    def followed_both(self) -> bool:
        """Whether the jury is about an even semester, that is about a year."""
        return self.proposals.course.semester % 2 == 0


def cases(proposals: "Proposals", rows: Sequence[int]) -> list[Case]:
    """These students, whose averages are all computed at once."""
    chosen = np.array(rows, np.intp)
    ues, rcues = proposals.course.ues.exact_rows(chosen), proposals.means.rcues.exact_rows(chosen)
    return [Case(proposals, *case) for case in zip(rows, ues, rcues, strict=True)]


def sibling(place: Place) -> Place:
    """The other UE of the RCUE."""
    return place._replace(half=1 - place.half)


def pair(place: Place) -> list[Place]:
    """Both UE of the RCUE, in order."""
    return [place._replace(half=half) for half in (0, 1)]


def point(id_: str) -> Reference:
    """The point of law that a rule says."""
    return RULES[id_].reference


@cache
def bar(value: Fraction) -> str:
    """A bar as people write it: « 10 »."""
    return french(value, 0 if value.denominator == 1 else 2)
