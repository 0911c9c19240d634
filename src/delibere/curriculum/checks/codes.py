# SPDX-License-Identifier: EUPL-1.2
"""Codes: well formed, unique, and saying the semester and the parcours they stand in."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from delibere.curriculum.codes import APOGEE, PnCode, canonical
from delibere.curriculum.model import Curriculum, Maquette, Module
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _


def check_codes(curriculum: Curriculum) -> Iterator[Finding]:
    """Codes of every maquette, then Apogée codes over all of them."""
    for maquette in curriculum.maquettes:
        for module in maquette.modules:
            yield from _apogee(maquette, module)
            yield from _pn(maquette, module)
        yield from _doubles(maquette)
        yield from _ue_doubles(maquette)
    yield from _one_module_per_apogee(curriculum)


def error(maquette: Maquette, module: Module, cell: str, message: str) -> Finding:
    """An error about one code of one module."""
    return Finding(Severity.ERROR, message, cell=cell, maquette=maquette.id, subject=module.apogee)


def _apogee(maquette: Maquette, module: Module) -> Iterator[Finding]:
    if not APOGEE.fullmatch(module.apogee):
        message = _("Code Apogée « {code} » mal formé : 3 à 8 capitales ou chiffres.").format(
            code=module.apogee
        )
        yield error(maquette, module, _("Code Apogée"), message)


def _pn(maquette: Maquette, module: Module) -> Iterator[Finding]:
    code = PnCode.parse(module.pn)
    for message in _faults(maquette, code):
        yield error(maquette, module, _("Code PN"), message.format(code=module.pn, name=maquette.name))


def _faults(maquette: Maquette, code: PnCode | None) -> Iterator[str]:
    if code is None:
        yield _("Code PN « {code} » mal formé : écrivez par exemple R3.01, SAE3.OSC.02, SAE4.ST ou R5.AL1.")
        return
    if code.semester not in {None, maquette.semester}:
        yield _("Le code PN « {code} » est d’un autre semestre que la maquette {name}.")
    if code.parcours is not None and code.parcours != maquette.parcours:
        yield _("Le code PN « {code} » est d’un autre parcours que la maquette {name}.")


def _doubles(maquette: Maquette) -> Iterator[Finding]:
    apogees = Counter(module.apogee for module in maquette.modules)
    pns = Counter(canonical(module.pn) for module in maquette.modules)
    for module in maquette.modules:
        if apogees[module.apogee] > 1:
            message = _("Le code Apogée « {code} » est en double dans {name}.")
            text = message.format(code=module.apogee, name=maquette.name)
            yield error(maquette, module, _("Code Apogée"), text)
        if pns[canonical(module.pn)] > 1:
            message = _("Le code PN « {code} » est en double dans {name}.")
            text = message.format(code=module.pn, name=maquette.name)
            yield error(maquette, module, _("Code PN"), text)


def _ue_doubles(maquette: Maquette) -> Iterator[Finding]:
    for wanted in ("code", "competence"):
        seen = Counter(getattr(ue, wanted) for ue in maquette.ues)
        for ue in maquette.ues:
            if seen[getattr(ue, wanted)] > 1:
                message = _("{ue} : deux UE de {name} ont le même code ou la même compétence.")
                text = message.format(ue=ue.code, name=maquette.name)
                yield Finding(Severity.ERROR, text, maquette=maquette.id, subject=ue.code)


def _one_module_per_apogee(curriculum: Curriculum) -> Iterator[Finding]:
    """One Apogée code may serve several maquettes, for one module."""
    meanings: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for maquette in curriculum.maquettes:
        for module in maquette.modules:
            meanings[module.apogee].add((maquette.semester, canonical(module.pn)))
    for maquette in curriculum.maquettes:
        for module in maquette.modules:
            if len(meanings[module.apogee]) > 1:
                names = ", ".join(sorted(pn for _semester, pn in meanings[module.apogee]))
                message = _("Le code Apogée « {code} » désigne plusieurs modules de l’annexe : {names}.")
                text = message.format(code=module.apogee, names=names)
                yield error(maquette, module, _("Code Apogée"), text)
