# SPDX-License-Identifier: EUPL-1.2
"""The numbers of the national texts, dated, each with its reference."""

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, Self

from delibere.foundation.calendar import french_date
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from.

    Attributes:
        name: name of the parameter.
        since: first day on which this value holds.
        reference: the text and the point.
    """

    name: str
    value: Fraction
    since: date
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The numbers in force on a day.

    Attributes:
        ue_bar: a UE average from which it is acquired, out of 20.
        rcue_bar: a RCUE average from which it compensates, out of 20.
        rcue_floor: no RCUE may be under it for passage of right, out of 20.
        rcue_share: share of the year's RCUE that must be exceeded for passage of right.
        pole_lowest_share: least share of a pole inside a UE, bound included.
        pole_highest_share: greatest share of a pole inside a UE, bound included.
        semester_ects: credits of a semester.
        dut_ects: credits of S1 to S4.
        but_ects: credits of the six semesters.
        repeats_of_a_semester: how often the same semester may be repeated.
        repeats_in_all: how many repeats over the course.
        repeats_by_the_director: how many more the director may allow, for force majeure.
    """

    ue_bar: Fraction
    rcue_bar: Fraction
    rcue_floor: Fraction
    rcue_share: Fraction
    pole_lowest_share: Fraction
    pole_highest_share: Fraction
    semester_ects: Fraction
    dut_ects: Fraction
    but_ects: Fraction
    repeats_of_a_semester: Fraction
    repeats_in_all: Fraction
    repeats_by_the_director: Fraction

    @classmethod
    def at(cls, day: date) -> Self:
        """The numbers in force on this day.

        Raises:
            UnusableInputError: the day comes before the first text; nothing is extrapolated.
        """
        return cls(**{source.name: source.value for source in sources(day)})


def sources(day: date) -> tuple[Source, ...]:
    """Every number in force on this day, with its reference.

    Raises:
        UnusableInputError: the day comes before the first text.
    """
    return tuple(_in_force(field.name, day) for field in fields(Parameters))


def text_for(name: str, value: Fraction) -> Source | None:
    """The latest text that gives a parameter this value, None when none does."""
    found = [source for source in _values(name) if source.value == value]
    return max(found, key=lambda source: source.since, default=None)


def _values(name: str) -> list[Source]:
    return [_source(name, entry) for entry in _texts()[name]]


def _in_force(name: str, day: date) -> Source:
    values = _values(name)
    held = [source for source in values if source.since <= day]
    if not held:
        message = _(
            "Aucun texte ne fixe les règles du BUT au {day} : le premier vaut à partir du {first}. "
            "Vérifier l’année universitaire de l’annexe."
        )
        first = min(source.since for source in values)
        raise UnusableInputError(message.format(day=french_date(day), first=french_date(first)))
    return max(held, key=lambda source: source.since)


def _source(name: str, entry: dict[str, Any]) -> Source:
    return Source(name, Fraction(entry["value"]), entry["from"], entry["reference"])


@cache
def _texts() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((files(__name__) / "thresholds.toml").read_text(encoding="utf-8"))
