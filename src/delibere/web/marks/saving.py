# SPDX-License-Identifier: EUPL-1.2
"""What the grid's scripts send and receive, as JSON: cells typed, and cells pasted."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST
from pydantic import BaseModel, Field, ValidationError

from delibere.foundation.language import _
from delibere.foundation.numbers import french, read_decimal
from delibere.services.records.evaluations import code_of
from delibere.services.records.marks import CellAnswer, CellEdit
from delibere.services.records.marks.averages import ModuleFigure
from delibere.services.records.marks.pasting import PastedLine, Target, read_pasted_marks
from delibere.services.records.marks.saving import from_where, save_cells
from delibere.web.gate import PlacedRequest
from delibere.web.layout.templating import hundredths
from delibere.web.promotions.views import promotion_of

MOST_CELLS = 20_000
Key = Annotated[int, Field(ge=0, lt=2**53)]


class TypedCells(BaseModel):
    """What `marks.write` receives.

    Attributes:
        cells: [evaluation, enrolment, text, version as it was read].
        why: a reason, where one is asked for.
        way: how they came there: empty for the keyboard, else « paste », « undo ».
    """

    cells: list[tuple[Key, Key, str, Key]] = Field(max_length=MOST_CELLS)
    why: str = ""
    way: str = ""


class PastedText(BaseModel):
    """What `marks.preview` receives: a text, and the rows and columns from the active cell on."""

    text: str
    rows: list[Key] = Field(max_length=MOST_CELLS)
    columns: list[Key] = Field(max_length=MOST_CELLS)


def ways() -> dict[str, str]:
    """How cells may come to be written, as their history says it."""
    return {"paste": _("collage"), "undo": _("annulation"), "redo": _("rétablissement")}


@require_POST
def write(request: PlacedRequest, department: str, promotion: int, module: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Write cells; each answer says what became of it, averages and counts come along."""
    found = promotion_of(request, promotion)
    try:
        sent = TypedCells.model_validate_json(request.body)
    except ValidationError:
        return _unreadable()
    author = from_where(request.place.author, ways().get(sent.way, ""))
    edits = [CellEdit(*cell) for cell in sent.cells]
    saved = save_cells(author, found, code_of(module), edits, sent.why)
    now = timezone.localtime()
    return JsonResponse(
        {
            "at": f"{now.hour}:{now:%M}",
            "cells": [_answer(answer) for answer in saved.answers],
            "figures": {key: _figure(figure) for key, figure in saved.figures.items()},
            "awaited": {key: (one.typed, one.expected) for key, one in saved.awaited.items()},
        }
    )


@require_POST
def preview(request: PlacedRequest, department: str, promotion: int, module: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Say what a pasted text would write; nothing is written."""
    found = promotion_of(request, promotion)
    try:
        sent = PastedText.model_validate_json(request.body)
    except ValidationError:
        return _unreadable()
    lines = read_pasted_marks(found, code_of(module), sent.text, Target(sent.rows, sent.columns))
    return JsonResponse({"lines": [_line(line) for line in lines]})


def _unreadable() -> HttpResponse:
    return JsonResponse({"message": _("Cette demande n’a pas pu être lue.")}, status=400)


def _answer(answer: CellAnswer) -> Sequence[Any]:
    """[evaluation, enrolment, verdict, text, version, message, likely]."""
    text, message = fixed(answer.text), answer.message
    return answer.evaluation, answer.enrolment, answer.verdict, text, answer.version, message, answer.likely


def _figure(figure: ModuleFigure) -> Sequence[Any]:
    return hundredths(figure.hundredths), figure.provisional


def _line(line: PastedLine) -> dict[str, Any]:
    cells = [
        {
            "text": cell.edit.text,
            "before": cell.before,
            "version": cell.edit.version,
            "answer": _answer(cell.answer),
        }
        for cell in line.cells
    ]
    who = line.enrolment.student.name if line.enrolment else ""
    return {"text": line.text, "who": who, "cells": cells, "beyond": line.beyond}


def fixed(text: str) -> str:
    """« 12,5 » → « 12,50 », as the grid writes it; letters stay."""
    value = read_decimal(text)
    return text if value is None else french(value)
