# SPDX-License-Identifier: EUPL-1.2
"""What is proposed about one student, for people and for programs."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from delibere.foundation.law import Reference
from delibere.foundation.numbers import minimal
from delibere.foundation.people import Student
from delibere.jury.codes import Code


@dataclass(frozen=True, slots=True)
class Decision:
    """One proposal and what remains open.

    Attributes:
        code: the proposed code, None when nothing is proposed.
        sentence: why, in French.
        reference: the point of law.
        lawful: the codes the jury may choose instead.
        conditions: what some of these ask for (a motive, the director's decision).
        refused: the other codes one could think of, each with the reason why the jury may not choose it.
    """

    code: Code | None
    sentence: str
    reference: Reference
    lawful: tuple[Code, ...]
    conditions: Mapping[Code, str]
    refused: Mapping[Code, str]


@dataclass(frozen=True, slots=True)
class UeProposal:
    """One UE.

    Attributes:
        competence: its key.
        mean: exact, out of 20; None when there is none.
        shown: the same in hundredths as people read it, on its side of the bar; None when there is none.
        provisional: a mark is awaited.
        ects: credits acquired; 0 when it is not.
    """

    semester: int
    code_ue: str
    title: str
    competence: str
    mean: Fraction | None
    shown: int | None
    provisional: bool
    ects: Decimal
    decision: Decision


@dataclass(frozen=True, slots=True)
class RcueProposal:
    """Two UE of one level of one competence; attributes as for a UE."""

    year: int
    ues: tuple[str, str]
    title: str
    competence: str
    mean: Fraction | None
    shown: int | None
    provisional: bool
    decision: Decision


@dataclass(frozen=True, slots=True)
class YearProposal:
    """One year, 1 to 3.

    Attributes:
        next_semester: number of the semester that the proposed code leads to, None when there is none.
    """

    year: int
    decision: Decision
    next_semester: int | None


@dataclass(frozen=True, slots=True)
class Counters:
    """What passage of right counts.

    Attributes:
        acquired: RCUE of the year at the bar or acquired, out of `total`; `needed` are enough.
        lowest: the lowest RCUE average among those not acquired, None when there is none.
        text: « 3 sur 4, minimum 9,14 ».
    """

    acquired: int
    total: int
    needed: int
    lowest: Fraction | None
    text: str


@dataclass(frozen=True, slots=True)
class Credits:
    """ECTS acquired: by semester of the year (number → credits), over the year, over the course so far."""

    semesters: Mapping[int, Decimal]
    year: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class DiplomaProposal:
    """The DUT or the BUT.

    Attributes:
        missing: codes of the UE not acquired, in order.
    """

    name: str
    obtained: bool
    missing: tuple[str, ...]
    sentence: str
    reference: Reference


@dataclass(frozen=True, slots=True)
class StudentProposal:
    """Everything proposed about one student.

    Attributes:
        ues: of the semesters judged, in order.
        rcues: of the year; empty after an odd semester alone, save those it completes.
        earlier_ues, earlier_rcues: of the years before: those that this session acquires, and those still
            missing.
        year: None when the jury is not about a whole year.
        earlier_years: new decisions on earlier years; they supersede, the old minutes stay as they are.
        passage: the right to go on, in French.
        counters: of passage to the next year, None when it is not counted.
        dut: from the second year on.
        but: in the third year.
        blocking: what is missing: marks; for a year, earlier decisions too. Sentences in French.
    """

    student: Student
    ues: tuple[UeProposal, ...]
    rcues: tuple[RcueProposal, ...]
    earlier_ues: tuple[UeProposal, ...]
    earlier_rcues: tuple[RcueProposal, ...]
    year: YearProposal | None
    earlier_years: tuple[YearProposal, ...]
    passage: str
    counters: Counters | None
    ects: Credits
    dut: DiplomaProposal | None
    but: DiplomaProposal | None
    blocking: tuple[str, ...]

    def of_semester(self, semester: int) -> tuple[UeProposal, ...]:
        """Those of its UE that are judged and of this semester."""
        return tuple(ue for ue in self.ues if ue.semester == semester)


def to_json(value: Any) -> Any:  # noqa: ANN401 plain values of any shape
    """Plain JSON of a proposal: fractions as « n/d », decimals minimal, references as people read them."""
    if is_dataclass(value) and not isinstance(value, Reference):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_json(content) for key, content in value.items()}
    if isinstance(value, tuple):
        return [to_json(content) for content in value]
    if isinstance(value, Decimal):
        return minimal(value)
    return str(value) if isinstance(value, Reference | Fraction | Enum) else value
