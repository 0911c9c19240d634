# SPDX-License-Identifier: EUPL-1.2
"""The worker: takes jobs one after the other, in a process of its own, started by `delibere web serve`."""

import logging
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import close_old_connections, transaction

from delibere.documents.bulletin import Bulletins
from delibere.documents.typesetting import compiled_batches, join, typeset_apart
from delibere.documents.typesetting.batches import BATCH, WORKERS
from delibere.foundation.errors import DelibereError
from delibere.foundation.language import _
from delibere.services.records.documents.bulletins import bulletins_of
from delibere.services.records.documents.jobs import beat, end, take
from delibere.services.records.documents.keeping import Paper, keep
from delibere.services.records.documents.letters import letter_papers
from delibere.services.records.documents.settings import file_name, settings_of
from delibere.services.records.journal import Author
from delibere.store.models import Job, JobState, PaperKind, Promotion

_log = logging.getLogger(__name__)
_REST = 1.0
"""Seconds between two looks at an empty queue."""
_SMALL = 40
"""Bulletins."""


class _StoppedError(Exception):
    """Somebody asked to stop, or another worker has the job."""


def work_forever(parent: int) -> None:
    """Do what there is to do, and wait for more, until the process that started this one is gone."""
    while os.getppid() == parent:
        close_old_connections()
        if not work_once():
            time.sleep(_REST)


def work_once() -> bool:
    """Do one job; False when there was none."""
    job = take()
    if job is None:
        return False
    try:
        _do(job)
    except _StoppedError:
        end(job, JobState.CANCELLED)
    except DelibereError as error:
        end(job, JobState.FAILED, str(error))
    except Exception:  # noqa: BLE001 a worker outlives the job it could not do
        _log.exception("job %s", job.pk)
        end(job, JobState.FAILED, _("Erreur inattendue : voyez le journal du serveur."))
    return True


def _do(job: Job) -> None:
    promotion = Promotion.objects.select_related("department").get(pk=job.promotion_id)
    made = _letters(job, promotion) if job.kind == PaperKind.LETTER else _bulletins(job, promotion)
    author = Author(job.asked_by, job.origin)
    with TemporaryDirectory() as shelf:
        papers = [_set_aside(paper, Path(shelf) / str(rank)) for rank, paper in enumerate(made)]
        with transaction.atomic():
            if not end(job, JobState.DONE):
                raise _StoppedError
            for paper, file in papers:
                keep(author, promotion.department, replace(paper, data=file.read_bytes()))


def _set_aside(paper: Paper, file: Path) -> tuple[Paper, Path]:
    """Nothing is kept before the last is made, and a class is more than a process should hold."""
    file.write_bytes(paper.data)
    return replace(paper, data=b""), file


def _letters(job: Job, promotion: Promotion) -> Iterator[Paper]:
    return letter_papers(job, promotion, lambda done, total: _go_on(job, done, total))


def _bulletins(job: Job, promotion: Promotion) -> Iterator[Paper]:
    bulletins = bulletins_of(promotion, full=bool(job.options.get("full", True)))
    return _apart(job, promotion, bulletins) if job.apart else _together(job, promotion, bulletins)


def _apart(job: Job, promotion: Promotion, bulletins: Bulletins) -> Iterator[Paper]:
    """One file a student, named by the institution's pattern."""
    total, pattern = len(bulletins.students), settings_of(promotion.department).file_pattern
    rows = {one.student.nip: one.student for one in promotion.enrolments.select_related("student")}
    files = typeset_apart(bulletins.template, bulletins.batches(1), _workers(total))
    _go_on(job, 0, total)
    for done, (student, data) in enumerate(zip(bulletins.students, files, strict=True), 1):
        _go_on(job, done, total)
        yield Paper(
            kind=PaperKind.BULLETIN,
            title=_title(promotion, student.name),
            file_name=file_name(pattern, student, f"bulletin-S{promotion.semester}"),
            data=data,
            student=rows.get(student.nip),
            promotion=promotion,
            job=job,
            handed=bool(job.options.get("handed")),
        )


def _together(job: Job, promotion: Promotion, bulletins: Bulletins) -> Iterator[Paper]:
    """One file for everybody."""
    total = len(bulletins.students)
    if total:
        files = compiled_batches(bulletins.template, bulletins.batches(BATCH), _workers(total))
        yield Paper(
            kind=PaperKind.BULLETIN,
            title=_title(promotion, _("toute la promotion")),
            file_name=f"bulletins-{promotion.slug}-{promotion.academic_year}.pdf",
            data=join(_counted(job, files, total)),
            promotion=promotion,
            job=job,
        )


def _counted(job: Job, files: Iterator[bytes], total: int) -> Iterator[bytes]:
    _go_on(job, 0, total)
    for done, file in enumerate(files, 1):
        _go_on(job, min(done * BATCH, total), total)
        yield file


def _workers(total: int) -> int:
    """Small classes are typeset here, before other processes would have started."""
    return WORKERS if total > _SMALL else 0


def _go_on(job: Job, done: int, total: int) -> None:
    if not beat(job, done, total):
        raise _StoppedError


def _title(promotion: Promotion, whom: str) -> str:
    return _("Bulletin {promotion}, {whom}").format(promotion=promotion, whom=whom)
