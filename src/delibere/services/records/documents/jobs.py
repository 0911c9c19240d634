# SPDX-License-Identifier: EUPL-1.2
"""Jobs: asked for on a page, taken by a worker, cancelled, taken again after a stop."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from delibere.foundation.language import _
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, Department, Job, JobState, JurySession, PaperKind, Promotion

BEAT = timedelta(seconds=60)
"""A job whose worker said nothing for this long has lost it."""


@transaction.atomic
def ask(
    author: Author,
    promotion: Promotion,
    kind: PaperKind,
    *,
    apart: bool,
    options: Mapping[str, bool],
    session: JurySession | None = None,
) -> Job:
    """Ask for the papers of a promotion; the same, still waiting or running, is not asked for twice.

    `session`: whose decisions letters tell.
    """
    same = {
        "promotion": promotion,
        "session": session,
        "kind": kind,
        "apart": apart,
        "options": dict(options),
    }
    there = Job.objects.filter(
        state__in=[JobState.WAITING, JobState.RUNNING], cancelling=False, **same
    ).first()
    if there is not None:
        return there
    job = Job.objects.create(
        department=promotion.department, asked_by=author.account, origin=author.origin, **same
    )
    remember(
        author,
        Action.PAPERS_ASKED,
        department=promotion.department,
        subject=job.subject,
        apart=apart,
        options=dict(options),
    )
    return job


@transaction.atomic
def cancel(author: Author, job: Job) -> Job:
    """Stop a job: at once while it waits, after the paper in hand while it runs. One that ended stays so."""
    job = Job.objects.select_for_update().get(pk=job.pk)
    if not job.is_open or job.cancelling:
        return job
    job.cancelling = True
    if job.state == JobState.WAITING:
        job.state, job.ended_at = JobState.CANCELLED, timezone.now()
    job.save(update_fields=["cancelling", "state", "ended_at"])
    remember(author, Action.PAPERS_CANCELLED, department=job.department, subject=job.subject)
    return job


def jobs_of(department: Department) -> QuerySet[Job]:
    """Of a department, the last asked for first."""
    return Job.objects.filter(department=department).select_related("promotion__department")


@transaction.atomic
def take() -> Job | None:
    """The next job to do, which is ours from now on; None when there is nothing to do.

    One that is running, and whose worker has been silent for a minute, is taken from its beginning: what was
    made is made again, nothing was kept before the end.
    """
    now = timezone.now()
    lost = Q(state=JobState.RUNNING) & (Q(beat_at__lt=now - BEAT) | Q(beat_at=None))
    found = Job.objects.select_for_update(of=("self",)).filter(Q(state=JobState.WAITING) | lost)
    job = found.order_by("asked_at", "pk").first()
    if job is None:
        return None
    job.state, job.beat_at, job.done, job.problem = JobState.RUNNING, now, 0, ""
    job.save(update_fields=["state", "beat_at", "done", "problem"])
    return job


def beat(job: Job, done: int, total: int) -> bool:
    """Say how far it is; False when somebody asked to stop, or another worker has taken it."""
    now = timezone.now()
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, beat_at=job.beat_at)
    updated = mine.update(done=done, total=total, beat_at=now)
    job.beat_at = now
    return bool(updated) and not Job.objects.filter(pk=job.pk, cancelling=True).exists()


def end(job: Job, state: JobState, problem: str = "") -> bool:
    """It is over, one way or another; False, and nothing is written, when another worker has taken it."""
    mine = Job.objects.filter(pk=job.pk, state=JobState.RUNNING, beat_at=job.beat_at)
    return bool(mine.update(state=state, problem=problem, ended_at=timezone.now()))


def progress(job: Job) -> str:
    """« 12 sur 28 »."""
    if job.state != JobState.RUNNING:
        return job.word if not job.problem else f"{job.word} : {job.problem}"
    if job.cancelling:
        return _("arrêt demandé")
    return _("{done} sur {total}").format(done=job.done, total=job.total or "…")
