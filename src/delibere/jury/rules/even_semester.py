# SPDX-License-Identifier: EUPL-1.2
"""R6. From the odd semester to the even one of the same year: of right, for everybody."""

from delibere.foundation.law import annexe_1
from delibere.jury.rules.booleans import Booleans
from delibere.jury.rules.registry import rule


@rule("R6", annexe_1("4.5"))
def may_enter_even_semester(followed_odd: Booleans) -> Booleans:
    """Who may go on to the even semester: whoever followed the odd one, whatever the marks."""
    return followed_odd.copy()
