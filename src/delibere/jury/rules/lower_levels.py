# SPDX-License-Identifier: EUPL-1.2
"""R4. Whoever has acquired both UE of a level acquires the UE still missing in its lower levels.

And so on down: a level completed in this way completes those under it. What is already acquired does not
change.
"""

import numpy as np

from delibere.foundation.law import annexe_1
from delibere.jury.rules.booleans import Booleans, every
from delibere.jury.rules.registry import rule


@rule("R4", annexe_1("4.3"))
def acquired_by_a_higher_level(acquired: Booleans, exists: Booleans) -> Booleans:
    """UE that a higher level of their competence acquires.

    `acquired`: (…, years, 2), by any other way; `exists`: (years, 2) or as `acquired`: the UE of the course.
    """
    complete = every(acquired & exists, -1)
    this_or_higher = np.logical_or.accumulate(complete[..., ::-1], axis=-1)[..., ::-1]
    higher = np.zeros_like(complete)
    higher[..., :-1] = this_or_higher[..., 1:]
    return higher[..., np.newaxis] & exists & ~acquired
