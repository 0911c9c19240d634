# SPDX-License-Identifier: EUPL-1.2
"""Two maquettes side by side: every line and every figure of both, and what differs."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Generic, TypeVar

from delibere.curriculum.model import Curriculum, Maquette, Module, Ue
from delibere.foundation.language import _

N = TypeVar("N", Decimal, Fraction)


class Change(StrEnum):
    """What may differ in a line."""

    ADDED = "added"
    REMOVED = "removed"
    CODE = "code"
    PN = "pn"
    APOGEE = "apogee"
    TITLE = "title"
    COMPETENCE = "competence"
    LEVEL = "level"
    ECTS = "ects"
    BLOCK = "block"
    COEFFICIENT = "coefficient"

    @property
    def label(self) -> str:
        """For people, short."""
        return {
            Change.ADDED: _("ajout"),
            Change.REMOVED: _("retrait"),
            Change.CODE: _("code"),
            Change.PN: _("code PN"),
            Change.APOGEE: _("code Apogée"),
            Change.TITLE: _("intitulé"),
            Change.COMPETENCE: _("compétence"),
            Change.LEVEL: _("niveau"),
            Change.ECTS: _("ECTS"),
            Change.BLOCK: _("bloc"),
            Change.COEFFICIENT: _("coefficient"),
        }[self]


@dataclass(frozen=True, slots=True)
class Pair(Generic[N]):
    """A figure on both sides; None on the side that has none."""

    before: N | None
    after: N | None

    @property
    def gap(self) -> N | None:
        """From one to the other; None when one of them is missing."""
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def changed(self) -> bool:
        """They are not the same."""
        return self.before != self.after


def sign(changes: tuple[Change, ...]) -> str:
    """« + » added, « − » removed, « ≠ » changed, « = » identical."""
    return {(Change.ADDED,): "+", (Change.REMOVED,): "−", (): "="}.get(changes, "≠")


@dataclass(frozen=True, slots=True)
class UeDifference:
    """One UE on both sides; None on the side that has not got it.

    Attributes:
        changes: those of the UE itself; its coefficients are the business of the modules.
        total: Σ of the coefficients towards it.
        sae: share of the SAÉ among them, 0 to 1; None without any coefficient.
    """

    before: Ue | None
    after: Ue | None
    changes: tuple[Change, ...]
    total: Pair[Decimal]
    sae: Pair[Fraction]

    @property
    def code(self) -> str:
        """« UE31 »; « UE11 → UE21 » when it is not the same on both sides."""
        return " → ".join(dict.fromkeys(ue.code for ue in (self.before, self.after) if ue))

    @property
    def ects(self) -> Pair[Decimal]:
        """Its credits."""
        return Pair(*(ue.ects if ue else None for ue in (self.before, self.after)))

    @property
    def sign(self) -> str:
        """« + », « − », « ≠ », « = »."""
        return sign(self.changes)


@dataclass(frozen=True, slots=True)
class ModuleDifference:
    """One module on both sides; None on the side that has not got it.

    Attributes:
        changes: what differs; neither the Apogée code where every code of the maquette does, nor coefficients
            towards a UE that is on one side only.
        coefficients: towards each UE of the comparison, in its order; None on a side without the UE.
    """

    before: Module | None
    after: Module | None
    changes: tuple[Change, ...]
    coefficients: tuple[Pair[Decimal], ...]

    @property
    def module(self) -> Module:
        """As it is after; as it was, for one that is no more."""
        known = self.after or self.before
        assert known is not None  # noqa: S101 a line stands for at least one module
        return known

    @property
    def semester(self) -> Pair[Decimal]:
        """Its coefficients in the semester."""
        return Pair(*(module.coefficient if module else None for module in (self.before, self.after)))

    @property
    def sign(self) -> str:
        """« + », « − », « ≠ », « = »."""
        return sign(self.changes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two maquettes side by side.

    Attributes:
        ues: of both, as they stand before; an added one after the UE that it follows.
        modules: the same.
        recoded: every module of both has another Apogée code, as between FI and FA.
        reordered: the modules of both do not stand in the same order.
    """

    before: Maquette
    after: Maquette
    ues: tuple[UeDifference, ...]
    modules: tuple[ModuleDifference, ...]
    recoded: bool
    reordered: bool

    @property
    def identical(self) -> bool:
        """Nothing differs in what they hold; their semester, regime or parcours may."""
        changes = [line.changes for line in self.ues] + [line.changes for line in self.modules]
        return not (self.recoded or self.reordered or any(changes))

    @property
    def total(self) -> Pair[Decimal]:
        """Σ of all coefficients."""
        return Pair(*(sum((m.coefficient for m in side.modules), Decimal(0)) for side in self._sides))

    @property
    def ects(self) -> Pair[Decimal]:
        """Σ of the credits."""
        return Pair(*(side.ects for side in self._sides))

    def count(self, sign: str) -> int:
        """How many modules have this sign."""
        return sum(line.sign == sign for line in self.modules)

    @property
    def _sides(self) -> tuple[Maquette, Maquette]:
        return self.before, self.after


@dataclass(frozen=True, slots=True)
class CurriculumComparison:
    """Two curricula side by side.

    Attributes:
        comparisons: of the maquettes that are in both.
        removed, added: maquettes that are in one only.
    """

    before: Curriculum
    after: Curriculum
    comparisons: tuple[Comparison, ...]
    removed: tuple[Maquette, ...]
    added: tuple[Maquette, ...]
