# SPDX-License-Identifier: EUPL-1.2
"""In a semester, the same code PN has the same coefficients everywhere."""

from collections.abc import Iterator

from delibere.curriculum.checks.comparison import departing, met_modules
from delibere.curriculum.model import Curriculum
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal


def check_coefficients(curriculum: Curriculum) -> Iterator[Finding]:
    """Coefficients that are not those of the other maquettes of the semester, where there are any."""
    for met in met_modules(curriculum):
        known = [each for each in met if each.module.coefficients]
        for one in departing(known, lambda each: tuple(each.module.coefficients.items())):
            coefficients = one.module.coefficients.items()
            here = ", ".join(f"{ue} {french_minimal(value)}" for ue, value in coefficients)
            message = _(
                "{pn} n’a pas les mêmes coefficients dans les autres maquettes du semestre : ici {here}."
            )
            text = message.format(pn=one.module.pn, here=here)
            yield one.finding(Severity.ERROR, _("Coefficients"), text)
