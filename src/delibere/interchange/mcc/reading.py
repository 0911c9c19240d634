# SPDX-License-Identifier: EUPL-1.2
"""What reading an annex gives: a curriculum, what had to be repaired, what a person must look at."""

from dataclasses import dataclass
from enum import StrEnum

from delibere.curriculum.model import Curriculum, Maquette, Module, Ue
from delibere.foundation.findings import Finding, where
from delibere.foundation.language import _
from delibere.foundation.numbers import minimal


class RepairKind(StrEnum):
    """What had happened to a line. The list is closed."""

    ROW_SHIFTED_LEFT = "row-shifted-left"
    ROW_PUSHED_RIGHT = "row-pushed-right"
    CODE_IN_BLOCK_COLUMN = "code-in-block-column"
    CELLS_REALIGNED = "cells-realigned"
    COEFFICIENT_RESTORED = "coefficient-restored"
    TOTAL_RESTORED = "total-restored"
    ECTS_RESTORED = "ects-restored"
    NUMBER_CORRECTED = "number-corrected"

    @property
    def label(self) -> str:
        """What had happened, in plain words."""
        return {
            RepairKind.ROW_SHIFTED_LEFT: _("ligne décalée à gauche"),
            RepairKind.ROW_PUSHED_RIGHT: _("ligne poussée à droite"),
            RepairKind.CODE_IN_BLOCK_COLUMN: _("code Apogée dans la colonne des blocs"),
            RepairKind.CELLS_REALIGNED: _("cases remises à leur place"),
            RepairKind.COEFFICIENT_RESTORED: _("coefficient perdu retrouvé"),
            RepairKind.TOTAL_RESTORED: _("total perdu retrouvé"),
            RepairKind.ECTS_RESTORED: _("crédits perdus retrouvés"),
            RepairKind.NUMBER_CORRECTED: _("nombre corrigé"),
        }[self]


@dataclass(frozen=True, slots=True)
class Repair:
    """One damaged line, put right by anchors and confirmed by arithmetic.

    Attributes:
        line: in the file, from 1; in its text, for a file of pages.
        kind: what had happened to it.
        before: the line as read.
        after: the line as it should have been.
        confirmed_by: the sums that hold once it is repaired, in French.
        maquette: slug of its maquette.
        page: from 1, of a file of pages.
    """

    line: int
    kind: RepairKind
    before: str
    after: str
    confirmed_by: tuple[str, ...]
    maquette: str
    page: int | None = None

    @property
    def where(self) -> str:
        """« page 7 », « ligne 12 »."""
        return where(self.line, self.page)


@dataclass(frozen=True, slots=True)
class AnnexReading:
    """A curriculum and everything that must be said about how it was read.

    Attributes:
        curriculum: the maquettes that could be read to the last coefficient.
        repairs: in the order of the file, one per damaged line.
        findings: in the order of the file, those about no line last.
        says_blocks: a programme of ScoDoc does not say the block of a module.
    """

    curriculum: Curriculum
    repairs: tuple[Repair, ...]
    findings: tuple[Finding, ...]
    says_blocks: bool = True


def to_json(reading: AnnexReading) -> dict[str, list[dict[str, object]]]:
    """What `delibere mcc check --json` prints: maquettes, repairs, findings; decimals are minimal strings."""
    return {
        "maquettes": [maquette_to_json(maquette) for maquette in reading.curriculum.maquettes],
        "repairs": [_repair_to_json(repair) for repair in reading.repairs],
        "findings": [_finding_to_json(finding) for finding in reading.findings],
    }


def maquette_to_json(maquette: Maquette) -> dict[str, object]:
    """One maquette as plain values."""
    return {
        "id": maquette.id,
        "semester": maquette.semester,
        "regime": maquette.regime.value,
        "parcours": maquette.parcours,
        "ues": [_ue_to_json(ue) for ue in maquette.ues],
        "modules": [_module_to_json(module) for module in maquette.modules],
    }


def _ue_to_json(ue: Ue) -> dict[str, object]:
    return {
        "code": ue.code,
        "title": ue.title,
        "competence": ue.competence,
        "level": ue.level,
        "ects": minimal(ue.ects),
    }


def _module_to_json(module: Module) -> dict[str, object]:
    return {
        "apogee": module.apogee,
        "pn": module.pn,
        "title": module.title,
        "block": module.block,
        "coefficients": {ue: minimal(value) for ue, value in module.coefficients.items()},
    }


def _repair_to_json(repair: Repair) -> dict[str, object]:
    return {
        "line": repair.line,
        "page": repair.page,
        "kind": repair.kind.value,
        "before": repair.before,
        "after": repair.after,
        "confirmed_by": list(repair.confirmed_by),
        "maquette": repair.maquette,
    }


def _finding_to_json(finding: Finding) -> dict[str, object]:
    return {
        "line": finding.line,
        "page": finding.page,
        "severity": finding.severity.value,
        "message": finding.message,
        "cell": finding.cell,
        "maquette": finding.maquette,
        "subject": finding.subject,
    }
