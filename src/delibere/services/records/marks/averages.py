# SPDX-License-Identifier: EUPL-1.2
"""The average of one module and how far it has gone, by the very computations of the other pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from delibere.calculation.averages import semester_averages
from delibere.calculation.local_rules import LocalRules
from delibere.calculation.rounding import shown
from delibere.curriculum.model import Maquette
from delibere.services.records.completeness.awaited import Awaited, awaited_marks
from delibere.services.records.local_rules import local_rules_of
from delibere.services.records.results import table_of
from delibere.store.models import Enrolment, Evaluation, Promotion


@dataclass(frozen=True, slots=True)
class ModuleFigure:
    """What one student has in a module.

    Attributes:
        hundredths: as people read it; None without a counted mark.
        provisional: it still waits for a mark.
    """

    hundredths: int | None
    provisional: bool


def rules_of(promotion: Promotion) -> LocalRules:
    """The local rules of its year; one query."""
    return local_rules_of(promotion.department).at(promotion.academic_year.last_day)


def module_averages(
    maquette: Maquette | None,
    rules: LocalRules,
    module: str,
    evaluations: Sequence[Evaluation],
    people: Sequence[Enrolment],
) -> Mapping[int, ModuleFigure]:
    """By key of enrolment, for these people; one query. Nothing for the local bonus, which is no module.

    Args:
        maquette: in force; None when it is no longer published.
        rules: in force.
        module: Apogée code.
        evaluations: all those of the module.
        people: with students, groups and dispenses prefetched.
    """
    found = tuple(one for one in maquette.modules if one.apogee == module) if maquette else ()
    if maquette is None or not found or not people:
        return {}
    alone = replace(maquette, modules=found)
    averages = semester_averages(alone, table_of(people, evaluations), rules)
    figures, known = shown(averages.modules, (), rules.rounding), averages.modules.known
    waits = np.asarray(averages.provisional.any(axis=1))
    return {
        one.pk: ModuleFigure(int(figures[row, 0]) if known[row, 0] else None, bool(waits[row]))
        for row, one in enumerate(people)
    }


def module_completeness(
    promotion: Promotion, maquette: Maquette | None, rules: LocalRules, evaluations: Sequence[Evaluation]
) -> Mapping[int, Awaited]:
    """By key of evaluation; four queries. They must be all those of the module."""
    maquettes = {promotion.pk: maquette} if maquette else {}
    return awaited_marks([promotion], evaluations, maquettes, rules.second_session_absence)
