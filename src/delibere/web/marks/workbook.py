# SPDX-License-Identifier: EUPL-1.2
"""The workbook of a module: downloaded, filled, read back with a preview, then recorded."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.services.records.evaluations import code_of
from delibere.services.records.marks import CellEdit, Verdict
from delibere.services.records.marks.moodle import match_moodle
from delibere.services.records.marks.saving import from_where, save_cells
from delibere.services.records.marks.workbook_filled import review_workbook
from delibere.services.records.marks.workbook_to_fill import workbook_to_fill
from delibere.web.gate import PlacedRequest
from delibere.web.marks.forms import WorkbookForm
from delibere.web.marks.moodle import asked
from delibere.web.marks.preview import shown
from delibere.web.marks.views import group_asked
from delibere.web.promotions.views import promotion_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(request: PlacedRequest, department: str, promotion: int, module: str) -> HttpResponse:
    """The workbook to fill, « ?groupe= »."""
    found = promotion_of(request, promotion)
    try:
        made = workbook_to_fill(found, code_of(module), group_asked(request, found))
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("marks.grid", department, promotion, module)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"'}
    return HttpResponse(made.data, content_type=XLSX, headers=headers)


@require_POST
def upload(request: PlacedRequest, department: str, promotion: int, module: str) -> HttpResponse:
    """What a filled workbook would change, cell by cell; nothing is written, and no file is kept."""
    found, form = promotion_of(request, promotion), WorkbookForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors.get("file", ())))
        return redirect("marks.grid", department, promotion, module)
    file = form.cleaned_data["file"]
    data = file.read()
    try:
        matching = match_moodle(found, code_of(module), data, file.name)
        if matching:
            return asked(request, found, module, matching, file.name)
        review = review_workbook(found, code_of(module), data, file.name)
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("marks.grid", department, promotion, module)
    return shown(request, found, module, review, file.name)


@require_POST
def record(request: PlacedRequest, department: str, promotion: int, module: str) -> HttpResponse:
    """Write the ticked cells of a preview; what changed since the preview is told, not overwritten."""
    found = promotion_of(request, promotion)
    author = from_where(request.place.author, _("classeur"))
    edits = list(_ticked(request))
    saved = save_cells(author, found, code_of(module), edits, request.POST.get("why", ""))
    written = sum(answer.verdict is Verdict.SAVED for answer in saved.answers)
    left = [answer for answer in saved.answers if answer.verdict not in {Verdict.SAVED, Verdict.SAME}]
    messages.success(
        request, plural(_("{n} note écrite."), _("{n} notes écrites."), written).format(n=written)
    )
    for message in dict.fromkeys(answer.message for answer in left):
        messages.error(request, message)
    return redirect("marks.grid", department, promotion, module)


def _ticked(request: PlacedRequest) -> Iterator[CellEdit]:
    """« evaluation:enrolment:version:text » of each ticked line; what is not so is left out."""
    for sent in request.POST.getlist("cell"):
        evaluation, enrolment, version, text = [*sent.split(":", 3), "", "", ""][:4]
        if evaluation.isdecimal() and enrolment.isdecimal() and version.isdecimal():
            yield CellEdit(int(evaluation), int(enrolment), text, int(version))
