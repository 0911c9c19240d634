# SPDX-License-Identifier: EUPL-1.2
"""R2. A UE whose average reaches 10 is acquired for good, with its credits.

Nothing that happens later takes it away: neither its sibling UE, nor a repeat.
"""

from delibere.foundation.law import annexe_1
from delibere.jury.rules.booleans import Booleans
from delibere.jury.rules.registry import rule


@rule("R2", annexe_1("4.3"))
def acquired_by_average(at_bar: Booleans, settled: Booleans) -> Booleans:
    """UE acquired by their own average.

    `at_bar`: the average reaches the bar; `settled`: it was computed this year and no mark is awaited.
    """
    return at_bar & settled
