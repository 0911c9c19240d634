# SPDX-License-Identifier: EUPL-1.2
"""R13. A UE acquired elsewhere (mobility, VAE, transfer) is acquired, although it has no mark here.

Without a mark its RCUE has no average: it compensates nothing, and it is acquired when both its UE are.
"""

from delibere.foundation.law import annexe_1
from delibere.jury.rules.booleans import Booleans
from delibere.jury.rules.registry import Status, rule


@rule("R13", annexe_1("4.3"), Status.PRACTICE)
def acquired_before(decided: Booleans, elsewhere: Booleans) -> Booleans:
    """UE that come with the student: acquired by an earlier jury, or elsewhere."""
    return decided | elsewhere
