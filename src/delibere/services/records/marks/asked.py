# SPDX-License-Identifier: EUPL-1.2
"""Which cells are asked for: not those of another group, of somebody dispensed, or gone."""

from collections.abc import Iterable
from dataclasses import dataclass

from delibere.foundation.language import _
from delibere.store.models import Enrolment, EnrolmentStatus, Evaluation


@dataclass(frozen=True, slots=True)
class Standing:
    """What opens or closes the cells of somebody's row.

    Attributes:
        left: resigned; the whole row is only read.
        groups: keys of the groups.
        dispensed: Apogée codes of modules, codes of UE.
    """

    name: str
    left: bool
    groups: frozenset[int]
    dispensed: frozenset[str]

    @classmethod
    def of(cls, enrolment: Enrolment) -> "Standing":
        """Student, groups and dispenses must be prefetched."""
        return cls(
            enrolment.student.name,
            enrolment.status == EnrolmentStatus.RESIGNED,
            frozenset(membership.group_id for membership in enrolment.group_memberships.all()),
            frozenset(exemption.subject for exemption in enrolment.exemptions.all()),
        )

    def concerned_by(self, evaluation: Evaluation) -> bool:
        """An evaluation is for its group, else for everybody."""
        return evaluation.group_id is None or evaluation.group_id in self.groups

    def why_closed(self, evaluation: Evaluation) -> str:
        """Why no mark is written there, whatever the state of the evaluation; empty when one may be."""
        if self.left:
            return _("{name} a démissionné : ses notes ne changent plus.").format(name=self.name)
        if not self.concerned_by(evaluation):
            message = _("« {title} » n’est pas une évaluation du groupe de {name}.")
            return message.format(title=evaluation.title, name=self.name)
        if evaluation.module in self.dispensed:
            return _("{name} est dispensé de ce module.").format(name=self.name)
        return ""


def concerned(evaluation: Evaluation, enrolments: Iterable[Enrolment]) -> list[Enrolment]:
    """Those an evaluation is for: its group, else everybody; groups must be prefetched."""
    if evaluation.group_id is None:
        return list(enrolments)
    return [
        one
        for one in enrolments
        if evaluation.group_id in {membership.group_id for membership in one.group_memberships.all()}
    ]
