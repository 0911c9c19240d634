# SPDX-License-Identifier: EUPL-1.2
"""The promotions of a year at a glance, the dates to come, and the first steps of a new department."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Q, QuerySet

from delibere.foundation.language import _
from delibere.services.records.freezing import freezes_on
from delibere.services.records.maquettes import published_versions
from delibere.store.models import (
    Account,
    Department,
    EnrolmentStatus,
    Promotion,
    Student,
    VersionState,
)

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Counts(TypedDict):
        students: int
        repeating: int
        left: int
        grouped: int
        groups: int
        taught: int

    _Counted = WithAnnotations[Promotion, _Counts]


@dataclass(frozen=True, slots=True)
class PromotionLine:
    """One promotion in the table of the first page.

    Attributes:
        taught: modules with somebody in charge, of `modules` in the maquette in force.
        without_group: students in no group, where there are groups; else 0.
    """

    promotion: Promotion
    students: int
    repeating: int
    left: int
    without_group: int
    taught: int
    modules: int


def promotions_at_a_glance(promotions: Iterable[Promotion]) -> list[PromotionLine]:
    """Counts for these promotions, all of one department and year, in three queries."""
    promotions = list(promotions)
    if not promotions:
        return []
    first = promotions[0]
    modules = {v.slug: len(v.document["modules"]) for v in published_versions(first.department, first.year)}
    counted = {p.pk: p for p in _counted(promotions)}
    return [_line(counted[p.pk], modules.get(p.slug, 0)) for p in promotions]


def _counted(promotions: list[Promotion]) -> "QuerySet[_Counted]":
    present = Q(enrolments__status=EnrolmentStatus.ENROLLED)
    return Promotion.objects.filter(pk__in=[p.pk for p in promotions]).annotate(
        students=Count("enrolments", filter=present, distinct=True),
        repeating=Count("enrolments", filter=present & Q(enrolments__repeating=True), distinct=True),
        left=Count("enrolments", filter=~present & Q(enrolments__isnull=False), distinct=True),
        grouped=Count(
            "enrolments", filter=present & Q(enrolments__group_memberships__isnull=False), distinct=True
        ),
        groups=Count("partitions__groups", distinct=True),
        taught=Count("teachings__module", distinct=True),
    )


def _line(counted: "_Counted", modules: int) -> PromotionLine:
    return PromotionLine(
        promotion=counted,
        students=counted.students,
        repeating=counted.repeating,
        left=counted.left,
        without_group=counted.students - counted.grouped if counted.groups else 0,
        taught=counted.taught,
        modules=modules,
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One of the first steps of a department.

    Attributes:
        count: what is there already; 0 while it is to be done.
    """

    key: str
    title: str
    advice: str
    count: int


def first_steps(department: Department) -> list[Step]:
    """Annex, students, semesters, evaluations: what a department without anything begins with."""
    versions = department.maquette_versions.filter(state=VersionState.PUBLISHED).values("slug").distinct()
    enrolled = Promotion.objects.filter(department=department, enrolments__isnull=False).distinct()
    taught = Promotion.objects.filter(department=department, teachings__isnull=False).distinct()
    return [
        Step("annex", _("Importer l’annexe MCC"), _("lue, réparée, relue, publiée"), versions.count()),
        Step(
            "students",
            _("Importer les étudiants"),
            _("un fichier du secrétariat ou de la scolarité"),
            Student.objects.filter(department=department).count(),
        ),
        Step(
            "semesters",
            _("Ouvrir les semestres et y inscrire les étudiants"),
            _("par fichier ou depuis le semestre précédent"),
            enrolled.count(),
        ),
        Step(
            "evaluations",
            _("Préparer les évaluations : nommer les enseignants des modules"),
            _("chacun déclare ensuite ses évaluations"),
            taught.count(),
        ),
    ]


def coming_dates(department: Department, today: date) -> list[tuple[date, str]]:
    """The milestones to come and the day of the freeze, in order."""
    dates = [(milestone.on, milestone.title) for milestone in department.milestones.filter(on__gte=today)]
    freeze = freezes_on(department, department.year)
    if freeze is not None and freeze >= today:
        dates.append((freeze, _("Les maquettes de l’année sont figées (L613-1)")))
    return sorted(dates)


def promotions_taught(account: Account, department: Department) -> list[Promotion]:
    """Where somebody is in charge of a module this year."""
    found = Promotion.objects.filter(department=department, year=department.year, teachings__account=account)
    return list(found.distinct().order_by("slug"))
