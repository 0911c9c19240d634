# SPDX-License-Identifier: EUPL-1.2
"""Means that are exact at every bar and at every rounding: the table of means and its nodes, in one place."""

from delibere.calculation.arithmetic import Increase, Linear, Sum
from delibere.calculation.arrangement import Beside, Columns, Rows
from delibere.calculation.branching import Better, Choice, Clamp, Steps, Withheld
from delibere.calculation.leaves import AsDecided, Marks
from delibere.calculation.node import Means
from delibere.calculation.weighted import WeightedMean, WeightedSum

__all__ = [
    "AsDecided",
    "Beside",
    "Better",
    "Choice",
    "Clamp",
    "Columns",
    "Increase",
    "Linear",
    "Marks",
    "Means",
    "Rows",
    "Steps",
    "Sum",
    "WeightedMean",
    "WeightedSum",
    "Withheld",
]
