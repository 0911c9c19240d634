# SPDX-License-Identifier: EUPL-1.2
"""The order of modules inside a block, where an annex follows that of the codes PN."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from delibere.curriculum.checks.comparison import Met
from delibere.curriculum.codes import PnCode
from delibere.curriculum.model import Curriculum
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _

Ranked = tuple[tuple[str, str], Met]


def check_order(curriculum: Curriculum) -> Iterator[Finding]:
    """Modules out of the order of their codes, if most blocks follow it: a row may have been moved."""
    blocks = list(_blocks(curriculum))
    disordered = [block for block in blocks if not _ordered(block)]
    if 2 * len(disordered) >= len(blocks):
        return
    for block in disordered:
        inversions = _inversions(block)
        for (_rank, module), count in zip(block, inversions, strict=True):
            if count == max(inversions):
                message = _("{pn} n’est pas à sa place dans l’ordre des codes : ligne déplacée ?")
                text = message.format(pn=module.module.pn)
                yield module.finding(Severity.NOTICE, _("Code PN"), text)


def _blocks(curriculum: Curriculum) -> Iterator[list[Ranked]]:
    for maquette in curriculum.maquettes:
        for _block, modules in groupby(maquette.modules, key=lambda module: module.block):
            ranked = [(PnCode.parse(module.pn), Met(maquette, module)) for module in modules]
            yield [((code.kind, code.number), met) for code, met in ranked if code]


def _ordered(block: Sequence[Ranked]) -> bool:
    return all(one <= following for (one, _one), (following, _following) in pairwise(block))


def _inversions(block: Sequence[Ranked]) -> list[int]:
    """For each module, how many others stand on the wrong side of it: most of all for the one moved."""
    ranks = [rank for rank, _module in block]
    return [
        sum((other < rank) != (j < i) for j, other in enumerate(ranks) if other != rank)
        for i, rank in enumerate(ranks)
    ]
