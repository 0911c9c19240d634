# SPDX-License-Identifier: EUPL-1.2
"""From marks to the averages of modules and UE of one semester."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.evaluations import EMPTY, STATES, MarkTable
from delibere.calculation.means import Marks, Means, WeightedMean
from delibere.curriculum.model import Maquette
from delibere.foundation.marks import Reason


@dataclass(frozen=True, slots=True)
class SemesterAverages:
    """What the marks of one semester give.

    Attributes:
        modules: students × modules, in the maquette's order.
        ues: students × UE, in the maquette's order.
        provisional: (students, UE): a mark that counts is still missing.
    """

    maquette: Maquette
    table: MarkTable
    modules: Means
    ues: Means
    provisional: NDArray[np.bool_]


def semester_averages(maquette: Maquette, table: MarkTable) -> SemesterAverages:
    """Averages of every module and UE of a maquette."""
    towards_modules = [
        [Fraction(e.coefficient) if e.module == m.apogee else Fraction(0) for m in maquette.modules]
        for e in table.evaluations
    ]
    modules = WeightedMean(Marks(table), towards_modules, [m.pn for m in maquette.modules])
    towards_ues = [[Fraction(m.coefficients[ue.code]) for ue in maquette.ues] for m in maquette.modules]
    ues = WeightedMean(modules, towards_ues, [ue.code for ue in maquette.ues])
    pending = (table.states == EMPTY) | (table.states == STATES.index(Reason.ATT))
    feeds = np.array(towards_modules, float) @ np.array(towards_ues, float) > 0
    return SemesterAverages(maquette, table, modules, ues, pending.astype(int) @ feeds.astype(int) > 0)
