# SPDX-License-Identifier: EUPL-1.2
"""Everything that a closed session was decided from, and what it decided: nothing else is needed, ever."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from delibere.calculation.local_rules import LocalRules
from delibere.curriculum.model import Curriculum
from delibere.interchange.local_rules import read_declared
from delibere.jury.deciding import Choice
from delibere.jury.judged import JudgedClass
from delibere.jury.parameters import Parameters, Source

ANNUAL = "annual"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody appointed."""

    name: str
    quality: str
    present: bool


@dataclass(frozen=True, slots=True)
class Superseded:
    """The sealed session that this one corrects, and why."""

    number: int
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A version of a rule, named. It is dated and never edited."""

    id: str
    name: str
    since: str
    reference: str


@dataclass(frozen=True, slots=True)
class Written:
    """What was written down about one student.

    Attributes:
        at: ISO date and time; `by`: name of who held the pen.
        by_hand: False for a clear case accepted with others.
        choices: what the jury chose; all the rest follows.
        codes: every code as it was written, by « subject S4 competence ».
    """

    version: int
    at: str
    by: str
    by_hand: bool
    choices: tuple[Choice, ...]
    codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session.

    Attributes:
        department: slug, name, diploma.
        number: of the seal in the department; `previous`: hash of the one before, empty for the first.
        software: version of Délibéré that wrote it.
        kind: « annual » or « semester ».
        held_at, opened_at, closed_at: ISO, empty when not said.
        day: whose numbers of the law and local rules hold.
        local: what the institution declared and was in force, as docs/formats/local-rules.md writes it.
        versions: number of each maquette, by slug.
        decisions: by NIP; nobody else was decided about.
    """

    department: tuple[str, str, str]
    number: int
    previous: str
    software: str
    title: str
    kind: str
    held_at: str
    opened_at: str
    closed_at: str
    closed_by: str
    place: str
    president: str
    act: str
    members: tuple[Member, ...]
    supersedes: Superseded | None
    day: date
    parameters: tuple[Source, ...]
    rules: tuple[RuleVersion, ...]
    local: Mapping[str, Sequence[Mapping[str, Any]]]
    curriculum: Curriculum
    versions: Mapping[str, int]
    classes: tuple[JudgedClass, ...]
    decisions: Mapping[str, Written]

    @property
    def numbers(self) -> Parameters:
        """The numbers of the law that this session used: those named here, not those of today."""
        return Parameters(**{source.name: source.value for source in self.parameters})

    @property
    def local_rules(self) -> LocalRules:
        """The local rules that this session used."""
        return read_declared(self.local).at(self.day)
