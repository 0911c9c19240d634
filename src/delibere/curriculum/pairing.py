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


def successors(curriculum: Curriculum, maquette: Maquette) -> tuple[Maquette, ...]:
    """The maquettes of the next semester that a student of this one may enter.

    Same parcours, or any when none was chosen yet; from FI one may pass to FA, not the other way round.
    """
    return tuple(
        other
        for other in curriculum.maquettes
        if other.semester == maquette.semester + 1
        and maquette.parcours in {None, other.parcours}
        and (maquette.regime is Regime.FI or other.regime is Regime.FA)
    )


def next_maquette(curriculum: Curriculum, maquette: Maquette) -> Maquette | None:
    """The one maquette that can follow (S4 FI OSC → S5 FA OSC), None when there is a choice or nothing.

    Where the same regime goes on, leaving it is no choice to ask about.
    """
    possible = successors(curriculum, maquette)
    same = [other for other in possible if other.regime is maquette.regime]
    kept = same or possible
    return kept[0] if len(kept) == 1 else None


def courses(curriculum: Curriculum) -> tuple[tuple[Maquette, ...], ...]:
    """Every way through the six semesters that the maquettes of this curriculum allow."""
    paths: list[tuple[Maquette, ...]] = [
        (maquette,) for maquette in curriculum.maquettes if maquette.semester == 1
    ]
    for _semester in range(5):
        paths = [(*path, following) for path in paths for following in successors(curriculum, path[-1])]
    return tuple(paths)


def partner(curriculum: Curriculum, maquette: Maquette) -> Maquette | None:
    """The other semester of the same year, same regime, same parcours."""
    wanted = maquette.semester + (1 if maquette.semester % 2 else -1)
    for other in curriculum.maquettes:
        if (other.semester, other.regime, other.parcours) == (wanted, maquette.regime, maquette.parcours):
            return other
    return None
