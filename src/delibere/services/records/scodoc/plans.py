# SPDX-License-Identifier: EUPL-1.2
"""What taking a semester would do, part by part; nothing of it is written."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from delibere.curriculum.model import Maquette, Module
from delibere.interchange.scodoc.dumps import (
    Dump,
    DumpedEvaluation,
    DumpedMark,
    DumpedModule,
    DumpedStudent,
    DumpedUe,
)
from delibere.interchange.scodoc.dumps.matching import Candidate
from delibere.services.records.evaluations import TypedEvaluation
from delibere.services.records.import_students import Change, PreviewLine
from delibere.store.models import Enrolment, EnrolmentStatus, Evaluation, Promotion, StudentUpload


class Part(StrEnum):
    """What somebody ticks: people are created and enrolled, records of known ones corrected, and so on."""

    PEOPLE = "people"
    RECORDS = "records"
    GROUPS = "groups"
    STANDINGS = "standings"
    NEW_EVALUATIONS = "new evaluations"
    CHANGED_EVALUATIONS = "changed evaluations"
    NEW_MARKS = "new marks"
    CHANGED_MARKS = "changed marks"


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Somebody of the semester.

    Attributes:
        line: beside the record of the same NIP.
        enrolment: None when not enrolled yet.
        moves: partition → the group that is, the group that would be.
        standing: what would be recorded, None when nothing is.
    """

    dumped: DumpedStudent
    line: PreviewLine
    enrolment: Enrolment | None
    moves: Mapping[str, tuple[str, str]]
    standing: EnrolmentStatus | None

    @property
    def name(self) -> str:
        """« ALISIER Alix »."""
        return self.dumped.identity.name


@dataclass(frozen=True, slots=True)
class PlannedEvaluation:
    """A test of a module of the maquette.

    Attributes:
        known: ours of the same title, None for a new one.
        differences: field → what it is, what it would become.
        error: why it cannot be taken; empty when it can.
    """

    dumped: DumpedEvaluation
    module: Module
    typed: TypedEvaluation
    known: Evaluation | None
    change: Change
    differences: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    error: str = ""

    @property
    def name(self) -> str:
        """« R3.01 · Écrit »."""
        return f"{self.module.pn} · {self.dumped.title}"


@dataclass(frozen=True, slots=True)
class PlannedMark:
    """A mark.

    Attributes:
        person, evaluation: None when the answers do not say whose, or of what.
        before, after: as people type them.
        message: why it cannot be taken, or what became of it; often empty.
    """

    dumped: DumpedMark
    person: PlannedPerson | None
    evaluation: PlannedEvaluation | None
    change: Change
    before: str
    after: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class MatchedModule:
    """A module of ScoDoc, ours if we have it, and what hangs on it."""

    dumped: DumpedModule
    module: Module | None
    evaluations: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole.

    Attributes:
        candidates: maquettes that may be meant.
        maquette: the one that is; None while somebody must choose: nothing else is planned then.
        promotion: None while it is not open.
        ues: each UE of ScoDoc, the code of ours, empty when none, and whether its name told it.
        left_out: what is not taken, and why.
    """

    upload: StudentUpload
    dump: Dump
    year: int
    candidates: tuple[Candidate, ...]
    maquette: Maquette | None = None
    promotion: Promotion | None = None
    modules: tuple[MatchedModule, ...] = ()
    ues: tuple[tuple[DumpedUe, str, bool], ...] = ()
    people: tuple[PlannedPerson, ...] = ()
    evaluations: tuple[PlannedEvaluation, ...] = ()
    marks: tuple[PlannedMark, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[Part, int]:
        """How much there is to write of each part."""
        people = Counter(one.line.change for one in self.people)
        evaluations = Counter(one.change for one in self.evaluations)
        marks = Counter(one.change for one in self.marks)
        return {
            Part.PEOPLE: people[Change.NEW] + sum(_to_enrol(one) for one in self.people),
            Part.RECORDS: people[Change.CHANGED],
            Part.GROUPS: sum(len(one.moves) for one in self.people),
            Part.STANDINGS: sum(one.standing is not None for one in self.people),
            Part.NEW_EVALUATIONS: evaluations[Change.NEW],
            Part.CHANGED_EVALUATIONS: evaluations[Change.CHANGED],
            Part.NEW_MARKS: marks[Change.NEW],
            Part.CHANGED_MARKS: marks[Change.CHANGED],
        }

    @property
    def departures(self) -> list[PlannedPerson]:
        """Who would be recorded as gone: the day must be told."""
        return [one for one in self.people if one.standing not in {None, EnrolmentStatus.ENROLLED}]

    @property
    def errors(self) -> list[PlannedMark]:
        """Marks that cannot be taken."""
        return [one for one in self.marks if one.change is Change.ERROR]

    @property
    def fingerprint(self) -> str:
        """The same as long as what would be done is: who confirms has seen this and nothing else."""
        told = [
            *(f"{self.maquette.id if self.maquette else ''} {self.year}",),
            *(
                f"{p.dumped.key} {p.line.change} {p.line.differences} {p.moves} {p.standing}"
                for p in self.people
            ),
            *(f"{e.dumped.key} {e.change} {e.differences}" for e in self.evaluations),
            *(
                f"{m.dumped.evaluation} {m.dumped.student} {m.change} {m.before} {m.after}"
                for m in self.marks
            ),
        ]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _to_enrol(person: PlannedPerson) -> bool:
    """Known, and not in the semester yet."""
    return person.enrolment is None and person.line.change in {Change.SAME, Change.CHANGED}
