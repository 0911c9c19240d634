# SPDX-License-Identifier: EUPL-1.2
"""What was decided in a session, as the rows say it: the last set of each student, and those before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from delibere.jury.codes import Code
from delibere.jury.deciding import Choice, Key
from delibere.jury.outcomes import Subject
from delibere.store.models import JuryDecision, JurySession, Student


@dataclass(frozen=True, slots=True)
class Decided:
    """One set of decisions about one student.

    Attributes:
        version: 1, 2…: who decides says which one was read; 0 stands for none.
        by_hand: somebody looked at this student.
        codes: what was decided, by subject; `proposed`: what the rules gave then.
        choices: what the jury chose itself.
    """

    version: int
    at: datetime
    by_name: str
    by_hand: bool
    codes: Mapping[Key, Code | None]
    proposed: Mapping[Key, Code | None]
    choices: tuple[Choice, ...]


def decided_in(session: JurySession) -> dict[str, Decided]:
    """By NIP, what holds now; one query."""
    return {nip: sets[-1] for nip, sets in _by_nip(session.decisions.select_related("student")).items()}


def history_of(session: JurySession, student: Student) -> list[Decided]:
    """Every set about one student, the newest first: nothing is overwritten."""
    rows = session.decisions.filter(student=student).select_related("student")
    return list(reversed(_by_nip(rows).get(student.nip, [])))


def _by_nip(rows: Iterable[JuryDecision]) -> dict[str, list[Decided]]:
    sets: dict[str, dict[int, list[JuryDecision]]] = {}
    for row in rows:
        sets.setdefault(row.student.nip, {}).setdefault(row.version, []).append(row)
    return {nip: [_set(versions[v]) for v in sorted(versions)] for nip, versions in sets.items()}


def _set(rows: list[JuryDecision]) -> Decided:
    first = rows[0]
    return Decided(
        first.version,
        first.at,
        first.by_name,
        first.by_hand,
        {_key(row): _code(row.code) for row in rows},
        {_key(row): _code(row.proposed) for row in rows},
        tuple(row.choice for row in rows if row.chosen),
    )


def _key(row: JuryDecision) -> Key:
    return Subject(row.subject), row.semester, row.competence or None


def _code(text: str) -> Code | None:
    return Code(text) if text else None
