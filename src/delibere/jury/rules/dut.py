# SPDX-License-Identifier: EUPL-1.2
"""R12. Every UE of the first four semesters gives the DUT, as every UE of the course gives the BUT."""

from delibere.foundation.law import annexe_1
from delibere.jury.rules.booleans import Booleans, every
from delibere.jury.rules.registry import rule


@rule("R12", annexe_1("4.6"))
def has_the_dut(acquired: Booleans, known: Booleans) -> Booleans:
    """Who has the DUT.

    `acquired`: (…, UE of S1 to S4); `known`: (4,), whether the UE of each of these semesters are known.
    """
    return every(acquired, -1) & known.all()
