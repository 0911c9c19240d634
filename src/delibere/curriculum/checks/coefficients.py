# SPDX-License-Identifier: EUPL-1.2
"""In a semester, the same code PN has the same coefficients everywhere, the same UE the same credits."""

from collections import defaultdict
from collections.abc import Iterator

from delibere.curriculum.checks.comparison import departing, met_modules
from delibere.curriculum.model import Curriculum, Maquette, Ue
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal


def check_coefficients(curriculum: Curriculum) -> Iterator[Finding]:
    """Coefficients and credits that are not those of the other maquettes of the semester."""
    yield from _modules(curriculum)
    yield from _credits(curriculum)


def _modules(curriculum: Curriculum) -> Iterator[Finding]:
    for same in met_modules(curriculum):
        for one in departing(same, lambda each: tuple(each.module.coefficients.items())):
            coefficients = one.module.coefficients.items()
            here = ", ".join(f"{ue} {french_minimal(value)}" for ue, value in coefficients)
            message = _(
                "{pn} n’a pas les mêmes coefficients dans les autres maquettes du semestre : ici {here}."
            )
            text = message.format(pn=one.module.pn, here=here)
            yield one.finding(Severity.ERROR, _("Coefficients"), text)


def _credits(curriculum: Curriculum) -> Iterator[Finding]:
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
