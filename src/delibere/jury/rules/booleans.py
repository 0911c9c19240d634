# SPDX-License-Identifier: EUPL-1.2
"""What the rules speak of: yes or no, for each student, competence, year and semester.

Axes, in this order, those that a rule does not need being absent: students, competences, years (1 to 3: a
level of a competence is worked on during one year), semesters (odd, even).
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Booleans: TypeAlias = NDArray[np.bool_]
Integers: TypeAlias = NDArray[np.int64]


def every(yes: Booleans, *axes: int) -> Booleans:
    """Whether all are, along these axes."""
    return np.asarray(yes.all(axis=axes))


def some(yes: Booleans, *axes: int) -> Booleans:
    """Whether one is, along these axes."""
    return np.asarray(yes.any(axis=axes))
