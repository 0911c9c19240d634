# SPDX-License-Identifier: EUPL-1.2
"""A department, its year and its dates. Nobody of one department sees the people of another."""

from django.db import models

from delibere.foundation.calendar import AcademicYear


class Department(models.Model):
    """One IUT department, with one diploma.

    Attributes:
        slug: in every address (« qlio »).
        name: « QLIO ».
        diploma: as the annex writes it (« BUT QLIO »).
        year: first calendar year of the academic year that pages open on (2023 for 2023-2024).
        teaching_starts_on: the maquettes of this year freeze one month later (L613-1); None: not said.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=40)
    diploma = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    teaching_starts_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def academic_year(self) -> AcademicYear:
        """The year that pages open on."""
        return AcademicYear(self.year)


class Milestone(models.Model):
    """A date that people of the department work towards (« Jury S1, 31 janvier »)."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="milestones")
    on = models.DateField()
    title = models.CharField(max_length=160)

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return self.title
