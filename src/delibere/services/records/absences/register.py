# SPDX-License-Identifier: EUPL-1.2
"""Absences as they are read: of one student, of a year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from delibere.foundation.marks import Reason
from delibere.services.records.absences.covering import proofs_over
from delibere.services.records.maquettes import maquette_in_force
from delibere.store.models import Absence, Department, Enrolment, Mark, Student


@dataclass(frozen=True, slots=True)
class AbsentHalfDay:
    """One row of the register.

    Attributes:
        module: PN code, empty when not known.
        proof: what justifies it, in words; empty when nothing does.
    """

    absence: Absence
    module: str
    proof: str


def absences_of(student: Student) -> list[AbsentHalfDay]:
    """Every half-day of a student, the latest first."""
    found = Absence.objects.filter(enrolment__student=student)
    absences = list(
        found.select_related("enrolment__promotion__department").order_by("-on", "-half", "module")
    )
    proofs = proofs_over((student.pk, one.on) for one in absences)
    names = modules_followed({one.enrolment for one in absences if one.module})
    return [
        AbsentHalfDay(
            one,
            names.get(one.enrolment.promotion_id, {}).get(one.module, one.module),
            proofs.get((student.pk, one.on), ""),
        )
        for one in absences
    ]


def unjustified_half_days(student: Student, year: int) -> int:
    """How many half-days of a year nothing justifies; two queries."""
    found = Absence.objects.filter(enrolment__student=student, enrolment__promotion__year=year)
    halves = set(found.values_list("on", "half"))
    proofs = proofs_over((student.pk, on) for on, _half in halves)
    return sum((student.pk, on) not in proofs for on, _half in halves)


def modules_followed(enrolments: Iterable[Enrolment]) -> dict[int, dict[str, str]]:
    """Promotion → Apogée code → PN code of its modules; one query a promotion."""
    promotions = {one.promotion for one in enrolments}
    return {
        promotion.pk: {module.apogee: module.pn for module in maquette.modules}
        for promotion in promotions
        if (maquette := maquette_in_force(promotion)) is not None
    }


@dataclass(frozen=True, slots=True)
class StudentAbsences:
    """Somebody's half-days of a year; two modules missed on one half-day count once."""

    student: Student
    half_days: int
    justified: int
    last: date

    @property
    def unjustified(self) -> int:
        """The rest."""
        return self.half_days - self.justified


def absences_by_student(department: Department, year: int) -> list[StudentAbsences]:
    """Those who missed something this year, the most unjustified half-days first; two queries."""
    found = Absence.objects.filter(
        enrolment__promotion__department=department, enrolment__promotion__year=year
    ).select_related("enrolment__student")
    days: dict[Student, set[tuple[date, str]]] = defaultdict(set)
    for one in found:
        days[one.enrolment.student].add((one.on, one.half))
    proofs = proofs_over((student.pk, on) for student, halves in days.items() for on, _half in halves)
    counted = [
        StudentAbsences(
            student,
            len(halves),
            sum((student.pk, on) in proofs for on, _half in halves),
            max(on for on, _half in halves),
        )
        for student, halves in days.items()
    ]
    return sorted(counted, key=lambda one: (-one.unjustified, one.student.sort_key))


def absences_to_justify(department: Department, year: int) -> list[Mark]:
    """Marks ABI of a year: what a proof may still change, the oldest first; one query."""
    found = Mark.objects.filter(
        reason=Reason.ABI, evaluation__promotion__department=department, evaluation__promotion__year=year
    )
    related = found.select_related("evaluation__promotion", "enrolment__student")
    return list(related.order_by("evaluation__held_on", "enrolment__student__sort_key"))
