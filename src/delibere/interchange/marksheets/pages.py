# SPDX-License-Identifier: EUPL-1.2
"""What each sheet of a workbook to fill shows, before any ink."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from delibere.calculation.evaluations import Evaluation, Kind, MarkTable
from delibere.curriculum.model import Module
from delibere.foundation.language import _
from delibere.foundation.marks import Mark
from delibere.foundation.numbers import french_minimal
from delibere.interchange.marksheets.plans import BONUS, Layout, SheetPlan
from delibere.interchange.marksheets.slots import Bounds

BONUS_BOUNDS = Bounds(Decimal(0), Decimal(20))
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column to fill.

    Attributes:
        heading: what the reader finds it by.
        captions: lines above the heading, in the order of Page.labels.
        letters: whether the letters of an absence are allowed.
        marks: what is filled already, one for each student.
    """

    heading: str
    captions: tuple[str, ...]
    bounds: Bounds
    letters: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to fill; `labels` name the captions of its columns."""

    name: str
    title: str
    subtitle: str
    labels: tuple[str, ...]
    columns: tuple[Column, ...]


def pages(
    plan: SheetPlan,
    layout: Layout,
    marks: MarkTable | None,
    bonus_marks: Sequence[Sequence[Decimal | None]] | None,
) -> list[Page]:
    """The sheets of a layout, then that of the bonus where there is one."""
    columns = {e.key: _column(plan, e, _filled(plan, marks, k)) for k, e in enumerate(plan.evaluations)}
    found = _by_module(plan, columns) if layout is Layout.MODULES else [_single(plan, columns)]
    return [*found, *([_bonus(plan, bonus_marks)] if plan.bonus_names else [])]


def class_name(plan: SheetPlan) -> str:
    """« S3 · FI · OSC · 2023-2024 »."""
    return f"{plan.maquette.name} · {plan.academic_year}"


def kind_name(kind: Kind) -> str:
    """The nature of an evaluation, as people call it."""
    return {
        Kind.NORMAL: _("normale"),
        Kind.RATTRAPAGE: _("rattrapage"),
        Kind.SECOND_SESSION: _("seconde session"),
        Kind.BONUS: _("bonus"),
        Kind.MALUS: _("malus"),
    }[kind]


def _by_module(plan: SheetPlan, columns: dict[str, Column]) -> Iterator[Page]:
    for module in plan.maquette.modules:
        evaluations = plan.of(module)
        if evaluations:
            yield Page(
                _FORBIDDEN.sub("-", plan.code(module))[:31],
                f"{plan.code(module)} · {module.title}",
                f"{class_name(plan)} · {module.apogee} · {_fed(module)}",
                _labels(),
                tuple(columns[evaluation.key] for evaluation in evaluations),
            )


def _single(plan: SheetPlan, columns: dict[str, Column]) -> Page:
    return Page(_("Notes"), _("Notes"), class_name(plan), _labels(), tuple(columns.values()))


def _bonus(plan: SheetPlan, bonus_marks: Sequence[Sequence[Decimal | None]] | None) -> Page:
    empty: tuple[Mark, ...] = (None,) * len(plan.students)
    columns = tuple(
        Column(
            f"{BONUS} / {name}",
            (french_minimal(BONUS_BOUNDS.highest),),
            BONUS_BOUNDS,
            letters=False,
            marks=tuple(row[k] for row in bonus_marks) if bonus_marks else empty,
        )
        for k, name in enumerate(plan.bonus_names)
    )
    return Page(BONUS, _("Bonus local"), class_name(plan), (_("Sur"),), columns)


def _labels() -> tuple[str, ...]:
    return _("Nature"), _("Date"), _("Note sur"), _("Coefficient"), _("Poids")


def _column(plan: SheetPlan, evaluation: Evaluation, marks: tuple[Mark, ...]) -> Column:
    captions = (
        kind_name(evaluation.kind),
        evaluation.held_on.strftime("%d/%m/%Y") if evaluation.held_on else "–",
        french_minimal(evaluation.scale),
        "–" if evaluation.kind in {Kind.BONUS, Kind.MALUS} else french_minimal(evaluation.coefficient),
        _weights(evaluation),
    )
    return Column(plan.heading(evaluation), captions, Bounds.of(evaluation), letters=True, marks=marks)


def _filled(plan: SheetPlan, marks: MarkTable | None, column: int) -> tuple[Mark, ...]:
    return tuple(marks.mark(row, column) if marks else None for row in range(len(plan.students)))


def _weights(evaluation: Evaluation) -> str:
    named = [f"{ue} {french_minimal(weight)}" for ue, weight in evaluation.weights.items()]
    return _("{ues}, sinon 1").format(ues=", ".join(named)) if named else _("1 partout")


def _fed(module: Module) -> str:
    fed = [f"{ue} {french_minimal(value)}" for ue, value in module.coefficients.items() if value]
    return _("alimente {ues}").format(ues=", ".join(fed)) if fed else _("sans coefficient")
