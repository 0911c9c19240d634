# SPDX-License-Identifier: EUPL-1.2
"""Competences from one semester to the next, and maquettes without which a course does not exist."""

from collections import defaultdict
from collections.abc import Iterator

from delibere.curriculum.model import Curriculum, Maquette, Regime, Ue
from delibere.curriculum.pairing import courses, partner
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _


def check_courses(curriculum: Curriculum) -> Iterator[Finding]:
    """Partners of every UE, levels, missing maquettes."""
    for maquette in curriculum.maquettes:
        yield from _partners(curriculum, maquette)
        yield from _levels(maquette)
    yield from _missing_maquettes(curriculum)
    yield from _missing_courses(curriculum)


def _partners(curriculum: Curriculum, maquette: Maquette) -> Iterator[Finding]:
    """The two UE of a RCUE work at one competence, in the odd and the even semester (annexe 1, point 4.3)."""
    other = partner(curriculum, maquette)
    for ue in maquette.ues if other else ():
        if other and ue.competence not in {each.competence for each in other.ues}:
            message = _(
                "{ue} « {title} » n’a pas d’UE de la même compétence en {other} : aucun RCUE possible."
            )
            yield _about(maquette, ue, message.format(ue=ue.code, title=ue.title, other=other.name))


def _levels(maquette: Maquette) -> Iterator[Finding]:
    for ue in maquette.ues:
        if ue.level is None:
            message = _("{ue} : le niveau ne se déduit pas, les maquettes des années précédentes manquent.")
            yield _about(maquette, ue, message.format(ue=ue.code))
        elif ue.level > 3:
            yield _about(maquette, ue, _("{ue} : plus de trois niveaux.").format(ue=ue.code))


def _about(maquette: Maquette, ue: Ue, message: str) -> Finding:
    return Finding(Severity.ERROR, message, maquette=maquette.id, subject=ue.code)


def _missing_maquettes(curriculum: Curriculum) -> Iterator[Finding]:
    """Semesters that a regime does not offer: one may have to pass from FI to FA, or cannot enter by FA."""
    absent: dict[tuple[Regime, tuple[int, ...]], list[str]] = defaultdict(list)
    for parcours in _all_parcours(curriculum):
        for regime in Regime:
            present = _semesters(curriculum, regime, parcours)
            if present and (missing := tuple(sorted(set(range(1, 7)) - present))):
                absent[regime, missing].append(parcours or _("sans parcours"))
    for (regime, missing), names in absent.items():
        message = _("Aucune maquette {regime} en {semesters} pour {parcours}.").format(
            regime=regime, semesters=", ".join(f"S{s}" for s in missing), parcours=", ".join(names)
        )
        yield Finding(Severity.NOTICE, message)


def _semesters(curriculum: Curriculum, regime: Regime, parcours: str | None) -> set[int]:
    return {m.semester for m in curriculum.maquettes if m.regime is regime and m.parcours in {None, parcours}}


def _all_parcours(curriculum: Curriculum) -> list[str | None]:
    named = sorted({maquette.parcours for maquette in curriculum.maquettes if maquette.parcours})
    return [*named] or [None]


def _missing_courses(curriculum: Curriculum) -> Iterator[Finding]:
    complete = {course[-1].parcours for course in courses(curriculum)}
    for parcours in _all_parcours(curriculum):
        if parcours not in complete:
            message = _("Aucun cursus complet, de S1 à S6, pour {parcours} dans ce fichier.")
            yield Finding(Severity.NOTICE, message.format(parcours=parcours or _("ce diplôme")))
