# SPDX-License-Identifier: EUPL-1.2
"""One maquette as the table people know, with its totals, credits and the share of its SAÉ."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from delibere.curriculum.balance import sae_shares
from delibere.curriculum.model import Curriculum, Maquette, Module, Ue
from delibere.jury.parameters import Parameters
from delibere.jury.rules.poles import poles_are_balanced


@dataclass(frozen=True, slots=True)
class UeFoot:
    """What stands under a UE's column.

    Attributes:
        share: of the SAÉ, 0 to 1; None without any coefficient.
        balanced: as point 4.3 asks; None without a share.
    """

    ue: Ue
    total: Decimal
    share: Fraction | None
    balanced: bool | None

    @property
    def adds_up(self) -> bool:
        """Coefficients make the credits."""
        return self.total == self.ue.ects


@dataclass(frozen=True, slots=True)
class Sheet:
    """A maquette laid out.

    Attributes:
        blocks: name (None where the annex has none) and modules, in order.
        feet: one a UE, in order.
    """

    maquette: Maquette
    blocks: tuple[tuple[str | None, tuple[Module, ...]], ...]
    feet: tuple[UeFoot, ...]

    @property
    def total(self) -> Decimal:
        """Σ of all coefficients."""
        return sum((foot.total for foot in self.feet), Decimal(0))


def sheet_of(curriculum: Curriculum, maquette: Maquette) -> Sheet:
    """Lay out a maquette; the curriculum tells the other semester of its year."""
    parameters = Parameters.at(curriculum.academic_year.last_day)
    shares = {share.ue: share for share in sae_shares(curriculum) if share.maquette == maquette.id}
    feet = []
    for ue in maquette.ues:
        share = shares[ue.code]
        balanced = (
            None
            if share.sae is None
            else poles_are_balanced(maquette.year, share.sae, share.over_year, parameters)
        )
        feet.append(UeFoot(ue, maquette.total(ue.code), share.sae, balanced))
    blocks = groupby(maquette.modules, key=lambda module: module.block)
    return Sheet(maquette, tuple((name, tuple(modules)) for name, modules in blocks), tuple(feet))
