# SPDX-License-Identifier: EUPL-1.2
"""From the framework that somebody drops, through a review of what it names, to the names that pages show."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from delibere.curriculum.framework import Framework
from delibere.curriculum.naming import Matches, Names, Taught, doubts, proposed, taught_in
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.interchange.frameworks import read_framework
from delibere.services.records.journal import Author, remember
from delibere.services.records.maquettes import published_curriculum
from delibere.store.models import Action, CompetenceFramework, Department


@dataclass(frozen=True, slots=True)
class FrameworkReview:
    """A framework beside what is taught.

    Attributes:
        taught: the competences of the maquettes in force in its first year and in the department's.
        matches: those confirmed; while nothing is, those that can be told.
    """

    row: CompetenceFramework
    framework: Framework
    taught: tuple[Taught, ...]
    matches: Matches
    findings: tuple[Finding, ...]


def receive_framework(
    author: Author, department: Department, year: AcademicYear, file_name: str, data: bytes
) -> CompetenceFramework:
    """Take a framework in for review: it names nothing yet. One left under review before goes.

    Raises:
        UnusableInputError: it cannot be read.
    """
    read_framework(data)
    with transaction.atomic():
        CompetenceFramework.objects.filter(department=department, confirmed_at=None).delete()
        return CompetenceFramework.objects.create(
            department=department, year=year.start, file_name=file_name[:255], data=data, by=author.account
        )


def review_framework(row: CompetenceFramework) -> FrameworkReview:
    """What it names, and what it does not."""
    framework = read_framework(bytes(row.data))
    taught = _taught(row)
    matches = row.matches if row.confirmed_at else proposed(framework, taught)
    return FrameworkReview(row, framework, taught, matches, tuple(doubts(framework, taught, matches)))


def _taught(row: CompetenceFramework) -> tuple[Taught, ...]:
    years = sorted({row.year, row.department.year})
    curricula = (published_curriculum(row.department, year) for year in years)
    return taught_in(maquette for one in curricula if one for maquette in one.maquettes)


@transaction.atomic
def name_competences(author: Author, row: CompetenceFramework, chosen: Mapping[str, str]) -> None:
    """Put a framework in force, or correct what it names.

    Args:
        author: who.
        row: under review, or in force.
        chosen: competence of the maquettes → key in the framework; an empty one names nothing.

    Raises:
        UnusableInputError: a competence or a key that does not exist.
    """
    now = review_framework(row)
    known, keys = {one.key for one in now.taught}, {one.key for one in now.framework.competences}
    matches = {key: theirs for key, theirs in chosen.items() if theirs}
    if not known.issuperset(matches) or not keys.issuperset(matches.values()):
        raise UnusableInputError(_("Une compétence choisie n’existe pas : rien n’a été écrit."))
    before = row.matches if row.confirmed_at else {}
    row.matches = matches
    row.confirmed_at = row.confirmed_at or timezone.now()
    row.save(update_fields=["matches", "confirmed_at"])
    names = {one.key: one.name for one in now.framework.competences}
    remember(
        author,
        Action.FRAMEWORK_SET,
        department=row.department,
        subject=_("{file}, dès {year}").format(file=row.file_name, year=AcademicYear(row.year)),
        changed={
            key: [names.get(before.get(key, ""), ""), names.get(matches.get(key, ""), "")]
            for key in sorted({*before, *matches})
            if before.get(key) != matches.get(key)
        },
    )


@transaction.atomic
def abandon_framework(row: CompetenceFramework) -> None:
    """Forget a framework under review.

    Raises:
        UnusableInputError: it is in force.
    """
    if row.confirmed_at:
        raise UnusableInputError(_("Un référentiel en vigueur se remplace, il ne s’abandonne pas."))
    row.delete()


def frameworks_of(department: Department) -> list[CompetenceFramework]:
    """Every one, the one under review first, then the latest."""
    rows = CompetenceFramework.objects.filter(department=department).select_related("department", "by")
    found = list(rows.defer("data").order_by("-year", "-confirmed_at"))
    return sorted(found, key=lambda row: row.confirmed_at is not None)


def names_in_force(department: Department, year: int) -> Names | None:
    """What names the competences of a year; None without a framework."""
    rows = CompetenceFramework.objects.filter(
        department=department, year__lte=year, confirmed_at__isnull=False
    )
    row = rows.order_by("year", "confirmed_at").last()
    return Names(read_framework(bytes(row.data)), row.matches) if row else None


def titles_of_competences(department: Department) -> dict[str, str]:
    """Competence → its long name in the framework, else its title in the maquettes, of this year."""
    curriculum = published_curriculum(department, department.year)
    names = names_in_force(department, department.year)
    printed = {
        ue.competence: ue.title for one in (curriculum.maquettes if curriculum else ()) for ue in one.ues
    }
    return {key: names.title(key, title) if names else title for key, title in printed.items()}
