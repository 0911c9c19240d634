# SPDX-License-Identifier: EUPL-1.2
"""From « maquette;ue », which people know, to the semester and competence, which last, and back."""

from delibere.curriculum.model import Curriculum, Maquette


def semester_maquettes(curriculum: Curriculum, text: str) -> list[Maquette]:
    """Those a cell designates: one by its slug (« s3-fi-osc »), or all of a semester (« s3 »)."""
    slug = text.lower()
    return [m for m in curriculum.maquettes if slug in {m.id, f"s{m.semester}"}]


def competences(maquettes: list[Maquette], text: str) -> set[str]:
    """The competences that a UE code, or the key of a competence, may mean in these maquettes."""
    return {
        ue.competence
        for maquette in maquettes
        for ue in maquette.ues
        if text.casefold() in {ue.code.casefold(), ue.competence.casefold()}
    }


def ue_name(curriculum: Curriculum, semester: int, competence: str) -> str:
    """The code of a UE where it means this competence alone, else the key of the competence."""
    maquettes = semester_maquettes(curriculum, f"s{semester}")
    codes = (ue.code for m in maquettes for ue in m.ues if ue.competence == competence)
    return next((code for code in codes if competences(maquettes, code) == {competence}), competence)
