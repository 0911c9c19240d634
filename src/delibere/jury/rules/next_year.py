# SPDX-License-Identifier: EUPL-1.2
"""R7. From the even semester to the odd one of the next year, of right, on two conditions.

The RCUE of strictly more than half of the year's competences reach 10, and no RCUE is under 8. A RCUE counts
as reaching 10 when it is acquired: now, earlier, without a mark (acquired elsewhere), or by the jury's grant;
acquired, it is never under 8. A RCUE without an average is not at 8.
"""

from fractions import Fraction

import numpy as np

from delibere.foundation.law import annexe_1
from delibere.jury.rules.booleans import Booleans, every
from delibere.jury.rules.registry import rule


@rule("R7", annexe_1("4.5"))
def may_enter_next_year(acquired: Booleans, at_floor: Booleans, share: Fraction) -> Booleans:
    """Who fulfils both conditions.

    `acquired`: (…, RCUE of the year); `at_floor`: the same, its average exists and reaches 8; `share`: what
    the acquired ones must exceed.
    """
    count, total = np.sum(acquired, axis=-1), acquired.shape[-1]
    enough = count * share.denominator > total * share.numerator
    return np.asarray(enough & every(acquired | at_floor, -1))
