# SPDX-License-Identifier: EUPL-1.2
"""What the address of a table asks for, and the addresses that ask for something else."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from delibere.services.records.tables.order import BY_NAME, Order, Situation
from delibere.services.records.tables.semester import SemesterTable


@dataclass(frozen=True, slots=True)
class Asked:
    """« ?tri=-UE31&etat=provisoires&groupe=3&ue=UE32 ».

    Attributes:
        group: key of a group, None for everybody.
        ue: the UE whose coefficients are written over the modules; by default the one that sorts.
    """

    order: Order
    situation: Situation
    group: int | None
    ue: str | None

    @classmethod
    def of(cls, sent: Mapping[str, str], group: int | None, table: SemesterTable) -> "Asked":
        """What makes no sense is as if it were not there."""
        codes = [ue.code for ue in table.ues]
        order = Order.of(sent.get("tri", BY_NAME), table)
        chosen = sent.get("ue", order.column)
        states = [state.value for state in Situation]
        situation = Situation(sent["etat"]) if sent.get("etat") in states else Situation.EVERYBODY
        return cls(order, situation, group, chosen if chosen in codes else None)

    def but(self, **changes: str) -> str:
        """The same with these changes; an empty value takes a question away."""
        sort = f"-{self.order.column}" if self.order.descending else self.order.column
        questions = {
            "tri": "" if sort == BY_NAME else sort,
            "etat": "" if self.situation is Situation.EVERYBODY else self.situation.value,
            "groupe": "" if self.group is None else str(self.group),
            "ue": "" if self.ue in {None, self.order.column} else str(self.ue),
        }
        return "?" + urlencode({key: value for key, value in (questions | changes).items() if value})
