# SPDX-License-Identifier: EUPL-1.2
"""Lays two maquettes side by side.

UE are paired by competence, for « UE34 » names another one in each parcours; modules by Apogée code, else by
code PN, else by title, for Apogée codes change from one regime to the other.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from delibere.curriculum.balance import sae_share
from delibere.curriculum.codes import canonical
from delibere.curriculum.differences.pairs import Key, paired
from delibere.curriculum.differences.values import (
    Change,
    Comparison,
    CurriculumComparison,
    ModuleDifference,
    Pair,
    UeDifference,
)
from delibere.curriculum.model import Curriculum, Maquette, Module, Ue

_UE_TEXTS: Mapping[Change, Callable[[Ue], object]] = {
    Change.CODE: lambda ue: ue.code,
    Change.TITLE: lambda ue: ue.title,
    Change.COMPETENCE: lambda ue: ue.competence,
    Change.LEVEL: lambda ue: ue.level,
    Change.ECTS: lambda ue: ue.ects,
}
_MODULE_TEXTS: Mapping[Change, Callable[[Module], object]] = {
    Change.PN: lambda module: module.pn,
    Change.APOGEE: lambda module: module.apogee,
    Change.TITLE: lambda module: module.title,
    Change.BLOCK: lambda module: module.block,
}
_MODULE_KEYS: tuple[Key[Module], ...] = (
    lambda module: module.apogee,
    lambda module: (canonical(module.pn), module.title),
    lambda module: canonical(module.pn),
    lambda module: module.title,
)


def compare(before: Maquette, after: Maquette) -> Comparison:
    """Two maquettes side by side: two versions of one, or any two."""
    ues = tuple(_ues(before, after))
    pairs = paired(before.modules, after.modules, _MODULE_KEYS)
    both = [(one, other) for one, other in pairs if one and other]
    recoded = bool(both) and all(one.apogee != other.apogee for one, other in both)
    modules = tuple(_module(one, other, ues, recoded=recoded) for one, other in pairs)
    places = [after.modules.index(other) for _one, other in both]
    return Comparison(before, after, ues, modules, recoded, reordered=places != sorted(places))


def compare_curricula(before: Curriculum, after: Curriculum) -> CurriculumComparison:
    """Every maquette beside the one of the same semester, regime and parcours."""
    pairs = paired(before.maquettes, after.maquettes, [lambda maquette: maquette.id])
    return CurriculumComparison(
        before,
        after,
        tuple(compare(one, other) for one, other in pairs if one and other),
        removed=tuple(one for one, other in pairs if one and not other),
        added=tuple(other for one, other in pairs if other and not one),
    )


def _ues(before: Maquette, after: Maquette) -> Iterator[UeDifference]:
    keys: list[Key[Ue]] = [lambda ue: (ue.competence, ue.code), lambda ue: ue.competence]
    if before.parcours == after.parcours:
        keys.append(lambda ue: ue.code)
    for one, other in paired(before.ues, after.ues, keys):
        sides = ((before, one), (after, other))
        total = Pair(*(maquette.total(ue.code) if ue else None for maquette, ue in sides))
        share = Pair(*(sae_share([(maquette, ue.code)]) if ue else None for maquette, ue in sides))
        yield UeDifference(one, other, _changes(one, other, _UE_TEXTS), total, share)


def _module(
    before: Module | None, after: Module | None, ues: tuple[UeDifference, ...], *, recoded: bool
) -> ModuleDifference:
    coefficients = tuple(Pair(_coefficient(before, ue.before), _coefficient(after, ue.after)) for ue in ues)
    changes = _changes(before, after, _MODULE_TEXTS)
    if before and after:
        changes = tuple(change for change in changes if not (recoded and change is Change.APOGEE))
        if any(pair.gap for pair in coefficients):
            changes = (*changes, Change.COEFFICIENT)
    return ModuleDifference(before, after, changes, coefficients)


def _coefficient(module: Module | None, ue: Ue | None) -> Decimal | None:
    return module.coefficients[ue.code] if module and ue else None


def _changes(
    before: object, after: object, texts: Mapping[Change, Callable[..., object]]
) -> tuple[Change, ...]:
    if before is None:
        return (Change.ADDED,)
    if after is None:
        return (Change.REMOVED,)
    return tuple(change for change, text in texts.items() if text(before) != text(after))
