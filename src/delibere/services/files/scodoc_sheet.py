# SPDX-License-Identifier: EUPL-1.2
"""A workbook of marks from the answers of ScoDoc, as somebody would have filled it: no database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from delibere.calculation.evaluations import Evaluation, MarkTable
from delibere.curriculum.model import Maquette, Module
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.marks import Mark
from delibere.foundation.people import Student
from delibere.interchange.marksheets import Layout, Refusal, SheetPlan, read_typed_mark, write_template
from delibere.interchange.packages import unpacked
from delibere.interchange.scodoc.dumps import (
    MOST_ANSWERS,
    Dump,
    DumpedEvaluation,
    DumpedMark,
    DumpedStudent,
    Standing,
    read_dump,
)
from delibere.interchange.scodoc.dumps.matching import module_of, students_of, ues_of, weights_of
from delibere.interchange.students import read_students, write_students
from delibere.services.files.contents import contents, settled
from delibere.services.files.read_annex import read_annex, settled_maquette


def sheet_from_scodoc(
    annex: Path, slug: str, answers: Sequence[Path], layout: Layout = Layout.MODULES
) -> tuple[bytes, tuple[Finding, ...]]:
    """The workbook of a maquette with its students, evaluations and marks (XLSX); and what was left out.

    Args:
        annex: file of the annex.
        slug: the maquette that the semester follows.
        answers: JSON files, or packages of them.
        layout: one sheet for each module, or one for all.

    Raises:
        UnusableInputError: a file is no such answer, or something in them waits for a person.
    """
    reading = read_annex(annex)
    maquette = settled_maquette(reading, slug)
    files = [inside for path in answers for inside in unpacked(contents(path), path.name, MOST_ANSWERS)]
    sheet = _Sheet(maquette, read_dump(files))
    people = sheet.people()
    evaluations = sheet.evaluations()
    rows = sheet.rows(people, evaluations)
    settled(sheet.findings, _("Ces réponses de ScoDoc sont à corriger."))
    plan = SheetPlan(maquette, reading.curriculum.academic_year, people.students, tuple(evaluations.values()))
    table = MarkTable.of(plan.students, plan.evaluations, rows)
    return write_template(plan, layout, table), tuple(sheet.findings)


@dataclass(frozen=True, slots=True)
class _People:
    """Keys of ScoDoc, and the students, in one order."""

    keys: tuple[str, ...]
    students: tuple[Student, ...]


@dataclass(slots=True)
class _Sheet:
    """Answers beside a maquette, and all that must be said of them."""

    maquette: Maquette
    dump: Dump
    findings: list[Finding] = field(default_factory=list)

    def wrong(self, message: str) -> None:
        self.findings.append(Finding(Severity.ERROR, message))

    def notice(self, message: str) -> None:
        self.findings.append(Finding(Severity.NOTICE, message))

    def people(self) -> _People:
        """Those who follow the semester; whoever resigned is left out."""
        here = students_of(self.maquette, self.dump)
        gone = [one for one in here if self.dump.standings.get(one.key) is Standing.RESIGNED]
        for one in gone:
            self.notice(_("{student} a démissionné : laissé de côté.").format(student=one.identity.name))
        for why in self.dump.conflicts.values():
            self.wrong(why)
        kept = [one for one in here if one not in gone]
        if not kept:
            self.wrong(_("Aucun étudiant : ajoutez la réponse « etudiants »."))
            return _People((), ())
        read = read_students(write_students(map(_with_group, kept)), "ScoDoc")
        self.findings += read.findings
        return _People(tuple(one.key for one in kept), read.students)

    def evaluations(self) -> dict[str, Evaluation]:
        """By key of ScoDoc, those of the modules that the maquette has, in its order."""
        modules = {one.key: module_of(self.maquette, one) for one in self.dump.modules}
        for one in self.dump.modules:
            if modules[one.key] is None:
                self.notice(
                    _("{module} n’est pas dans la maquette : laissé de côté.").format(module=one.name)
                )
        ues = ues_of(self.maquette, self.dump.ues)
        places = {module.apogee: place for place, module in enumerate(self.maquette.modules)}
        found = [(one, modules.get(one.module)) for one in self.dump.evaluations]
        kept = {one.key: made for one, module in found if module and (made := self._made(one, module, ues))}
        return dict(sorted(kept.items(), key=lambda item: places[item[1].module]))

    def _made(self, one: DumpedEvaluation, module: Module, ues: Mapping[str, str]) -> Evaluation | None:
        weights, unknown = weights_of(one, module, ues)
        name = f"{module.pn} / {one.title}"
        for key in unknown:
            message = _("{name} : son poids vise une UE que la maquette n’a pas (n° {key}).")
            self.wrong(message.format(name=name, key=key))
        if one.kind is None or not one.scale or one.coefficient is None:
            message = _("{name} : sa nature, son barème ou son coefficient ne se lit pas.")
            self.wrong(message.format(name=name))
            return None
        return Evaluation(
            one.key, module.apogee, one.title, one.kind, one.scale, one.coefficient, weights, one.held_on
        )

    def rows(self, people: _People, evaluations: Mapping[str, Evaluation]) -> list[list[Mark]]:
        """Students × evaluations."""
        rows: list[list[Mark]] = [[None] * len(evaluations) for _key in people.keys]
        lines = {key: place for place, key in enumerate(people.keys)}
        columns = {key: place for place, key in enumerate(evaluations)}
        for mark in self._known_marks():
            if mark.student in lines and mark.evaluation in columns:
                self._write(
                    rows[lines[mark.student]], columns[mark.evaluation], mark, evaluations[mark.evaluation]
                )
        return rows

    def _known_marks(self) -> Iterator[DumpedMark]:
        """Those of somebody, of something that some answer tells, be it elsewhere."""
        students = {one.key for one in self.dump.students}
        evaluations = {one.key for one in self.dump.evaluations}
        for mark in self.dump.marks:
            if mark.student in students and mark.evaluation in evaluations:
                yield mark
            else:
                self.wrong(_("{where} : aucun fichier ne dit de qui, ou de quoi.").format(where=_where(mark)))

    def _write(self, row: list[Mark], column: int, mark: DumpedMark, evaluation: Evaluation) -> None:
        read = read_typed_mark(mark.text, evaluation)
        if isinstance(read, Refusal):
            self.wrong(f"{_where(mark)} : {read.message}")
        elif mark.scale not in {None, evaluation.scale}:
            self.wrong(_("{where} : cette note a un autre barème.").format(where=_where(mark)))
        elif row[column] not in {None, read}:
            self.wrong(_("{where} : deux notes sont données.").format(where=_where(mark)))
        else:
            row[column] = read


def _where(mark: DumpedMark) -> str:
    message = _("{file}, étudiant n° {student}, évaluation n° {evaluation}")
    return message.format(file=mark.file, student=mark.student, evaluation=mark.evaluation)


def _with_group(student: DumpedStudent) -> Student:
    """The group of TD, else of the first partition: a sheet has one."""
    groups = student.groups
    return replace(student.identity, group=groups.get("TD") or next(iter(groups.values()), None))
