# SPDX-License-Identifier: EUPL-1.2
"""Civil data of those who left goes: papers were issued, nothing computes with it."""

from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from delibere.foundation.calendar import AcademicYear
from delibere.foundation.civil import Civil
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, Department, Enrolment, Student


def forgettable(before: date) -> QuerySet[Student]:
    """Those of whom something is known, who followed a semester once, and none in that day's year or since.

    Raises:
        UnusableInputError: that day is to come.
    """
    if before > timezone.localdate():
        raise UnusableInputError(_("L’état civil ne s’efface pas d’avance : donnez un jour déjà passé."))
    followed = Enrolment.objects.filter(student=OuterRef("pk"))
    since = followed.filter(promotion__year__gte=AcademicYear.of(before).start)
    known = ~Q(**asdict(Civil()))
    return Student.objects.filter(known, Exists(followed), ~Exists(since))


@transaction.atomic
def forget_civil_data(author: Author, before: date) -> int:
    """Empty it; names, numbers and decisions stay.

    Returns:
        Of how many students.

    Raises:
        UnusableInputError: as `forgettable`.
    """
    keys = set(forgettable(before).values_list("pk", flat=True))
    for department in Department.objects.filter(students__in=keys).distinct():
        count = department.students.filter(pk__in=keys).update(**asdict(Civil()))
        told = {"students": count, "before": before.isoformat()}
        remember(author, Action.CIVIL_DATA_FORGOTTEN, department=department, details=told)
    return len(keys)
