# SPDX-License-Identifier: EUPL-1.2
"""What a mark slot holds: a number, a named reason why there is none, or nothing yet."""

from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from delibere.foundation.language import _


class Reason(StrEnum):
    """Why a slot holds no number. An absence is never a number in disguise."""

    ABI = "ABI"
    ABJ = "ABJ"
    EXC = "EXC"
    ATT = "ATT"
    DIS = "DIS"

    @property
    def label(self) -> str:
        """The reason in plain words."""
        return {
            Reason.ABI: _("absence injustifiée"),
            Reason.ABJ: _("absence justifiée"),
            Reason.EXC: _("excusé"),
            Reason.ATT: _("note en attente"),
            Reason.DIS: _("dispensé"),
        }[self]


Mark: TypeAlias = Decimal | Reason | None
"""None is « nothing yet »."""
