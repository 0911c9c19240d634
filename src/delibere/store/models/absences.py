# SPDX-License-Identifier: EUPL-1.2
"""Half-days of absence, and the proofs that justify them."""

from django.db import models

from delibere.foundation.language import _
from delibere.store.models.enrolments import Enrolment
from delibere.store.models.students import Student


class HalfDay(models.TextChoices):
    """Morning or afternoon."""

    MORNING = "am"
    AFTERNOON = "pm"

    @property
    def word(self) -> str:
        """For people."""
        return {HalfDay.MORNING: _("matin"), HalfDay.AFTERNOON: _("après-midi")}[self]


class Absence(models.Model):
    """One half-day that somebody missed; two modules missed on it are two rows of one half-day.

    Attributes:
        module: Apogée code of what was taught then; empty when not known.
    """

    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="absences")
    on = models.DateField()
    half = models.CharField(max_length=2, choices=[(half.value, half.value) for half in HalfDay])
    module = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("on", "half", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("enrolment", "on", "half", "module"), name="one_absence_a_module"
            ),
        )

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.on} {self.half}"


class AbsenceProof(models.Model):
    """A justification: what it covers is justified, marks included; withdrawn, it is kept and covers nothing.

    Attributes:
        first, last: days, both included.
    """

    student = models.ForeignKey(Student, models.PROTECT, related_name="absence_proofs")
    first = models.DateField()
    last = models.DateField()
    reason = models.CharField(max_length=200)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-first", "-pk")

    def __str__(self) -> str:
        return f"{self.student} · {self.first} – {self.last}"
