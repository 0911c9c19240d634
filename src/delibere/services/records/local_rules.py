# SPDX-License-Identifier: EUPL-1.2
"""What the institution decided for itself, declared and dated."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeAlias

from django.db import transaction

from delibere.calculation.local_rules import BonusSource
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.local_rules import DatedLocalRules, read_declared
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, Department, LocalRule, Promotion

Declarations: TypeAlias = dict[str, list[dict[str, Any]]]


def local_rules_of(department: Department) -> DatedLocalRules:
    """Everything declared; one query."""
    return read_declared(declared_by(department))


def declared_by(department: Department) -> Declarations:
    """The same, as docs/formats/local-rules.md writes it: parameter → its dated values; one query."""
    return _declarations(LocalRule.objects.filter(department=department))


def _declarations(rules: Iterable[LocalRule]) -> Declarations:
    """Of two values of the same day, the one declared last."""
    latest = {(rule.parameter, rule.since): rule for rule in rules}
    document: Declarations = {}
    for rule in latest.values():
        entry = {"depuis": rule.since, "valeur": rule.value, "reference": rule.reference}
        document.setdefault(rule.parameter, []).append(entry)
    return document


def tried(
    department: Department, parameter: str, since: date, value: object, reference: str
) -> DatedLocalRules:
    """What would hold with one more declaration; nothing is written.

    Raises:
        UnusableInputError: the value cannot be read; the findings say where.
    """
    declared = list(LocalRule.objects.filter(department=department))
    rule = LocalRule(
        department=department, parameter=parameter, since=since, value=value, reference=reference.strip()
    )
    return read_declared(_declarations([*declared, rule]))


def value_in_force(department: Department, parameter: str, day: date) -> Any:  # noqa: ANN401 a value of the format
    """As the format writes it; None while nothing is declared."""
    declared = LocalRule.objects.filter(department=department, parameter=parameter, since__lte=day)
    latest = declared.order_by("since", "pk").last()
    return latest.value if latest else None


def bonus_names(promotion: Promotion) -> tuple[str, ...]:
    """The sources that a weighted bonus in force names: others weigh nothing; none when any name will do."""
    bonus = local_rules_of(promotion.department).at(promotion.academic_year.last_day).bonus
    return tuple(bonus.weights) if bonus and bonus.source is BonusSource.WEIGHTED else ()


@transaction.atomic
def declare(
    author: Author, department: Department, parameter: str, since: date, value: object, reference: str
) -> LocalRule:
    """Declare a value from a day on; what was declared before stays readable.

    Raises:
        UnusableInputError: the value cannot be read, no vote is cited, or it holds already.
    """
    before = local_rules_of(department)
    after = tried(department, parameter, since, value, reference)
    if after.at(since) == before.at(since):
        raise UnusableInputError(_("Cette valeur est déjà en vigueur ce jour-là : rien n’a été écrit."))
    made = LocalRule.objects.create(
        department=department,
        parameter=parameter,
        since=since,
        value=value,
        reference=reference.strip(),
        recorded_by=author.account,
    )
    remember(
        author,
        Action.LOCAL_RULE_SET,
        department=department,
        subject=parameter,
        since=str(since),
        value=value,
        reference=made.reference,
    )
    return made
