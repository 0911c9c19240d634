# SPDX-License-Identifier: EUPL-1.2
"""R2. A UE whose average is at least 10 is acquired for good."""

import numpy as np
from numpy.typing import NDArray


def acquired_by_average(at_bar: NDArray[np.bool_], provisional: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """UE acquired by their own average."""
    return at_bar & ~provisional
