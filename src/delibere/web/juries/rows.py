# SPDX-License-Identifier: EUPL-1.2
"""The lines of one student as the room reads them: a row per competence, both UE, their RCUE."""

from dataclasses import dataclass

from delibere.jury.codes import Code
from delibere.jury.deciding import Line, Ruling
from delibere.jury.outcomes import Subject
from delibere.web.juries.distance import Distance, distance


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """One competence of the year judged.

    Attributes:
        ues: of the odd and of the even semester; None where it has none.
        told: the RCUE, or after one semester alone its UE: what the sentence is about.
    """

    title: str
    ues: tuple[Line | None, Line | None]
    rcue: Line | None
    told: Line
    distance: Distance

    @property
    def trouble(self) -> str:
        """« failed », « waiting » when something in it is not acquired; else nothing."""
        if self.told.acquired:
            return ""
        return "failed" if self.told.code is Code.AJ else "waiting"


def competence_rows(ruling: Ruling) -> list[CompetenceRow]:
    """In the order of the maquette."""
    titles = {ue.competence: ue.title for ue in reversed(ruling.proposal.ues)}
    now = [line for line in ruling.lines if not line.earlier]
    keys = dict.fromkeys(line.competence for line in now if line.subject is Subject.UE)
    return [_row(titles[key], [line for line in now if line.competence == key]) for key in keys if key]


def _row(title: str, lines: list[Line]) -> CompetenceRow:
    ues = {line.semester % 2: line for line in lines if line.subject is Subject.UE}
    rcue = next((line for line in lines if line.subject is Subject.RCUE), None)
    odd, even = ues.get(1), ues.get(0)
    told = rcue or odd or even
    assert told is not None  # noqa: S101 the key came from one of them
    figures = [line.shown for line in (odd, even) if line]
    return CompetenceRow(title, (odd, even), rcue, told, distance(figures, rcue.shown if rcue else None))


def earlier_lines(ruling: Ruling) -> list[Line]:
    """Those about years before: what is still missing, and what this session acquires."""
    return [line for line in ruling.lines if line.earlier]
