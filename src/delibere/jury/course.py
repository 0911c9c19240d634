# SPDX-License-Identifier: EUPL-1.2
"""Where a class stands before its jury: the cube students × competences × years × 2.

A level of a competence is worked on during one year, so the axis of years is that of levels. A UE keeps its
place in the cube when a student passes from FI to FA or changes parcours: its competence ties it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.averages import SemesterAverages
from delibere.calculation.local_rules import LocalRules
from delibere.calculation.means import Beside, Columns, Means, Rows
from delibere.curriculum.model import Curriculum
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.people import Student
from delibere.jury.outcomes import Outcome
from delibere.jury.past import Past, read_past
from delibere.jury.rules.elsewhere import acquired_before
from delibere.jury.rules.retake import kept_average
from delibere.jury.syllabus import YEARS, Syllabus, place_of, syllabus


@dataclass(frozen=True, slots=True)
class Course:
    """What the rules need to know about a class.

    Attributes:
        academic_year: the one that is judged.
        year: its place in the course, 0 to 2.
        students: n rows: those of the odd semester, then those who are in the even one only.
        followed: the averages of one semester, or of both, in order.
        rows: for each semester of `followed`, (n,) the student's row in it, −1 when not in it.
        syllabus: the UE of the parcours.
        past: earlier decisions.
        ues: students × slots of the cube laid flat: the average of each UE that counts from now on.
        attended: (n, competences, years, 2) UE followed this year.
        acquired_before: (n, competences, years, 2) by an earlier jury, or elsewhere.
        awaited: (n, competences, years, 2) a mark is missing, and the UE is not acquired already. A mark of
            this year, or one that the last decision (ATJ) on a UE not followed this year waits for.
    """

    academic_year: AcademicYear
    year: int
    students: tuple[Student, ...]
    followed: tuple[SemesterAverages, ...]
    rows: tuple[NDArray[np.int64], ...]
    syllabus: Syllabus
    past: Past
    ues: Means
    attended: NDArray[np.bool_]
    acquired_before: NDArray[np.bool_]
    awaited: NDArray[np.bool_]

    @property
    def rules(self) -> LocalRules:
        """The local rules of the last semester followed."""
        return self.followed[-1].rules

    @property
    def semester(self) -> int:
        """The last semester followed: the one after which the jury meets."""
        return self.followed[-1].maquette.semester

    def cube(self, flat: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """(n, slots) → (n, competences, years, 2)."""
        return flat.reshape(len(self.students), len(self.syllabus.competences), YEARS, 2)


def build_course(
    curriculum: Curriculum, followed: Sequence[SemesterAverages], outcomes: Iterable[Outcome] = ()
) -> Course:
    """Put together the semesters of a year and the past of its students, matched by NIP.

    Args:
        curriculum: tells which UE the whole parcours asks for.
        followed: one semester, or the odd and the even semester of the same year and parcours. The local
            rules of the last one hold.
        outcomes: what earlier juries decided; lines about other people are left aside.

    Raises:
        UnusableInputError: the semesters do not make a year.
    """
    semesters = tuple(sorted(followed, key=lambda averages: averages.maquette.semester))
    _check(semesters)
    people = {s.nip: s for averages in semesters for s in averages.table.students}
    places = {nip: row for row, nip in enumerate(people)}
    rows = tuple(_rows(averages, people) for averages in semesters)
    asked = syllabus(curriculum, [averages.maquette for averages in semesters])
    present = _present(semesters, rows)
    kept = semesters[-1].rules.kept_on_repeat
    past = read_past(outcomes, places, asked, kept, (curriculum.academic_year, present))
    before = acquired_before(past.acquired, past.elsewhere)
    attended = present[:, np.newaxis] & asked.exists
    incomplete = attended & _provisional(semesters, rows, asked)
    flat = (len(people), len(asked.labels))
    return Course(
        academic_year=curriculum.academic_year,
        year=semesters[0].maquette.year - 1,
        students=tuple(people.values()),
        followed=semesters,
        rows=rows,
        syllabus=asked,
        past=past,
        ues=kept_average(
            past.averages,
            _averages(semesters, rows, asked),
            before.reshape(flat),
            incomplete.reshape(flat),
            kept,
        ),
        attended=attended,
        acquired_before=before,
        awaited=(incomplete | (past.left_waiting & ~attended)) & ~before,
    )


def _check(semesters: Sequence[SemesterAverages]) -> None:
    maquettes = [averages.maquette for averages in semesters]
    if len(maquettes) == 1:
        return
    numbers = tuple(maquette.semester for maquette in maquettes)
    if len(numbers) != 2 or numbers[0] % 2 == 0 or numbers[1] != numbers[0] + 1:
        message = _(
            "Un jury porte sur un semestre, ou sur les deux d’une même année (S1 et S2, S3 et S4, "
            "S5 et S6) : reçu {found}."
        )
        found = ", ".join(maquette.name for maquette in maquettes) or _("aucun semestre")
        raise UnusableInputError(message.format(found=found))
    if maquettes[0].parcours != maquettes[1].parcours:
        message = _("{odd} et {even} ne sont pas du même parcours : choisir deux maquettes du même.")
        raise UnusableInputError(message.format(odd=maquettes[0].name, even=maquettes[1].name))


def _rows(averages: SemesterAverages, people: Iterable[str]) -> NDArray[np.int64]:
    here = {student.nip: row for row, student in enumerate(averages.table.students)}
    return np.array([here.get(nip, -1) for nip in people], np.int64)


def _present(semesters: Sequence[SemesterAverages], rows: Sequence[NDArray[np.int64]]) -> NDArray[np.bool_]:
    """(students, years, 2): the semesters followed this year."""
    present = np.zeros((len(rows[0]), YEARS, 2), bool)
    for averages, index in zip(semesters, rows, strict=True):
        semester = averages.maquette.semester
        present[:, (semester - 1) // 2, (semester - 1) % 2] = index >= 0
    return present


def _averages(
    semesters: Sequence[SemesterAverages], rows: Sequence[NDArray[np.int64]], asked: Syllabus
) -> Means:
    """Students × slots: this year's averages, unknown elsewhere."""
    side_by_side = Beside(*(Rows(a.ues, index) for a, index in zip(semesters, rows, strict=True)))
    columns = [-1] * len(asked.labels)
    taught = ((a.maquette.semester, ue.competence) for a in semesters for ue in a.maquette.ues)
    for column, (semester, competence) in enumerate(taught):
        columns[place_of(asked.competences, semester, competence).column] = column
    return Columns(side_by_side, columns, asked.labels)


def _provisional(
    semesters: Sequence[SemesterAverages], rows: Sequence[NDArray[np.int64]], asked: Syllabus
) -> NDArray[np.bool_]:
    """(students, competences, years, 2): an average of this year that still waits for a mark."""
    cube = np.zeros((len(rows[0]), *asked.exists.shape), bool)
    for averages, index in zip(semesters, rows, strict=True):
        here = index >= 0
        for column, ue in enumerate(averages.maquette.ues):
            place = place_of(asked.competences, averages.maquette.semester, ue.competence)
            cube[(here, *place)] = averages.provisional[index[here], column]
    return cube
