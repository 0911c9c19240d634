# SPDX-License-Identifier: EUPL-1.2
"""What earlier juries decided about a student, or what was acquired elsewhere: never overwritten."""

from typing import NamedTuple

from django.db import models

from delibere.foundation.calendar import AcademicYear
from delibere.foundation.numbers import read_decimal, read_fraction
from delibere.jury.codes import Code
from delibere.jury.outcomes import Outcome, Subject
from delibere.store.models.students import Student


class OutcomeColumns(NamedTuple):
    """The columns of a line that make its value: a class has hundreds, which need not become rows first."""

    nip: str
    year: int
    subject: str
    semester: int
    competence: str
    code: str
    mark: str
    ects: str
    elsewhere: bool

    @property
    def outcome(self) -> Outcome:
        """The value that the rules work with."""
        return Outcome(
            nip=self.nip,
            academic_year=AcademicYear(self.year),
            subject=Subject(self.subject),
            semester=self.semester,
            competence=self.competence or None,
            code=Code(self.code) if self.code else None,
            mark=read_fraction(self.mark) if self.mark else None,
            ects=read_decimal(self.ects) if self.ects else None,
            elsewhere=self.elsewhere,
        )


class PastOutcome(models.Model):
    """One line of the past (docs/formats/outcomes.md). A correction withdraws a line and writes another.

    Attributes:
        mark: the quotient as written, « 29/3 » or « 10,25 »; empty when there is none.
        ects: as granted; empty when they are those of the maquette.
        reason: why it was entered by hand, or the file it comes from.
        decided_in: the session of ours that decided it; None for what comes from elsewhere.
        withdrawn_at, withdrawal_reason: set when a later line supersedes it or it was an error.
    """

    student = models.ForeignKey(Student, models.CASCADE, related_name="past")
    year = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Subject])
    semester = models.PositiveSmallIntegerField()
    competence = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=8, blank=True)
    mark = models.CharField(max_length=60, blank=True)
    ects = models.CharField(max_length=12, blank=True)
    elsewhere = models.BooleanField(default=False)
    reason = models.TextField()
    decided_in = models.ForeignKey(
        "store.JurySession", models.PROTECT, null=True, blank=True, related_name="outcomes"
    )
    recorded_by = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("year", "semester", "subject", "pk")
        indexes = (models.Index(fields=("student", "withdrawn_at")),)

    def __str__(self) -> str:
        return f"{self.student} · {self.subject} S{self.semester} {self.competence} {self.code}"

    @property
    def outcome(self) -> Outcome:
        """The value that the rules work with."""
        return OutcomeColumns._make(getattr(self, name) for name in OutcomeColumns._fields).outcome

    @property
    def nip(self) -> str:
        """The student's."""
        return self.student.nip
