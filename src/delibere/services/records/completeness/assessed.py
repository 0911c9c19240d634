# SPDX-License-Identifier: EUPL-1.2
"""The modules of some promotions with their teachers, their evaluations and how far these have gone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from delibere.calculation.evaluations import Kind
from delibere.curriculum.model import Maquette, Module
from delibere.foundation.language import _
from delibere.services.records.completeness.awaited import Awaited, awaited_marks, counts
from delibere.services.records.evaluations import LOCAL_BONUS
from delibere.services.records.local_rules import local_rules_of
from delibere.services.records.maquettes import published_curriculum
from delibere.store.models import Account, Department, Evaluation, EvaluationState, Promotion, Teaching

LATE_AFTER = timedelta(days=15)
"""A mark that is still missing then is late."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Marks typed, of those that are awaited."""

    typed: int
    expected: int

    @property
    def missing(self) -> int:
        """To be typed."""
        return self.expected - self.typed

    @property
    def tenths(self) -> int:
        """Tenths of a per cent, cut down and never rounded up; all of it when nothing is awaited."""
        return 1000 * self.typed // self.expected if self.expected else 1000


@dataclass(frozen=True, slots=True)
class AssessedEvaluation:
    """One evaluation and its cells."""

    evaluation: Evaluation
    awaited: Awaited

    def late(self, today: date) -> bool:
        """Marks are missing long after the day."""
        held = self.evaluation.held_on
        return bool(self.awaited.missing) and held is not None and held + LATE_AFTER < today


@dataclass(frozen=True, slots=True)
class AssessedModule:
    """A module of a promotion.

    Attributes:
        module: None for the local bonus: sport, culture, engagement.
    """

    promotion: Promotion
    module: Module | None
    teachers: tuple[Account, ...]
    evaluations: tuple[AssessedEvaluation, ...]

    @property
    def code(self) -> str:
        """Apogée code; empty for the local bonus."""
        return self.module.apogee if self.module else LOCAL_BONUS

    @property
    def name(self) -> str:
        """« R3.01 Anglais des affaires »."""
        return f"{self.module.pn} {self.module.title}" if self.module else _("Bonus")

    @property
    def fed(self) -> tuple[str, ...]:
        """UE where it counts; without any, it asks for nothing."""
        coefficients = self.module.coefficients.items() if self.module else ()
        return tuple(ue for ue, coefficient in coefficients if coefficient)

    @property
    def bare(self) -> bool:
        """It counts, and nothing is planned that gives it an average."""
        return bool(self.fed) and not any(
            one.evaluation.kind == Kind.NORMAL and counts(one.evaluation, self.module)
            for one in self.evaluations
        )

    @property
    def tally(self) -> Tally:
        """Over its evaluations."""
        return tally(self.evaluations)

    def in_state(self, *states: EvaluationState) -> list[Evaluation]:
        """Its evaluations in one of these states."""
        return [one.evaluation for one in self.evaluations if one.evaluation.state in states]


def tally(evaluations: Iterable[AssessedEvaluation]) -> Tally:
    """The sum of these."""
    found = [one.awaited for one in evaluations]
    return Tally(sum(one.typed for one in found), sum(one.expected for one in found))


def late_tally(module: AssessedModule, today: date) -> Tally:
    """Of the evaluations of a module whose marks are late."""
    return tally(one for one in module.evaluations if one.late(today))


def tally_of(modules: Iterable[AssessedModule]) -> Tally:
    """The sum of these; marks of the local bonus are owed by nobody and not counted."""
    return tally(one for module in modules if module.module for one in module.evaluations)


def assessed_modules(department: Department, promotions: Collection[Promotion]) -> list[AssessedModule]:
    """Every module of these promotions, of one year, in the order of maquettes, then the local bonus.

    Nine queries, however many promotions.
    """
    if not promotions:
        return []
    year = next(iter(promotions)).academic_year
    curriculum = published_curriculum(department, year.start)
    by_slug = {one.id: one for one in (curriculum.maquettes if curriculum else ())}
    maquettes = {one.pk: by_slug[one.slug] for one in promotions if one.slug in by_slug}
    found = Evaluation.objects.filter(promotion__in=promotions).select_related(
        "group__partition", "promotion"
    )
    evaluations = list(found)
    absence = local_rules_of(department).at(year.last_day).second_session_absence
    awaited = awaited_marks(promotions, evaluations, maquettes, absence)
    assessed: dict[tuple[int, str], list[AssessedEvaluation]] = defaultdict(list)
    for one in evaluations:
        assessed[one.promotion_id, one.module].append(AssessedEvaluation(one, awaited[one.pk]))
    teachers = _teachers(promotions)
    return [
        AssessedModule(
            promotion, module, teachers.get((promotion.pk, code), ()), tuple(assessed[promotion.pk, code])
        )
        for promotion in promotions
        for code, module in _modules(maquettes.get(promotion.pk))
    ]


def _modules(maquette: Maquette | None) -> list[tuple[str, Module | None]]:
    """With their codes; the local bonus, which is no module, comes last."""
    modules = maquette.modules if maquette else ()
    return [*((one.apogee, one) for one in modules), (LOCAL_BONUS, None)]


def _teachers(promotions: Collection[Promotion]) -> Mapping[tuple[int, str], tuple[Account, ...]]:
    found: dict[tuple[int, str], tuple[Account, ...]] = {}
    teachings = Teaching.objects.filter(promotion__in=promotions).select_related("account")
    for one in teachings.order_by("account__surname", "pk"):
        key = one.promotion_id, one.module
        found[key] = (*found.get(key, ()), one.account)
    return found


def taught_by(account: Account, modules: Iterable[AssessedModule]) -> list[AssessedModule]:
    """Those that somebody is in charge of."""
    return [one for one in modules if account in one.teachers]
