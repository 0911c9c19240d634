# SPDX-License-Identifier: EUPL-1.2
"""Juries: their sessions, what they decided line by line, and the seals that keep them as they were."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from delibere.foundation.calendar import AcademicYear
from delibere.foundation.language import _
from delibere.foundation.numbers import read_decimal
from delibere.jury.codes import Code
from delibere.jury.deciding import Choice
from delibere.jury.outcomes import Subject
from delibere.store.models.departments import Department
from delibere.store.models.enrolments import Promotion
from delibere.store.models.students import Student

if TYPE_CHECKING:
    from datetime import datetime


class SessionKind(models.TextChoices):
    """What a jury is about: the UE of one semester, or the whole year."""

    SEMESTER = "semester"
    ANNUAL = "annual"

    @property
    def word(self) -> str:
        """For people."""
        return {
            SessionKind.SEMESTER: _("jury de semestre"),
            SessionKind.ANNUAL: _("jury annuel"),
        }[self]


class SessionState(models.TextChoices):
    """How far a session has gone. PUBLISHED is never stored: it is CLOSED, past its hour."""

    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"

    @property
    def word(self) -> str:
        """For people."""
        return {
            SessionState.PREPARED: _("en préparation"),
            SessionState.OPEN: _("séance ouverte"),
            SessionState.CLOSED: _("close et scellée"),
            SessionState.PUBLISHED: _("publiée"),
        }[self]


class JurySession(models.Model):
    """One meeting of a jury.

    Attributes:
        year: first calendar year of the academic year judged.
        stage: 1 odd semester, 2 even semester, 3 year: the order in which juries of a year meet.
        act: of appointment of the jury and of its president (« arrêté du 12/09/2023 »).
        publish_at: from then on its students read what was decided; None while nobody said so.
        supersedes: the closed session that this one corrects; `reason`: why.
    """

    department = models.ForeignKey(Department, models.PROTECT, related_name="jury_sessions")
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in SessionKind])
    stage = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    held_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=160, blank=True)
    president = models.CharField(max_length=160, blank=True)
    act = models.CharField(max_length=250, blank=True)
    state = models.CharField(
        max_length=12, choices=[(s.value, s.value) for s in SessionState], default=SessionState.PREPARED
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")
    publish_at = models.DateTimeField(null=True, blank=True)
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-year", "-held_at", "-pk")

    def __str__(self) -> str:
        return f"{self.title} {self.academic_year}"

    @property
    def academic_year(self) -> AcademicYear:
        """The year judged."""
        return AcademicYear(self.year)

    @property
    def is_sealed(self) -> bool:
        """Closed: nothing of it changes any more."""
        return self.state == SessionState.CLOSED

    def state_at(self, moment: "datetime") -> SessionState:
        """As of a moment: a publication at an hour needs nobody to be awake then."""
        if self.is_sealed and self.publish_at is not None and self.publish_at <= moment:
            return SessionState.PUBLISHED
        return SessionState(self.state)

    @property
    def word(self) -> str:
        """« séance ouverte », as of now."""
        return self.state_at(timezone.now()).word


class JuryPromotion(models.Model):
    """One promotion that a session judges: of the semester, or the even one of the year."""

    session = models.ForeignKey(JurySession, models.CASCADE, related_name="jury_promotions")
    promotion = models.ForeignKey(Promotion, models.PROTECT, related_name="jury_promotions")

    class Meta:
        ordering = ("promotion__slug", "pk")
        constraints = (
            models.UniqueConstraint(fields=("session", "promotion"), name="one_promotion_a_session"),
        )

    def __str__(self) -> str:
        return f"{self.session} · {self.promotion}"


class JuryMember(models.Model):
    """Somebody appointed. `quality`: « directeur des études »; `present`: at the meeting."""

    session = models.ForeignKey(JurySession, models.CASCADE, related_name="members")
    name = models.CharField(max_length=160)
    quality = models.CharField(max_length=160, blank=True)
    present = models.BooleanField(default=True)

    class Meta:
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class JuryDecision(models.Model):
    """One line decided about one student. Rows are only ever added, a whole set at a time.

    The rows of one student that bear the highest `version` are those that hold; the others are what was
    decided before. Triggers refuse any change, on both databases.

    Attributes:
        subject, semester, competence: as in an `Outcome`; competence is empty for a year.
        proposed: the code that the rules gave when it was decided, empty for none.
        chosen: the jury chose it; else it is proposed, or follows from what the jury chose.
        by_hand: somebody looked at this student; False for a clear case accepted with others.
        points: « points de jury », recorded as such: no mark changes.
        guidance, hearing: for NAR: the advice given, the trace of the hearing offered.
        director: for RED beyond the text: the director's decision.
    """

    session = models.ForeignKey(JurySession, models.PROTECT, related_name="decisions")
    student = models.ForeignKey(Student, models.PROTECT, related_name="jury_decisions")
    subject = models.CharField(max_length=12, choices=[(s.value, s.value) for s in Subject])
    semester = models.PositiveSmallIntegerField()
    competence = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=8, blank=True)
    proposed = models.CharField(max_length=8, blank=True)
    chosen = models.BooleanField(default=False)
    by_hand = models.BooleanField(default=True)
    motive = models.TextField(blank=True)
    points = models.CharField(max_length=12, blank=True)
    guidance = models.TextField(blank=True)
    hearing = models.TextField(blank=True)
    director = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("store.Account", models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=250)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("session", "student", "version", "subject", "semester", "competence"),
                name="one_decision_a_version",
            ),
        )

    def __str__(self) -> str:
        return f"{self.student} · {self.subject} S{self.semester} {self.competence} {self.code}"

    @property
    def choice(self) -> Choice:
        """What the rules and the documents work with."""
        return Choice(
            Subject(self.subject),
            self.semester,
            self.competence or None,
            Code(self.code) if self.code else None,
            motive=self.motive,
            points=read_decimal(self.points) if self.points else None,
            guidance=self.guidance,
            hearing=self.hearing,
            director=self.director,
        )


class Seal(models.Model):
    """A closed session in one canonical document (docs/formats/jury-session.md), chained to the one before.

    Attributes:
        number: 1, 2… in the department.
        document: the bytes that `sha256` is the hash of.
        previous: hash of the seal before, empty for the first one.
    """

    session = models.OneToOneField(JurySession, models.PROTECT, related_name="seal")
    department = models.ForeignKey(Department, models.PROTECT, related_name="seals")
    number = models.PositiveIntegerField()
    document = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    sealed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("department", "number")
        constraints = (
            models.UniqueConstraint(fields=("department", "number"), name="one_seal_a_number"),
            models.UniqueConstraint(fields=("department", "previous"), name="one_seal_after_another"),
        )

    def __str__(self) -> str:
        return f"{self.department} n° {self.number} · {self.sha256[:16]}"
