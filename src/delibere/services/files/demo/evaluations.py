# SPDX-License-Identifier: EUPL-1.2
"""The tests an invented semester holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from delibere.calculation.evaluations import Evaluation, Kind
from delibere.curriculum.model import Maquette, Module, Pole
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.language import _


@dataclass(frozen=True, slots=True)
class _Test:
    title: str
    scale: int = 20
    coefficient: str = "1"
    kind: Kind = Kind.NORMAL
    poids: int = 1


def invented_evaluations(maquette: Maquette, year: AcademicYear) -> tuple[Evaluation, ...]:
    """One to three tests for each module that counts, then a second chance, a bonus and a malus.

    A module without coefficient (the portfolio of odd semesters) is lawfully not assessed.
    `poids` is what a test of several UE weighs towards the first of them; the others keep 1.
    """
    counting = [module for module in maquette.modules if module.coefficient]
    plan = [(module, test) for k, module in enumerate(counting) for test in _tests(module, k)]
    plan += zip(counting, _second_chances(), strict=False)
    return tuple(_held(maquette, year, plan))


def _tests(module: Module, k: int) -> tuple[_Test, ...]:
    if module.pole is Pole.SAE:
        return (_Test(_("Livrable"), coefficient="2"), _Test(_("Soutenance"), coefficient="1.5", poids=2))
    return (
        (_Test(_("DS 1")), _Test(_("DS 2"), coefficient="2", poids=2)),
        (_Test(_("DS"), coefficient="3"), _Test(_("TP"), scale=15)),
        (_Test(_("QCM"), scale=10, coefficient="0.5"), _Test(_("DS 1")), _Test(_("DS 2"))),
        (_Test(_("Examen")),),
    )[k % 4]


def _second_chances() -> tuple[_Test, ...]:
    return (
        _Test(_("Rattrapage"), kind=Kind.RATTRAPAGE),
        _Test(_("Seconde session"), kind=Kind.SECOND_SESSION),
        _Test(_("Points de participation"), kind=Kind.BONUS),
        _Test(_("Retenue d’assiduité"), kind=Kind.MALUS),
    )


def _held(maquette: Maquette, year: AcademicYear, plan: list[tuple[Module, _Test]]) -> Iterator[Evaluation]:
    opening = date(year.start, 9, 18) if maquette.semester % 2 else date(year.start + 1, 2, 5)
    for number, (module, test) in enumerate(plan):
        fed = [ue.code for ue in maquette.ues if module.coefficients[ue.code]]
        yield Evaluation(
            key=f"{module.apogee}-{number + 1:02d}",
            module=module.apogee,
            title=test.title,
            kind=test.kind,
            scale=Decimal(test.scale),
            coefficient=Decimal(test.coefficient),
            weights={fed[0]: Decimal(test.poids)} if test.poids > 1 and len(fed) > 1 else {},
            held_on=opening + timedelta(days=number * 110 // len(plan)),
        )
