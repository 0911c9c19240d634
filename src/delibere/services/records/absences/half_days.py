# SPDX-License-Identifier: EUPL-1.2
"""Half-days of absence, written down and taken back."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.journal import Author, remember
from delibere.services.records.maquettes import names_of_subjects
from delibere.store.models import Absence, Action, Enrolment, HalfDay


@transaction.atomic
def record_absences(
    author: Author, enrolment: Enrolment, days: Iterable[tuple[date, HalfDay]], module: str = ""
) -> int:
    """Write half-days down; those that are there already stay as they are.

    Args:
        author: who writes.
        enrolment: whose.
        days: each a day of the year of the promotion.
        module: Apogée code of what was taught then; empty when not known.

    Returns:
        How many were new.

    Raises:
        UnusableInputError: a day of another year, or a module that the promotion does not follow.
    """
    days = list(dict.fromkeys(days))
    _check(enrolment, days, module)
    there = set(enrolment.absences.filter(module=module).values_list("on", "half"))
    new = [(day, half) for day, half in days if (day, half.value) not in there]
    Absence.objects.bulk_create(
        Absence(enrolment=enrolment, on=day, half=half, module=module) for day, half in new
    )
    if new:
        remember(
            author,
            Action.ABSENCES_RECORDED,
            department=enrolment.promotion.department,
            student=enrolment.student,
            days=[f"{day} {half.value}" for day, half in new],
            module=module,
        )
    return len(new)


def _check(enrolment: Enrolment, days: Iterable[tuple[date, HalfDay]], module: str) -> None:
    year = enrolment.promotion.academic_year
    wrong = [day for day, _half in days if not year.first_day <= day <= year.last_day]
    if wrong:
        message = _("Le {day} n’est pas dans l’année {year}.")
        raise UnusableInputError(message.format(day=f"{wrong[0]:%d/%m/%Y}", year=year))
    if module and module not in names_of_subjects(enrolment.promotion):
        message = _("« {module} » n’est pas un module de {promotion}.")
        raise UnusableInputError(message.format(module=module, promotion=enrolment.promotion.name))


@transaction.atomic
def remove_absence(author: Author, absence: Absence) -> None:
    """Take back a half-day written by mistake; the journal keeps it."""
    remember(
        author,
        Action.ABSENCE_REMOVED,
        department=absence.enrolment.promotion.department,
        student=absence.enrolment.student,
        days=[f"{absence.on} {absence.half}"],
        module=absence.module,
    )
    absence.delete()
