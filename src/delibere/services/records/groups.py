# SPDX-License-Identifier: EUPL-1.2
"""Groups of a promotion, in partitions: everybody is in at most one group of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.enrolments import named
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, Enrolment, Group, GroupMembership, Partition, Promotion


@transaction.atomic
def partition(author: Author, promotion: Promotion, name: str) -> Partition:
    """The partition of this name, made if needed.

    Raises:
        UnusableInputError: an empty name.
    """
    name = name.strip()
    if not name:
        raise UnusableInputError(_("Nommez la partition : TD, TP…"))
    found, made = Partition.objects.get_or_create(
        promotion=promotion, name=name, defaults={"position": promotion.partitions.count()}
    )
    if made:
        _remember(author, found, added=name)
    return found


@transaction.atomic
def add_group(author: Author, partition: Partition, name: str) -> Group:
    """The group of this name, made if needed.

    Raises:
        UnusableInputError: an empty name.
    """
    name = name.strip()
    if not name:
        raise UnusableInputError(_("Nommez le groupe."))
    group, made = Group.objects.get_or_create(partition=partition, name=name)
    if made:
        _remember(author, partition, group=["", name])
    return group


@transaction.atomic
def remove_group(author: Author, group: Group) -> None:
    """Remove a group without anybody in it.

    Raises:
        UnusableInputError: somebody is in it.
    """
    if group.memberships.exists():
        raise UnusableInputError(_("Le groupe {name} n’est pas vide.").format(name=group.name))
    _remember(author, group.partition, group=[group.name, ""])
    group.delete()


@transaction.atomic
def place(author: Author, partition: Partition, groups: Mapping[Enrolment, str | None]) -> int:
    """Put people in groups, made as needed; None takes out. What is so already is left.

    Returns:
        How many moved.
    """
    before = {
        membership.enrolment_id: membership
        for membership in partition.memberships.filter(enrolment__in=groups).select_related("group")
    }
    moved = {}
    for enrolment, name in groups.items():
        old = before.get(enrolment.pk)
        if (old.group.name if old else None) == (name or None):
            continue
        moved[enrolment.student.nip] = [old.group.name if old else "", name or ""]
        if old:
            old.delete()
        if name:
            group = add_group(author, partition, name)
            GroupMembership.objects.create(partition=partition, group=group, enrolment=enrolment)
    if moved:
        _remember(author, partition, **moved)
    return len(moved)


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """One pasted line « NIP or name ⇥ group », and what it means.

    Attributes:
        enrolment: None when nobody of the promotion, or more than one, answers to it.
        group: empty takes out.
    """

    text: str
    enrolment: Enrolment | None
    group: str


def read_placed(promotion: Promotion, text: str) -> list[PlacedLine]:
    """Whom each pasted line puts in which group; nothing is written."""
    by_student = {one.student: one for one in promotion.enrolments.select_related("student")}
    found = []
    for line in text.splitlines():
        who, _tab, group = line.strip().partition("\t")
        if who:
            student = named(who, by_student)
            found.append(PlacedLine(line.strip(), by_student[student] if student else None, group.strip()))
    return found


def _remember(author: Author, partition: Partition, **details: object) -> None:
    subject = f"{partition.promotion} · {partition.name}"
    remember(
        author,
        Action.GROUPS_CHANGED,
        department=partition.promotion.department,
        subject=subject,
        details=details,
    )
