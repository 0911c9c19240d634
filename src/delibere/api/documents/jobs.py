# SPDX-License-Identifier: EUPL-1.2
"""The papers of a whole promotion: asked for, followed, cancelled, fetched together."""

from datetime import datetime

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema, Status

from delibere.api.documents.issued import ADDRESS, NO_STORE
from delibere.api.juries.sessions import ONE as SESSION
from delibere.api.juries.sessions import session_of
from delibere.api.promotions import promotion_of
from delibere.api.requests import ApiRequest
from delibere.api.shapes import ZIP, Key, PageNumber, PageSize, answers, page_of, sends
from delibere.foundation.language import _
from delibere.services.records.documents.jobs import ask, cancel, jobs_of
from delibere.services.records.documents.keeping import zip_of
from delibere.services.records.documents.letters import letters_of
from delibere.store.models import Job, JobState, PaperKind, Promotion

router = Router(tags=["documents"])
ONE = f"{ADDRESS}/jobs/{{int:job}}"


class JobOut(Schema):
    """Papers that are made one after the other."""

    id: int
    kind: PaperKind
    promotion: int
    session: int | None
    apart: bool = Field(description=_("un fichier par étudiant, et non un seul"))
    state: JobState
    done: int
    total: int = Field(description=_("0 tant qu’il n’est pas connu"))
    cancelling: bool
    problem: str
    asked_at: datetime
    ended_at: datetime | None


class Jobs(Schema):
    """A page of them, the last asked for first."""

    count: int
    items: list[JobOut]


class BulletinsAsked(Schema):
    """How bulletins are made."""

    apart: bool = Field(False, description=_("un fichier par étudiant, et non un seul"))
    full: bool = Field(True, description=_("complets, et non courts"))
    handed: bool = Field(False, description=_("remis : chacun lit le sien"))


class LettersAsked(Schema):
    """Whose letters are made."""

    promotion: Key
    apart: bool = Field(False, description=_("un fichier par étudiant, et non un seul"))
    handed: bool = Field(False, description=_("remises, si chacune a son fichier"))


@router.post(
    "{slug:department}/promotions/{int:promotion}/documents",
    url_name="api.ask_bulletins",
    summary=_("Demander les bulletins d’une promotion ; donne le travail à suivre"),
    response=answers(JobOut, 202),
)
def ask_bulletins(
    request: ApiRequest, department: str, promotion: Key, asked: BulletinsAsked
) -> Status[JobOut]:
    """Ask for everybody's bulletins; the same, still waiting or running, is not asked for twice."""
    found, options = promotion_of(request, promotion), {"full": asked.full, "handed": asked.handed}
    made = ask(request.place.author, found, PaperKind.BULLETIN, apart=asked.apart, options=options)
    return Status(202, _out(made))


@router.post(
    f"{SESSION}/letters",
    url_name="api.ask_letters",
    summary=_("Demander les lettres de décision d’une promotion, après un jury annuel clos"),
    response=answers(JobOut, 202),
)
def ask_letters(request: ApiRequest, department: str, session: Key, asked: LettersAsked) -> Status[JobOut]:
    """The same for the letters of a closed session."""
    found = session_of(request, session)
    letters_of(found)
    judged = Promotion.objects.filter(jury_promotions__session=found).select_related("department")
    made = ask(
        request.place.author,
        get_object_or_404(judged, pk=asked.promotion),
        PaperKind.LETTER,
        apart=asked.apart,
        options={"handed": asked.handed and asked.apart},
        session=found,
    )
    return Status(202, _out(made))


@router.get(
    f"{ADDRESS}/jobs",
    url_name="api.jobs",
    summary=_("Les travaux, le dernier demandé d’abord"),
    response=answers(Jobs),
)
def jobs(request: ApiRequest, department: str, page: PageNumber = 1, size: PageSize = 50) -> Jobs:
    """All of them."""
    count, items = page_of(jobs_of(request.place.department), page, size)
    return Jobs(count=count, items=[_out(one) for one in items])


@router.get(
    ONE,
    url_name="api.job",
    summary=_("Un travail : où il en est ; ses documents sont dans documents?job="),
    response=answers(JobOut),
)
def job(request: ApiRequest, department: str, job: Key) -> JobOut:
    """How far it is."""
    return _out(_job(request, job))


@router.delete(ONE, summary=_("Arrêter un travail"), response=answers(JobOut))
def cancel_job(request: ApiRequest, department: str, job: Key) -> JobOut:
    """Stop it: at once while it waits, after the paper in hand while it runs."""
    return _out(cancel(request.place.author, _job(request, job)))


@router.get(
    f"{ONE}/archive",
    url_name="api.job_archive",
    summary=_("Tous ses documents en un ZIP"),
    response=answers(None),
    openapi_extra=sends(ZIP),
)
def archive(request: ApiRequest, department: str, job: Key) -> FileResponse:
    """Every paper of a job, one file a student."""
    return FileResponse(zip_of(_job(request, job)), content_type=ZIP, headers=NO_STORE)


def _job(request: ApiRequest, key: int) -> Job:
    return get_object_or_404(jobs_of(request.place.department), pk=key)


def _out(one: Job) -> JobOut:
    return JobOut(
        id=one.pk,
        kind=PaperKind(one.kind),
        promotion=one.promotion_id,
        session=one.session_id,
        apart=one.apart,
        state=JobState(one.state),
        done=one.done,
        total=one.total,
        cancelling=one.cancelling,
        problem=one.problem,
        asked_at=one.asked_at,
        ended_at=one.ended_at,
    )
