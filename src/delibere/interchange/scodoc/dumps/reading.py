# SPDX-License-Identifier: EUPL-1.2
"""Reads several answers together, each recognised by what it holds: the names of files tell nothing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass, field, replace

from delibere.foundation.civil import Civil
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.interchange.scodoc.dumps import shapes
from delibere.interchange.scodoc.dumps.values import (
    Dump,
    DumpedEvaluation,
    DumpedMark,
    DumpedModule,
    DumpedSemester,
    DumpedStudent,
    DumpedUe,
    Standing,
)
from delibere.interchange.scodoc.parsing import Json, parse_json, text_in

MOST_ANSWERS = 600
"""Of a semester: one for each evaluation, and a few."""


def read_dump(files: Iterable[tuple[str, bytes]]) -> Dump:
    """Read answers of one semester, in any order.

    Args:
        files: name and content of each.

    Raises:
        UnusableInputError: with a finding for each file that is no such answer, or several semesters.
    """
    reading, wrong = _Reading(), []
    for name, data in files:
        try:
            reading.file(parse_json(data, name), name)
        except UnusableInputError as error:
            wrong.append(Finding(Severity.ERROR, str(error)))
    if len(reading.semesters) > 1:
        titles = ", ".join(f"« {one.title} »" for one in reading.semesters.values())
        message = _("Ces fichiers parlent de plusieurs semestres ({titles}) : déposez-les un par un.")
        wrong.append(Finding(Severity.ERROR, message.format(titles=titles)))
    if wrong:
        raise UnusableInputError(wrong[0].message, wrong)
    return reading.dump()


@dataclass(slots=True)
class _Reading:
    """What the files read so far tell."""

    semesters: dict[str, DumpedSemester] = field(default_factory=dict)
    students: dict[str, DumpedStudent] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)
    conflicts: dict[str, str] = field(default_factory=dict)
    ues: dict[str, DumpedUe] = field(default_factory=dict)
    modules: dict[str, DumpedModule] = field(default_factory=dict)
    evaluations: dict[str, DumpedEvaluation] = field(default_factory=dict)
    marks: dict[tuple[str, str, str], DumpedMark] = field(default_factory=dict)
    empty_marks: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def file(self, document: object, name: str) -> None:
        """Take one answer in.

        Raises:
            UnusableInputError: nothing of it is known.
        """
        if document in ({}, []):
            self.left_out[_("réponse vide")] += 1
            return
        stack, known = [document], False
        while stack:
            each = stack.pop()
            if isinstance(each, Mapping):
                taken = self._take(each, name)
                known = known or taken
                stack.extend(_inside(each, taken=taken))
            elif isinstance(each, list):
                stack.extend(reversed(each))
        if not known:
            raise UnusableInputError(_unknown(document, name))

    def _take(self, thing: Json, file: str) -> bool:
        """Whether it was recognised."""
        if shapes.is_mark(thing):
            self._mark(shapes.mark_of(thing, file))
        elif shapes.is_evaluation(thing):
            evaluation = shapes.evaluation_of(thing, file)
            self.evaluations.setdefault(evaluation.key, evaluation)
        elif shapes.is_module(thing):
            module = shapes.module_of(thing)
            self.modules.setdefault(module.key, module)
        elif shapes.is_ue(thing):
            ue = shapes.ue_of(thing)
            if ue is not None:
                self.ues.setdefault(ue.key, ue)
        elif shapes.is_semester(thing):
            semester = shapes.semester_of(thing)
            self.semesters.setdefault(semester.key, semester)
        else:
            return self._about_somebody(thing, file) or self._not_taken(thing)
        return True

    def _about_somebody(self, thing: Json, file: str) -> bool:
        if shapes.is_bulletin(thing):
            person = thing["etudiant"]
            if shapes.is_student(person):
                self._student(shapes.student_of(person, file))
            self._standing(person, shapes.standing_in(thing))
            self.left_out[_("bulletin : ses notes sont arrondies, celles des évaluations sont exactes")] += 1
        elif shapes.is_jury(thing):
            self._standing(thing, shapes.standing_in(thing))
            self.left_out[_("décision de jury : « Importer des décisions antérieures » la reprend")] += 1
        elif shapes.is_student(thing):
            self._student(shapes.student_of(thing, file))
            self._standing(thing, shapes.standing_in(thing))
        else:
            return False
        return True

    def _not_taken(self, thing: Json) -> bool:
        for field_, why in _NOT_TAKEN.items():
            if field_ in thing:
                self.left_out[why()] += 1
                return True
        return False

    def _mark(self, mark: DumpedMark) -> None:
        if mark.text:
            self.marks.setdefault((mark.evaluation, mark.student, mark.text), mark)
        else:
            self.empty_marks += 1

    def _standing(self, person: Json, standing: Standing | None) -> None:
        if standing is not None:
            self.standings[text_in(person, "etudid", "id")] = standing

    def _student(self, student: DumpedStudent) -> None:
        """Two answers about one person complete each other."""
        before = self.students.get(student.key)
        if before is None:
            self.students[student.key] = student
        elif _same_person(before, student):
            self.students[student.key] = _together(before, student)
        else:
            message = _("n° {key} est {one} ({file}) et {other} ({other_file}) : gardez le bon fichier.")
            self.conflicts[student.key] = message.format(
                key=student.key,
                one=f"{before.identity.nip} {before.identity.name}",
                file=before.file,
                other=f"{student.identity.nip} {student.identity.name}",
                other_file=student.file,
            )

    def dump(self) -> Dump:
        """All of it."""
        people = sorted(self.students.values(), key=lambda one: one.identity.sort_key)
        return Dump(
            next(iter(self.semesters.values()), None),
            tuple(people),
            self.standings,
            self.conflicts,
            tuple(self.ues.values()),
            tuple(self.modules.values()),
            tuple(_told_apart(self.evaluations.values())),
            tuple(self.marks.values()),
            self.empty_marks,
            tuple(f"{why} ({count})" for why, count in self.left_out.most_common()),
        )


_NOT_TAKEN: Mapping[str, Callable[[], str]] = {
    "assiduite_id": lambda: _("absence : « Importer des absences » les reprend d’un tableau"),
    "justif_id": lambda: _("justificatif d’absence : il se saisit dans les absences"),
    "moy_gen": lambda: _("moyenne : elle est recalculée ici"),
    "formation_code": lambda: _("programme : la maquette vient de l’annexe"),
}
"""A field that tells what an object is → why it is not taken."""


def _inside(thing: Json, *, taken: bool) -> list[object]:
    """Where to look further: in what was recognised, only the evaluations of a module."""
    if not taken:
        return list(reversed(list(thing.values())))
    found = thing.get("evaluations")
    return [found] if shapes.is_module(thing) and isinstance(found, list) else []


def _unknown(document: object, name: str) -> str:
    if (
        isinstance(document, Mapping)
        and "message" in document
        and ("error" in document or "status" in document)
    ):
        message = _("« {name} » : ScoDoc a répondu par une erreur, « {text} ». Redemandez cette réponse.")
        return message.format(name=name, text=str(document["message"])[:120])
    message = _(
        "« {name} » n’est pas une réponse que Délibéré sait reprendre : semestre, étudiants, programme, "
        "évaluations ou notes de l’API de ScoDoc."
    )
    return message.format(name=name)


def _same_person(one: DumpedStudent, other: DumpedStudent) -> bool:
    names = [plain_letters(each.identity.name) for each in (one, other)]
    return one.identity.nip == other.identity.nip and names[0] == names[1]


def _together(one: DumpedStudent, other: DumpedStudent) -> DumpedStudent:
    ours, theirs = astuple(one.identity.civil), astuple(other.identity.civil)
    identity = replace(
        one.identity,
        ine=one.identity.ine or other.identity.ine,
        email=one.identity.email or other.identity.email,
        civil=Civil(*(mine or their for mine, their in zip(ours, theirs, strict=True))),
    )
    return replace(
        one,
        identity=identity,
        groups={**other.groups, **one.groups},
        parcours=one.parcours or other.parcours,
    )


def _told_apart(evaluations: Iterable[DumpedEvaluation]) -> Iterable[DumpedEvaluation]:
    """« DS », « DS (2) »: here a title is one test of its module; by day, then by number: always the same."""
    seen: dict[tuple[str, str], int] = defaultdict(int)
    for one in sorted(evaluations, key=lambda each: (str(each.held_on or "9999"), each.key.zfill(12))):
        title = (one.module, plain_letters(one.title))
        seen[title] += 1
        yield one if seen[title] == 1 else replace(one, title=f"{one.title} ({seen[title]})")
