# SPDX-License-Identifier: EUPL-1.2
"""Answers of ScoDoc: dropped, read beside a maquette, taken or forgotten."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from delibere.calculation.evaluations import Kind
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.marksheets import kind_name
from delibere.services.records.import_students import Change, abandon
from delibere.services.records.scodoc import Plan, PlannedMark, choose, plan_of, receive_answers, take
from delibere.services.records.students import civil_words
from delibere.store.models import FileKind, StudentUpload
from delibere.web.gate import PlacedRequest
from delibere.web.scodoc.forms import AnswersForm, MaquetteForm, PartsForm

SHOWN = 200
"""How many lines of one kind a page writes out; the others are counted."""


def drop(request: PlacedRequest, department: str) -> HttpResponse:
    """Drop answers; those that wait are listed."""
    place = request.place
    form = AnswersForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        files = [(one.name, one.read()) for one in form.cleaned_data["dropped"]]
        try:
            made = receive_answers(place.author, place.department, files)
        except UnusableInputError as error:
            for reason in [finding.message for finding in error.findings] or [str(error)]:
                form.add_error("dropped", reason)
        else:
            return redirect("scodoc.review", department, made.pk)
    waiting = StudentUpload.objects.filter(department=place.department, kind=FileKind.SCODOC)
    context = {"form": form, "waiting": waiting.select_related("by").defer("data")}
    return render(request, "scodoc/drop.html", context, status=422 if form.errors else 200)


def review(request: PlacedRequest, department: str, upload: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """What the answers would do."""
    plan = plan_of(_upload(request, upload))
    return render(request, "scodoc/review.html", _context(plan, PartsForm(plan)))


def _context(plan: Plan, form: PartsForm) -> dict[str, object]:
    marks = Counter((one.dumped.evaluation, one.change) for one in plan.marks)
    of_each = [
        (one, {change: marks[one.dumped.key, change] for change in Change}) for one in plan.evaluations
    ]
    return {
        "plan": plan,
        "form": form,
        "maquettes": MaquetteForm(plan.candidates, plan.maquette.id if plan.maquette else ""),
        "evaluations": of_each,
        "people": [one for one in plan.people if _says_something(one.line.change, one.moves, one.standing)],
        "changed": _shown(plan.marks, Change.CHANGED),
        "errors": _shown(plan.marks, Change.ERROR),
        "wrong": sum(one.line.change is Change.ERROR for one in plan.people)
        + sum(one.change is Change.ERROR for one in plan.evaluations)
        + len(plan.errors),
        "kinds": {kind.value: kind_name(kind) for kind in Kind},
        "civil_words": civil_words(),
        "Change": Change,
    }


def _says_something(change: Change, *more: object) -> bool:
    return change is not Change.SAME or any(more)


def _shown(marks: Sequence[PlannedMark], change: Change) -> tuple[list[PlannedMark], int]:
    """The first of them, and how many others there are."""
    found = [one for one in marks if one.change is change]
    return found[:SHOWN], max(0, len(found) - SHOWN)


@require_POST
def choose_maquette(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """Say which maquette the semester follows."""
    found = _upload(request, upload)
    form = MaquetteForm(plan_of(found).candidates, data=request.POST)
    if form.is_valid():
        choose(found, form.cleaned_data["slug"])
    else:
        messages.error(request, _("Cette maquette n’est pas de ce semestre."))
    return redirect("scodoc.review", department, upload)


@require_POST
def take_parts(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """Write the ticked parts, all or nothing."""
    found = _upload(request, upload)
    plan = plan_of(found)
    form = PartsForm(plan, request.POST)
    if form.is_valid():
        since = form.cleaned_data.get("since")
        try:
            taken = take(request.place.author, found, form.parts, form.cleaned_data["seen"], since)
        except UnusableInputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _told(taken.counts))
            return redirect("promotions.one", department, taken.promotion.pk)
    else:
        form.add_error(None, _("Quelque chose a changé depuis cet aperçu : relisez-le, puis confirmez."))
    form.data = {**form.data, "seen": plan.fingerprint}
    return render(request, "scodoc/review.html", _context(plan, form), status=422)


def _told(counts: Mapping[str, int]) -> str:
    message = _(
        "Repris de ScoDoc. Fiches créées : {created} ; corrigées : {corrected} ; inscriptions : {enrolled} ; "
        "groupes : {moved} ; évaluations : {evaluations} ; notes écrites : {marks} ; non écrites : {refused} "
        "; démissions, défaillances ou retours : {standings}."
    )
    return message.format(**counts)


@require_POST
def forget(request: PlacedRequest, department: str, upload: int) -> HttpResponse:
    """Forget the answers."""
    abandon(_upload(request, upload))
    messages.success(request, _("Fichiers abandonnés : rien n’en a été gardé."))
    return redirect("scodoc.drop", department)


def _upload(request: PlacedRequest, pk: int) -> StudentUpload:
    found = StudentUpload.objects.select_related("department")
    return get_object_or_404(found, department=request.place.department, kind=FileKind.SCODOC, pk=pk)
