# SPDX-License-Identifier: EUPL-1.2
"""What is still missing from a semester, and for whom: why a figure is provisional."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.evaluations import EMPTY, STATES, Evaluation, Kind, MarkTable
from delibere.calculation.leaves import ABI
from delibere.calculation.node import Means
from delibere.calculation.products import blocks, product
from delibere.calculation.routes import Matrix, Routes
from delibere.curriculum.model import Module
from delibere.foundation.language import _
from delibere.foundation.marks import Reason

ATT = STATES.index(Reason.ATT)

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a figure still waits for.

    Attributes:
        module: Apogée code of the module.
        pn: its national code.
        evaluation: the one without a mark; None when the module has no evaluation.
        ues: codes of the UE that wait for it.
    """

    module: str
    pn: str
    evaluation: Evaluation | None
    ues: tuple[str, ...]

    @property
    def label(self) -> str:
        """For people."""
        if self.evaluation is None:
            return _("{module} : aucune évaluation").format(module=self.pn)
        return _("{module}, « {title} » : pas de note").format(module=self.pn, title=self.evaluation.title)


class Pending:
    """Marks that count and are not there yet.

    A mark pending in an evaluation that counts makes its UE provisional; an empty cell too, when the
    evaluation is a normal one (nobody owes a rattrapage, a bonus or a malus). A second session that was sat
    replaces the normal evaluations, which are then no longer waited for.
    """

    def __init__(self, table: MarkTable, routes: Routes, second: Means | None) -> None:
        """`second`: students × routes, the averages of the second session, None without one."""
        self.table, self.routes, self._second = table, routes, second

    @cached_property
    def _feeds(self) -> Mask:
        """(routes, ues): a module counts in a UE."""
        return _nonzero(self.routes.coefficients, len(self.routes.maquette.ues))

    @cached_property
    def _normal(self) -> Mask:
        return self._counting(Kind.NORMAL)

    @cached_property
    def _others(self) -> Mask:
        rattrapage, second = self._counting(Kind.RATTRAPAGE), self._counting(Kind.SECOND_SESSION)
        return rattrapage | second | self._counting(Kind.BONUS)

    @cached_property
    def _malus(self) -> Mask:
        return _nonzero(self.routes.malus(), len(self.routes.maquette.ues))

    @property
    def _without(self) -> Mask:
        """(routes,): no normal evaluation counts."""
        return np.asarray(~self._normal.any(axis=0))

    def _counting(self, kind: Kind) -> Mask:
        """(evaluations, routes): an evaluation of this kind counts on a route."""
        return _nonzero(self.routes.weights(kind), len(self.routes.routes))

    def ues(self) -> Mask:
        """(students, UE): provisional."""
        return self._each(self._provisional)

    def absent(self) -> Mask:
        """(students, UE): an unjustified absence at a normal evaluation that counts."""
        return self._each(self._absent)

    def _each(self, find: Callable[[slice], Mask]) -> Mask:
        found = np.zeros((len(self.table.students), len(self.routes.maquette.ues)), bool)
        for rows in blocks(len(found)):
            found[rows] = find(rows)
        return found

    def _provisional(self, rows: slice) -> Mask:
        announced = self.table.states[rows] == ATT
        awaited = announced | (self.table.states[rows] == EMPTY)
        waiting = (_meets(awaited, self._normal) | self._without) & ~self._sat(rows)
        waiting |= _meets(announced, self._others)
        return _meets(waiting, self._feeds) | _meets(announced, self._malus)

    def _absent(self, rows: slice) -> Mask:
        absent = _meets(self.table.states[rows] == ABI, self._normal) & ~self._sat(rows)
        return _meets(absent, self._feeds)

    def _sat(self, rows: slice) -> Mask:
        """(students, routes): a second session was sat."""
        if self._second is None:
            return np.zeros((1, len(self.routes.routes)), bool)
        return self._second.known[rows]

    def of(self, row: int) -> tuple[Missing, ...]:
        """What one student's UE wait for: modules without evaluation, then evaluations without mark."""
        announced = self.table.states[row][:, None] == ATT
        awaited = announced | (self.table.states[row][:, None] == EMPTY)
        unsat = ~self._sat(slice(row, row + 1))[0]
        waiting = (awaited & self._normal & unsat) | (announced & self._others)
        tests = _meets(waiting, self._feeds) | (announced & self._malus)
        modules = self._feeds & (self._without & unsat)[:, None]
        return (
            *(self._missing(self.routes.routes[r].module, None, modules[r]) for r in _rows(modules)),
            *(self._missing(self._module(k), self.routes.evaluations[k], tests[k]) for k in _rows(tests)),
        )

    def _module(self, position: int) -> Module:
        return next(route.module for route in self.routes.routes if position in route.positions)

    def _missing(self, module: Module, evaluation: Evaluation | None, ues: Mask) -> Missing:
        codes = tuple(ue.code for ue, waits in zip(self.routes.maquette.ues, ues, strict=True) if waits)
        return Missing(module.apogee, module.pn, evaluation, codes)


def _rows(mask: Mask) -> list[int]:
    return [int(row) for row in np.flatnonzero(mask.any(axis=1))]


def _nonzero(matrix: Matrix, columns: int) -> Mask:
    return np.array(matrix, object).reshape(len(matrix), columns).astype(bool)


def _meets(flags: Mask, counting: Mask) -> Mask:
    """(rows, k) and (k, columns) → (rows, columns): some flag is up where it counts."""
    return product(flags.astype(np.float32), counting.astype(np.float32)) > 0
