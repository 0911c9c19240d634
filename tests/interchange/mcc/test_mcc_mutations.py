# SPDX-License-Identifier: EUPL-1.2
"""No single damage to the annex is accepted in silence: it is repaired, refused, or named as invisible."""

from collections import Counter
from decimal import Decimal
from enum import StrEnum
from itertools import islice
from pathlib import Path
from random import Random

import pytest
from annex_damages import CLASSES, damages
from annex_text import NUMBER, Annex, Damage

from delibere.curriculum.codes import canonical
from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import errors
from delibere.interchange import mcc
from delibere.interchange.mcc.reading import AnnexReading

TEXT = (Path(__file__).parents[3] / "examples" / "but-qlio-2023-2024.md").read_text(encoding="utf-8")
ANNEX = Annex(TEXT.split("\n"))


class Verdict(StrEnum):
    """What became of a damage."""

    NOTHING = "only blanks changed"
    REPAIRED = "repaired, reading equal to the truth"
    REFUSED = "error"
    NOTICED = "notice; numbers and codes equal to the truth"
    INVISIBLE_WORDING = "invisible: a wording"
    SILENT = "SILENT"
    WRONG = "WRONG"


@pytest.fixture(scope="module")
def truth() -> AnnexReading:
    return mcc.read(TEXT.encode())


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_no_single_damage_is_accepted_in_silence_and_no_repair_is_wrong(
    truth: AnnexReading, seed: int
) -> None:
    count = len(CLASSES)
    spoilt = frozenset(repair.line - 1 for repair in truth.repairs)
    annex = Annex(TEXT.split("\n"), only=spoilt if seed == 2 else frozenset())
    found = {damage: judge(damage, truth) for damage in islice(damages(annex, Random(seed)), count)}  # noqa: S311 reproducible
    shares = Counter(found.values())
    print(f"\n{count} damages: " + "; ".join(f"{verdict} {n}" for verdict, n in shares.most_common()))  # noqa: T201 asked for
    bad = {Verdict.SILENT, Verdict.WRONG}
    assert [(d.kind, d.where, verdict) for d, verdict in found.items() if verdict in bad] == []
    assert shares[Verdict.REPAIRED] > count * 0.25
    assert shares[Verdict.INVISIBLE_WORDING] < count * 0.03


def judge(damage: Damage, truth: AnnexReading) -> Verdict:
    if _without_blanks(damage.lines) == _without_blanks(ANNEX.lines):
        return Verdict.NOTHING
    try:
        reading = mcc.read("\n".join(damage.lines).encode())
    except UnusableInputError:
        return Verdict.REFUSED
    return Verdict.REFUSED if errors(list(reading.findings)) else _accepted(reading, truth)


def _accepted(reading: AnnexReading, truth: AnnexReading) -> Verdict:
    said = {f.message for f in reading.findings} != {f.message for f in truth.findings}
    if reading.curriculum == truth.curriculum:
        return _same(reading, truth, said=said)
    if _essence(reading.curriculum) == _essence(truth.curriculum):
        return Verdict.NOTICED if said else Verdict.INVISIBLE_WORDING
    if _unordered(reading.curriculum) == _unordered(truth.curriculum):
        return Verdict.NOTICED if said else Verdict.SILENT
    return Verdict.WRONG


def _same(reading: AnnexReading, truth: AnnexReading, *, said: bool) -> Verdict:
    if Counter(r.before for r in reading.repairs) != Counter(r.before for r in truth.repairs):
        return Verdict.REPAIRED
    return Verdict.NOTICED if said else Verdict.SILENT


def _without_blanks(lines: list[str]) -> list[list[str]]:
    return [[_plain(cell) for cell in line.strip(" *").replace(" ", "").split("|")] for line in lines]


def _plain(cell: str) -> str:
    """« 2.00 » and « 2 » are the same number."""
    return format(Decimal(cell).normalize(), "f") if NUMBER.fullmatch(cell) else cell


def _essence(curriculum: Curriculum) -> list[tuple[object, ...]]:
    """Everything but wordings."""
    return [
        (
            maquette.id,
            [(ue.code, ue.level, ue.ects) for ue in maquette.ues],
            [(m.apogee, canonical(m.pn), m.block is None, m.coefficients) for m in maquette.modules],
        )
        for maquette in curriculum.maquettes
    ]


def _unordered(curriculum: Curriculum) -> list[tuple[object, ...]]:
    """Everything, the modules of a block in no order."""
    return [
        (m.id, m.ues, {(e.apogee, e.pn, e.title, e.block, *e.coefficients.values()) for e in m.modules})
        for m in curriculum.maquettes
    ]
