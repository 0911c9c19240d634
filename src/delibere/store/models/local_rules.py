# SPDX-License-Identifier: EUPL-1.2
"""What the institution decided for itself: dated, with its vote; a later row of the same day supersedes."""

from django.db import models

from delibere.store.models.departments import Department


class LocalRule(models.Model):
    """One dated value of one local parameter (docs/formats/local-rules.md).

    Attributes:
        parameter: its name in that format, « arrondi ».
        value: as in that format, numbers that count being texts.
        reference: the vote.
    """

    department = models.ForeignKey(Department, models.CASCADE, related_name="local_rules")
    parameter = models.CharField(max_length=40)
    since = models.DateField()
    value = models.JSONField()
    reference = models.CharField(max_length=250)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("parameter", "since", "pk")

    def __str__(self) -> str:
        return f"{self.parameter} {self.since}"
