# SPDX-License-Identifier: EUPL-1.2
"""Which cells are asked for: not those of another group, of somebody dispensed, or gone."""

from collections.abc import Iterable

from delibere.foundation.language import _
from delibere.store.models import Enrolment, EnrolmentStatus, Evaluation


def concerned(evaluation: Evaluation, enrolments: Iterable[Enrolment]) -> list[Enrolment]:
    """Those an evaluation is for: its group, else everybody; groups must be prefetched."""
    return [one for one in enrolments if evaluation.group_id is None or evaluation.group_id in groups_of(one)]


def groups_of(enrolment: Enrolment) -> set[int]:
    """Keys of somebody's groups; they must be prefetched."""
    return {membership.group_id for membership in enrolment.group_memberships.all()}


def has_left(enrolment: Enrolment) -> bool:
    """Resigned: the whole row is only read."""
    return enrolment.status == EnrolmentStatus.RESIGNED


def why_closed(evaluation: Evaluation, enrolment: Enrolment) -> str:
    """Why no mark of this person is written here; empty when one may be. Groups, dispenses prefetched."""
    if has_left(enrolment):
        message = _("{name} a démissionné : ses notes ne changent plus.")
        return message.format(name=enrolment.student.name)
    if evaluation.group_id is not None and evaluation.group_id not in groups_of(enrolment):
        message = _("« {title} » est l’évaluation d’un autre groupe que celui de {name}.")
        return message.format(title=evaluation.title, name=enrolment.student.name)
    if evaluation.module in {exemption.subject for exemption in enrolment.exemptions.all()}:
        return _("{name} est dispensé de ce module.").format(name=enrolment.student.name)
    return ""
