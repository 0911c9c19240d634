# SPDX-License-Identifier: EUPL-1.2
"""Papers: what an institution puts on them, those that were issued, and the work of making many."""

from django.db import models

from delibere.foundation.language import _
from delibere.store.models.departments import Department
from delibere.store.models.enrolments import Promotion
from delibere.store.models.juries import JurySession
from delibere.store.models.students import Student


class PaperSettings(models.Model):
    """What stands on the papers of a department.

    Attributes:
        university, institute, full_name: of the first line.
        diploma: in full. `names`: {"parcours": {code: name}, "english": {French: English}}.
        director, head: {"office": …, "name": …, "english": …}.
        logo: an SVG; empty without.
        file_pattern: of a student's file in a ZIP; fields in braces.
        letter: the wording of the letter of a decision, as typed; empty for the draft.
    """

    department = models.OneToOneField(Department, models.CASCADE, related_name="paper_settings")
    university = models.CharField(max_length=120, blank=True)
    institute = models.CharField(max_length=120, blank=True)
    full_name = models.CharField(max_length=160, blank=True)
    town = models.CharField(max_length=80, blank=True)
    contact = models.CharField(max_length=160, blank=True)
    diploma = models.CharField(max_length=160, blank=True)
    names = models.JSONField(default=dict)
    director = models.JSONField(default=dict)
    head = models.JSONField(default=dict)
    logo = models.TextField(blank=True)
    file_pattern = models.CharField(max_length=120, default="{nom}_{prenom}_{document}")
    letter = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.department} · {self.institute}"


class PaperKind(models.TextChoices):
    """What is issued."""

    BULLETIN = "bulletin"
    MINUTES = "minutes"
    PUBLIC_LIST = "public-list"
    ATTESTATION = "attestation"
    TRANSCRIPT = "transcript"
    LETTER = "letter"

    @property
    def word(self) -> str:
        """For people."""
        return {
            PaperKind.BULLETIN: _("bulletin"),
            PaperKind.MINUTES: _("procès-verbal"),
            PaperKind.PUBLIC_LIST: _("liste publique"),
            PaperKind.ATTESTATION: _("attestation"),
            PaperKind.TRANSCRIPT: _("relevé de notes"),
            PaperKind.LETTER: _("lettre de décision"),
        }[self]


class JobState(models.TextChoices):
    """How far a job has gone."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def word(self) -> str:
        """For people."""
        return {
            JobState.WAITING: _("en attente"),
            JobState.RUNNING: _("en cours"),
            JobState.DONE: _("terminé"),
            JobState.FAILED: _("en échec"),
            JobState.CANCELLED: _("annulé"),
        }[self]


class Job(models.Model):
    """Papers to make for a promotion, one after the other, by the worker.

    Attributes:
        session: whose decisions are told, for letters; None for bulletins.
        apart: one file a student (a ZIP); else one file for all.
        options: {"full": …, "handed": …}, as asked for.
        done, total: students; total is 0 until it is known.
        beat_at: when the worker last said it was at it; long ago, another takes the job again.
        cancelling: somebody asked to stop.
        problem: why it failed, in French.
    """

    department = models.ForeignKey(Department, models.CASCADE, related_name="jobs")
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in PaperKind])
    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="jobs")
    session = models.ForeignKey(JurySession, models.CASCADE, null=True, related_name="jobs")
    apart = models.BooleanField(default=False)
    options = models.JSONField(default=dict)
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in JobState], default=JobState.WAITING, db_index=True
    )
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    cancelling = models.BooleanField(default=False)
    problem = models.TextField(blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=100, blank=True)
    beat_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-asked_at", "-pk")

    def __str__(self) -> str:
        return f"{self.kind} · {self.promotion} · {self.state}"

    @property
    def word(self) -> str:
        """« en cours »."""
        return JobState(self.state).word

    @property
    def subject(self) -> str:
        """« bulletin · S3 »."""
        return f"{PaperKind(self.kind).word} · {self.promotion}"

    @property
    def is_open(self) -> bool:
        """Neither ended nor given up."""
        return self.state in {JobState.WAITING, JobState.RUNNING}


class IssuedDocument(models.Model):
    """A paper as it was issued: its bytes, for good. Triggers refuse any change, on both databases.

    Attributes:
        student, promotion, session: whom or what it is about; none, one or several.
        sha256: of the bytes.
        handed: the student it is about may fetch it.
        code: of an attestation, to verify it; None for the others.
        facts: what the page of verification says: nothing more than the paper.
    """

    department = models.ForeignKey(Department, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16, choices=[(k.value, k.value) for k in PaperKind])
    title = models.CharField(max_length=250)
    file_name = models.CharField(max_length=250)
    data = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    student = models.ForeignKey(Student, models.PROTECT, null=True, related_name="documents")
    promotion = models.ForeignKey(Promotion, models.PROTECT, null=True, related_name="documents")
    session = models.ForeignKey(JurySession, models.PROTECT, null=True, related_name="documents")
    job = models.ForeignKey(Job, models.PROTECT, null=True, related_name="documents")
    handed = models.BooleanField(default=False)
    code = models.CharField(max_length=16, null=True, unique=True)  # noqa: DJ001 several papers have none
    facts = models.JSONField(default=dict)
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=250)

    class Meta:
        ordering = ("-issued_at", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def word(self) -> str:
        """« bulletin »."""
        return PaperKind(self.kind).word
