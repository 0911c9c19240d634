# SPDX-License-Identifier: EUPL-1.2
"""The same thing said the same way in every maquette, and every module where its code says it belongs."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from delibere.curriculum.checks.comparison import Met, departing, met_modules
from delibere.curriculum.codes import PnCode, canonical
from delibere.curriculum.model import Curriculum, Maquette, Module, Ue
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _


def check_consistency(curriculum: Curriculum) -> Iterator[Finding]:
    """Modules and UE met in several maquettes, then blocks, then what one maquette lacks."""
    yield from _distinct_maquettes(curriculum)
    yield from _modules(curriculum)
    yield from _ues(curriculum)
    for maquette in curriculum.maquettes:
        yield from _blocks(maquette)
    yield from _blocks_or_none(curriculum)
    yield from _block_names(curriculum)
    yield from _missing_modules(curriculum)


def _distinct_maquettes(curriculum: Curriculum) -> Iterator[Finding]:
    seen = Counter(maquette.id for maquette in curriculum.maquettes)
    for slug in (slug for slug, times in seen.items() if times > 1):
        message = _("La maquette {slug} est en double : gardez-en une.").format(slug=slug)
        yield Finding(Severity.ERROR, message, maquette=slug)


def _modules(curriculum: Curriculum) -> Iterator[Finding]:
    for same in met_modules(curriculum):
        yield from _apogees(same)
        yield from _labels(same)


def _apogees(same: Sequence[Met]) -> Iterator[Finding]:
    regimes = {each.maquette.regime for each in same}
    for regime in sorted(regimes):
        here = [each for each in same if each.maquette.regime is regime]
        for one in departing(here, lambda each: each.module.apogee):
            message = _(
                "{pn} n’a pas le même code Apogée dans toutes les maquettes {regime} du semestre {semester}."
            )
            text = message.format(pn=one.module.pn, regime=regime, semester=one.maquette.semester)
            yield one.finding(Severity.ERROR, _("Code Apogée"), text)


def _labels(same: Sequence[Met]) -> Iterator[Finding]:
    for one in departing(same, lambda each: each.module.pn):
        message = _(
            "Le code PN s’écrit ici « {pn} », autrement dans d’autres maquettes du semestre {semester}."
        )
        text = message.format(pn=one.module.pn, semester=one.maquette.semester)
        yield one.finding(Severity.NOTICE, _("Code PN"), text)
    for one in departing(same, lambda each: each.module.title):
        message = _("{pn} ne porte pas le même intitulé dans toutes les maquettes du semestre {semester}.")
        text = message.format(pn=one.module.pn, semester=one.maquette.semester)
        yield one.finding(Severity.NOTICE, _("Intitulé module"), text)


def _ues(curriculum: Curriculum) -> Iterator[Finding]:
    """In one semester a competence bears one UE code; over the annex, one title."""
    by_semester: dict[tuple[int, str], list[tuple[Maquette, Ue]]] = defaultdict(list)
    by_competence: dict[str, list[tuple[Maquette, Ue]]] = defaultdict(list)
    for maquette in curriculum.maquettes:
        for ue in maquette.ues:
            by_semester[maquette.semester, ue.competence].append((maquette, ue))
            by_competence[ue.competence].append((maquette, ue))
    for same in by_semester.values():
        for maquette, ue in departing(same, lambda met: met[1].code):
            message = _("« {title} » est {ue} ici, une autre UE dans d’autres maquettes du même semestre.")
            yield _about_ue(Severity.ERROR, maquette, ue, message)
    for same in by_competence.values():
        for maquette, ue in departing(same, lambda met: met[1].title):
            message = _("L’intitulé de {ue} s’écrit autrement ailleurs : « {title} ».")
            yield _about_ue(Severity.NOTICE, maquette, ue, message)


def _about_ue(severity: Severity, maquette: Maquette, ue: Ue, message: str) -> Finding:
    text = message.format(ue=ue.code, title=ue.title)
    return Finding(severity, text, maquette=maquette.id, subject=ue.code)


def _blocks(maquette: Maquette) -> Iterator[Finding]:
    """Where a maquette has blocks, each module stands in one, and speciality modules have theirs."""
    if all(module.block is None for module in maquette.modules):
        return
    for module in maquette.modules:
        if module.block is None:
            message = _("Ce module n’est dans aucun bloc, à l’inverse des autres de {name}.")
            text = message.format(name=maquette.name)
            yield Finding(Severity.ERROR, text, maquette=maquette.id, subject=module.apogee)
    for block in dict.fromkeys(module.block for module in maquette.modules):
        within = [module for module in maquette.modules if module.block == block]
        for module in departing(within, _is_speciality):
            message = _("{pn} ne va pas dans le bloc « {block} » : son code dit l’inverse de ses voisins.")
            text = message.format(pn=module.pn, block=block)
            yield Finding(Severity.ERROR, text, cell=block, maquette=maquette.id, subject=module.apogee)


def _blocks_or_none(curriculum: Curriculum) -> Iterator[Finding]:
    """The maquettes of a semester are all cut into blocks, or none is."""
    for semester in range(1, 7):
        maquettes = [m for m in curriculum.maquettes if m.semester == semester and m.modules]
        for maquette in departing(maquettes, lambda m: any(module.block for module in m.modules)):
            message = _(
                "Blocs dans {name}, et pas de blocs dans d’autres maquettes du semestre, ou l’inverse."
            )
            first = next((m for m in maquette.modules if m.block), maquette.modules[0])
            text = message.format(name=maquette.name)
            yield Finding(Severity.ERROR, text, maquette=maquette.id, subject=first.apogee)


def _is_speciality(module: Module) -> bool:
    return _parcours(module.pn) is not None


def _parcours(pn: str) -> str | None:
    code = PnCode.parse(pn)
    return code.parcours if code else None


def _block_names(curriculum: Curriculum) -> Iterator[Finding]:
    """A block's name read in one maquette only, where others share theirs."""
    blocks: dict[str, list[Met]] = defaultdict(list)
    for maquette in curriculum.maquettes:
        for block in dict.fromkeys(module.block for module in maquette.modules):
            first = next(module for module in maquette.modules if module.block == block)
            blocks[block or ""].append(Met(maquette, first))
    shared = max((len(met) for block, met in blocks.items() if block), default=0)
    for block, met in blocks.items():
        if block and len(met) == 1 and shared > 2:
            message = _("Le bloc « {block} » n’existe que dans cette maquette : faute de frappe ?")
            yield met[0].finding(Severity.NOTICE, _("Bloc"), message.format(block=block))


def _missing_modules(curriculum: Curriculum) -> Iterator[Finding]:
    """What one maquette teaches, so do the others of its semester, if it is common or of their parcours."""
    taught = {(m.semester, pn) for m in curriculum.maquettes for pn in _canonical(m)}
    for maquette in curriculum.maquettes:
        own = {(maquette.semester, pn) for pn in _canonical(maquette)}
        for semester, pn in sorted(taught - own):
            if semester == maquette.semester and _parcours(pn) in {None, maquette.parcours}:
                message = _("Le module {pn} manque dans {name}, mais pas ailleurs dans le semestre.")
                text = message.format(pn=pn, name=maquette.name)
                yield Finding(Severity.ERROR, text, maquette=maquette.id)


def _canonical(maquette: Maquette) -> list[str]:
    return [canonical(module.pn) for module in maquette.modules]
