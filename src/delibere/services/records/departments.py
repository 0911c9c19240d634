# SPDX-License-Identifier: EUPL-1.2
"""What a department says of itself: its year, its first day of teaching, its dates."""

from datetime import date

from django.db import transaction

from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, Department, Milestone


@transaction.atomic
def set_year(author: Author, department: Department, year: int, teaching_starts_on: date | None) -> None:
    """Open another academic year, or say when teaching starts; nothing is written when nothing changes."""
    changes = {
        name: [str(old or ""), str(new or "")]
        for name, old, new in (
            ("year", department.year, year),
            ("teaching_starts_on", department.teaching_starts_on, teaching_starts_on),
        )
        if old != new
    }
    if changes:
        department.year, department.teaching_starts_on = year, teaching_starts_on
        department.save(update_fields=["year", "teaching_starts_on"])
        remember(
            author, Action.DEPARTMENT_CHANGED, department=department, subject=department.name, details=changes
        )


@transaction.atomic
def add_milestone(author: Author, department: Department, on: date, title: str) -> Milestone:
    """Write a date that people work towards."""
    made = Milestone.objects.create(department=department, on=on, title=title)
    remember(author, Action.MILESTONES_CHANGED, department=department, subject=title, added=str(on))
    return made


@transaction.atomic
def remove_milestone(author: Author, milestone: Milestone) -> None:
    """Take a date away; the journal keeps what it was."""
    remember(
        author,
        Action.MILESTONES_CHANGED,
        department=milestone.department,
        subject=milestone.title,
        removed=str(milestone.on),
    )
    milestone.delete()
