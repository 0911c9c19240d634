# SPDX-License-Identifier: EUPL-1.2
"""What the picture of a course shows."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from delibere.jury.codes import Code
from delibere.jury.syllabus import Place


class Progress(Enum):
    """How far a UE has gone."""

    ACQUIRED = auto()
    """By a decision."""
    FAILED = auto()
    """Decided, and not acquired."""
    PROPOSED = auto()
    """Every mark is there; a jury has still to decide."""
    IN_PROGRESS = auto()
    """Followed now."""
    TO_COME = auto()
    """Not followed yet."""


@dataclass(frozen=True, slots=True)
class CourseUe:
    """One UE.

    Attributes:
        ects: those granted when it is acquired, else those of the maquette.
        shown: its average in hundredths, on its side of the bars; None when there is none.
        code: decided, or proposed while `progress` is PROPOSED.
    """

    place: Place
    code_ue: str
    title: str
    ects: Decimal
    shown: int | None
    code: Code | None
    progress: Progress


@dataclass(frozen=True, slots=True)
class CourseRcue:
    """Two UE. `shown`, `code` as for a UE; `way`: what acquires it still, in French, or nothing."""

    shown: int | None
    code: Code | None
    progress: Progress
    way: str


@dataclass(frozen=True, slots=True)
class CourseLevel:
    """One competence in one year; a UE without its partner makes no RCUE."""

    level: int | None
    odd: CourseUe | None
    even: CourseUe | None
    rcue: CourseRcue | None

    @property
    def ues(self) -> tuple[CourseUe, ...]:
        """One or two."""
        return tuple(ue for ue in (self.odd, self.even) if ue is not None)


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One competence through the three years; None where it is not worked on."""

    competence: str
    title: str
    levels: tuple[CourseLevel | None, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What is missing, and the shortest lawful way to it.

    Attributes:
        label: « UE31 », or « S6 » when the whole semester is as far.
        way: a sentence in French.
    """

    label: str
    ects: Decimal
    progress: Progress
    way: str


@dataclass(frozen=True, slots=True)
class Remaining:
    """What a diploma still asks for. `acquired` ECTS out of `asked`."""

    diploma: str
    acquired: Decimal
    asked: Decimal
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class WholeCourse:
    """A course, drawn.

    Attributes:
        rows: by competence, in the order in which they begin.
        semesters: the UE of S1 to S6, in order; empty where the UE are not known.
        year_codes: decided about each year, None where nothing is; the one being judged may be proposed.
        proposed_year: index of the year whose code is a proposal, None when all are decided.
        remaining: for the DUT, then for the BUT.
    """

    rows: tuple[CourseRow, ...]
    semesters: tuple[tuple[CourseUe, ...], ...]
    year_codes: tuple[Code | None, ...]
    proposed_year: int | None
    remaining: tuple[Remaining, ...]

    @property
    def acquired(self) -> Decimal:
        """ECTS acquired by decision."""
        return self.remaining[-1].acquired
