# SPDX-License-Identifier: EUPL-1.2
"""R9. A semester may be repeated once, and four repeats are allowed over the course.

The director of the IUT may allow one more, for force majeure duly justified.
"""

from typing import NamedTuple

import numpy as np

from delibere.foundation.law import annexe_1
from delibere.jury.parameters import Parameters
from delibere.jury.rules.booleans import Booleans, Integers
from delibere.jury.rules.registry import rule


class Repeats(NamedTuple):
    """What may be repeated.

    Attributes:
        allowed: (…) of right to the jury.
        by_director: (…) what the director may still allow is not used up.
    """

    allowed: Booleans
    by_director: Booleans


@rule("R9", annexe_1("4.5"))
def repeats_left(followed: Integers, asked: Booleans, parameters: Parameters) -> Repeats:
    """Whether the semesters asked may be followed once more.

    `followed`: (…, semesters of the course), how many times each was, this year included; `asked`: the same
    shape, the semesters to repeat.
    """
    before = _beyond(followed, parameters)
    after = _beyond(followed + asked, parameters)
    return Repeats(after <= before, before < int(parameters.repeats_by_the_director))


def _beyond(followed: Integers, parameters: Parameters) -> Integers:
    """How many repeats exceed what the text allows."""
    once, in_all = int(parameters.repeats_of_a_semester), int(parameters.repeats_in_all)
    repeats = np.maximum(followed - 1, 0)
    lawful = np.minimum(repeats, once)
    total = lawful.sum(axis=-1)
    return np.asarray((repeats - lawful).sum(axis=-1) + np.maximum(total - in_all, 0))
