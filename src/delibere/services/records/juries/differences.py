# SPDX-License-Identifier: EUPL-1.2
"""Between what a closed session sealed and what the same marks, past and choices give today."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from delibere.foundation.marks import Mark
from delibere.foundation.numbers import french
from delibere.interchange.jury_sessions import LineResult, StudentResult
from delibere.jury.judged import SemesterMarks
from delibere.services.records.juries.minutes import minutes_of
from delibere.services.records.juries.recording import results_of
from delibere.services.records.juries.sitting import sitting_of
from delibere.store.models import JurySession
from delibere.store.models.marks import text_of


@dataclass(frozen=True, slots=True)
class MarkDifference:
    """A mark that changed since. `before`, `after`: as people type them, empty for none."""

    nip: str
    name: str
    module: str
    evaluation: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LineDifference:
    """A figure or a code that would be another today: « 9,46 AJ » → « 10,02 ADM »."""

    nip: str
    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SealDifferences:
    """Everything that differs. `lines`: what follows from the marks, and from whatever else changed."""

    marks: tuple[MarkDifference, ...]
    lines: tuple[LineDifference, ...]

    def __bool__(self) -> bool:
        return bool(self.marks or self.lines)


def differences_from_seal(session: JurySession) -> SealDifferences:
    """Compare a closed session with today; nothing is written.

    Raises:
        UnusableInputError: a maquette it judged is no longer published.
    """
    minutes, sitting = minutes_of(session), sitting_of(session)
    pairs = zip(minutes.record.classes, (one.judged for one in sitting.classes), strict=True)
    marks = [
        difference
        for sealed, now in pairs
        for before, after in zip(sealed.semesters, now.semesters, strict=False)
        for difference in _marks(before, after)
    ]
    now = {result.nip: result for result in results_of(sitting)}
    lines = [
        difference
        for result in minutes.results
        if result.nip in now
        for difference in _lines(result, now[result.nip])
    ]
    return SealDifferences(tuple(marks), tuple(lines))


_Cell = tuple[str, str, str]


def _cells(semester: SemesterMarks) -> dict[_Cell, tuple[str, str, Mark]]:
    """(NIP, key of the evaluation, its title) → the student's name, the module, the mark."""
    table = semester.table
    return {
        (student.nip, evaluation.key, evaluation.title): (student.name, evaluation.module, table.mark(i, k))
        for i, student in enumerate(table.students)
        for k, evaluation in enumerate(table.evaluations)
    }


def _marks(before: SemesterMarks, after: SemesterMarks) -> Iterator[MarkDifference]:
    old, new = _cells(before), _cells(after)
    for cell in sorted(old.keys() | new.keys()):
        was, now = old.get(cell), new.get(cell)
        if (was and was[2]) != (now and now[2]):
            name, module, _mark = was or now or ("", "", None)
            texts = [text_of(each[2]) if each else "" for each in (was, now)]
            yield MarkDifference(cell[0], name, module, cell[2], *texts)


def _lines(before: StudentResult, after: StudentResult) -> Iterator[LineDifference]:
    new: Mapping[object, LineResult] = {line.key: line for line in after.lines}
    for line in before.lines:
        was, now = _text(line), _text(new.get(line.key))
        if was != now:
            yield LineDifference(before.nip, before.name, line.label, was, now)


def _text(line: LineResult | None) -> str:
    if line is None:
        return ""
    mean = "" if line.mean is None else french(line.mean)
    return f"{mean} {line.code or ''}".strip()
