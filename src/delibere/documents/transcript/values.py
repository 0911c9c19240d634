# SPDX-License-Identifier: EUPL-1.2
"""What a transcript is made of: competences by year, as they were decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from delibere.curriculum.model import Regime
from delibere.foundation.calendar import AcademicYear
from delibere.jury.codes import ACQUIRED, Code


@dataclass(frozen=True, slots=True)
class Cell:
    """One UE or RCUE.

    Attributes:
        shown: hundredths; None when acquired without a mark.
        ects: credits of a UE, acquired or not; None for a RCUE.
    """

    shown: int | None
    code: Code | None
    ects: Decimal | None = None

    @property
    def gained(self) -> Decimal:
        """Credits, once acquired."""
        return self.ects if self.ects is not None and self.code in ACQUIRED else Decimal(0)


@dataclass(frozen=True, slots=True)
class TranscriptRow:
    """One competence during one year; None for what was not followed.

    Attributes:
        competence: its long name, of the national framework where there is one.
        printed: its title in the annex, when it is another: its English may be known under either.
    """

    competence: str
    level: int | None
    odd: Cell | None
    even: Cell | None
    rcue: Cell | None
    printed: str = ""

    @property
    def gained(self) -> Decimal:
        """Credits of both UE."""
        return sum((cell.gained for cell in (self.odd, self.even) if cell), Decimal(0))


@dataclass(frozen=True, slots=True)
class TranscriptYear:
    """One year of the course, 1 to 3, in the academic year in which it was judged last."""

    number: int
    academic_year: AcademicYear
    regime: Regime
    rows: Sequence[TranscriptRow]

    @property
    def gained(self) -> Decimal:
        """Credits of the year."""
        return sum((row.gained for row in self.rows), Decimal(0))

    @property
    def marks(self) -> list[tuple[Fraction, Fraction]]:
        """Each UE with a mark: the mark out of 20, and its credits."""
        cells = [cell for row in self.rows for cell in (row.odd, row.even) if cell]
        return [(Fraction(c.shown, 100), Fraction(c.ects or 0)) for c in cells if c.shown is not None]


def indicative(years: Sequence[TranscriptYear]) -> Fraction | None:
    """The mean of UE weighted by their credits; decides nothing."""
    marks = [pair for year in years for pair in year.marks]
    total = sum((ects for _mark, ects in marks), Fraction(0))
    return sum((mark * ects for mark, ects in marks), Fraction(0)) / total if total else None
