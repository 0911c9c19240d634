# SPDX-License-Identifier: EUPL-1.2
"""Sessions of the invented diploma as records, without a database."""

from collections.abc import Mapping, Sequence

from delibere.interchange.jury_sessions import (
    Member,
    SessionRecord,
    Written,
    canonical,
    digest,
    judged_again,
    sealed_file,
    session_document,
)
from delibere.interchange.jury_sessions.record import RuleVersion
from delibere.jury.deciding import Choice
from delibere.jury.judged import JudgedClass, SemesterMarks
from delibere.jury.outcomes import Outcome
from delibere.jury.parameters import sources
from delibere.jury.rules.registry import RULES
from invented_courses import NOW, WHOLE, averages, maquette

Rows = Mapping[str, Sequence[str | None]]


def record(
    odd: Rows,
    even: Rows,
    outcomes: Sequence[Outcome] = (),
    choices: Mapping[str, Sequence[Choice]] | None = None,
    year: int = 1,
) -> SessionRecord:
    """The annual session of one class, everybody decided about."""
    semesters = [maquette(2 * year - 1 + half, parcours=None if year == 1 else "FLE") for half in (0, 1)]
    tables = [averages(one, rows).table for one, rows in zip(semesters, (odd, even), strict=True)]
    marks = tuple(SemesterMarks(one, table) for one, table in zip(semesters, tables, strict=True))
    judged = JudgedClass(semesters[1].id, marks, tuple(outcomes), {}, tuple(dict.fromkeys([*odd, *even])))
    return SessionRecord(
        department=("qlio", "QLIO", WHOLE.diploma),
        number=1,
        previous="",
        software="0",
        title="Jury annuel",
        kind="annual",
        held_at="2024-06-28T09:00:00+02:00",
        opened_at="",
        closed_at="",
        closed_by="",
        place="",
        president="Paule PEUPLIER",
        act="arrêté du 12/09/2023",
        members=(Member("Odilon ORME", "directeur des études", present=True),),
        supersedes=None,
        day=NOW.last_day,
        parameters=sources(NOW.last_day),
        rules=tuple(RuleVersion(r.id, r.name, r.since.isoformat(), str(r.reference)) for r in RULES.values()),
        local={},
        curriculum=WHOLE,
        versions={one.id: 1 for one in WHOLE.maquettes},
        classes=(judged,),
        decisions=_decisions(judged.concerned, choices or {}),
    )


def _decisions(nips: Sequence[str], choices: Mapping[str, Sequence[Choice]]) -> dict[str, Written]:
    return {nip: Written(1, "", "Odilon ORME", True, tuple(choices.get(nip, ())), {}) for nip in nips}  # noqa: FBT003 by hand


def sealed(made: SessionRecord) -> bytes:
    """The file of a session, in which what was written is what follows."""
    results = judged_again(made)
    document = session_document(made, results)
    for result in document["results"]:
        codes = {
            f"{x['subject']} S{x['semester']} {x['competence'] or ''}".strip(): x["code"] or ""
            for x in result["lines"]
        }
        document["decisions"][result["nip"]]["codes"] = codes
    data = canonical(document)
    return sealed_file(data, digest(data))
