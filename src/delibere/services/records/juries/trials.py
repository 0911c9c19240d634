# SPDX-License-Identifier: EUPL-1.2
"""Second thoughts: what other local rules would change over a whole session; nothing is written."""

from dataclasses import dataclass

from delibere.calculation.local_rules import LocalRules
from delibere.jury.codes import Code
from delibere.services.records.juries.sitting import Person, Sitting, sitting_in


@dataclass(frozen=True, slots=True)
class Change:
    """A figure or a code that would be another.

    Attributes:
        label: of the line, « UE31 », « BUT 2 ».
        figures: hundredths before and after; `codes` likewise.
    """

    person: Person
    label: str
    figures: tuple[int | None, int | None]
    codes: tuple[Code | None, Code | None]

    @property
    def decides(self) -> bool:
        """The code changes, not only the figure."""
        return self.codes[0] is not self.codes[1]


@dataclass(frozen=True, slots=True)
class Trial:
    """What would change. `lines`: how many were compared; `changes`: those that decide first."""

    students: int
    lines: int
    changes: tuple[Change, ...]

    @property
    def deciding(self) -> int:
        """How many codes would be others."""
        return sum(one.decides for one in self.changes)


def tried(sitting: Sitting, rules: LocalRules) -> Trial:
    """Judge the session under these rules, its decisions kept, and compare line by line."""
    decided = {person.nip: person.decided for person in sitting.people if person.decided}
    others = {person.nip: person for person in sitting_in(sitting.room, decided, rules).people}
    changes = [
        Change(person, line.label, (line.shown, found.shown), (line.code, found.code))
        for person in sitting.people
        for line in person.ruling.lines
        if (found := others[person.nip].ruling.line(line.key)) is not None
        and (found.shown, found.code) != (line.shown, line.code)
    ]
    compared = sum(len(person.ruling.lines) for person in sitting.people)
    ordered = sorted(changes, key=lambda one: not one.decides)
    return Trial(len(sitting.people), compared, tuple(ordered))
