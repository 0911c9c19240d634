# SPDX-License-Identifier: EUPL-1.2
"""A promotion's table: students × UE and modules, each with what the rules propose.

Nothing is worded here: a table of hundreds of students reads arrays, the sentences wait until a figure is
opened.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from delibere.calculation.averages import SemesterAverages, semester_mean
from delibere.calculation.evaluations import EMPTY, NUMBER, STATES
from delibere.calculation.local_rules import LocalRules, Ranks
from delibere.calculation.means import AsDecided, Columns
from delibere.calculation.ratios import Index
from delibere.calculation.rounding import shown, value_shown
from delibere.calculation.statistics import Distribution, distribution, ranks
from delibere.curriculum.model import Maquette, Module, Ue
from delibere.foundation.language import _
from delibere.foundation.marks import Reason
from delibere.jury.codes import ACQUIRED, NUMBERED, Code
from delibere.jury.parameters import Parameters
from delibere.jury.proposals import Proposals
from delibere.jury.syllabus import place_of
from delibere.services.records.results import ClassResults
from delibere.store.models import Enrolment


@dataclass(frozen=True, slots=True)
class UeCell:
    """One UE of one student.

    Attributes:
        exact: the average that counts, None without one.
        shown: the same in hundredths as people read it.
        code: proposed.
        below: under the bar.
        provisional: a mark is awaited.
        kept: acquired before this semester (« capitalisée »), or elsewhere.
    """

    exact: Fraction | None
    shown: int | None
    code: Code | None
    below: bool
    provisional: bool
    kept: bool


@dataclass(frozen=True, slots=True)
class ModuleCell:
    """One module of one student.

    Attributes:
        exact: the average, None without one.
        shown: the same in hundredths.
        reason: why there is none, when its marks say so.
        awaited: a mark that counts is missing.
    """

    exact: Fraction | None
    shown: int | None
    reason: Reason | None
    awaited: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One student.

    Attributes:
        mean, rank: the indicative mean in hundredths and the rank by it; None unless the local rule shows.
    """

    enrolment: Enrolment
    ues: tuple[UeCell, ...]
    modules: tuple[ModuleCell, ...]
    mean: int | None = None
    rank: int | None = None

    @property
    def acquired(self) -> int:
        """How many of its UE are."""
        return sum(cell.code in ACQUIRED for cell in self.ues)

    @property
    def provisional(self) -> bool:
        """A UE waits for a mark."""
        return any(cell.provisional for cell in self.ues)


@dataclass(frozen=True, slots=True)
class SemesterTable:
    """A promotion, or one of its groups, at a glance.

    Attributes:
        lines: the people present, in the order of lists.
        distributions: by UE code and by Apogée code of the modules; of the lines above whose figure is not
            provisional; None where fewer than the local size have one.
        left: those who resigned or defaulted, out of every computation.
        bar: of a UE, and the rules in force.
    """

    ues: tuple[Ue, ...]
    modules: tuple[Module, ...]
    lines: tuple[Line, ...]
    distributions: Mapping[str, Distribution | None]
    left: tuple[Enrolment, ...]
    parameters: Parameters
    rules: LocalRules


def semester_table(found: ClassResults, group: int | None = None) -> SemesterTable:
    """Lay out the results of a promotion.

    Args:
        found: its results.
        group: key of a group, None for everybody.
    """
    read, proposals = found.semesters[-1], found.results.proposals
    course = proposals.course
    rows = np.flatnonzero(course.rows[-1] >= 0)
    people = {one.student.nip: one for one in read.enrolments}
    everyone = [people[course.students[row].nip] for row in rows.tolist()]
    cells = zip(everyone, _ue_cells(proposals, rows), _module_cells(proposals, rows), strict=True)
    lines = with_ranks([Line(*line) for line in cells], read.maquette.ues, course.rules)
    kept = tuple(line for line in lines if group is None or group in _groups(line.enrolment))
    return SemesterTable(
        ues=read.maquette.ues,
        modules=read.maquette.modules,
        lines=kept,
        distributions=dict(_distributions(read.maquette, kept, course.rules.shown_from)),
        left=tuple(one for one in found.left if group is None or group in _groups(one)),
        parameters=proposals.parameters,
        rules=course.rules,
    )


def _groups(enrolment: Enrolment) -> set[int]:
    return {membership.group_id for membership in enrolment.group_memberships.all()}


def _ue_cells(proposals: Proposals, rows: Index) -> Iterator[tuple[UeCell, ...]]:
    course, law, maquette = proposals.course, proposals.parameters, proposals.course.followed[-1].maquette
    competences = course.syllabus.competences
    places = [place_of(competences, maquette.semester, ue.competence) for ue in maquette.ues]
    columns = np.array([place.column for place in places])
    means = Columns(course.ues, columns)
    figures = shown(means, (law.rcue_floor, law.ue_bar, law.rcue_bar), course.rules.rounding)[rows]
    cubes = (proposals.ue_codes, proposals.means.ue_at_bar, course.awaited, proposals.how.before)
    flat = [cube.reshape(len(course.students), -1)[np.ix_(rows, columns)].tolist() for cube in cubes]
    for line in zip(means.exact_rows(rows), figures.tolist(), *flat, strict=True):
        yield tuple(_ue_cell(*cell) for cell in zip(*line, strict=True))


def _ue_cell(
    exact: Fraction | None, figure: int, code: int, at_bar: object, awaited: object, before: object
) -> UeCell:
    known = exact is not None
    return UeCell(
        exact, figure if known else None, NUMBERED[code], known and not at_bar, bool(awaited), bool(before)
    )


def _module_cells(proposals: Proposals, rows: Index) -> Iterator[tuple[ModuleCell, ...]]:
    averages = proposals.course.followed[-1]
    own = proposals.course.rows[-1][rows]
    figures = shown(averages.modules, (), averages.rules.rounding)[own].tolist()
    late = [any(line) for line in averages.provisional.tolist()]
    positions = _positions(averages)
    for row, exact, line in zip(own.tolist(), averages.modules.exact_rows(own), figures, strict=True):
        awaited = {one.module for one in averages.missing(row)} if late[row] else frozenset()
        yield tuple(
            ModuleCell(value, figure, None, module.apogee in awaited)
            if value is not None
            else ModuleCell(None, None, _reason(averages, row, columns), module.apogee in awaited)
            for value, figure, module, columns in zip(
                exact, line, averages.maquette.modules, positions, strict=True
            )
        )


def _positions(averages: SemesterAverages) -> list[list[int]]:
    """Module by module, the columns of its evaluations."""
    found: dict[str, list[int]] = {module.apogee: [] for module in averages.maquette.modules}
    for column, evaluation in enumerate(averages.table.evaluations):
        found[evaluation.module].append(column)
    return list(found.values())


def _reason(averages: SemesterAverages, row: int, columns: Sequence[int]) -> Reason | None:
    """Why a module has no average: what its marks hold instead of numbers."""
    states = (int(averages.table.states[row, column]) for column in columns)
    return next((STATES[state] for state in states if state not in {NUMBER, EMPTY}), None)


def with_ranks(lines: Sequence[Line], ues: Sequence[Ue], rules: LocalRules) -> list[Line]:
    """The indicative mean and the rank, where the local rule shows them; nothing provisional is ranked."""
    if rules.ranks is Ranks.HIDDEN:
        return list(lines)
    exact = AsDecided([[cell.exact for cell in line.ues] for line in lines], [ue.code for ue in ues])
    means = semester_mean(exact, [Fraction(ue.ects) for ue in ues], _("moyenne indicative")).fractions(0)
    settled = [None if line.provisional else mean for line, mean in zip(lines, means, strict=True)]
    places = ranks(settled, rules.shown_from)
    return [
        replace(line, mean=None if mean is None else value_shown(mean, (), rules.rounding), rank=place)
        for line, mean, place in zip(lines, means, places, strict=True)
    ]


def _distributions(
    maquette: Maquette, lines: Sequence[Line], shown_from: int
) -> Iterator[tuple[str, Distribution | None]]:
    for column, ue in enumerate(maquette.ues):
        cells = [line.ues[column] for line in lines]
        values = [c.exact for c in cells if c.exact is not None and not c.provisional]
        yield ue.code, distribution(values, shown_from)
    for column, module in enumerate(maquette.modules):
        found = [exact for line in lines if (exact := line.modules[column].exact) is not None]
        yield module.apogee, distribution(found, shown_from)
