# SPDX-License-Identifier: EUPL-1.2
"""R1. The BUT is six semesters of thirty credits: it is obtained with every UE of the student's parcours.

A sum of 180 credits is not enough: those of another parcours, or of UE that count twice, do not replace a UE
that is missing.
"""

from delibere.foundation.law import annexe_1
from delibere.jury.rules.booleans import Booleans, every
from delibere.jury.rules.registry import rule


@rule("R1", annexe_1("4.3"))
def has_the_but(acquired: Booleans, known: Booleans) -> Booleans:
    """Who has the BUT.

    `acquired`: (…, UE of the course); `known`: (6,), whether the UE of each semester are known.
    """
    return every(acquired, -1) & known.all()
