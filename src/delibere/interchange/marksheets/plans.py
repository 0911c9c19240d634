# SPDX-License-Identifier: EUPL-1.2
"""What a mark sheet is for: one maquette, its students, its evaluations."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from delibere.calculation.evaluations import Evaluation
from delibere.curriculum.model import Maquette, Module
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.letters import plain_letters
from delibere.foundation.numbers import minimal
from delibere.foundation.people import Student

BONUS = "Bonus"


class Layout(StrEnum):
    """MODULES: one sheet for each module, to hand out to teachers. SINGLE: one for all."""

    MODULES = "modules"
    SINGLE = "single"


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """What is asked of those who fill a sheet.

    Attributes:
        students: rows, in their order.
        evaluations: columns, in their order.
        bonus_names: local bonus marks, one column each (« sport »); empty when there is no such bonus.
    """

    maquette: Maquette
    academic_year: AcademicYear
    students: tuple[Student, ...]
    evaluations: tuple[Evaluation, ...]
    bonus_names: tuple[str, ...] = ()

    def module(self, evaluation: Evaluation) -> Module:
        """The module an evaluation belongs to."""
        return next(module for module in self.maquette.modules if module.apogee == evaluation.module)

    def heading(self, evaluation: Evaluation) -> str:
        """« R3.01 / Compréhension orale »: what the column of an evaluation is called in every layout."""
        return f"{self.code(self.module(evaluation))} / {evaluation.title}"

    def code(self, module: Module) -> str:
        """The national code, which teachers know; the registry's where the national one does not suffice."""
        return module.pn if find_module(self.maquette, module.pn) is module else module.apogee

    def of(self, module: Module) -> tuple[Evaluation, ...]:
        """The evaluations of a module."""
        return tuple(evaluation for evaluation in self.evaluations if evaluation.module == module.apogee)


def default_evaluations(maquette: Maquette) -> tuple[Evaluation, ...]:
    """One evaluation out of 20 for each module; none where the coefficient is 0, which asks for none."""
    return tuple(Evaluation(m.apogee, m.apogee, m.title) for m in maquette.modules if m.coefficient)


def find_module(maquette: Maquette, code: str) -> Module | None:
    """The module of an Apogée or national code, however typed; None when it is not that of one module."""
    wanted = plain_letters(code)
    found = [m for m in maquette.modules if wanted in {plain_letters(m.apogee), plain_letters(m.pn)}]
    return found[0] if len(found) == 1 else None


def fingerprint(maquette: Maquette) -> str:
    """Changes with the UE, the modules or a coefficient; not with the wording of a title."""
    parts = [f"{ue.code} {ue.competence} {minimal(ue.ects)}" for ue in maquette.ues]
    for module in maquette.modules:
        coefficients = " ".join(f"{ue}={minimal(value)}" for ue, value in module.coefficients.items())
        parts.append(f"{module.apogee} {module.pn} {coefficients}")
    return hashlib.sha256("\n".join([maquette.id, *parts]).encode()).hexdigest()[:16]
