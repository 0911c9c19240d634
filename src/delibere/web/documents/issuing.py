# SPDX-License-Identifier: EUPL-1.2
"""Asking for papers: of a promotion by a job, of a session or a student at once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.documents.attestations import issue_attestation
from delibere.services.records.documents.jobs import ask, cancel, jobs_of, progress
from delibere.services.records.documents.keeping import kept_in
from delibere.services.records.documents.lists import ListKind, lists_of, workbook_of
from delibere.services.records.documents.minutes import (
    draft_minutes,
    issue_minutes,
    issue_public_list,
    workbook_of_minutes,
)
from delibere.services.records.documents.transcripts import issue_transcript
from delibere.store.models import PaperKind, Student
from delibere.web.documents.letters import letters_context
from delibere.web.documents.reading import pdf_answer, workbook_answer
from delibere.web.documents.saying import issued, session_of
from delibere.web.gate import PlacedRequest
from delibere.web.promotions.views import promotion_of


def promotion_papers(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """What may be printed for a promotion, and what was."""
    found = promotion_of(request, promotion)
    context = {
        "promotion": found,
        "lists": list(ListKind),
        "jobs": [(job, progress(job)) for job in jobs_of(found.department).filter(promotion=found)[:10]],
        "documents": kept_in(found.department).filter(promotion=found, job__apart=False),
    }
    return render(request, "documents/promotion.html", context)


@require_POST
def ask_bulletins(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:
    """Ask for everybody's bulletins."""
    found = promotion_of(request, promotion)
    options = {"full": request.POST.get("length") != "short", "handed": bool(request.POST.get("handed"))}
    apart = request.POST.get("form") == "zip"
    job = ask(request.place.author, found, PaperKind.BULLETIN, apart=apart, options=options)
    return redirect("documents.job", department, job.pk)


@require_POST
def cancel_job(request: PlacedRequest, department: str, job: int) -> HttpResponse:
    """Stop a job."""
    found = get_object_or_404(jobs_of(request.place.department), pk=job)
    cancel(request.place.author, found)
    messages.success(request, _("Arrêt demandé."))
    return redirect("documents.job", department, job)


def print_lists(request: PlacedRequest, department: str, promotion: int, printed: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Lists by group, made now: to print, or as a workbook."""
    if printed not in set(ListKind):
        raise Http404
    found = promotion_of(request, promotion)
    if request.GET.get("forme") == "xlsx":
        return workbook_answer(workbook_of(found, ListKind(printed)), f"{printed}-{found.slug}.xlsx")
    return pdf_answer(lists_of(found, ListKind(printed)), f"{printed}-{found.slug}.pdf")


def session_papers(request: PlacedRequest, department: str, session: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """The papers of a session."""
    found = session_of(request, session)
    context = {
        "session": found,
        "documents": kept_in(request.place.department).filter(session=found),
        "jobs": [(job, progress(job)) for job in jobs_of(found.department).filter(session=found)[:10]],
        **letters_context(request, found),
    }
    return render(request, "documents/session.html", context)


def draft(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """The minutes as they would be, to read before the session closes; their tables as a workbook."""
    try:
        if request.GET.get("forme") == "xlsx":
            tables = workbook_of_minutes(session_of(request, session))
            return workbook_answer(tables, f"projet-pv-{session}.xlsx")
        return pdf_answer(draft_minutes(session_of(request, session)), f"projet-pv-{session}.pdf")
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("documents.session", department, session)


@require_POST
def issue_for_session(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """Issue the minutes, or the public list."""
    found, author = session_of(request, session), request.place.author
    issue = issue_public_list if request.POST.get("kind") == PaperKind.PUBLIC_LIST else issue_minutes
    issued(request, lambda: issue(author, found))
    return redirect("documents.session", department, session)


@require_POST
def issue_for_student(request: PlacedRequest, department: str, nip: str) -> HttpResponse:
    """Issue a transcript or an attestation."""
    student, author = _student(request, nip), request.place.author
    if request.POST.get("kind") == PaperKind.ATTESTATION:
        key = request.POST.get("what", "")
        issued(request, lambda: issue_attestation(author, student, key, _address(request)))
    else:
        year = request.POST.get("year", "")
        issued(
            request, lambda: issue_transcript(author, student, int(year) if year in {"1", "2", "3"} else None)
        )
    return redirect("documents.student", department, nip)


def _address(request: PlacedRequest) -> Callable[[str], str]:
    return lambda code: request.build_absolute_uri(reverse("documents.verified", args=[code]))


def _student(request: PlacedRequest, nip: str) -> Student:
    found = Student.objects.select_related("department")
    return get_object_or_404(found, department=request.place.department, nip=nip)
