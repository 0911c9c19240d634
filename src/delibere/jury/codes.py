# SPDX-License-Identifier: EUPL-1.2
"""The codes of the registries and of real minutes."""

from enum import StrEnum


class Code(StrEnum):
    """One result code: proposed by the rules, granted by a jury, or a recorded fact."""

    ADM = "ADM"
    CMP = "CMP"
    ADJ = "ADJ"
    ADJR = "ADJR"
    ADSUP = "ADSUP"
    AJ = "AJ"
    ATJ = "ATJ"
    PASD = "PASD"
    RED = "RED"
    NAR = "NAR"
    PAS1NCI = "PAS1NCI"
    DEF = "DEF"
    DEM = "DEM"
    ABAN = "ABAN"
    ABL = "ABL"
    EXCLU = "EXCLU"


ACQUIRED = frozenset({Code.ADM, Code.CMP, Code.ADJ, Code.ADJR, Code.ADSUP})
"""A UE or RCUE with one of these stays acquired."""

NUMBERED: tuple[Code | None, ...] = (None, *Code)
"""What the small integers of an array of codes mean; 0 is « no code »."""


def number(code: Code | None) -> int:
    """The integer that stands for a code in an array."""
    return NUMBERED.index(code)
