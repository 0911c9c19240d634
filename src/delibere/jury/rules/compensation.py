# SPDX-License-Identifier: EUPL-1.2
"""R5. A UE under 10 is acquired if, and only if, the average of its RCUE reaches 10.

Compensation is whole inside a UE and inside a RCUE: there is no floor. There is none between competences,
nor between levels. A RCUE in which a semester is missing compensates nothing.
"""

from delibere.foundation.law import annexe_1
from delibere.jury.rules.booleans import Booleans
from delibere.jury.rules.registry import rule


@rule("R5", annexe_1("4.4"))
def acquired_by_compensation(acquired: Booleans, rcue_at_bar: Booleans, rcue_settled: Booleans) -> Booleans:
    """UE acquired because their RCUE makes up for them.

    `acquired`: (…, 2), by their own average or before; `rcue_at_bar`: (…), its average exists and reaches the
    bar; `rcue_settled`: (…), one of its UE was followed this year and no mark of either is awaited.
    """
    return (rcue_at_bar & rcue_settled)[..., None] & ~acquired
