# SPDX-License-Identifier: EUPL-1.2
"""What the registry is told: how the institution writes to it, its codes, and files under preview."""

from django.db import models

from delibere.store.models.departments import Department


class RegistryRule(models.Model):
    """How the institution writes to its registry from a day on (docs/formats/apogee.md); never overwritten.

    Attributes:
        value: the whole of it; a later row of the same day supersedes.
        reference: who asked for it.
    """

    department = models.ForeignKey(Department, models.CASCADE, related_name="registry_rules")
    since = models.DateField()
    value = models.JSONField()
    reference = models.CharField(max_length=250)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("since", "pk")

    def __str__(self) -> str:
        return f"{self.department} {self.since}"


class RegistryCode(models.Model):
    """The registry's code of what the annex gives none for.

    Attributes:
        slug: of the maquette.
        subject: « UE31 », « semester » or « year » (the year that this semester closes).
    """

    department = models.ForeignKey(Department, models.CASCADE, related_name="registry_codes")
    year = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    subject = models.CharField(max_length=20)
    code = models.CharField(max_length=20)

    class Meta:
        ordering = ("slug", "subject")
        constraints = (
            models.UniqueConstraint(
                fields=("department", "year", "slug", "subject"), name="one_registry_code"
            ),
        )

    def __str__(self) -> str:
        return f"{self.slug} {self.subject} {self.code}"


class RegistryUpload(models.Model):
    """A registry file under preview; its row goes once somebody is done with it."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="registry_uploads")
    by = models.ForeignKey("store.Account", models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=255)
    data = models.BinaryField()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.file_name
