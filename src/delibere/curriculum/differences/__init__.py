# SPDX-License-Identifier: EUPL-1.2
"""What differs between two maquettes, or two curricula: side by side, and in words for a person."""

from delibere.curriculum.differences.comparing import compare, compare_curricula
from delibere.curriculum.differences.values import (
    Change,
    Comparison,
    CurriculumComparison,
    ModuleDifference,
    Pair,
    UeDifference,
)
from delibere.curriculum.differences.words import Paragraph, curricula_in_words, in_words

__all__ = [
    "Change",
    "Comparison",
    "CurriculumComparison",
    "ModuleDifference",
    "Pair",
    "Paragraph",
    "UeDifference",
    "compare",
    "compare_curricula",
    "curricula_in_words",
    "in_words",
]
