# SPDX-License-Identifier: EUPL-1.2
"""What a jury's session leaves on paper: the minutes to sign, and the public list without a mark."""

from delibere.documents.minutes.full import typeset_minutes
from delibere.documents.minutes.public import PublicList, typeset_public_list
from delibere.documents.minutes.values import (
    Minutes,
    MinutesClass,
    MinutesLine,
    MinutesMember,
    MinutesStudent,
)
from delibere.documents.minutes.workbook import minutes_workbook

__all__ = [
    "Minutes",
    "MinutesClass",
    "MinutesLine",
    "MinutesMember",
    "MinutesStudent",
    "PublicList",
    "minutes_workbook",
    "typeset_minutes",
    "typeset_public_list",
]
