# SPDX-License-Identifier: EUPL-1.2
"""Maquettes as the department voted them: dated versions, each a whole document."""

from django.db import models

from delibere.foundation.calendar import AcademicYear
from delibere.store.models.departments import Department


class AnnexUpload(models.Model):
    """An annex under review: nothing of it is recorded yet. Its row goes when it is recorded or given up.

    Attributes:
        corrections: lines typed again by a person: {"225": "| … |"}.
        told: what a programme of ScoDoc does not say: {"year": 2023, "regimes": ["FI"]}.
        reviewed: what a person has settled: {"accepted": [slugs], "repairs": [lines]}.
    """

    department = models.ForeignKey(Department, models.CASCADE, related_name="annex_uploads")
    by = models.ForeignKey("store.Account", models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=255)
    data = models.BinaryField()
    told = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    reviewed = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.file_name


class VersionState(models.TextChoices):
    """A version is written, then published: from then on nobody changes it (a trigger holds it)."""

    DRAFT = "draft"
    PUBLISHED = "published"


class MaquetteVersion(models.Model):
    """One version of one maquette for one academic year.

    The document is the maquette in Délibéré's JSON (docs/formats/curriculum.md): what was voted is kept
    whole, and read by the same reader as files are.

    Attributes:
        slug: « s3-fi-osc ».
        number: 1, 2… in the order they were written; the current one is the last published.
        reason: why this version exists; asked from version 2 on.
        source: name of the file or of the act it comes from.
    """

    department = models.ForeignKey(Department, models.CASCADE, related_name="maquette_versions")
    year = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in VersionState], default=VersionState.DRAFT
    )
    document = models.JSONField()
    reason = models.TextField(blank=True)
    source = models.CharField(max_length=255, blank=True)
    written_by = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("year", "slug", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("department", "year", "slug", "number"), name="one_version_a_number"
            ),
            models.UniqueConstraint(
                fields=("department", "year", "slug"),
                condition=models.Q(state=VersionState.DRAFT),
                name="one_draft_a_maquette",
            ),
        )

    def __str__(self) -> str:
        return f"{self.slug} {self.academic_year} v{self.number}"

    @property
    def academic_year(self) -> AcademicYear:
        """The year it rules."""
        return AcademicYear(self.year)
