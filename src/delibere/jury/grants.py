# SPDX-License-Identifier: EUPL-1.2
"""What a jury grants beyond the rules: from it everything else is derived again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.jury.course import Course
from delibere.jury.syllabus import Place

Grant: TypeAlias = tuple[str, int, str]
"""NIP, semester (for a RCUE, its even one), key of the competence."""


@dataclass(frozen=True, slots=True)
class Grants:
    """The UE and RCUE granted (ADJ). A grant on what is acquired anyway changes nothing."""

    ues: frozenset[Grant] = frozenset()
    rcues: frozenset[Grant] = frozenset()

    @classmethod
    def none(cls) -> Self:
        """What the rules alone give."""
        return cls()

    def granted_ues(self, course: Course) -> NDArray[np.bool_]:
        """(students, competences, years, 2).

        Raises:
            UnusableInputError: a grant is about a person or a UE that this jury does not judge.
        """
        cube = np.zeros(course.attended.shape, bool)
        for row, place in _places(course, self.ues):
            cube[(row, *place)] = True
        return cube

    def granted_rcues(self, course: Course) -> NDArray[np.bool_]:
        """(students, competences, years).

        Raises:
            UnusableInputError: a grant is about a person or a RCUE that this jury does not judge.
        """
        cube = np.zeros(course.past.rcue_codes.shape, bool)
        for row, place in _places(course, self.rcues):
            cube[row, place.competence, place.year] = True
        return cube


def _places(course: Course, grants: Iterable[Grant]) -> Iterable[tuple[int, Place]]:
    rows = {student.nip: row for row, student in enumerate(course.students)}
    for nip, semester, competence in grants:
        place = course.syllabus.place(semester, competence)
        if nip not in rows or place is None or place.semester > course.semester:
            message = _(
                "Ce jury n’a rien à accorder à l’étudiant {nip} en S{semester} pour « {competence} » : "
                "vérifier le NIP, le semestre et la compétence."
            )
            raise UnusableInputError(message.format(nip=nip, semester=semester, competence=competence))
        yield rows[nip], place
