# SPDX-License-Identifier: EUPL-1.2
"""The lines of an annex, where its rows stand among them, and one damage done to them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, eq=False)
class Damage:
    """One damaged annex.

    Attributes:
        kind: its class.
        lines: the annex once damaged.
        where: line numbers, in the damaged file, one of which a finding should name.
    """

    kind: str
    lines: list[str]
    where: frozenset[int]


@dataclass(frozen=True)
class Annex:
    """The annex and where its rows stand (indices of lines, from 0)."""

    lines: list[str]
    only: frozenset[int] = frozenset()
    """Indices of the only module rows to damage, all of them when empty."""

    def where(self, test: Callable[[str], bool]) -> list[int]:
        return [i for i, line in enumerate(self.lines) if test(line)]

    @property
    def modules(self) -> list[int]:
        rows = self.where(lambda line: "| TBQ" in line)
        return [row for row in rows if not self.only or row in self.only]

    @property
    def totals(self) -> list[int]:
        return self.where(lambda line: "Total des coefficients" in line)

    @property
    def credits(self) -> list[int]:
        return self.where(lambda line: "Crédits ECTS" in line)

    @property
    def headers(self) -> list[int]:
        return self.where(lambda line: "Code Apogée" in line)

    @property
    def headings(self) -> list[int]:
        return self.where(lambda line: line.startswith("**"))

    @property
    def ues(self) -> list[int]:
        return self.where(lambda line: re.match(r"\s*UE\d", line) is not None)

    def section_of(self, index: int) -> int:
        return max(start for start in self.headings if start <= index)

    def replaced(self, kind: str, index: int, *new: str) -> Damage:
        lines = [*self.lines[:index], *new, *self.lines[index + 1 :]]
        return Damage(kind, lines, frozenset(range(index, index + 5)))


Make = Callable[[Annex, Random], Damage]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def row(found: list[str]) -> str:
    return "| " + " | ".join(found) + " |"


def numbered(found: list[str]) -> list[int]:
    return [i for i, cell in enumerate(found) if NUMBER.fullmatch(cell)]
