# SPDX-License-Identifier: EUPL-1.2
"""What differs between two maquettes: two versions of one, two years, FI and FA, two parcours."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from delibere.curriculum.balance import sae_share
from delibere.curriculum.model import Maquette, Module, Ue

_Kind = TypeVar("_Kind", Module, Ue)


class Standing(StrEnum):
    """What became of a module or a UE."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure in A and in B; None where there is none."""

    before: Decimal | Fraction | None
    after: Decimal | Fraction | None

    @property
    def gap(self) -> Fraction:
        """B − A; what is not there counts 0."""
        return Fraction(self.after or 0) - Fraction(self.before or 0)


@dataclass(frozen=True, slots=True)
class UeDifference:
    """One UE, paired by its competence.

    Attributes:
        total: Σ coefficients; `share`: of the SAÉ, 0 to 1.
    """

    before: Ue | None
    after: Ue | None
    total: Pair
    share: Pair

    @property
    def either(self) -> Ue:
        """As B has it, else as A had it."""
        return _either(self.after, self.before)

    @property
    def code(self) -> str:
        """« UE31 »; « UE31 → UE32 » when the same competence bears another code."""
        if self.before and self.after and self.before.code != self.after.code:
            return f"{self.before.code} → {self.after.code}"
        return self.either.code

    @property
    def standing(self) -> Standing:
        """Title, code and credits alike: the same."""
        return _standing(self.before, self.after, lambda ue: (ue.code, ue.title, ue.ects))


@dataclass(frozen=True, slots=True)
class ModuleDifference:
    """One module, paired by its Apogée code, else its PN code, else its title.

    Attributes:
        coefficients: one for each UE of the differences, in order.
    """

    before: Module | None
    after: Module | None
    coefficients: tuple[Pair, ...]

    @property
    def either(self) -> Module:
        """As B has it, else as A had it."""
        return _either(self.after, self.before)

    @property
    def standing(self) -> Standing:
        """Codes, title and every coefficient alike: the same."""
        if self.before and self.after and any(pair.gap for pair in self.coefficients):
            return Standing.CHANGED
        return _standing(self.before, self.after, lambda module: (module.apogee, module.pn, module.title))

    @property
    def renamed(self) -> bool:
        """Its title changed."""
        return bool(self.before and self.after and self.before.title != self.after.title)

    @property
    def recoded(self) -> bool:
        """Its Apogée code changed."""
        return bool(self.before and self.after and self.before.apogee != self.after.apogee)


@dataclass(frozen=True, slots=True)
class MaquetteDifferences:
    """A and B side by side: every UE, then every module in the order of B, removed ones at their place."""

    before: Maquette
    after: Maquette
    ues: tuple[UeDifference, ...]
    modules: tuple[ModuleDifference, ...]

    def count(self, standing: Standing) -> int:
        """How many modules."""
        return sum(module.standing is standing for module in self.modules)

    @property
    def nothing(self) -> bool:
        """Both say the same."""
        standings = {*(ue.standing for ue in self.ues), *(module.standing for module in self.modules)}
        return standings == {Standing.SAME}


def differences(before: Maquette, after: Maquette) -> MaquetteDifferences:
    """Compare two maquettes."""
    ues = tuple(_ue(old, new, before, after) for old, new in _paired(before.ues, after.ues, _UE_KEYS))
    modules = tuple(
        ModuleDifference(old, new, tuple(_coefficient(old, new, ue) for ue in ues))
        for old, new in _paired(before.modules, after.modules, _MODULE_KEYS)
    )
    return MaquetteDifferences(before, after, ues, modules)


_UE_KEYS: tuple[Callable[[Ue], str], ...] = (lambda ue: ue.competence,)
_MODULE_KEYS: tuple[Callable[[Module], str], ...] = (
    lambda module: module.apogee,
    lambda module: module.pn.upper(),
    lambda module: module.title.casefold(),
)


def _paired(
    before: Sequence[_Kind], after: Sequence[_Kind], keys: Sequence[Callable[[_Kind], str]]
) -> list[tuple[_Kind | None, _Kind | None]]:
    """Pairs by the first key that fits, in the order of B; what only A has follows what it followed in A."""
    partner: dict[int, _Kind] = {}
    taken: set[int] = set()
    for key in keys:
        free = {key(old): place for place, old in reversed(list(enumerate(before))) if place not in taken}
        for place, new in enumerate(after):
            if place not in partner and key(new) in free:
                found = free.pop(key(new))
                taken.add(found)
                partner[place] = before[found]
    pairs: list[tuple[_Kind | None, _Kind | None]] = [
        (partner.get(place), new) for place, new in enumerate(after)
    ]
    for place, old in enumerate(before):
        if place not in taken:
            pairs.insert(_after_its_neighbour(pairs, before[:place]), (old, None))
    return pairs


def _after_its_neighbour(pairs: Sequence[tuple[_Kind | None, _Kind | None]], above: Sequence[_Kind]) -> int:
    places = [place for place, (old, _new) in enumerate(pairs) if above and old is above[-1]]
    return places[0] + 1 if places else 0


def _either(after: _Kind | None, before: _Kind | None) -> _Kind:
    found = after or before
    assert found is not None  # noqa: S101 a pair has one at least
    return found


def _standing(
    before: _Kind | None, after: _Kind | None, said: Callable[[_Kind], tuple[object, ...]]
) -> Standing:
    if before is None:
        return Standing.ADDED
    if after is None:
        return Standing.REMOVED
    return Standing.SAME if said(before) == said(after) else Standing.CHANGED


def _ue(old: Ue | None, new: Ue | None, before: Maquette, after: Maquette) -> UeDifference:
    return UeDifference(
        old,
        new,
        Pair(before.total(old.code) if old else None, after.total(new.code) if new else None),
        Pair(
            sae_share([(before, old.code)]) if old else None, sae_share([(after, new.code)]) if new else None
        ),
    )


def _coefficient(old: Module | None, new: Module | None, ue: UeDifference) -> Pair:
    return Pair(
        old.coefficients[ue.before.code] if old and ue.before else None,
        new.coefficients[ue.after.code] if new and ue.after else None,
    )
