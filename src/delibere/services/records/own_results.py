# SPDX-License-Identifier: EUPL-1.2
"""What a student sees: published marks only, means as of now, never a proposal, never anybody else."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from delibere.calculation.averages import SemesterAverages
from delibere.calculation.explanation import Explanation
from delibere.calculation.means import Means
from delibere.calculation.needed import Standing, needed_in_module, open_modules, ue_with
from delibere.calculation.rounding import explained, value_passes, value_shown
from delibere.curriculum.model import Module, Ue
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.jury.parameters import Parameters
from delibere.services.records.local_rules import local_rules_of
from delibere.services.records.results import ClassMarks, averages_of, marks_of
from delibere.store.models import Enrolment, Evaluation, Mark, Student

NEW_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PublishedMark:
    """One mark the student may see.

    Attributes:
        new: published within the last seven days.
    """

    evaluation: Evaluation
    module: Module | None
    text: str
    new: bool


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """One average.

    Attributes:
        shown: hundredths as people read them, None when nothing is counted yet.
        reached: at the bar or over; None for a module, which has no bar.
        missing: how many marks it still waits for; more than 0 makes it provisional.
        explanation: down to the marks.
    """

    code: str
    title: str
    shown: int | None
    reached: bool | None
    missing: int
    explanation: Explanation


@dataclass(frozen=True, slots=True)
class OwnSemester:
    """One semester of one student, as of a moment.

    Attributes:
        taught: its UE, as the maquette has them.
        latest: published marks, the newest first.
        open: UE code → modules that still wait for a mark there.
    """

    enrolment: Enrolment
    taught: tuple[Ue, ...]
    ues: tuple[OwnFigure, ...]
    modules: tuple[OwnFigure, ...]
    latest: tuple[PublishedMark, ...]
    missing: int
    open: tuple[tuple[Ue, tuple[Module, ...]], ...]


def own_semesters(student: Student, now: datetime) -> list[OwnSemester]:
    """Every semester the student is enrolled in, the newest first."""
    enrolments = student.enrolments.select_related("student", "promotion__department")
    found = enrolments.prefetch_related("group_memberships", "exemptions")
    newest = found.order_by("-promotion__year", "-promotion__slug")
    return [semester for one in newest if (semester := _semester(one, now)) is not None]


def _semester(enrolment: Enrolment, now: datetime) -> OwnSemester | None:
    try:
        read = marks_of(enrolment.promotion, now, [enrolment])
    except UnusableInputError:
        return None
    averages = _averages(read)
    missing = averages.missing(0)
    bar = Parameters.at(enrolment.promotion.academic_year.last_day).ue_bar
    return OwnSemester(
        enrolment,
        read.maquette.ues,
        tuple(
            _figure(averages, averages.ues, place, ue.code, ue.title, bar)
            for place, ue in enumerate(read.maquette.ues)
        ),
        tuple(
            _figure(averages, averages.modules, place, module.pn, module.title, None)
            for place, module in enumerate(read.maquette.modules)
            if module.coefficient
        ),
        _latest(read, enrolment, now),
        len(missing),
        tuple(_open(read)),
    )


def _averages(read: ClassMarks) -> SemesterAverages:
    rules = local_rules_of(read.promotion.department).at(read.promotion.academic_year.last_day)
    return averages_of(read, rules)


def _figure(
    averages: SemesterAverages, means: Means, place: int, code: str, title: str, bar: Fraction | None
) -> OwnFigure:
    value, rounding = means.exact(0, place), averages.rules.rounding
    bars = () if bar is None else (bar,)
    waits = [one for one in averages.missing(0) if code in (one.pn, *one.ues)]
    return OwnFigure(
        code,
        title,
        None if value is None else value_shown(value, bars, rounding),
        None if bar is None or value is None else value_passes(value, bar, rounding),
        len(waits),
        explained(means.terms(0, place), bars, rounding),
    )


def _latest(read: ClassMarks, enrolment: Enrolment, now: datetime) -> tuple[PublishedMark, ...]:
    modules = {module.apogee: module for module in read.maquette.modules}
    evaluations = {one.pk: one for one in (*read.evaluations, *read.bonus)}
    marks = Mark.objects.filter(enrolment=enrolment, evaluation__in=evaluations)
    found = [
        PublishedMark(one, modules.get(one.module), mark.text, now - _published(one, now) < NEW_FOR)
        for mark in marks
        if mark.text
        for one in [evaluations[mark.evaluation_id]]
    ]
    return tuple(sorted(found, key=lambda mark: _published(mark.evaluation, now), reverse=True))


def _published(evaluation: Evaluation, now: datetime) -> datetime:
    return evaluation.publish_at or evaluation.locked_at or now


def _open(read: ClassMarks) -> list[tuple[Ue, tuple[Module, ...]]]:
    modules = {module.apogee: module for module in read.maquette.modules}
    waiting = [
        (ue, tuple(modules[code] for code in open_modules(read.maquette, read.table, ue.code)))
        for ue in read.maquette.ues
    ]
    return [(ue, found) for ue, found in waiting if found]


def worth_asking(semester: OwnSemester) -> tuple[str, str] | None:
    """The UE and the module to begin « Et si… » with: a UE under its bar if one waits, else the first."""
    reached = {figure.code: figure.reached for figure in semester.ues}
    pairs = [(ue.code, module.apogee) for ue, modules in semester.open for module in modules]
    return min(pairs, key=lambda pair: reached[pair[0]] is not False, default=None)


@dataclass(frozen=True, slots=True)
class Needed:
    """What it takes, and what a mark would do; all figures in hundredths.

    Attributes:
        mark: out of 20; None when out of reach with this module alone.
        now: the UE as it is; None without any mark.
        trial: a mark somebody wonders about; `then`: what the UE would be with it.
    """

    ue: Ue
    module: Module
    mark: int | None
    now: int | None
    trial: Fraction
    then: int | None


def needed(
    enrolment: Enrolment, ue_code: str, module_code: str, trial: Fraction | None, now: datetime
) -> Needed:
    """The mark still needed in a module for a UE to pass, with what is published now; nothing is written.

    Args:
        enrolment: whose.
        ue_code: « UE31 ».
        module_code: Apogée code of a module that this UE waits for.
        trial: a mark out of 20 to try; None tries the one that is needed, or 20.
        now: what is published then is counted.

    Raises:
        UnusableInputError: this UE waits for nothing in this module.
    """
    read = marks_of(enrolment.promotion, now, [enrolment])
    waiting = {(ue.code, one.apogee): (ue, one) for ue, modules in _open(read) for one in modules}
    if (ue_code, module_code) not in waiting:
        raise UnusableInputError(_("Cette UE n’attend aucune note dans ce module."))
    ue, module = waiting[ue_code, module_code]
    day = enrolment.promotion.academic_year.last_day
    rules = local_rules_of(enrolment.promotion.department).at(day)
    standing = Standing(read.maquette, read.table, rules, read.bonus_marks)
    bar = Parameters.at(day).ue_bar

    def shown(value: Fraction | None) -> int | None:
        return None if value is None else value_shown(value, (bar,), rules.rounding)

    mark = needed_in_module(standing, module.apogee, ue.code, bar)
    tried = next(one for one in (trial, mark, Fraction(20)) if one is not None)
    place = read.maquette.ues.index(ue)
    return Needed(
        ue,
        module,
        None if mark is None else int(mark * 100),
        shown(averages_of(read, rules).ues.exact(0, place)),
        tried,
        shown(ue_with(standing, module.apogee, ue.code, tried)),
    )
