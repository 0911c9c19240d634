# SPDX-License-Identifier: EUPL-1.2
"""The minutes as a sheet: a row per student, the UE and RCUE of each competence, notes told by letters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from delibere.curriculum.model import Ue
from delibere.foundation.language import _
from delibere.foundation.people import Student
from delibere.interchange.jury_sessions import LineResult, StudentResult
from delibere.jury.deciding import Key
from delibere.jury.judged import JudgedClass
from delibere.jury.outcomes import Subject
from delibere.services.records.juries.minutes import Minutes


@dataclass(frozen=True, slots=True)
class Column:
    """One column: « UE31 », « RCUE ». `first`: of its competence."""

    label: str
    key: Key
    first: bool


@dataclass(frozen=True, slots=True)
class Competence:
    """A competence above its columns."""

    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One student. `letter`: of the note below the sheet, empty without one; `elsewhere`: earlier years."""

    number: int
    student: Student
    result: StudentResult
    cells: tuple[tuple[Column, LineResult | None], ...]
    letter: str
    elsewhere: tuple[LineResult, ...]

    @property
    def exceptional(self) -> bool:
        """Not simply ADM: darker on paper."""
        year = self.result.year
        return bool(self.letter) or year is None or year.code != "ADM"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One class."""

    name: str
    competences: tuple[Competence, ...]
    rows: tuple[Row, ...]

    @property
    def columns(self) -> int:
        """How many figures a row has."""
        return sum(len(one.columns) for one in self.competences)


@dataclass(frozen=True, slots=True)
class Note:
    """What the jury chose about one student, with its reasons."""

    letter: str
    name: str
    sentences: tuple[str, ...]


def sheets(minutes: Minutes) -> tuple[list[Sheet], list[Note]]:
    """The classes of a session, and the notes under them."""
    chosen = [result for result in minutes.results if any(line.choice for line in result.lines)]
    letters = {result.nip: _letter(place) for place, result in enumerate(chosen)}
    found = [_sheet(judged, minutes.results, letters) for judged in minutes.record.classes]
    return found, [Note(letters[one.nip], one.name, tuple(_sentences(one))) for one in chosen]


def _letter(place: int) -> str:
    """In the order a, b… z, aa, ab."""
    rest, last = divmod(place, 26)
    return (_letter(rest - 1) if rest else "") + ascii_lowercase[last]


def _sheet(judged: JudgedClass, results: Sequence[StudentResult], letters: dict[str, str]) -> Sheet:
    competences = tuple(_competences(judged))
    columns = [column for one in competences for column in one.columns]
    mine = [result for result in results if result.slug == judged.slug]
    people = {student.nip: student for one in judged.semesters for student in one.table.students}
    rows = (
        _row((number, people[one.nip], letters.get(one.nip, "")), one, columns)
        for number, one in enumerate(mine, 1)
    )
    return Sheet(judged.slug.upper().replace("-", " · "), competences, tuple(rows))


def _row(who: tuple[int, Student, str], result: StudentResult, columns: Sequence[Column]) -> Row:
    lines = {line.key: line for line in result.lines}
    number, student, letter = who
    cells = tuple((column, lines.get(column.key)) for column in columns)
    return Row(number, student, result, cells, letter, tuple(line for line in result.lines if line.earlier))


def _competences(judged: JudgedClass) -> Iterator[Competence]:
    taught = [(one.maquette.semester, ue) for one in judged.semesters for ue in one.maquette.ues]
    for competence in dict.fromkeys(ue.competence for _semester, ue in taught):
        mine = [(semester, ue) for semester, ue in taught if ue.competence == competence]
        yield Competence(mine[0][1].title, tuple(_columns(competence, mine)))


def _columns(competence: str, ues: Sequence[tuple[int, Ue]]) -> Iterator[Column]:
    for place, (semester, ue) in enumerate(ues):
        yield Column(ue.code, (Subject.UE, semester, competence), place == 0)
    if len(ues) == 2:
        yield Column(_("RCUE"), (Subject.RCUE, ues[1][0], competence), first=False)


def _sentences(result: StudentResult) -> Iterator[str]:
    """« RCUE UE33 + UE43 : ADJ. progression constante »; what follows NAR and RED."""
    for line in result.lines:
        if line.choice is None:
            continue
        said = [f"{line.label} : {line.code}"]
        if line.choice.points is not None:
            said.append(_("{points} points de jury").format(points=str(line.choice.points).replace(".", ",")))
        yield ", ".join(said) + f". {line.choice.motive}"
        if line.choice.guidance:
            yield _("Orientation conseillée : {text}").format(text=line.choice.guidance)
        if line.choice.hearing:
            yield _("Audition : {text}").format(text=line.choice.hearing)
        if line.choice.director:
            yield _("Décision du directeur : {text}").format(text=line.choice.director)
