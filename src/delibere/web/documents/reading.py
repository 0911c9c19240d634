# SPDX-License-Identifier: EUPL-1.2
"""What was issued, and how far jobs are."""

from typing import TypeVar

from django.contrib import messages
from django.http import FileResponse, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header

from delibere.foundation.errors import UnusableInputError
from delibere.services.records.documents.attestations import attestable
from delibere.services.records.documents.jobs import jobs_of, progress
from delibere.services.records.documents.keeping import bytes_of, handed_to, kept_in, zip_of
from delibere.services.records.documents.transcripts import workbook_of_transcript
from delibere.store.models import IssuedDocument, Job, PaperKind, Student
from delibere.web.gate import PlacedRequest
from delibere.web.results.answers import XLSX

LAST = 200
Answer = TypeVar("Answer", HttpResponse, FileResponse)


def documents(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """The last papers and jobs of the department."""
    here = request.place.department
    context = {
        "jobs": [(job, progress(job)) for job in jobs_of(here)[:20]],
        "documents": kept_in(here)[:LAST],
    }
    return render(request, "documents/list.html", context)


def job(request: PlacedRequest, department: str, job: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One job: its progress, then what it made."""
    found = _job(request, job)
    made = kept_in(request.place.department).filter(job=found).order_by("file_name", "pk")
    context = {"job": found, "progress": progress(found), "documents": made}
    return render(request, "documents/job.html", context)


def state(request: PlacedRequest, department: str, job: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """How far it is, for the bar that moves."""
    found = _job(request, job)
    answer = {"done": found.done, "total": found.total, "open": found.is_open, "words": progress(found)}
    return JsonResponse(answer)


def archive(request: PlacedRequest, department: str, job: int) -> FileResponse:  # noqa: ARG001 the gate has read it
    """Every paper of a job, one file a student."""
    found = _job(request, job)
    kind = {PaperKind.LETTER: "lettres"}.get(PaperKind(found.kind), "bulletins")
    name = f"{kind}-{found.promotion.slug}-{found.promotion.academic_year}.zip"
    return _to_save(FileResponse(zip_of(found), content_type="application/zip"), name)


def _job(request: PlacedRequest, pk: int) -> Job:
    return get_object_or_404(jobs_of(request.place.department), pk=pk)


def file(request: PlacedRequest, department: str, document: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """The very bytes that were issued."""
    return _pdf(get_object_or_404(IssuedDocument, department=request.place.department, pk=document))


def student_papers(request: PlacedRequest, department: str, nip: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """A student's papers: all of them for staff, those handed for the student."""
    student = _student(request, nip)
    sees_all = request.place.sees_all("documents.student")
    found = kept_in(request.place.department).filter(student=student) if sees_all else handed_to(student)
    acts = request.place.may("documents.issue_student", act=True)
    context = {"student": student, "documents": found, "attestable": _attestable(student) if acts else []}
    return render(request, "documents/student.html", context)


def _attestable(student: Student) -> list[object]:
    try:
        return list(attestable(student))
    except UnusableInputError:
        return []


def transcript(request: PlacedRequest, department: str, nip: str) -> HttpResponse:
    """The transcript as a sheet, from the decisions on record; back to the papers when there is none."""
    student = _student(request, nip)
    try:
        return workbook_answer(workbook_of_transcript(student), f"releve-{student.nip}.xlsx")
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("documents.student", department, nip)


def own_file(request: PlacedRequest, department: str, nip: str, document: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One of them."""
    student = _student(request, nip)
    sees_all = request.place.sees_all("documents.own_file")
    found = kept_in(request.place.department).filter(student=student) if sees_all else handed_to(student)
    return _pdf(get_object_or_404(found, pk=document))


def _student(request: PlacedRequest, nip: str) -> Student:
    found = Student.objects.select_related("department")
    return get_object_or_404(found, department=request.place.department, nip=nip)


def _pdf(document: IssuedDocument) -> HttpResponse:
    return pdf_answer(bytes_of(document), document.file_name)


def pdf_answer(data: bytes, name: str) -> HttpResponse:
    """A PDF to save, which no cache keeps."""
    return _sent(data, name, "application/pdf")


def workbook_answer(data: bytes, name: str) -> HttpResponse:
    """A workbook to save, which no cache keeps."""
    return _sent(data, name, XLSX)


def _sent(data: bytes, name: str, media_type: str) -> HttpResponse:
    return _to_save(HttpResponse(data, content_type=media_type), name)


def _to_save(answer: Answer, name: str) -> Answer:
    attached = content_disposition_header(as_attachment=True, filename=name)
    answer.headers["Content-Disposition"] = attached or "attachment"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
