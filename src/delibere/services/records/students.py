# SPDX-License-Identifier: EUPL-1.2
"""Students of a department: found, created, corrected."""

import re
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.foundation.people import without_zeros
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, Department, Enrolment, PastOutcome, Student

_NIP = re.compile(r"\d{1,8}")
_INE = re.compile(r"[0-9A-Z]{11}")
FIELDS = ("nip", "ine", "surname", "first_name", "email")


def search(department: Department, text: str) -> QuerySet[Student]:
    """Students whom every word fits: name in any order, without accents, or NIP, or INE; one query."""
    found = Student.objects.filter(department=department)
    for word in text.split():
        found = found.filter(search_key__contains=plain_letters(word))
    return found


def without_ine(students: QuerySet[Student]) -> QuerySet[Student]:
    """Those whose national number is not known."""
    return students.filter(ine="")


def repeaters_without_past(students: QuerySet[Student]) -> QuerySet[Student]:
    """Those who repeat and of whom no earlier decision is known: their acquired UE would not count."""
    repeats = Enrolment.objects.filter(student=OuterRef("pk"), repeating=True)
    past = PastOutcome.objects.filter(student=OuterRef("pk"), withdrawn_at=None)
    return students.filter(Exists(repeats), ~Exists(past))


@transaction.atomic
def create(author: Author, department: Department, values: Mapping[str, str]) -> Student:
    """Create a student by hand.

    Raises:
        UnusableInputError: no NIP, no name, or a NIP that somebody has.
    """
    student = Student(department=department, **_cleaned(values))
    _refuse_double(student)
    student.save()
    remember(author, Action.STUDENT_CREATED, department=department, student=student)
    return student


@transaction.atomic
def change(author: Author, student: Student, values: Mapping[str, str]) -> bool:
    """Correct a record; whether anything changed.

    Raises:
        UnusableInputError: as `create`.
    """
    cleaned = _cleaned(values)
    changes = {
        name: [getattr(student, name), new] for name, new in cleaned.items() if getattr(student, name) != new
    }
    if not changes:
        return False
    for name, new in cleaned.items():
        setattr(student, name, new)
    _refuse_double(student)
    student.save()
    remember(author, Action.STUDENT_CHANGED, department=student.department, student=student, details=changes)
    return True


def remarks(student: Student) -> list[str]:
    """What looks odd in a record and stops nothing."""
    if student.ine and not _INE.fullmatch(student.ine):
        message = _("L’INE « {ine} » n’a pas la forme attendue (11 chiffres ou capitales).")
        return [message.format(ine=student.ine)]
    return []


def _cleaned(values: Mapping[str, str]) -> dict[str, str]:
    cleaned = {name: str(values.get(name, "")).strip() for name in FIELDS}
    cleaned["surname"] = cleaned["surname"].upper()
    if not _NIP.fullmatch(cleaned["nip"]):
        message = _("« {nip} » n’est pas un NIP : 8 chiffres au plus, rien d’autre.")
        raise UnusableInputError(message.format(nip=cleaned["nip"]))
    if not cleaned["surname"]:
        raise UnusableInputError(_("Il faut un nom."))
    return cleaned


def _refuse_double(student: Student) -> None:
    same = Student.objects.filter(department=student.department, nip_key=without_zeros(student.nip))
    other = same.exclude(pk=student.pk).first()
    if other is not None:
        message = _("{nip} est déjà le NIP de {student}.")
        raise UnusableInputError(message.format(nip=student.nip, student=other.name))
