# SPDX-License-Identifier: EUPL-1.2
"""What stands on a sheet, under which words: above the list of UE, then the table and its sums."""

DIPLOMA, YEAR, SEMESTER, REGIME, PARCOURS = IDENTITY = (
    "Diplôme",
    "Année universitaire",
    "Semestre",
    "Régime",
    "Parcours",
)
UE, LEVEL, UE_TITLE, COMPETENCE = UE_HEADS = ("UE", "Niveau", "Intitulé UE", "Compétence")
BLOCK, APOGEE, PN, TITLE, COEFFICIENT = MODULE_HEADS = (
    "Bloc",
    "Code Apogée",
    "Code PN",
    "Intitulé module",
    "Coeff semestre",
)
TOTAL, ECTS = "Total des coefficients", "Crédits ECTS"
GAP, CHECK, SHARE = "Écart avec les crédits", "Écart avec la somme des UE", "Part des SAÉ"
"""Rows of sums; the last three are computed, and nothing is read from them."""


def towards(ue: str) -> str:
    """The heading of the coefficients towards a UE."""
    return f"Coeff {ue}"
