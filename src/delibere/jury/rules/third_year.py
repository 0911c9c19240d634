# SPDX-License-Identifier: EUPL-1.2
"""R8. Nobody enters the fifth semester without every UE of the first year."""

from delibere.foundation.law import annexe_1
from delibere.jury.rules.booleans import Booleans, every
from delibere.jury.rules.registry import rule


@rule("R8", annexe_1("4.5"))
def may_enter_third_year(fulfils_next_year: Booleans, first_year_acquired: Booleans) -> Booleans:
    """Who may enter S5.

    `fulfils_next_year`: (…), the conditions of passage to any next year; `first_year_acquired`: (…, UE of S1
    and S2).
    """
    return fulfils_next_year & every(first_year_acquired, -1)
