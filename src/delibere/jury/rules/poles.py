# SPDX-License-Identifier: EUPL-1.2
"""R3. Inside a UE the ressources pole and the SAÉ pole each weigh 40 to 60 %, bounds included.

In the third year it is enough that they do on both UE of the competence together.
"""

from fractions import Fraction

from delibere.foundation.law import annexe_1
from delibere.jury.parameters import Parameters
from delibere.jury.rules.registry import rule


@rule("R3", annexe_1("4.3"))
def poles_are_balanced(
    year: int, sae_share: Fraction, over_year: Fraction | None, parameters: Parameters
) -> bool:
    """Whether the poles of a UE are balanced.

    `sae_share`: what the SAÉ pole weighs in the UE, 0 to 1, the ressources weighing the rest; `over_year`:
    the same on both UE of the competence, None when one is not known.
    """
    if _within(sae_share, parameters):
        return True
    return year == 3 and over_year is not None and _within(over_year, parameters)


def _within(sae: Fraction, parameters: Parameters) -> bool:
    low, high = parameters.pole_lowest_share, parameters.pole_highest_share
    return low <= sae <= high and low <= 1 - sae <= high
