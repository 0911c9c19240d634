# SPDX-License-Identifier: EUPL-1.2
"""Students of a department: found, created, corrected."""

import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from delibere.foundation.civil import Civil, tidy_lines
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.foundation.people import without_zeros
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, Department, Enrolment, PastOutcome, Student

_NIP = re.compile(r"\d{1,8}")
_INE = re.compile(r"[0-9A-Z]{11}")
FIELDS = ("nip", "ine", "surname", "first_name", "email")
CIVIL_FIELDS = tuple(field.name for field in fields(Civil))


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
def create(author: Author, department: Department, values: Mapping[str, Any]) -> Student:
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
def change(author: Author, student: Student, values: Mapping[str, Any]) -> bool:
    """Correct a record; whether anything changed.

    Raises:
        UnusableInputError: as `create`.
    """
    cleaned = _cleaned(values)
    changes = {
        name: (getattr(student, name), new) for name, new in cleaned.items() if getattr(student, name) != new
    }
    if not changes:
        return False
    for name, new in cleaned.items():
        setattr(student, name, new)
    _refuse_double(student)
    student.save()
    remember_change(author, student, changes)
    return True


def remember_change(author: Author, student: Student, changes: Mapping[str, tuple[object, object]]) -> None:
    """Old → new; of civil data only what was changed, not to what.

    The journal is read by more people, and for longer, than a record.
    """
    told: dict[str, object] = {
        name: list(values) for name, values in changes.items() if name not in CIVIL_FIELDS
    }
    words = civil_words()
    if civil := [words[name] for name in CIVIL_FIELDS if name in changes]:
        told["civil"] = ", ".join(civil)
    remember(author, Action.STUDENT_CHANGED, department=student.department, student=student, details=told)


def civil_words() -> dict[str, str]:
    """What each of CIVIL_FIELDS is called."""
    return {
        "civility": _("civilité"),
        "birth_date": _("date de naissance"),
        "birth_place": _("lieu de naissance"),
        "address": _("adresse postale"),
    }


def remarks(student: Student) -> list[str]:
    """What looks odd in a record and stops nothing."""
    if student.ine and not _INE.fullmatch(student.ine):
        message = _("L’INE « {ine} » n’a pas la forme attendue (11 chiffres ou capitales).")
        return [message.format(ine=student.ine)]
    return []


def _cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    cleaned: dict[str, Any] = {name: str(values.get(name, "")).strip() for name in FIELDS}
    cleaned["surname"] = cleaned["surname"].upper()
    if not _NIP.fullmatch(cleaned["nip"]):
        message = _("« {nip} » n’est pas un NIP : 8 chiffres au plus, rien d’autre.")
        raise UnusableInputError(message.format(nip=cleaned["nip"]))
    if not cleaned["surname"]:
        raise UnusableInputError(_("Il faut un nom."))
    civil = _civil(values)
    if wrong := [sentence for _name, sentence in civil.faults(timezone.localdate())]:
        raise UnusableInputError(" ".join(wrong))
    return cleaned | asdict(civil)


def _civil(values: Mapping[str, Any]) -> Civil:
    civility, place = (str(values.get(name, "")).strip() for name in ("civility", "birth_place"))
    return Civil(civility, values.get("birth_date"), place, tidy_lines(str(values.get("address", ""))))


def _refuse_double(student: Student) -> None:
    same = Student.objects.filter(department=student.department, nip_key=without_zeros(student.nip))
    other = same.exclude(pk=student.pk).first()
    if other is not None:
        message = _("{nip} est déjà le NIP de {student}.")
        raise UnusableInputError(message.format(nip=student.nip, student=other.name))
