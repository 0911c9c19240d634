# SPDX-License-Identifier: EUPL-1.2
"""Reads a session back. Whoever wrote the file is not trusted: hash, form and results are checked apart."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from delibere.calculation.evaluations import Evaluation, Kind, MarkTable
from delibere.curriculum.model import Curriculum
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.marks import Mark, Reason
from delibere.foundation.people import Student
from delibere.interchange.jury_sessions.judging import LineResult, StudentResult
from delibere.interchange.jury_sessions.record import (
    Member,
    RuleVersion,
    SessionRecord,
    Superseded,
    Written,
)
from delibere.interchange.jury_sessions.writing import FORMAT, canonical
from delibere.interchange.mcc.curriculum_json import read_document
from delibere.jury.codes import Code
from delibere.jury.deciding import Choice, Key
from delibere.jury.judged import JudgedClass, SemesterMarks
from delibere.jury.outcomes import Outcome, Subject
from delibere.jury.parameters import Source

_WRONG = (
    *(KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError),
    *(InvalidOperation, ZeroDivisionError, StopIteration),
)
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed file.

    Attributes:
        data: the canonical bytes of the document it holds.
        sha256: the hash it claims.
    """

    document: dict[str, Any]
    data: bytes
    sha256: str


def read_sealed(data: bytes) -> Sealed:
    """Take a sealed file apart.

    Raises:
        UnusableInputError: not JSON, or not such a file.
    """
    try:
        outer = json.loads(data)
        document, sha = outer["document"], outer["sha256"]
        if document["format"] != FORMAT or not isinstance(sha, str):
            raise ValueError(FORMAT)
        return Sealed(document, canonical(document), sha)
    except (*_WRONG, RecursionError):
        message = _("Ce n’est pas une session de jury scellée ({form}), ou elle est abîmée.")
        raise UnusableInputError(message.format(form=FORMAT)) from None


@contextmanager
def refusing_damage() -> Iterator[None]:
    """All that a document of another form makes Python raise, as one sentence."""
    try:
        yield
    except _WRONG as error:
        message = _("Cette session de jury n’a pas la forme attendue : {why}.")
        raise UnusableInputError(message.format(why=error)) from None


def read_session(document: Json) -> SessionRecord:
    """The record that a document holds.

    Raises:
        UnusableInputError: it is not of this form.
    """
    with refusing_damage():
        return _record(document)


def read_results(document: Json) -> tuple[StudentResult, ...]:
    """What the session says, as it was sealed: nothing is computed again.

    Raises:
        UnusableInputError: it is not of this form.
    """
    with refusing_damage():
        names = {
            one["nip"]: Student(one["nip"], one["surname"], one["first_name"]).name
            for judged in document["classes"]
            for one in judged["students"]
        }
        return tuple(_result(entry, document["decisions"], names) for entry in document["results"])


def _result(entry: Json, decisions: Json, names: Mapping[str, str]) -> StudentResult:
    written = decisions.get(entry["nip"], {"choices": []})
    choices = {choice.key: choice for choice in map(_choice, written["choices"])}
    return StudentResult(
        nip=entry["nip"],
        name=names[entry["nip"]],
        slug=entry["class"],
        decided=entry["decided"],
        fact=_code(entry["fact"]),
        lines=tuple(_line(line, choices) for line in entry["lines"]),
        next_semester=entry["next_semester"],
        ects_year=Decimal(entry["ects"]["year"]),
        ects_total=Decimal(entry["ects"]["total"]),
        dut=entry["dut"],
        but=entry["but"],
        blocking=tuple(entry["blocking"]),
    )


def _line(entry: Json, choices: Mapping[Key, Choice]) -> LineResult:
    key: Key = (Subject(entry["subject"]), entry["semester"], entry["competence"])
    return LineResult(
        *key,
        label=entry["label"],
        mean=_fraction(entry["mean"]),
        shown=entry["shown"],
        proposed=_code(entry["proposed"]),
        code=_code(entry["code"]),
        ects=_decimal(entry["ects"]),
        choice=choices.get(key),
        reference=entry["reference"],
        earlier=entry["earlier"],
    )


def _record(document: Json) -> SessionRecord:
    session, law, superseded = document["session"], document["law"], document["session"]["supersedes"]
    maquettes = document["curriculum"]["maquettes"]
    curriculum = _curriculum(document)
    return SessionRecord(
        department=tuple(document["department"][name] for name in ("slug", "name", "diploma")),
        number=document["number"],
        previous=document["previous"],
        software=document["software"],
        **{name: session[name] for name in ("title", "kind", "held_at", "opened_at", "closed_at")},
        **{name: session[name] for name in ("closed_by", "place", "president", "act")},
        members=tuple(Member(one["name"], one["quality"], one["present"]) for one in session["members"]),
        supersedes=superseded and Superseded(**superseded),
        day=date.fromisoformat(law["day"]),
        parameters=tuple(_source(entry) for entry in law["parameters"]),
        rules=tuple(RuleVersion(**entry) for entry in law["rules"]),
        local={
            name: [{**entry, "depuis": date.fromisoformat(entry["depuis"])} for entry in entries]
            for name, entries in document["local_rules"].items()
        },
        curriculum=curriculum,
        versions={entry["document"]["id"]: entry["version"] for entry in maquettes},
        classes=tuple(_class(entry, curriculum) for entry in document["classes"]),
        decisions={nip: _written(entry) for nip, entry in document["decisions"].items()},
    )


def _source(entry: Json) -> Source:
    since = date.fromisoformat(entry["since"])
    return Source(entry["name"], Fraction(entry["value"]), since, entry["reference"])


def _curriculum(document: Json) -> Curriculum:
    return read_document(
        {
            "$schema": "curriculum-1.schema.json",
            "version": 1,
            "diploma": document["department"]["diploma"],
            "academic_year": document["curriculum"]["academic_year"],
            "maquettes": [_maquette(entry["document"]) for entry in document["curriculum"]["maquettes"]],
        }
    )


def _maquette(document: Json) -> dict[str, Any]:
    """Sorted keys lost the order of coefficients, which is that of the UE."""
    codes = [ue["code"] for ue in document["ues"]]
    modules = [
        {**module, "coefficients": {code: module["coefficients"][code] for code in codes}}
        for module in document["modules"]
    ]
    return {**document, "modules": modules}


def _class(entry: Json, curriculum: Curriculum) -> JudgedClass:
    people = {
        one["nip"]: Student(one["nip"], one["surname"], one["first_name"], one["ine"])
        for one in entry["students"]
    }
    return JudgedClass(
        slug=entry["slug"],
        semesters=tuple(_semester(semester, curriculum, people) for semester in entry["semesters"]),
        outcomes=tuple(_outcome(line) for line in entry["past"]),
        facts={nip: Code(code) for nip, code in entry["facts"].items()},
        concerned=tuple(entry["concerned"]),
    )


def _semester(entry: Json, curriculum: Curriculum, people: Mapping[str, Student]) -> SemesterMarks:
    evaluations = [_evaluation(one) for one in entry["evaluations"]]
    students = [people[nip] for nip in entry["students"]]
    marks = [[_mark(text) for text in row] for row in entry["marks"]]
    if [len(row) for row in marks] != [len(evaluations)] * len(students):
        raise ValueError(entry["maquette"])
    return SemesterMarks(
        maquette=curriculum.maquette(entry["maquette"]),
        table=MarkTable.of(students, evaluations, marks),
        version=entry["version"],
        bonus_names=tuple(entry["bonus"]["names"]),
        bonus=tuple(tuple(_fraction(text) for text in row) for row in entry["bonus"]["marks"]),
        withheld=frozenset((nip, ue) for nip, ue in entry["withheld"]),
    )


def _evaluation(entry: Json) -> Evaluation:
    return Evaluation(
        key=entry["key"],
        module=entry["module"],
        title=entry["title"],
        kind=Kind(entry["kind"]),
        scale=Decimal(entry["scale"]),
        coefficient=Decimal(entry["coefficient"]),
        weights={ue: Decimal(weight) for ue, weight in entry["weights"].items()},
        held_on=date.fromisoformat(entry["held_on"]) if entry["held_on"] else None,
    )


def _mark(text: str | None) -> Mark:
    if text is None:
        return None
    return Reason(text) if text in set(Reason) else Decimal(text)


def _outcome(entry: Json) -> Outcome:
    return Outcome(
        nip=entry["nip"],
        academic_year=AcademicYear(entry["year"]),
        subject=Subject(entry["subject"]),
        semester=entry["semester"],
        competence=entry["competence"],
        code=_code(entry["code"]),
        mark=_fraction(entry["mark"]),
        ects=_decimal(entry["ects"]),
        elsewhere=entry["elsewhere"],
    )


def _written(entry: Json) -> Written:
    return Written(
        version=entry["version"],
        at=entry["at"],
        by=entry["by"],
        by_hand=entry["by_hand"],
        choices=tuple(_choice(choice) for choice in entry["choices"]),
        codes=entry["codes"],
    )


def _choice(entry: Json) -> Choice:
    return Choice(
        Subject(entry["subject"]),
        entry["semester"],
        entry["competence"],
        _code(entry["code"]),
        motive=entry["motive"],
        points=_decimal(entry["points"]),
        guidance=entry["guidance"],
        hearing=entry["hearing"],
        director=entry["director"],
    )


def _code(text: str | None) -> Code | None:
    return None if text is None else Code(text)


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
