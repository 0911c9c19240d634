# SPDX-License-Identifier: EUPL-1.2
"""Which maquettes and which UE go together: the two semesters of a year, and what comes next."""

from dataclasses import dataclass

from delibere.curriculum.model import Curriculum, Maquette, Regime, Ue


@dataclass(frozen=True, slots=True)
class Rcue:
    """The two UE of one level of one competence (annexe 1, point 4.3)."""

    competence: str
    level: int | None
    odd: Ue
    even: Ue


def rcues(odd: Maquette, even: Maquette) -> tuple[Rcue, ...]:
    """The RCUE of a year, in the order of its odd semester; a competence without a partner gives none."""
    partners = {ue.competence: ue for ue in even.ues}
    return tuple(
        Rcue(ue.competence, ue.level, ue, partners[ue.competence])
        for ue in odd.ues
        if ue.competence in partners
    )


def possible_next(curriculum: Curriculum, maquette: Maquette) -> tuple[Maquette, ...]:
    """The maquettes of the next semester that a student of this one may enter.

    Same parcours, or any when none was chosen yet; from FI one may pass to FA, not the other way round. The
    same regime is offered alone where it exists.
    """
    following = [
        other
        for other in curriculum.maquettes
        if other.semester == maquette.semester + 1 and maquette.parcours in {None, other.parcours}
    ]
    same = tuple(other for other in following if other.regime is maquette.regime)
    if same or maquette.regime is Regime.FA:
        return same
    return tuple(following)


def next_maquette(curriculum: Curriculum, maquette: Maquette) -> Maquette | None:
    """The one maquette that can follow (S4 FI OSC → S5 FA OSC); None when there is a choice, or none at all."""
    possible = possible_next(curriculum, maquette)
    return possible[0] if len(possible) == 1 else None


def partner(curriculum: Curriculum, maquette: Maquette) -> Maquette | None:
    """The other semester of the same year, same regime, same parcours."""
    wanted = maquette.semester + (1 if maquette.semester % 2 else -1)
    for other in curriculum.maquettes:
        if (other.semester, other.regime, other.parcours) == (wanted, maquette.regime, maquette.parcours):
            return other
    return None
