# SPDX-License-Identifier: EUPL-1.2
"""Who follows which semester, and as what."""

from django.db import models

from delibere.foundation.calendar import AcademicYear
from delibere.foundation.language import _
from delibere.store.models.departments import Department
from delibere.store.models.students import Student


class Promotion(models.Model):
    """A maquette's semester for a year. Regime and parcours are the maquette's.

    Attributes:
        slug: of the maquette (« s3-fi-osc »); which version counts is the last published one.
    """

    department = models.ForeignKey(Department, models.CASCADE, related_name="promotions")
    year = models.PositiveSmallIntegerField()
    slug = models.SlugField()

    class Meta:
        ordering = ("-year", "slug")
        constraints = (
            models.UniqueConstraint(fields=("department", "year", "slug"), name="one_promotion_a_maquette"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.academic_year}"

    @property
    def name(self) -> str:
        """« S3 · FI · OSC »."""
        return self.slug.upper().replace("-", " · ")

    @property
    def semester(self) -> int:
        """1 to 6."""
        return int(self.slug[1])

    @property
    def academic_year(self) -> AcademicYear:
        """The year it is followed in."""
        return AcademicYear(self.year)


class EnrolmentStatus(models.TextChoices):
    """Recorded facts, never proposed by a rule."""

    ENROLLED = "enrolled"
    RESIGNED = "resigned"
    DEFAULTING = "defaulting"

    @property
    def word(self) -> str:
        """For people."""
        return {
            EnrolmentStatus.ENROLLED: _("inscrit"),
            EnrolmentStatus.RESIGNED: _("démissionnaire"),
            EnrolmentStatus.DEFAULTING: _("défaillant"),
        }[self]


class Enrolment(models.Model):
    """One student in one promotion.

    Attributes:
        since: the day a resignation or default was recorded for.
        repeating: he or she has followed this semester before.
    """

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="enrolments")
    student = models.ForeignKey(Student, models.CASCADE, related_name="enrolments")
    status = models.CharField(
        max_length=12,
        choices=[(s.value, s.value) for s in EnrolmentStatus],
        default=EnrolmentStatus.ENROLLED,
    )
    since = models.DateField(null=True, blank=True)
    repeating = models.BooleanField(default=False)

    class Meta:
        ordering = ("student__sort_key", "pk")
        constraints = (
            models.UniqueConstraint(fields=("promotion", "student"), name="one_enrolment_a_promotion"),
        )

    def __str__(self) -> str:
        return f"{self.student} · {self.promotion}"

    @property
    def word(self) -> str:
        """« inscrit », « démissionnaire »."""
        return EnrolmentStatus(self.status).word


class Exemption(models.Model):
    """Somebody is dispensed of a UE or of a module: it leaves the sums, it is not missing.

    Attributes:
        subject: a UE's code (« UE31 ») or a module's Apogée code.
    """

    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="exemptions")
    subject = models.CharField(max_length=40)
    reason = models.TextField()

    class Meta:
        ordering = ("subject",)
        constraints = (
            models.UniqueConstraint(fields=("enrolment", "subject"), name="one_exemption_a_subject"),
        )

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.subject}"


class Teaching(models.Model):
    """Who is in charge of a module of a promotion.

    Attributes:
        module: its Apogée code.
    """

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="teachings")
    module = models.CharField(max_length=40)
    account = models.ForeignKey("store.Account", models.CASCADE, related_name="teachings")

    class Meta:
        ordering = ("module", "pk")
        constraints = (
            models.UniqueConstraint(fields=("promotion", "module", "account"), name="one_teaching_a_module"),
        )

    def __str__(self) -> str:
        return f"{self.account} · {self.promotion} · {self.module}"
