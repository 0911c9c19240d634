# SPDX-License-Identifier: EUPL-1.2
"""Which maquette, modules and UE of ours are those of ScoDoc."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from delibere.curriculum.codes import canonical
from delibere.curriculum.model import Maquette, Module, Regime
from delibere.foundation.letters import plain_letters
from delibere.interchange.scodoc.dumps.values import (
    Dump,
    DumpedEvaluation,
    DumpedModule,
    DumpedSemester,
    DumpedStudent,
    DumpedUe,
)

_APPRENTICES = ("FA", "FAP", "CP", "ALT")
"""Modalities of those who work as well."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A maquette that the semester may follow.

    Attributes:
        found: how many modules of ScoDoc it has; modules: how many there are.
        likeness: what orders the candidates; two of one likeness must be asked about.
    """

    maquette: Maquette
    found: int
    modules: int
    likeness: tuple[bool, bool, int]


def candidates(maquettes: Sequence[Maquette], dump: Dump) -> tuple[Candidate, ...]:
    """Those of the same semester, the likeliest first: regime, parcours, then modules."""
    number = dump.semester.number if dump.semester else None
    alike = [_candidate(one, dump) for one in maquettes if number in {None, one.semester}]
    return tuple(sorted(alike, key=lambda one: one.likeness, reverse=True))


def the_one(found: Sequence[Candidate]) -> Maquette | None:
    """The likeliest when no other is as likely and something of it was found."""
    if not found or not found[0].found or (len(found) > 1 and found[0].likeness == found[1].likeness):
        return None
    return found[0].maquette


def _candidate(maquette: Maquette, dump: Dump) -> Candidate:
    count = sum(module_of(maquette, module) is not None for module in dump.modules)
    semester = dump.semester or DumpedSemester("", "", None, None, "", (), locked=False)
    regime = Regime.FA if semester.modality.startswith(_APPRENTICES) else Regime.FI
    parcours = {plain_letters(code) for code in semester.parcours}
    alike = not parcours if maquette.parcours is None else plain_letters(maquette.parcours) in parcours
    likeness = (not semester.modality or maquette.regime is regime, alike, count)
    return Candidate(maquette, count, len(dump.modules), likeness)


def module_of(maquette: Maquette, module: DumpedModule) -> Module | None:
    """The one module of its Apogée code, else of its code in the national programme."""
    by_apogee = [one for one in maquette.modules if one.apogee.upper() in module.apogee]
    by_code = [one for one in maquette.modules if canonical(one.pn) == canonical(module.code)]
    return next((found[0] for found in (by_apogee, by_code) if len(found) == 1), None)


def ues_of(maquette: Maquette, ues: Sequence[DumpedUe]) -> dict[str, str]:
    """Key of ScoDoc → code of ours: by the code, by its figures, else all of them by their place."""
    for alike in (plain_letters, figures):
        ours = {alike(ue.code): ue.code for ue in maquette.ues}
        named = {ue.key: ours[alike(ue.acronym)] for ue in ues if alike(ue.acronym) in ours}
        if named and len(set(named.values())) == len(named):
            return named
    if len(ues) == len(maquette.ues):
        return {theirs.key: ue.code for theirs, ue in zip(ues, maquette.ues, strict=True)}
    return {}


def figures(text: str) -> str:
    """« RT3.1 » → « 31 »."""
    return re.sub(r"\D", "", text)


def students_of(maquette: Maquette, dump: Dump) -> tuple[DumpedStudent, ...]:
    """Those of its parcours: whoever names another one is elsewhere, as long as somebody names this one."""
    wanted = plain_letters(maquette.parcours or "")
    named = {plain_letters(one.parcours) for one in dump.students}
    if wanted not in named:
        return dump.students
    return tuple(one for one in dump.students if plain_letters(one.parcours) in {"", wanted})


def weights_of(
    evaluation: DumpedEvaluation, module: Module, ues: Mapping[str, str]
) -> tuple[dict[str, Decimal], list[str]]:
    """Weights by our UE; and the keys of those towards a UE that we have not.

    Neither 1, which is what an empty one is, nor a weight towards a UE that the module does not feed is kept.
    """
    said = {key: weight for key, weight in evaluation.weights.items() if weight != 1}
    weights = {ues[key]: weight for key, weight in said.items() if key in ues}
    fed = {ue: weight for ue, weight in weights.items() if module.coefficients.get(ue)}
    return fed, [key for key in said if key not in ues]
