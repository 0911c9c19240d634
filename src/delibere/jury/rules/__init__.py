# SPDX-License-Identifier: EUPL-1.2
"""One file per point of law; its cases stand in a table of the same name under `tests/jury/rules`."""

from delibere.jury.rules import (
    acquisition,
    bachelor,
    compensation,
    dut,
    elsewhere,
    even_semester,
    lower_levels,
    next_year,
    poles,
    repeats,
    retake,
    sovereignty,
    third_year,
)

__all__ = [
    "acquisition",
    "bachelor",
    "compensation",
    "dut",
    "elsewhere",
    "even_semester",
    "lower_levels",
    "next_year",
    "poles",
    "repeats",
    "retake",
    "sovereignty",
    "third_year",
]
