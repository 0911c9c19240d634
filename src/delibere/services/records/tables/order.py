# SPDX-License-Identifier: EUPL-1.2
"""Which lines of a table are read, and in which order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from delibere.calculation.rounding import value_passes
from delibere.foundation.language import _
from delibere.services.records.tables.semester import Line, SemesterTable


class Situation(StrEnum):
    """What a table may be narrowed to; the words are those of its address."""

    EVERYBODY = "tous"
    BELOW = "sous-la-barre"
    PROVISIONAL = "provisoires"
    WITHOUT_AVERAGE = "sans-moyenne"
    KEPT = "capitalisees"

    @property
    def word(self) -> str:
        """For people."""
        return {
            Situation.EVERYBODY: _("Tous"),
            Situation.BELOW: _("Une UE sous la barre"),
            Situation.PROVISIONAL: _("Provisoires"),
            Situation.WITHOUT_AVERAGE: _("Une UE sans moyenne"),
            Situation.KEPT: _("UE capitalisées"),
        }[self]


_HOLDS: Mapping[Situation, Callable[[Line], bool]] = {
    Situation.EVERYBODY: lambda _line: True,
    Situation.BELOW: lambda line: any(cell.below for cell in line.ues),
    Situation.PROVISIONAL: lambda line: line.provisional,
    Situation.WITHOUT_AVERAGE: lambda line: any(cell.exact is None for cell in line.ues),
    Situation.KEPT: lambda line: any(cell.kept for cell in line.ues),
}


def in_situation(lines: Sequence[Line], situation: Situation) -> list[Line]:
    """The lines of this situation."""
    return [line for line in lines if _HOLDS[situation](line)]


BY_NAME, BY_ACQUIRED, BY_RANK = "nom", "acquises", "rang"
_Value: TypeAlias = Fraction | int | None


@dataclass(frozen=True, slots=True)
class Order:
    """By which column: a UE code, the Apogée code of a module, or one of the above.

    Attributes:
        descending: the highest first; who has no value comes last either way.
    """

    column: str = BY_NAME
    descending: bool = False

    @classmethod
    def of(cls, text: str, table: SemesterTable) -> "Order":
        """« UE31 », « -UE31 »; by name when nothing of the table is called so."""
        column = text.removeprefix("-")
        known = (BY_NAME, BY_ACQUIRED, BY_RANK, *table.distributions)
        return cls(column, text.startswith("-")) if column in known else cls()

    def link(self, column: str) -> str:
        """What a click on a heading asks for: this column, or its other direction."""
        turned = column == self.column and not self.descending
        return f"-{column}" if turned else column


def in_order(table: SemesterTable, lines: Sequence[Line], order: Order) -> list[Line]:
    """Lines sorted; equals stay in the order of lists."""
    if order.column == BY_NAME:
        return list(reversed(lines)) if order.descending else list(lines)
    value = _value_of(table, order.column)
    known = [line for line in lines if value(line) is not None]
    unknown = [line for line in lines if value(line) is None]
    return [*sorted(known, key=value, reverse=order.descending), *unknown]  # type: ignore[arg-type]  # none is None


def _value_of(table: SemesterTable, column: str) -> Callable[[Line], _Value]:
    ues, modules = [ue.code for ue in table.ues], [module.apogee for module in table.modules]
    if column in ues:
        place = ues.index(column)
        return lambda line: line.ues[place].exact
    if column in modules:
        place = modules.index(column)
        return lambda line: line.modules[place].exact
    return (lambda line: line.rank) if column == BY_RANK else (lambda line: line.acquired)


def crossing(table: SemesterTable, lines: Sequence[Line], order: Order) -> int | None:
    """How many of these sorted lines stand before the bar is crossed; None when it is not."""
    codes = [ue.code for ue in table.ues]
    if order.column not in codes:
        return None
    place, bar = codes.index(order.column), table.parameters.ue_bar
    values = [exact for line in lines if (exact := line.ues[place].exact) is not None]
    passing = [value_passes(value, bar, table.rules.rounding) for value in values]
    before = passing.count(order.descending)
    return before if 0 < before < len(passing) else None
