# SPDX-License-Identifier: EUPL-1.2
"""Declared values, each with its date and its reference, and the rules they give on a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from delibere.calculation.local_rules import LocalRules


@dataclass(frozen=True, slots=True)
class Declared:
    """One dated value.

    Attributes:
        parameter: its name in the file (« arrondi »).
        field: the field of LocalRules it sets.
        since: first day on which it holds.
        value: of the type of that field.
        written: as it stands in the file.
        reference: the vote that decided it.
    """

    parameter: str
    field: str
    since: date
    value: Any
    written: str
    reference: str


@dataclass(frozen=True, slots=True)
class DatedLocalRules:
    """Everything a file declares; where nothing is declared yet, the defaults of LocalRules hold."""

    declared: tuple[Declared, ...] = ()

    def at(self, day: date) -> LocalRules:
        """The rules in force on a day."""
        return replace(LocalRules(), **{held.field: held.value for held in self.sources(day)})

    def sources(self, day: date) -> tuple[Declared, ...]:
        """What is in force on a day because it was declared, with its date and reference."""
        return tuple(_latest(held for held in self.declared if held.since <= day))


def _latest(held: Iterable[Declared]) -> Iterable[Declared]:
    """The last of each parameter, parameters in the order of the file."""
    latest: dict[str, Declared] = {}
    for value in held:
        known = latest.get(value.parameter)
        if known is None or known.since < value.since:
            latest[value.parameter] = value
    return latest.values()
