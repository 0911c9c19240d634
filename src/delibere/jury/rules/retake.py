# SPDX-License-Identifier: EUPL-1.2
"""R14. When a semester is repeated, what was acquired stays, with the better mark.

A RCUE may pair a UE of this year with an older one. For a UE that was not acquired, which mark is kept for
this is a local choice: the best, or the latest.
"""

from delibere.calculation.local_rules import KeptOnRepeat
from delibere.calculation.means import Better, Choice, Means
from delibere.foundation.language import _
from delibere.foundation.law import annexe_1
from delibere.jury.rules.booleans import Booleans
from delibere.jury.rules.registry import Status, rule


@rule("R14", annexe_1("4.3"), Status.PRACTICE)
def kept_average(
    past: Means, present: Means, acquired: Booleans, awaited: Booleans, kept: KeptOnRepeat
) -> Means:
    """The average of each UE that counts from now on.

    `past`, `present`: (students, UE), unknown where there is none; `acquired`: before this year; `awaited`: a
    mark of this year is missing, so that it replaces nothing that is acquired.
    """
    best = Choice(acquired & awaited, past, Better(present, past), _("acquise : elle le reste"))
    if kept is KeptOnRepeat.BEST:
        return best
    return Choice(present.known & ~acquired, present, best, _("la dernière obtenue est retenue"))
