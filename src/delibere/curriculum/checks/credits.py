# SPDX-License-Identifier: EUPL-1.2
"""30 credits in a semester, 180 over a course; by habit the coefficients add up to the credits."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from delibere.curriculum.checks.comparison import departing
from delibere.curriculum.model import Curriculum, Maquette, Ue
from delibere.curriculum.pairing import courses
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal

SEMESTER = Decimal(30)
COURSE = Decimal(180)


def check_credits(curriculum: Curriculum) -> Iterator[Finding]:
    """Credits of every maquette, then of every course that the maquettes make."""
    for maquette in curriculum.maquettes:
        yield from _semester(maquette)
        yield from _habit(maquette)
    for course in courses(curriculum):
        total = sum((maquette.ects for maquette in course), Decimal(0))
        if total != COURSE:
            message = _("Le cursus {course} fait {total} crédits au lieu de 180.").format(
                course=" → ".join(maquette.id for maquette in course), total=french_minimal(total)
            )
            yield Finding(Severity.ERROR, message, maquette=course[-1].id)
    yield from _same_credits(curriculum)


def _semester(maquette: Maquette) -> Iterator[Finding]:
    if maquette.ects != SEMESTER:
        message = _("{name} : les UE font {total} crédits au lieu de 30.").format(
            name=maquette.name, total=french_minimal(maquette.ects)
        )
        yield Finding(Severity.ERROR, message, maquette=maquette.id, cell=_("Crédits ECTS"))


def _habit(maquette: Maquette) -> Iterator[Finding]:
    for ue in maquette.ues:
        total = maquette.total(ue.code)
        if total != ue.ects:
            message = _("{ue} : les coefficients font {total} pour {ects} crédits (permis, mais inhabituel).")
            text = message.format(ue=ue.code, total=french_minimal(total), ects=french_minimal(ue.ects))
            yield Finding(Severity.NOTICE, text, maquette=maquette.id, subject=ue.code)


def _same_credits(curriculum: Curriculum) -> Iterator[Finding]:
    met: dict[tuple[int, str], list[tuple[Maquette, Ue]]] = defaultdict(list)
    for maquette in curriculum.maquettes:
        for ue in maquette.ues:
            met[maquette.semester, ue.competence].append((maquette, ue))
    for same in met.values():
        for maquette, ue in departing(same, lambda each: each[1].ects):
            message = _("{ue} vaut {ects} crédits ici, pas dans les autres maquettes du même semestre.")
            text = message.format(ue=ue.code, ects=french_minimal(ue.ects))
            cell = _("Crédits ECTS")
            yield Finding(Severity.ERROR, text, cell=cell, maquette=maquette.id, subject=ue.code)
