# SPDX-License-Identifier: EUPL-1.2
"""Groups in partitions: everybody is in at most one group of each (TD, TP, languages…)."""

from django.db import models

from delibere.store.models.enrolments import Enrolment, Promotion


class Partition(models.Model):
    """One way of cutting a promotion into groups."""

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="partitions")
    name = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("position", "pk")
        constraints = (models.UniqueConstraint(fields=("promotion", "name"), name="one_partition_a_name"),)

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """One group of a partition."""

    partition = models.ForeignKey(Partition, models.CASCADE, related_name="groups")
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ("name", "pk")
        constraints = (models.UniqueConstraint(fields=("partition", "name"), name="one_group_a_name"),)

    def __str__(self) -> str:
        return self.name


class GroupMembership(models.Model):
    """Somebody in a group; `partition` is the group's, kept here so that the database refuses two."""

    partition = models.ForeignKey(Partition, models.CASCADE, related_name="memberships")
    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="group_memberships")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("partition", "enrolment"), name="one_group_a_partition"),
        )

    def __str__(self) -> str:
        return f"{self.enrolment} · {self.group}"
