# SPDX-License-Identifier: EUPL-1.2
"""An annex of which some years are missing."""

from dataclasses import replace

from delibere.curriculum.model import Curriculum, Maquette


def of_year(curriculum: Curriculum, year: int) -> list[Maquette]:
    """Its maquettes of one year, with no level, as they are read."""
    found = [maquette for maquette in curriculum.maquettes if maquette.year == year]
    return [replace(m, ues=tuple(replace(ue, level=None) for ue in m.ues)) for m in found]
