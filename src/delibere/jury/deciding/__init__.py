# SPDX-License-Identifier: EUPL-1.2
"""From what is proposed to what a jury decides: choices, what follows from them, what they lack."""

from delibere.jury.deciding.choices import Choice, Choices, Key, grants_of, read_points
from delibere.jury.deciding.faults import faults
from delibere.jury.deciding.rulings import Line, Ruling, proposed_codes, rulings

__all__ = [
    "Choice",
    "Choices",
    "Key",
    "Line",
    "Ruling",
    "faults",
    "grants_of",
    "proposed_codes",
    "read_points",
    "rulings",
]
