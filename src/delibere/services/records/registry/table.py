# SPDX-License-Identifier: EUPL-1.2
"""The neutral table: student, element, mark, scale, result. No registry's format is known here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.averages import SemesterAverages, semester_mean
from delibere.calculation.local_rules import Rounding
from delibere.calculation.rounding import shown, value_shown
from delibere.foundation.language import _
from delibere.foundation.marks import Reason
from delibere.foundation.people import Student
from delibere.jury.codes import Code
from delibere.jury.outcomes import Outcome, Subject
from delibere.jury.parameters import Parameters
from delibere.services.records.past import past_of
from delibere.services.records.registry.codes import Element, codes_of, elements_of
from delibere.services.records.registry.settings import ElementKind, RegistrySettings
from delibere.services.records.results import class_results
from delibere.store.models import EnrolmentStatus, Promotion

SCALE = Decimal(20)
_LEFT = {EnrolmentStatus.RESIGNED: Code.DEM, EnrolmentStatus.DEFAULTING: Code.DEF}
Decided = Mapping[tuple[str, Subject, int, str | None], Outcome]
"""By student's number, subject, semester, competence: what a jury decided that year."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is told of one student for one element.

    Attributes:
        mark: in hundredths, or a text mark (« ABI »); None when there is none to tell.
        scale: of the mark; None without one.
        result: the registry's code of what a jury decided; None when nothing was decided.
        withheld: why there is no mark or no result, in French; empty when there is nothing to say.
    """

    student: Student
    element: Element
    mark: Decimal | str | None = None
    scale: Decimal | None = None
    result: str | None = None
    withheld: str = ""


def table_of(promotion: Promotion, settings: RegistrySettings) -> tuple[Line, ...]:
    """Every element of a promotion, for everybody in it: marks that are final, codes that were decided.

    A proposal is never told: where no jury decided, there is no result.

    Raises:
        UnusableInputError: its maquette is no longer published.
    """
    read = class_results(promotion)
    averages, marks = read.results.semesters[-1], read.semesters[-1]
    codes = codes_of(promotion.department, promotion.year).get(promotion.slug, {})
    elements = elements_of(marks.maquette, codes)
    keys = [one.student_id for one in (*marks.enrolments, *read.left)]
    decided = _decided(past_of(keys), promotion.academic_year.start)
    maker = _Maker(averages, settings, decided, _marks_shown(averages, promotion))
    present = (
        maker.line(row, student, element)
        for row, student in enumerate(averages.table.students)
        for element in elements
    )
    gone = (
        _left_line(one.student.identity, element, _LEFT[EnrolmentStatus(one.status)], settings)
        for one in read.left
        for element in elements
    )
    return (*present, *gone)


def _decided(outcomes: tuple[Outcome, ...], year: int) -> Decided:
    """Of two decisions of a year about one thing, the later supersedes."""
    return {
        (one.nip, one.subject, one.semester, one.competence): one
        for one in outcomes
        if one.academic_year.start == year and one.code is not None
    }


def _marks_shown(averages: SemesterAverages, promotion: Promotion) -> NDArray[np.int64]:
    """UE in hundredths, on their side of the bar."""
    bar = Parameters.at(promotion.academic_year.last_day).ue_bar
    return shown(averages.ues, (bar,), averages.rules.rounding)


def _left_line(student: Student, element: Element, fact: Code, settings: RegistrySettings) -> Line:
    """Who resigned or defaulted: a recorded fact stands for every mark and every result."""
    has_mark = element.kind in {ElementKind.MODULE, ElementKind.UE}
    result = None if element.kind is ElementKind.MODULE else settings.results.get(fact)
    return Line(student, element, fact.value if has_mark else None, SCALE if has_mark else None, result)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the lines of those present."""

    averages: SemesterAverages
    settings: RegistrySettings
    decided: Decided
    ues: NDArray[np.int64]

    def line(self, row: int, student: Student, element: Element) -> Line:
        match element.kind:
            case ElementKind.MODULE:
                return self._module(row, student, element)
            case ElementKind.UE:
                return self._ue(row, student, element)
            case ElementKind.SEMESTER:
                return self._semester(row, student, element)
            case ElementKind.YEAR:
                return self._year(student, element)

    def _module(self, row: int, student: Student, element: Element) -> Line:
        modules = self.averages.maquette.modules
        place = next(i for i, module in enumerate(modules) if module.apogee == element.subject)
        awaited = sum(one.pn == modules[place].pn for one in self.averages.missing(row))
        if awaited:
            return Line(student, element, withheld=_("une note manque encore"))
        word = self._word(row, element.subject)
        if word is not None:
            return Line(student, element, word or None, SCALE if word else None)
        if not self.averages.modules.known[row, place]:
            return Line(student, element, withheld=_("aucune note"))
        value = self.averages.modules.exact(row, place)
        return Line(
            student, element, _hundredths(value_shown(value or Fraction(0), (), self._rounding)), SCALE
        )

    def _word(self, row: int, module: str) -> str | None:
        """What is written of a module where no mark is a number; None when one is."""
        table = self.averages.table
        held = {
            table.mark(row, column) for column, test in enumerate(table.evaluations) if test.module == module
        } - {None}
        if not held or not all(isinstance(mark, Reason) for mark in held):
            return None
        if held == {Reason.DIS}:
            return self.settings.dispensed
        if held <= {Reason.ABJ, Reason.EXC, Reason.DIS}:
            return self.settings.excused
        return (self.settings.absent or None) if held == {Reason.ABI} else None

    def _ue(self, row: int, student: Student, element: Element) -> Line:
        ues = self.averages.maquette.ues
        place = next(i for i, ue in enumerate(ues) if ue.code == element.subject)
        competence, semester = ues[place].competence, self.averages.maquette.semester
        outcome = self.decided.get((student.nip, Subject.UE, semester, competence))
        if outcome is not None:
            given = outcome.mark
            mark = None if given is None else _hundredths(value_shown(given, (), self._rounding))
            return self._with_result(Line(student, element, mark, mark and SCALE), outcome)
        undecided = _("le jury n’a pas décidé")
        if self.averages.provisional[row, place]:
            return Line(student, element, withheld=_("moyenne provisoire"))
        if not self.averages.ues.known[row, place]:
            return Line(student, element, withheld=undecided)
        return Line(student, element, _hundredths(int(self.ues[row, place])), SCALE, withheld=undecided)

    def _semester(self, row: int, student: Student, element: Element) -> Line:
        credits_ = [Fraction(ue.ects) for ue in self.averages.maquette.ues]
        mean = semester_mean(self.averages.ues, credits_, element.label).exact(row, 0)
        if mean is None:
            return Line(student, element, withheld=_("une UE n’a pas de moyenne"))
        if self.averages.provisional[row].any():
            return Line(student, element, withheld=_("moyenne provisoire"))
        return Line(student, element, _hundredths(value_shown(mean, (), self._rounding)), SCALE)

    def _year(self, student: Student, element: Element) -> Line:
        key = (student.nip, Subject.YEAR, self.averages.maquette.semester, None)
        outcome = self.decided.get(key)
        if outcome is None:
            return Line(student, element, withheld=_("le jury n’a pas décidé"))
        return self._with_result(Line(student, element), outcome)

    def _with_result(self, line: Line, outcome: Outcome) -> Line:
        code = self.settings.results.get(outcome.code) if outcome.code else None
        why = "" if code else _("{code} n’a pas de code dans les réglages de la scolarité")
        return Line(line.student, line.element, line.mark, line.scale, code, why.format(code=outcome.code))

    @property
    def _rounding(self) -> Rounding:
        return self.averages.rules.rounding


def _hundredths(value: int) -> Decimal:
    return Decimal(value).scaleb(-2)


def cells_of(line: Line) -> Iterator[tuple[str, str]]:
    """What there is to write of a line: (kind of column, text)."""
    if line.mark is not None:
        yield "N", str(line.mark)
    if line.scale is not None:
        yield "B", str(line.scale)
    if line.result is not None:
        yield "R", line.result
