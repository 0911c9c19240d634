# SPDX-License-Identifier: EUPL-1.2
"""The share of each pole inside a UE (annexe 1, point 4.3). The bounds themselves are the rules' business."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from delibere.curriculum.model import Curriculum, Maquette, Pole, Ue
from delibere.curriculum.pairing import partner, rcues


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the coefficients that the SAÉ pole holds.

    Attributes:
        maquette: slug of the maquette of the UE.
        ue: its code.
        sae: in this UE, between 0 and 1; None when no module has a coefficient towards it.
        over_year: on both UE of the competence in the year; None when it has no partner in the file.
    """

    maquette: str
    ue: str
    sae: Fraction | None
    over_year: Fraction | None


def sae_share(places: Iterable[tuple[Maquette, str]]) -> Fraction | None:
    """Σ coefficients of the SAÉ / Σ coefficients, over these UE together; None when both are zero."""
    everything, sae = Decimal(0), Decimal(0)
    for maquette, ue in places:
        everything += maquette.total(ue)
        sae += sum((m.coefficients[ue] for m in maquette.modules if m.pole is Pole.SAE), Decimal(0))
    return Fraction(sae) / Fraction(everything) if everything else None


def sae_shares(curriculum: Curriculum) -> tuple[Share, ...]:
    """The share of every UE of every maquette, in order."""
    return tuple(
        Share(
            maquette.id,
            ue.code,
            sae_share([(maquette, ue.code)]),
            _share_over_year(curriculum, maquette, ue),
        )
        for maquette in curriculum.maquettes
        for ue in maquette.ues
    )


def _share_over_year(curriculum: Curriculum, maquette: Maquette, ue: Ue) -> Fraction | None:
    other = partner(curriculum, maquette)
    if other is None:
        return None
    for rcue in rcues(maquette, other):
        if rcue.competence == ue.competence:
            return sae_share([(maquette, ue.code), (other, rcue.even.code)])
    return None
