# SPDX-License-Identifier: EUPL-1.2
"""Writes a session: sorted keys, no floats, exact fractions as text, one way to write each value."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

from delibere.calculation.evaluations import Evaluation, MarkTable
from delibere.foundation.marks import Mark
from delibere.foundation.numbers import minimal
from delibere.interchange.jury_sessions.judging import LineResult, StudentResult
from delibere.interchange.jury_sessions.record import SessionRecord, Written
from delibere.interchange.mcc.reading import maquette_to_json
from delibere.jury.deciding import Choice
from delibere.jury.judged import JudgedClass, SemesterMarks
from delibere.jury.outcomes import Outcome

FORMAT = "delibere-jury-session/1"


def canonical(document: Mapping[str, Any]) -> bytes:
    """The bytes of a document: the same for the same values, on any machine."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return sha256(data).hexdigest()


def sealed_file(data: bytes, sha: str) -> bytes:
    """What is kept outside of the database: the document and its hash, on one line."""
    return b'{"document":' + data + b',"sha256":"' + sha.encode() + b'"}\n'


def session_document(record: SessionRecord, results: Iterable[StudentResult]) -> dict[str, Any]:
    """A session as plain values: what it was decided from, and what it says."""
    return {
        "format": FORMAT,
        "software": record.software,
        "number": record.number,
        "previous": record.previous,
        "department": dict(zip(("slug", "name", "diploma"), record.department, strict=True)),
        "session": _session(record),
        "law": {
            "day": record.day.isoformat(),
            "parameters": [
                {
                    "name": source.name,
                    "value": str(source.value),
                    "since": source.since.isoformat(),
                    "reference": source.reference,
                }
                for source in record.parameters
            ],
            "rules": [
                {"id": rule.id, "name": rule.name, "since": rule.since, "reference": rule.reference}
                for rule in record.rules
            ],
        },
        "local_rules": {
            name: [{**entry, "depuis": _day(entry["depuis"])} for entry in entries]
            for name, entries in record.local.items()
        },
        "curriculum": {
            "academic_year": str(record.curriculum.academic_year),
            "maquettes": [
                {"version": record.versions[maquette.id], "document": maquette_to_json(maquette)}
                for maquette in record.curriculum.maquettes
            ],
        },
        "classes": [_class(judged) for judged in record.classes],
        "decisions": {nip: _written(written) for nip, written in record.decisions.items()},
        "results": [_student(result) for result in results],
    }


def _session(record: SessionRecord) -> dict[str, Any]:
    superseded = record.supersedes
    return {
        "title": record.title,
        "kind": record.kind,
        "held_at": record.held_at,
        "opened_at": record.opened_at,
        "closed_at": record.closed_at,
        "closed_by": record.closed_by,
        "place": record.place,
        "president": record.president,
        "act": record.act,
        "members": [
            {"name": one.name, "quality": one.quality, "present": one.present} for one in record.members
        ],
        "supersedes": None
        if superseded is None
        else {"number": superseded.number, "sha256": superseded.sha256, "reason": superseded.reason},
    }


def _class(judged: JudgedClass) -> dict[str, Any]:
    people = {s.nip: s for semester in judged.semesters for s in semester.table.students}
    return {
        "slug": judged.slug,
        "students": [
            {"nip": one.nip, "surname": one.surname, "first_name": one.first_name, "ine": one.ine}
            for one in people.values()
        ],
        "semesters": [_semester(semester) for semester in judged.semesters],
        "past": [_outcome(outcome) for outcome in judged.outcomes],
        "facts": {nip: code.value for nip, code in judged.facts.items()},
        "concerned": list(judged.concerned),
    }


def _semester(semester: SemesterMarks) -> dict[str, Any]:
    table = semester.table
    return {
        "maquette": semester.maquette.id,
        "version": semester.version,
        "students": [student.nip for student in table.students],
        "evaluations": [_evaluation(evaluation) for evaluation in table.evaluations],
        "marks": _marks(table),
        "bonus": {
            "names": list(semester.bonus_names),
            "marks": [[_fraction(value) for value in row] for row in semester.bonus],
        },
        "withheld": sorted([nip, ue] for nip, ue in semester.withheld),
    }


def _evaluation(evaluation: Evaluation) -> dict[str, Any]:
    return {
        "key": evaluation.key,
        "module": evaluation.module,
        "title": evaluation.title,
        "kind": evaluation.kind.value,
        "scale": minimal(evaluation.scale),
        "coefficient": minimal(evaluation.coefficient),
        "weights": {ue: minimal(weight) for ue, weight in evaluation.weights.items()},
        "held_on": _day(evaluation.held_on),
    }


def _marks(table: MarkTable) -> list[list[str | None]]:
    columns = range(len(table.evaluations))
    return [[_mark(table.mark(row, k)) for k in columns] for row in range(len(table.students))]


def _mark(mark: Mark) -> str | None:
    return minimal(mark) if isinstance(mark, Decimal) else mark


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "nip": outcome.nip,
        "year": outcome.academic_year.start,
        "subject": outcome.subject.value,
        "semester": outcome.semester,
        "competence": outcome.competence,
        "code": outcome.code,
        "mark": _fraction(outcome.mark),
        "ects": _decimal(outcome.ects),
        "elsewhere": outcome.elsewhere,
    }


def _written(written: Written) -> dict[str, Any]:
    return {
        "version": written.version,
        "at": written.at,
        "by": written.by,
        "by_hand": written.by_hand,
        "choices": [_choice(choice) for choice in written.choices],
        "codes": dict(written.codes),
    }


def _choice(choice: Choice) -> dict[str, Any]:
    return {
        "subject": choice.subject.value,
        "semester": choice.semester,
        "competence": choice.competence,
        "code": choice.code,
        "motive": choice.motive,
        "points": _decimal(choice.points),
        "guidance": choice.guidance,
        "hearing": choice.hearing,
        "director": choice.director,
    }


def _student(result: StudentResult) -> dict[str, Any]:
    return {
        "nip": result.nip,
        "class": result.slug,
        "decided": result.decided,
        "fact": result.fact,
        "lines": [_line(line) for line in result.lines],
        "next_semester": result.next_semester,
        "ects": {"year": minimal(result.ects_year), "total": minimal(result.ects_total)},
        "dut": result.dut,
        "but": result.but,
        "blocking": list(result.blocking),
    }


def _line(line: LineResult) -> dict[str, Any]:
    return {
        "subject": line.subject.value,
        "semester": line.semester,
        "competence": line.competence,
        "label": line.label,
        "mean": _fraction(line.mean),
        "shown": line.shown,
        "proposed": line.proposed,
        "code": line.code,
        "ects": _decimal(line.ects),
        "reference": line.reference,
        "earlier": line.earlier,
    }


def _fraction(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else minimal(value)


def _day(day: date | str | None) -> str | None:
    return day.isoformat() if isinstance(day, date) else day
