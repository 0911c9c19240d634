# SPDX-License-Identifier: EUPL-1.2
"""The grid of one module, or of the local bonus: students × evaluations, read in a few queries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from delibere.curriculum.model import Module
from delibere.services.records.completeness.awaited import Awaited
from delibere.services.records.evaluations import LOCAL_BONUS
from delibere.services.records.maquettes import maquette_in_force
from delibere.services.records.marks.asked import Standing
from delibere.services.records.marks.averages import (
    ModuleFigure,
    module_averages,
    module_completeness,
    rules_of,
)
from delibere.services.records.marks.cells import Cell
from delibere.services.records.marks.reasons import sealed_by_jury, why_explained
from delibere.services.records.results import people_of
from delibere.store.models import (
    Enrolment,
    Evaluation,
    EvaluationState,
    Group,
    Mark,
    Promotion,
)

StoredCells = Mapping[Cell, tuple[str, int]]
"""Text and version of the cells that somebody touched."""
NOTHING = ("", 0)
MINUS = "\u2212"
NO_FIGURE = ModuleFigure(None, provisional=False)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell.

    Attributes:
        closed: why nothing is typed there; empty when something may be.
    """

    text: str
    version: int
    closed: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One student."""

    enrolment: Enrolment
    standing: Standing
    groups: str
    cells: tuple[GridCell, ...]
    figure: ModuleFigure


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One evaluation, and how far it has gone."""

    evaluation: Evaluation
    locked: bool
    awaited: Awaited


@dataclass(frozen=True, slots=True)
class Grid:
    """What the page shows.

    Attributes:
        module: None for the local bonus, or when the maquette no longer has it.
        groups: all those of the promotion; `group`: the one that is shown, None for everybody.
        averaged: an average stands beside the marks.
        explained: some marks change with a reason only.
    """

    module: Module | None
    groups: tuple[Group, ...]
    group: Group | None
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    averaged: bool
    explained: bool


def module_of(promotion: Promotion, code: str) -> Module | None:
    """The module of this Apogée code in the maquette in force."""
    maquette = maquette_in_force(promotion)
    return next((one for one in maquette.modules if one.apogee == code), None) if maquette else None


def grid_of(promotion: Promotion, module: str, group: Group | None = None) -> Grid:
    """The grid of a module (or of LOCAL_BONUS), evaluations in the order of dates; fourteen queries."""
    evaluations = tuple(promotion.evaluations.filter(module=module).select_related("group"))
    people = [one for one in people_of(promotion) if group is None or group.pk in Standing.of(one).groups]
    maquette, rules = maquette_in_force(promotion), rules_of(promotion)
    figures = module_averages(maquette, rules, module, evaluations, people)
    groups = tuple(Group.objects.filter(partition__promotion=promotion).order_by("partition", "name"))
    names = {one.pk: one.name for one in groups}
    awaited, sealed = module_completeness(promotion, maquette, rules, evaluations), sealed_by_jury(promotion)
    rows = tuple(_rows(evaluations, people, figures, names))
    return Grid(
        next((one for one in maquette.modules if one.apogee == module), None) if maquette else None,
        groups,
        group,
        tuple(GridColumn(one, one.state is EvaluationState.LOCKED, awaited[one.pk]) for one in evaluations),
        rows,
        bool(evaluations) and module != LOCAL_BONUS and maquette is not None,
        any(one.locked_at is None and why_explained(one, sealed=sealed) for one in evaluations),
    )


def _rows(
    evaluations: Sequence[Evaluation],
    people: Sequence[Enrolment],
    figures: Mapping[int, ModuleFigure],
    names: Mapping[int, str],
) -> Iterator[GridRow]:
    stored = stored_cells([one.pk for one in evaluations])
    for one in people:
        standing = Standing.of(one)
        cells = tuple(
            GridCell(*stored.get((evaluation.pk, one.pk), NOTHING), standing.why_closed(evaluation))
            for evaluation in evaluations
        )
        groups = ", ".join(sorted(names[key] for key in standing.groups))
        yield GridRow(one, standing, groups, cells, figures.get(one.pk, NO_FIGURE))


def stored_cells(evaluations: Sequence[int]) -> StoredCells:
    """Text and version of every cell that somebody touched; no object a row, as there are thousands."""
    marks = Mark.objects.filter(evaluation__in=evaluations)
    return {
        (evaluation, enrolment): (reason if hundredths is None else fixed(hundredths), version)
        for evaluation, enrolment, hundredths, reason, version in marks.values_list(
            "evaluation", "enrolment", "hundredths", "reason", "version"
        )
    }


def fixed(hundredths: int) -> str:
    """« 12,50 »: two decimals, so that commas stand in a column."""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{MINUS if hundredths < 0 else ''}{whole},{rest:02d}"
