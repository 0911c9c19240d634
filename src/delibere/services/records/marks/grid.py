# SPDX-License-Identifier: EUPL-1.2
"""The grid of one module, or of the local bonus: students × evaluations, read in a few queries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from delibere.curriculum.model import Module
from delibere.foundation.marks import Reason
from delibere.services.records.evaluations import LOCAL_BONUS
from delibere.services.records.maquettes import maquette_in_force
from delibere.services.records.marks.asked import Standing
from delibere.services.records.marks.averages import ModuleFigure, module_averages
from delibere.services.records.marks.cells import Cell
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
    """One evaluation, and how many of the marks asked for are there."""

    evaluation: Evaluation
    locked: bool
    done: int
    asked: int


@dataclass(frozen=True, slots=True)
class Grid:
    """What the page shows.

    Attributes:
        module: None for the local bonus, or when the maquette no longer has it.
        groups: all those of the promotion; `group`: the one that is shown, None for everybody.
        explained: some evaluation was unlocked: its marks change with a reason.
    """

    module: Module | None
    groups: tuple[Group, ...]
    group: Group | None
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    averaged: bool
    explained: bool

    @property
    def done(self) -> int:
        """Marks that are there."""
        return sum(column.done for column in self.columns)

    @property
    def asked(self) -> int:
        """Marks asked for."""
        return sum(column.asked for column in self.columns)


def module_of(promotion: Promotion, code: str) -> Module | None:
    """The module of this Apogée code in the maquette in force."""
    maquette = maquette_in_force(promotion)
    return next((one for one in maquette.modules if one.apogee == code), None) if maquette else None


def grid_of(promotion: Promotion, module: str, group: Group | None = None) -> Grid:
    """The grid of a module (or of LOCAL_BONUS), evaluations in the order of dates; nine queries."""
    evaluations = tuple(promotion.evaluations.filter(module=module).select_related("group"))
    people = [one for one in people_of(promotion) if group is None or group.pk in Standing.of(one).groups]
    maquette = maquette_in_force(promotion)
    figures = module_averages(promotion, maquette, module, evaluations, people)
    groups = tuple(Group.objects.filter(partition__promotion=promotion).order_by("partition", "name"))
    names = {one.pk: one.name for one in groups}
    rows = tuple(_rows(evaluations, people, figures, names))
    return Grid(
        next((one for one in maquette.modules if one.apogee == module), None) if maquette else None,
        groups,
        group,
        tuple(
            _column(evaluation, [row.cells[k] for row in rows]) for k, evaluation in enumerate(evaluations)
        ),
        rows,
        bool(evaluations) and module != LOCAL_BONUS and maquette is not None,
        any(one.unlocked_at is not None and one.locked_at is None for one in evaluations),
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


def _column(evaluation: Evaluation, cells: Sequence[GridCell]) -> GridColumn:
    """A mark that is still awaited (ATT) is not there."""
    asked = [cell for cell in cells if not cell.closed]
    done = sum(cell.text not in {"", Reason.ATT} for cell in asked)
    return GridColumn(evaluation, evaluation.state is EvaluationState.LOCKED, done, len(asked))
