# SPDX-License-Identifier: EUPL-1.2
"""From the figures of a class to what its bulletins say: what all share, apart from what each has."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from delibere.documents.bulletin.classes import class_values
from delibere.documents.bulletin.figures import ClassFigures
from delibere.documents.bulletin.heights import Heights, heights
from delibere.documents.bulletin.setting import BulletinSetting
from delibere.documents.bulletin.situations import situation
from delibere.documents.bulletin.students import name_lines, notes, student_values
from delibere.documents.dates import page_mark
from delibere.documents.typesetting import Json, fingerprint, short_fingerprint
from delibere.documents.typesetting.batches import BATCH
from delibere.documents.typesetting.measures import lines_of
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.people import Student
from delibere.jury.proposals import Proposals

TEMPLATE = "bulletin/bulletin.typ"
_TEXT_WIDTH = 480.0
"""Points."""


class Bulletins:
    """The bulletins of a class, in the order of lists."""

    def __init__(self, proposals: Proposals, semester: int, setting: BulletinSetting) -> None:
        """`proposals`: of this semester, or of the year it belongs to."""
        self._figures, self._setting = ClassFigures.of(proposals, semester), setting

    @property
    def students(self) -> tuple[Student, ...]:
        """Who gets one."""
        return tuple(person.student for person in self._figures.people)

    @property
    def template(self) -> str:
        """What typesets them."""
        return TEMPLATE

    def batches(self, size: int = BATCH) -> Iterator[Json]:
        """Values of a few bulletins at a time: one file each."""
        for start in range(0, len(self.students), size):
            yield self._data(range(start, min(start + size, len(self.students))))

    def one(self, nip: str) -> Json:
        """The values of one student's.

        Raises:
            UnusableInputError: nobody has this number.
        """
        for at, student in enumerate(self.students):
            if student.nip == nip:
                return self._data([at])
        raise UnusableInputError(_("Aucun étudiant n’a le NIP « {nip} » dans ce semestre.").format(nip=nip))

    def _data(self, places: Sequence[int]) -> Json:
        return {"class": self._class, "students": [self._student(at) for at in places]}

    def _student(self, at: int) -> Json:
        values = student_values(self._figures, at, self._setting, self._sentences[at])
        values["notes"] = notes(self._figures, at, self._setting)
        digest = short_fingerprint(fingerprint(self._class, values))
        pages = 1 if self._heights.together or not self._setting.full else 1 + len(self._heights.chunks)
        values["feet"] = [
            _("Empreinte {digest} · {page}").format(digest=digest, page=page_mark(page, pages))
            for page in range(1, pages + 1)
        ]
        return values

    @cached_property
    def _class(self) -> dict[str, Json]:
        return class_values(self._figures, self._setting, self._heights)

    @cached_property
    def _sentences(self) -> list[list[str]]:
        columns = range(len(self._figures.averages.maquette.ues))
        return [
            [situation(self._figures, at, column) for column in columns] for at in range(len(self.students))
        ]

    @cached_property
    def _heights(self) -> Heights:
        by_ue = [list(dict.fromkeys(own)) for own in zip(*self._sentences, strict=True)]
        decisions = self._setting.decisions.values()
        return heights(
            self._figures.averages.maquette,
            by_ue or [[] for _ue in self._figures.averages.maquette.ues],
            names=max((name_lines(student.name) for student in self.students), default=1),
            provisional=bool(self._figures.provisional.any()),
            decided=max((lines_of(text, _TEXT_WIDTH, 8.5) for text in decisions), default=0),
        )
