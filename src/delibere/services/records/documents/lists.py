# SPDX-License-Identifier: EUPL-1.2
"""Lists to print for a promotion: made at each look, never kept."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from django.utils import timezone

from delibere.documents.lists import (
    Roster,
    attendance_sheet,
    group_list,
    lists_workbook,
    mark_sheet,
    typeset_lists,
)
from delibere.foundation.language import _
from delibere.foundation.people import Student
from delibere.services.records.documents.settings import institution_of
from delibere.store.models import Enrolment, EnrolmentStatus, Promotion


class ListKind(StrEnum):
    """What is printed."""

    GROUP = "groupes"
    ATTENDANCE = "emargement"
    MARKS = "notes"

    @property
    def word(self) -> str:
        """For people."""
        return {
            ListKind.GROUP: _("listes par groupe"),
            ListKind.ATTENDANCE: _("feuilles d’émargement"),
            ListKind.MARKS: _("feuilles de notes à remplir"),
        }[self]

    @property
    def purpose(self) -> str:
        """What it is for, for people."""
        return {
            ListKind.GROUP: _("noms et numéros, groupe par groupe"),
            ListKind.ATTENDANCE: _("une signature par étudiant, à chaque épreuve"),
            ListKind.MARKS: _("des notes à la main, à recopier ensuite"),
        }[self]


def lists_of(promotion: Promotion, kind: ListKind) -> bytes:
    """One list for each group of its first partition, or one for everybody."""
    rosters = _rosters(promotion, kind)
    institution = institution_of(promotion.department)
    return typeset_lists(rosters, institution, promotion.academic_year, timezone.localdate())


def workbook_of(promotion: Promotion, kind: ListKind) -> bytes:
    """The same lists, one sheet each (XLSX)."""
    return lists_workbook(_rosters(promotion, kind), timezone.localdate())


def _rosters(promotion: Promotion, kind: ListKind) -> list[Roster]:
    return [_roster(promotion, kind, name, people) for name, people in _groups(promotion)]


def _roster(promotion: Promotion, kind: ListKind, group: str, people: Sequence[Student]) -> Roster:
    about = [promotion.name, *([_("Groupe {name}").format(name=group)] if group else [])]
    if kind is ListKind.GROUP:
        return group_list(people, about)
    if kind is ListKind.ATTENDANCE:
        return attendance_sheet(people, [*about, _("Cours : …………………………  Date : ………………")], [])
    return mark_sheet(people, about, [_("Note sur …")])


def _groups(promotion: Promotion) -> Iterator[tuple[str, list[Student]]]:
    enrolments = promotion.enrolments.filter(status=EnrolmentStatus.ENROLLED)
    found = list(enrolments.select_related("student").prefetch_related("group_memberships__group__partition"))
    by_group: dict[str, list[Student]] = {}
    for one in found:
        by_group.setdefault(_group(one), []).append(_identity(one))
    yield from sorted(by_group.items()) if by_group else [("", [])]


def _group(enrolment: Enrolment) -> str:
    """Of the first partition (TD) where there is one."""
    names = sorted((m.group.partition_id, m.group.name) for m in enrolment.group_memberships.all())
    return names[0][1] if names else ""


def _identity(enrolment: Enrolment) -> Student:
    student = enrolment.student
    return Student(
        student.nip,
        student.surname,
        student.first_name,
        student.ine,
        _group(enrolment),
        student.email or None,
    )
