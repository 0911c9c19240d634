# SPDX-License-Identifier: EUPL-1.2
"""Which evaluation counts for which UE, and for how much.

The average of a module may differ from one UE to the next, when its evaluations have other poids there: so
a route is a module with one list of poids, and feeds every UE that shares this list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from delibere.calculation.evaluations import Evaluation, Kind
from delibere.curriculum.model import Maquette, Module
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _

ZERO, ONE = Decimal(0), Decimal(1)

Matrix = list[list[Fraction | int]]
"""Weights; their many zeros are plain integers, which are quicker than fractions."""


@dataclass(frozen=True, slots=True)
class Route:
    """One module, as the UE that share the same poids see it.

    Attributes:
        module: the module.
        positions: columns of its evaluations in the table of marks.
        poids: of each of them towards these UE.
        coefficients: (ues,) of the module; 0 for a UE that does not take this route.
    """

    module: Module
    positions: tuple[int, ...]
    poids: tuple[Decimal, ...]
    coefficients: list[Fraction | int]


@dataclass(frozen=True, slots=True)
class Routes:
    """From evaluations to modules to UE.

    Attributes:
        maquette: whose modules and UE they are.
        evaluations: columns of the table of marks.
        routes: every way from a module to UE.
        shown: (modules,) the route whose average is shown for the module.
    """

    maquette: Maquette
    evaluations: tuple[Evaluation, ...]
    routes: tuple[Route, ...]
    shown: tuple[int, ...]

    @classmethod
    def of(cls, maquette: Maquette, evaluations: Sequence[Evaluation]) -> "Routes":
        """Lay the routes.

        Raises:
            UnusableInputError: an evaluation belongs to no module of the maquette.
        """
        routes: list[Route] = []
        shown = []
        positions = _positions(maquette, evaluations)
        for module in maquette.modules:
            mine = _routes_of(module, positions[module.apogee], maquette, evaluations)
            shown.append(len(routes) + (0 if len(mine) == 1 else len(mine) - 1))
            routes.extend(mine)
        return cls(maquette, tuple(evaluations), tuple(routes), tuple(shown))

    @property
    def labels(self) -> list[str]:
        """National codes of the modules, route by route."""
        return [route.module.pn for route in self.routes]

    @property
    def coefficients(self) -> Matrix:
        """[route][ue]: what a module weighs in a UE."""
        return [route.coefficients for route in self.routes]

    def has(self, kind: Kind) -> bool:
        """Whether an evaluation of this kind exists."""
        return any(evaluation.kind is kind for evaluation in self.evaluations)

    def columns(self, kind: Kind) -> NDArray[np.bool_]:
        """(evaluations,): those of this kind."""
        return np.array([evaluation.kind is kind for evaluation in self.evaluations], bool)

    def weights(self, kind: Kind) -> Matrix:
        """[evaluation][route]: coefficient × poids of the evaluations of this kind; poids for a bonus."""
        matrix: Matrix = [[0] * len(self.routes) for _evaluation in self.evaluations]
        for r, route in enumerate(self.routes):
            for k, poids in zip(route.positions, route.poids, strict=True):
                evaluation = self.evaluations[k]
                if evaluation.kind is kind:
                    matrix[k][r] = _weight(evaluation, poids)
        return matrix

    def malus(self) -> Matrix:
        """[evaluation][ue]: minus the poids of each malus, so that adding it subtracts."""
        matrix: Matrix = [[0] * len(self.maquette.ues) for _evaluation in self.evaluations]
        modules = {module.apogee: module for module in self.maquette.modules}
        for k, evaluation in enumerate(self.evaluations):
            if evaluation.kind is Kind.MALUS:
                module = modules[evaluation.module]
                fed = {ue.code: ONE if module.coefficients[ue.code] else ZERO for ue in self.maquette.ues}
                poids = [evaluation.weights.get(ue, default) for ue, default in fed.items()]
                matrix[k] = [-_points(evaluation, each) for each in poids]
        return matrix


def _positions(maquette: Maquette, evaluations: Sequence[Evaluation]) -> dict[str, list[int]]:
    positions: dict[str, list[int]] = {module.apogee: [] for module in maquette.modules}
    for k, evaluation in enumerate(evaluations):
        if evaluation.module not in positions:
            message = _("« {title} » relève du module {module}, que la maquette {maquette} n’a pas.")
            raise UnusableInputError(
                message.format(title=evaluation.title, module=evaluation.module, maquette=maquette.id)
            )
        positions[evaluation.module].append(k)
    return positions


def _routes_of(
    module: Module, positions: list[int], maquette: Maquette, evaluations: Sequence[Evaluation]
) -> list[Route]:
    """One for each distinct list of poids; when there are several, a last one without poids, to be shown."""
    found: dict[tuple[Decimal, ...], list[Fraction | int]] = {}
    written = [evaluations[k].weights for k in positions]
    for j, ue in enumerate(maquette.ues):
        if module.coefficients[ue.code]:
            poids = tuple([weights.get(ue.code, ONE) for weights in written])
            found.setdefault(poids, [0] * len(maquette.ues))[j] = Fraction(module.coefficients[ue.code])
    routes = [Route(module, tuple(positions), poids, coefs) for poids, coefs in found.items()]
    if len(routes) == 1:
        return routes
    equal = (ONE,) * len(positions)
    return [*routes, Route(module, tuple(positions), equal, [0] * len(maquette.ues))]


def _weight(evaluation: Evaluation, poids: Decimal) -> Fraction:
    """Coefficient × poids; for a bonus, whatever gives back its points × poids."""
    if evaluation.kind is Kind.BONUS:
        return _points(evaluation, poids)
    coefficient = Fraction(evaluation.coefficient)
    return coefficient if poids == ONE else coefficient * Fraction(poids)


def _points(evaluation: Evaluation, poids: Decimal) -> Fraction:
    """What a mark brought to 20 weighs, so that a bonus or a malus counts the points that were typed."""
    return Fraction(poids) * Fraction(evaluation.scale) / 20
