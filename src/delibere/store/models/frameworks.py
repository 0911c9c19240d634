# SPDX-License-Identifier: EUPL-1.2
"""The national framework that names the competences of a department's diploma."""

from django.db import models

from delibere.store.models.departments import Department


class CompetenceFramework(models.Model):
    """One framework; the latest in force from a year names the competences of that year and of those after.

    Attributes:
        year: the first academic year it names (2023 for 2023-2024).
        data: the file of ORéBUT, read again at each look.
        matches: competence of the maquettes → key of one in the file, as a person confirmed them.
        confirmed_at: None while it is under review: it names nothing yet.
    """

    department = models.ForeignKey(Department, models.CASCADE, related_name="frameworks")
    year = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=255)
    data = models.BinaryField()
    matches = models.JSONField(default=dict)
    by = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("year", "confirmed_at", "pk")

    def __str__(self) -> str:
        return f"{self.file_name} {self.year}"
