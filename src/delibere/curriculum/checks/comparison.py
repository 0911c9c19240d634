# SPDX-License-Identifier: EUPL-1.2
"""The same module met in several maquettes, and those that depart from the others."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from delibere.curriculum.codes import canonical
from delibere.curriculum.model import Curriculum, Maquette, Module
from delibere.foundation.findings import Finding, Severity

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Met:
    """A module where it is met."""

    maquette: Maquette
    module: Module

    def finding(self, severity: Severity, cell: str, message: str) -> Finding:
        """A finding about it."""
        return Finding(severity, message, cell=cell, maquette=self.maquette.id, subject=self.module.apogee)


def met_modules(curriculum: Curriculum) -> list[list[Met]]:
    """Modules by semester and code PN, each in every maquette where it is met."""
    met: dict[tuple[int, str], list[Met]] = defaultdict(list)
    for maquette in curriculum.maquettes:
        for module in maquette.modules:
            met[maquette.semester, canonical(module.pn)].append(Met(maquette, module))
    return list(met.values())


def departing(items: Iterable[T], value: Callable[[T], Hashable]) -> list[T]:
    """Those whose value is not the most frequent one; all of them when no value leads."""
    everything = list(items)
    counts = Counter(map(value, everything)).most_common()
    if len(counts) < 2:
        return []
    main = None if counts[0][1] == counts[1][1] else counts[0][0]
    return [item for item in everything if value(item) != main]
