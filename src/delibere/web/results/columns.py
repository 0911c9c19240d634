# SPDX-License-Identifier: EUPL-1.2
"""Heads, cells and foot of a semester's table, as the template writes them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from delibere.calculation.statistics import Distribution
from delibere.curriculum.model import Module
from delibere.foundation.language import _
from delibere.foundation.marks import Reason
from delibere.services.records.tables.order import Order
from delibere.services.records.tables.semester import Line, ModuleCell, SemesterTable
from delibere.web.layout.templating import hundredths
from delibere.web.results.asked import Asked
from delibere.web.results.histograms import Histogram, histogram


@dataclass(frozen=True, slots=True)
class Head:
    """One column.

    Attributes:
        key: what sorts by it.
        code, title: for people.
        sort: where its heading leads; `direction`: « ascending », « descending », nothing.
        weight: towards the UE chosen; None when none is chosen.
        first: a group of modules begins here.
    """

    key: str
    code: str
    title: str
    sort: str
    direction: str
    weight: Decimal | None
    distribution: Distribution | None
    histogram: Histogram | None
    first: bool = False

    @property
    def lines(self) -> list[str]:
        """« R3 », « 01 »: a code on two lines, so that eighteen columns stand side by side."""
        return self.code.replace("Portfolio", "PF").split(".", 1)

    @property
    def dim(self) -> bool:
        """It does not feed the UE chosen."""
        return self.weight == 0


def ue_heads(table: SemesterTable, asked: Asked) -> list[Head]:
    """One for each UE."""
    return [_head(table, asked, (ue.code, ue.code, ue.title)) for ue in table.ues]


def module_heads(table: SemesterTable, asked: Asked) -> list[Head]:
    """One for each module, with its coefficient towards the UE chosen."""
    starts = {members[0].apogee for _title, members in blocks(table)}
    return [
        _head(
            table,
            asked,
            (module.apogee, module.pn, module.title),
            weight=module.coefficients[asked.ue] if asked.ue else None,
            first=module.apogee in starts,
        )
        for module in table.modules
    ]


def blocks(table: SemesterTable) -> list[tuple[str, list[Module]]]:
    """Modules under the heading they share."""
    found = groupby(table.modules, key=lambda module: module.block or _("Modules"))
    return [(title, list(members)) for title, members in found]


def _head(
    table: SemesterTable,
    asked: Asked,
    names: tuple[str, str, str],
    *,
    weight: Decimal | None = None,
    first: bool = False,
) -> Head:
    key, code, title = names
    found = table.distributions[key]
    sort = asked.but(tri=asked.order.link(key), ue="")
    return Head(
        key, code, title, sort, direction(asked.order, key), weight, found, histogram(code, found), first
    )


def direction(order: Order, column: str) -> str:
    """The value of `aria-sort`; empty for a column that does not sort."""
    if order.column != column:
        return ""
    return "descending" if order.descending else "ascending"


def module_cells(table: SemesterTable, line: Line, heads: list[Head]) -> Iterator[tuple[str, str, str]]:
    """Key, text and class of each cell."""
    bar = table.parameters.ue_bar * 100
    for cell, head in zip(line.modules, heads, strict=True):
        weak = cell.shown is not None and cell.shown < bar
        kinds = (weak and "low", head.dim and "dim", head.first and "edge", _waits(cell) and "warn")
        yield head.key, _text(cell), " ".join(kind for kind in kinds if kind)


def _text(cell: ModuleCell) -> str:
    return hundredths(cell.shown) if cell.shown is not None else str(cell.reason or "–")


def _waits(cell: ModuleCell) -> bool:
    return cell.awaited or (cell.shown is None and cell.reason in {Reason.ABJ, Reason.EXC, Reason.ATT})
