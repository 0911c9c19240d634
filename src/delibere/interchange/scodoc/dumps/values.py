# SPDX-License-Identifier: EUPL-1.2
"""What the answers say, under ScoDoc's own numbers (`etudid`, `moduleimpl_id`): nothing is decided here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from delibere.calculation.evaluations import Kind
from delibere.foundation.people import Student

PARCOURS = "Parcours"
"""The partition that says who follows which parcours."""


class Standing(StrEnum):
    """How somebody stands in the semester, in ScoDoc's letters."""

    ENROLLED = "I"
    RESIGNED = "D"
    DEFAULTING = "DEF"


@dataclass(frozen=True, slots=True)
class DumpedSemester:
    """A « formsemestre ».

    Attributes:
        number: 1 to 6; None when not said.
        year: 2023 for 2023-2024; None when not said.
        modality: « FI », « FAP »…, empty when not said.
        parcours: codes of those it is for; empty when it is for all, or for none in particular.
        locked: nothing changes in it any more.
    """

    key: str
    title: str
    number: int | None
    year: int | None
    modality: str
    parcours: tuple[str, ...]
    locked: bool


@dataclass(frozen=True, slots=True)
class DumpedStudent:
    """Somebody.

    Attributes:
        key: the `etudid`.
        groups: partition → group, without the partition of parcours.
        parcours: group of the partition of parcours, empty without one.
        file: where it was read.
    """

    key: str
    identity: Student
    groups: Mapping[str, str]
    parcours: str
    file: str


@dataclass(frozen=True, slots=True)
class DumpedUe:
    """A UE of the programme, in its order."""

    key: str
    acronym: str
    title: str


@dataclass(frozen=True, slots=True)
class DumpedModule:
    """A module as it is taught in the semester.

    Attributes:
        key: the `moduleimpl_id`.
        code: « R3.01 », « R301 ».
        apogee: codes in the registry, none or several.
    """

    key: str
    code: str
    apogee: tuple[str, ...]
    title: str

    @property
    def name(self) -> str:
        """« R3.01 Anglais »."""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class DumpedEvaluation:
    """A test.

    Attributes:
        module: key of its module.
        title: unique in its module.
        kind: None for one that we have not.
        scale, coefficient: None where there is no number.
        weights: by key of UE; a UE left out weighs what it does by default.
    """

    key: str
    module: str
    title: str
    kind: Kind | None
    scale: Decimal | None
    coefficient: Decimal | None
    weights: Mapping[str, Decimal]
    held_on: date | None
    file: str


@dataclass(frozen=True, slots=True)
class DumpedMark:
    """A mark.

    Attributes:
        text: as people type it here, « 12,5 », « ABI »; what is neither number nor known letters as written.
        scale: that its answer repeats; None when it does not.
    """

    evaluation: str
    student: str
    text: str
    scale: Decimal | None
    file: str


@dataclass(frozen=True, slots=True)
class Dump:
    """Several answers together.

    Attributes:
        standings: by key of the student, those that some answer says.
        conflicts: key of a student → why two answers cannot be about one person.
        empty_marks: how many say that there is no mark.
        left_out: what was recognised and is not taken, in French, and why.
    """

    semester: DumpedSemester | None = None
    students: tuple[DumpedStudent, ...] = ()
    standings: Mapping[str, Standing] = field(default_factory=dict)
    conflicts: Mapping[str, str] = field(default_factory=dict)
    ues: tuple[DumpedUe, ...] = ()
    modules: tuple[DumpedModule, ...] = ()
    evaluations: tuple[DumpedEvaluation, ...] = ()
    marks: tuple[DumpedMark, ...] = ()
    empty_marks: int = 0
    left_out: tuple[str, ...] = ()
