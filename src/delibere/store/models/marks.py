# SPDX-License-Identifier: EUPL-1.2
"""Evaluations, their marks, and what every mark was before."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from delibere.calculation import evaluations as values
from delibere.calculation.evaluations import Kind
from delibere.foundation.language import _
from delibere.foundation.marks import Mark as MarkValue
from delibere.foundation.marks import Reason
from delibere.foundation.numbers import french_minimal, read_decimal
from delibere.store.models.enrolments import Enrolment, Promotion
from delibere.store.models.groups import Group

if TYPE_CHECKING:
    from datetime import datetime


class EvaluationState(models.TextChoices):
    """How far an evaluation has gone: seen by its teachers, by its students, changed by nobody."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    LOCKED = "locked"

    @property
    def word(self) -> str:
        """For people."""
        return {
            EvaluationState.DRAFT: _("brouillon"),
            EvaluationState.SCHEDULED: _("publication prévue"),
            EvaluationState.PUBLISHED: _("publiée"),
            EvaluationState.LOCKED: _("verrouillée"),
        }[self]


class Evaluation(models.Model):
    """One test of one module of a promotion.

    Attributes:
        module: its Apogée code; empty for a source of the local bonus, which `title` then names (« sport »).
        group: whom it concerns, None for the whole promotion.
        scale, coefficient: decimals as written, « 20 », « 0.5 »: no column of floats.
        weights: poids by UE code, decimals as written; a UE left out weighs 1 where the module feeds it.
        publish_at: from then on its students see it; None while nobody decided so.
        locked_at: from then on no mark of it changes.
        unlocked_at: when it was last unlocked; from then on every change says why.
    """

    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="evaluations")
    module = models.CharField(max_length=40, blank=True)
    group = models.ForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="evaluations")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in Kind], default=Kind.NORMAL)
    scale = models.CharField(max_length=12, default="20")
    coefficient = models.CharField(max_length=12, default="1")
    weights = models.JSONField(default=dict, blank=True)
    held_on = models.DateField(null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    unlocked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("module", models.F("held_on").asc(nulls_last=True), "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def key(self) -> str:
        """Its name in a table of marks."""
        return f"E{self.pk}"

    @property
    def value(self) -> values.Evaluation:
        """What means are made from."""
        return values.Evaluation(
            key=self.key,
            module=self.module,
            title=self.title,
            kind=Kind(self.kind),
            scale=_decimal(self.scale),
            coefficient=_decimal(self.coefficient),
            weights={ue: _decimal(text) for ue, text in self.weights.items()},
            held_on=self.held_on,
        )

    @property
    def state(self) -> EvaluationState:
        """As of now."""
        return self.state_at(timezone.now())

    def state_at(self, moment: "datetime") -> EvaluationState:
        """As of a moment: a publication at an hour needs nobody to be awake then."""
        if self.locked_at is not None:
            return EvaluationState.LOCKED
        if self.publish_at is None:
            return EvaluationState.DRAFT
        return EvaluationState.PUBLISHED if self.publish_at <= moment else EvaluationState.SCHEDULED


def _decimal(text: str) -> Decimal:
    value = read_decimal(text)
    if value is None:
        raise ValueError(text)
    return value


class Mark(models.Model):
    """One cell of the grid; a cell nobody has touched has no row.

    Attributes:
        hundredths: the number, out of the scale of its evaluation, in hundredths; None without one.
        reason: ABI, ABJ… when there is no number; both empty: emptied again.
        version: grows by one at each change; who writes says which one was read.
    """

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="marks")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="marks")
    hundredths = models.IntegerField(null=True)
    reason = models.CharField(max_length=3, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("evaluation", "enrolment"), name="one_mark_a_cell"),
            models.CheckConstraint(
                condition=models.Q(hundredths=None) | models.Q(reason=""), name="a_number_or_a_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.evaluation} · {self.enrolment}"

    @property
    def value(self) -> MarkValue:
        """What it holds."""
        if self.hundredths is not None:
            return Decimal(self.hundredths).scaleb(-2)
        return Reason(self.reason) if self.reason else None

    @property
    def text(self) -> str:
        """« 12,5 », « ABJ », nothing."""
        return text_of(self.value)


def text_of(mark: MarkValue) -> str:
    """A mark as people type it."""
    return french_minimal(mark) if isinstance(mark, Decimal) else mark or ""


class MarkChange(models.Model):
    """What a cell was and became. Rows are only ever added: triggers refuse the rest on both databases.

    Attributes:
        before, after: as people type them, empty for nothing.
        version: the one that this change made.
        why: what changed it when nobody typed it (a proof of absence, an unlocking).
    """

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="changes")
    enrolment = models.ForeignKey(Enrolment, models.PROTECT, related_name="mark_changes")
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12, blank=True)
    version = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=250)
    origin = models.CharField(max_length=64)
    why = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("evaluation", "enrolment")),)

    def __str__(self) -> str:
        return f"{self.before or '–'} → {self.after or '–'}"
