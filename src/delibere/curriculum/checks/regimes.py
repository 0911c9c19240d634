# SPDX-License-Identifier: EUPL-1.2
"""What tells FI from FA in Apogée codes, learned from the modules that both regimes teach."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import zip_longest

from delibere.curriculum.checks.codes import error
from delibere.curriculum.codes import canonical
from delibere.curriculum.model import Curriculum, Maquette, Regime
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _

_Pairs = dict[tuple[str, str], tuple[int, ...]]


def check_regimes(curriculum: Curriculum) -> Iterator[Finding]:
    """Codes, then whole maquettes, that depart from what tells the regimes apart everywhere else."""
    pairs = _pairs(curriculum)
    patterns = Counter(pairs.values()).most_common(1)
    if patterns and patterns[0][1] * 3 > len(pairs) * 2:
        usual = patterns[0][0]
        yield from _unusual_pairs(curriculum, pairs, usual)
        for position in usual:
            yield from _unusual_maquettes(curriculum, position)


def _pairs(curriculum: Curriculum) -> _Pairs:
    """Pairs (FI code, FA code) of the same module, and the positions at which they differ."""
    modules: dict[tuple[int, str], dict[Regime, set[str]]] = defaultdict(lambda: defaultdict(set))
    for maquette in curriculum.maquettes:
        for module in maquette.modules:
            modules[maquette.semester, canonical(module.pn)][maquette.regime].add(module.apogee)
    return {
        (one, other): _differences(one, other)
        for codes in modules.values()
        for one in codes[Regime.FI]
        for other in codes[Regime.FA]
    }


def _differences(one: str, other: str) -> tuple[int, ...]:
    return tuple(i for i, (mine, its) in enumerate(zip_longest(one, other)) if mine != its)


def _unusual_pairs(curriculum: Curriculum, pairs: _Pairs, usual: tuple[int, ...]) -> Iterator[Finding]:
    unusual = {code: pair for pair, positions in pairs.items() if positions != usual for code in pair}
    for maquette in curriculum.maquettes:
        for module in maquette.modules:
            if module.apogee in unusual:
                one, other = unusual[module.apogee]
                message = _("Codes Apogée « {one} » (FI) et « {other} » (FA) d’un module : écart inhabituel.")
                yield error(maquette, module, _("Code Apogée"), message.format(one=one, other=other))


def _unusual_maquettes(curriculum: Curriculum, position: int) -> Iterator[Finding]:
    """A maquette whose codes bear another letter than those of its regime: its heading contradicts them."""
    letters = [(m, letter) for m in curriculum.maquettes if (letter := _letter(m, position))]
    usual = {
        regime: Counter(letter for m, letter in letters if m.regime is regime).most_common(1)
        for regime in Regime
    }
    for maquette, letter in letters:
        main = usual[maquette.regime][0][0]
        if letter != main:
            message = _("{name} : codes Apogée avec « {letter} », et « {main} » dans les autres {regime}.")
            text = message.format(name=maquette.name, letter=letter, main=main, regime=maquette.regime)
            yield Finding(Severity.ERROR, text, cell=_("Code Apogée"), maquette=maquette.id)


def _letter(maquette: Maquette, position: int) -> str:
    """The letter that most codes of a maquette have there, empty without codes."""
    letters = Counter(module.apogee[position : position + 1] for module in maquette.modules)
    return letters.most_common(1)[0][0] if letters else ""
