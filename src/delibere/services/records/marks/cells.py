# SPDX-License-Identifier: EUPL-1.2
"""A cell of the grid: what somebody typed in it, and what became of that."""

from dataclasses import dataclass
from enum import StrEnum

Cell = tuple[int, int]
"""Keys of an evaluation and of an enrolment."""


class Verdict(StrEnum):
    """What became of a cell."""

    SAVED = "saved"
    SAME = "same"
    REFUSED = "refused"
    CONFLICT = "conflict"
    LOCKED = "locked"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class CellEdit:
    """What somebody typed in a cell.

    Attributes:
        version: of the cell as it was read; 0 when nobody had touched it.
    """

    evaluation: int
    enrolment: int
    text: str
    version: int

    @property
    def cell(self) -> Cell:
        """Where."""
        return self.evaluation, self.enrolment


@dataclass(frozen=True, slots=True)
class CellAnswer:
    """What became of it.

    Attributes:
        text, version: of the cell as it is now stored.
        message: why it was refused, with a hint; who changed it meanwhile; empty when all is well.
        likely: what was probably meant, to be accepted by a key; empty when nobody can tell.
    """

    evaluation: int
    enrolment: int
    verdict: Verdict
    text: str
    version: int
    message: str = ""
    likely: str = ""

    @property
    def cell(self) -> Cell:
        """Where."""
        return self.evaluation, self.enrolment
