# SPDX-License-Identifier: EUPL-1.2
"""What an exported programme says: figures as written, nothing deduced."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from delibere.foundation.findings import Finding

RESSOURCE, SAE = "2", "3"
"""Kinds of module (`module_type`); « 1 » is a malus, « 0 » anything else."""


@dataclass(frozen=True, slots=True)
class ExportedUe:
    """One UE.

    Attributes:
        reference: what coefficients name it by.
        code: « UE31 », as an annex writes it.
        level: 1 to 3; None when the export does not say it.
        niveau: the base's key of its level of competence, one for the two UE of a RCUE; empty if unsaid.
        ects: by code of parcours where one has its own, else under "".
        parcours: codes of those that have it; none when all do.
    """

    reference: str
    code: str
    title: str
    semester: int
    level: int | None
    niveau: str
    ects: Mapping[str, Decimal]
    parcours: tuple[str, ...]
    line: int | None


@dataclass(frozen=True, slots=True)
class ExportedModule:
    """One ressource, SAÉ, or other module.

    Attributes:
        kind: `module_type`.
        coefficients: not zero, by reference of UE.
        parcours: codes of those that have it; none when all do.
    """

    code: str
    title: str
    apogee: str
    kind: str
    semester: int
    parcours: tuple[str, ...]
    coefficients: Mapping[str, Decimal]
    line: int | None


@dataclass(frozen=True, slots=True)
class Formation:
    """A whole programme.

    Attributes:
        names: what it is called, the shortest first: acronym, speciality of its framework, titles.
        findings: what was left out, and why.
    """

    names: tuple[str, ...]
    ues: tuple[ExportedUe, ...]
    modules: tuple[ExportedModule, ...]
    findings: tuple[Finding, ...]
