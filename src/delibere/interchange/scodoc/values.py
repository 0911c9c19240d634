# SPDX-License-Identifier: EUPL-1.2
"""What a jury recorded about one student, as that file tells it: nothing is computed here."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from delibere.jury.codes import Code


@dataclass(frozen=True, slots=True)
class RecordedUe:
    """One UE.

    Attributes:
        key: what names it in the file (`ue_id`), empty when nothing does.
        name: its acronym when the file gives it.
        mean: as written, exact; None when null or not a number.
        code: recorded; None for no decision, or a code that is not of the BUT.
    """

    key: str
    name: str
    mean: Fraction | None
    code: Code | None
    ects: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RecordedRcue:
    """Two UE; either may be missing."""

    odd: RecordedUe | None
    even: RecordedUe | None
    mean: Fraction | None
    code: Code | None

    @property
    def ues(self) -> tuple[RecordedUe, ...]:
        """Those that are there."""
        return tuple(ue for ue in (self.odd, self.even) if ue is not None)


@dataclass(frozen=True, slots=True)
class JuryRecord:
    """One student.

    Attributes:
        number: rank in the file, from 1.
        student: NIP, else INE, else the number that ScoDoc gave.
        nip: the NIP alone, empty without one.
        year: of the course, 1 to 3; None when nothing tells it.
        school_year: 2022 for 2022-2023; None when not said.
        competences: how many the year has, as the file says; None when it does not.
        rcues: of the year; other_ues: decided, and in no RCUE.
        code: of the year; date: of its decision, as written.
        authorised: numbers of the semesters one may enter.
        maquette: added by hand to say which one was followed; empty as a rule.
        left: state « D » or « DEF »: no longer judged.
    """

    number: int
    student: str
    nip: str
    year: int | None
    school_year: int | None
    competences: int | None
    rcues: tuple[RecordedRcue, ...]
    other_ues: tuple[RecordedUe, ...]
    code: Code | None
    date: str
    authorised: tuple[int, ...]
    maquette: str
    left: bool
