# SPDX-License-Identifier: EUPL-1.2
"""« Note nécessaire »: what somebody must still get in a module for a UE to pass, the rest being as it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from delibere.calculation.averages import semester_averages
from delibere.calculation.evaluations import EMPTY, NUMBER, STATES, Evaluation, Kind, MarkTable
from delibere.calculation.local_rules import LocalRules
from delibere.calculation.means import Means
from delibere.calculation.rounding import HIGHEST_MARK, value_passes
from delibere.curriculum.model import Maquette
from delibere.foundation.marks import Reason

_AWAITED = (EMPTY, STATES.index(Reason.ATT))


def open_modules(maquette: Maquette, table: MarkTable, ue: str) -> list[str]:
    """Apogée codes of the modules of a UE where the one student of this table still waits for a mark."""
    return [
        module.apogee
        for module in maquette.modules
        if module.coefficients[ue] and (_awaited(table, module.apogee) or not _normal(table, module.apogee))
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one student stands: the semester, one row of marks, the rules, the marks of local bonus."""

    maquette: Maquette
    table: MarkTable
    rules: LocalRules
    bonus: Means | None = None


def needed_in_module(standing: Standing, module: str, ue: str, bar: Fraction) -> Fraction | None:
    """The smallest mark out of 20, in hundredths, that brings a UE to its bar; None when out of reach.

    Args:
        standing: of the student.
        module: every mark that it still waits for is given this value; one is invented when it has none.
        ue: its code.
        bar: 10 for an acquired UE.

    Other missing marks stay out of the sums, as they are. A better mark never lowers a UE, so that the
    hundredths are searched by halves.
    """

    def passes(hundredths: int) -> bool:
        value = ue_with(standing, module, ue, Fraction(hundredths, 100))
        return value is not None and value_passes(value, bar, standing.rules.rounding)

    found = _first(passes, HIGHEST_MARK)
    return None if found is None else Fraction(found, 100)


def ue_with(standing: Standing, module: str, ue: str, mark: Fraction) -> Fraction | None:
    """What a UE becomes, exactly, when every mark that a module still waits for is this one out of 20."""
    column = [one.code for one in standing.maquette.ues].index(ue)
    tried = _with(standing.table, module, mark)
    averages = semester_averages(standing.maquette, tried, standing.rules, standing.bonus)
    return averages.ues.exact(0, column)


def _first(passes: Callable[[int], bool], highest: int) -> int | None:
    """The smallest integer that passes, all the greater ones passing too."""
    if not passes(highest):
        return None
    low, high = 0, highest
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if passes(middle) else (middle + 1, high)
    return low


def _normal(table: MarkTable, module: str) -> list[int]:
    return [
        column
        for column, evaluation in enumerate(table.evaluations)
        if evaluation.module == module and evaluation.kind is Kind.NORMAL
    ]


def _awaited(table: MarkTable, module: str) -> list[int]:
    return [column for column in _normal(table, module) if int(table.states[0, column]) in _AWAITED]


def _with(table: MarkTable, module: str, mark: Fraction) -> MarkTable:
    """The same table, this mark out of 20 wherever the module waits for one."""
    columns = _awaited(table, module)
    if not columns:
        table = _with_invented(table, module)
        columns = [len(table.evaluations) - 1]
    numerators = table.numerators.astype(np.int32)
    denominators, states = table.denominators.copy(), table.states.copy()
    for column in columns:
        value = mark * Fraction(table.evaluations[column].scale) / 20
        states[0, column] = NUMBER
        numerators[0, column], denominators[column] = value.as_integer_ratio()
    return replace(table, numerators=numerators, denominators=denominators, states=states)


def _with_invented(table: MarkTable, module: str) -> MarkTable:
    invented = Evaluation("note nécessaire", module, "", scale=Decimal(20))
    numerators = np.zeros((1, len(table.evaluations) + 1), np.int32)
    numerators[:, :-1] = table.numerators
    return MarkTable(
        table.students,
        (*table.evaluations, invented),
        numerators,
        np.append(table.denominators, 100),
        np.pad(table.states, ((0, 0), (0, 1)), constant_values=EMPTY),
    )
