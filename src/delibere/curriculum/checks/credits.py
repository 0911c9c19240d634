# SPDX-License-Identifier: EUPL-1.2
"""30 credits in a semester, 180 over a course; and the habit that coefficients add up to the credits."""

from collections.abc import Iterator
from decimal import Decimal

from delibere.curriculum.model import Curriculum, Maquette
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
