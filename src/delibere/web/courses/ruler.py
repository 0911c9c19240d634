# SPDX-License-Identifier: EUPL-1.2
"""The ruler of 180 ECTS, laid out for a drawing: where each UE stands, in units of the picture."""

from dataclasses import dataclass
from decimal import Decimal

from delibere.jury.whole_course import CourseUe, Remaining, WholeCourse

WIDTH = 1440
"""The picture is this wide; eight units are one ECTS."""
SEMESTER = Decimal(30)


@dataclass(frozen=True, slots=True)
class Segment:
    """One UE on the ruler."""

    ue: CourseUe
    x: Decimal
    width: Decimal


@dataclass(frozen=True, slots=True)
class Stretch:
    """One semester: its place, its credits, its UE; none where the parcours is still to be chosen."""

    number: int
    x: Decimal
    width: Decimal
    ects: Decimal
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Ruler:
    """The whole ruler. `bars`: each diploma with where its line stands."""

    stretches: tuple[Stretch, ...]
    bars: tuple[tuple[Decimal, Remaining], ...]


def ruler(course: WholeCourse) -> Ruler:
    """Lay it out; the whole width is what the last diploma asks for."""
    unit = WIDTH / course.remaining[-1].asked
    stretches: list[Stretch] = []
    x = Decimal(0)
    for number, ues in enumerate(course.semesters, 1):
        stretches.append(_stretch(number, ues, x, unit))
        x += stretches[-1].width
    bars = tuple((one.asked * unit, one) for one in course.remaining)
    return Ruler(tuple(stretches), bars)


def _stretch(number: int, ues: tuple[CourseUe, ...], x: Decimal, unit: Decimal) -> Stretch:
    ects = sum((ue.ects for ue in ues), Decimal(0)) or SEMESTER
    places = [x + unit * sum((ue.ects for ue in ues[:place]), Decimal(0)) for place in range(len(ues))]
    segments = (Segment(ue, place, ue.ects * unit) for ue, place in zip(ues, places, strict=True))
    return Stretch(number, x, ects * unit, ects, tuple(segments))
