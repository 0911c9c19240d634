# SPDX-License-Identifier: EUPL-1.2
"""Reads the annex as text extracted from a PDF."""

import re
from decimal import Decimal

from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.numbers import read_decimal

HEADING = re.compile(r"\*\*Semestre (\d) BUT (\w+)(?: (?:en|par) (alternance))?(?: (\w+))?$")
UE = re.compile(r"\s*(UE\d+) - (.+)")
APOGEE = re.compile(r"[A-Z]{4}[A-Z0-9]{4}")


def read(text: str) -> Curriculum:
    """The curriculum an annex holds."""
    maquettes, diploma, year = [], "", AcademicYear(0)
    for section in re.split(r"^(?=\*\*Semestre)", text, flags=re.MULTILINE)[1:]:
        lines = section.splitlines()
        heading = HEADING.match(lines[0])
        assert heading  # noqa: S101 thin line
        diploma = f"BUT {heading[2]}"
        year = AcademicYear.parse(lines[1].strip("*")) or year
        ues = [found.groups() for line in lines if (found := UE.match(line))]
        rows = [
            [cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")
        ]
        modules = [
            _module(row, [code for code, _title in ues])
            for row in rows
            if any(APOGEE.fullmatch(c) for c in row)
        ]
        ects = [value for cell in rows[-1] if (value := read_decimal(cell)) is not None][1:]
        regime = Regime.FA if heading[3] else Regime.FI
        slots = tuple(Ue(c, t, t, None, e) for (c, t), e in zip(ues, ects, strict=True))
        maquettes.append(Maquette(int(heading[1]), regime, heading[4], slots, tuple(modules)))
    return Curriculum(diploma, year, tuple(maquettes))


def _module(row: list[str], ues: list[str]) -> Module:
    start = next(i for i, cell in enumerate(row) if APOGEE.fullmatch(cell))
    numbers = [value for cell in row[start + 3 :] if (value := read_decimal(cell)) is not None]
    semester, *rest = numbers
    lost = [semester - sum(rest, Decimal(0))] * (len(ues) - len(rest))
    return Module(row[start], row[start + 1], row[start + 2], None, dict(zip(ues, rest + lost, strict=True)))
