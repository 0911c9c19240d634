# SPDX-License-Identifier: EUPL-1.2
"""Who is in charge of which module of a promotion."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from delibere.curriculum.model import Module
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.journal import Author, remember
from delibere.services.records.maquettes import maquette_in_force
from delibere.store.models import Account, Action, Department, Membership, Promotion, Role, Teaching


@dataclass(frozen=True, slots=True)
class TaughtModule:
    """A module and those in charge of it."""

    module: Module
    teachings: tuple[Teaching, ...]


def taught_modules(promotion: Promotion) -> list[TaughtModule]:
    """Every module of the maquette in force, in its order."""
    maquette = maquette_in_force(promotion)
    teachings = list(promotion.teachings.select_related("account"))
    return [
        TaughtModule(module, tuple(one for one in teachings if one.module == module.apogee))
        for module in (maquette.modules if maquette else ())
    ]


def teachers(department: Department) -> QuerySet[Account]:
    """Who may be put in charge: the open accounts with the role of a teacher."""
    roles = Membership.objects.filter(department=department, role=Role.TEACHER)
    return Account.objects.filter(pk__in=roles.values("account"), is_active=True)


def modules_of(account: Account, promotion: Promotion) -> frozenset[str]:
    """Apogée codes of the modules that somebody is in charge of."""
    found = Teaching.objects.filter(account=account, promotion=promotion)
    return frozenset(found.values_list("module", flat=True))


@transaction.atomic
def assign(author: Author, promotion: Promotion, modules: Iterable[str], account: Account) -> int:
    """Put somebody in charge of modules; what is so already is left.

    Returns:
        How many were new.

    Raises:
        UnusableInputError: a module that is not in the maquette, or somebody who does not teach here.
    """
    maquette = maquette_in_force(promotion)
    known = {module.apogee for module in maquette.modules} if maquette else set()
    unknown = [module for module in modules if module not in known]
    if unknown:
        raise UnusableInputError(_("« {code} » n’est pas dans la maquette.").format(code=unknown[0]))
    if account not in teachers(promotion.department):
        message = _("{name} n’a pas le rôle d’enseignement dans ce département.")
        raise UnusableInputError(message.format(name=account.name))
    made = [
        module
        for module in modules
        if Teaching.objects.get_or_create(promotion=promotion, module=module, account=account)[1]
    ]
    if made:
        _remember(author, promotion, account, added=made)
    return len(made)


@transaction.atomic
def unassign(author: Author, teaching: Teaching) -> None:
    """Take a module from somebody."""
    _remember(author, teaching.promotion, teaching.account, removed=[teaching.module])
    teaching.delete()


def _remember(author: Author, promotion: Promotion, account: Account, **details: object) -> None:
    remember(
        author,
        Action.TEACHING_CHANGED,
        department=promotion.department,
        subject=f"{account.name} · {promotion}",
        details=details,
    )
