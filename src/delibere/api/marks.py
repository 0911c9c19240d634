# SPDX-License-Identifier: EUPL-1.2
"""Marks of a module: read with their versions, written cell by cell; nobody's change is lost.

The module is an Apogée code, or « bonus » for sport, culture and engagement.
"""

from typing import Annotated

from django.http import Http404, HttpResponse
from ninja import Field, Router, Schema
from ninja.errors import HttpError

from delibere.api.evaluations import EvaluationOut, evaluation_out, evaluations_of
from delibere.api.promotions import promotion_of
from delibere.api.requests import ApiRequest
from delibere.api.shapes import Key, Text, Version, answers
from delibere.api.versions import IfMatch, number_read, stamp_of, tag
from delibere.foundation.language import _
from delibere.services.records.evaluations import code_of
from delibere.services.records.marks import CellAnswer, CellEdit, Verdict, write_marks
from delibere.store.models import Enrolment, Mark, Promotion

router = Router(tags=["marks"])
ADDRESS = "{slug:department}/promotions/{int:promotion}/modules/{module}/marks"


class CellOut(Schema):
    """A cell: « 12,5 », « ABJ », nothing; its version grows at each change, 0 while nobody touched it."""

    evaluation: int
    nip: str
    text: str
    version: int


class MarkSheet(Schema):
    """The marks of a module; cells that nobody touched are left out."""

    evaluations: list[EvaluationOut]
    cells: list[CellOut]


class MarkEdit(Schema):
    """What to write in a cell, and the version that was read."""

    evaluation: Key
    nip: Text
    text: Text
    version: Version


class MarkEdits(Schema):
    """Cells to write; `why` once an evaluation was locked."""

    marks: Annotated[list[MarkEdit], Field(max_length=2000)]
    why: Text = ""


class MarkAnswer(CellOut):
    """What became of a cell: saved, same, refused, conflict, locked or unexplained; and why."""

    verdict: Verdict
    message: str
    likely: str = Field(description=_("ce qui était sans doute voulu : 12,5 pour 125"))


class MarkAnswers(Schema):
    """In the order of the edits."""

    results: list[MarkAnswer]


class MarkTyped(Schema):
    """What to write in one cell."""

    text: Text
    why: Text = ""


@router.get(
    ADDRESS,
    url_name="api.marks",
    summary=_("Les notes d’un module, chacune avec sa version ; une case vierge n’y est pas"),
    response=answers(MarkSheet),
)
def marks(
    request: ApiRequest, response: HttpResponse, department: str, promotion: Key, module: Text
) -> MarkSheet:
    """Every cell of the module; the ETag changes with any of them."""
    evaluations = evaluations_of(promotion_of(request, promotion), module)
    found = Mark.objects.filter(evaluation__in=evaluations).select_related("enrolment__student")
    cells = [
        CellOut(evaluation=m.evaluation_id, nip=m.enrolment.student.nip, text=m.text, version=m.version)
        for m in found.order_by("pk")
    ]
    tag(response, stamp_of([(cell.evaluation, cell.nip, cell.version) for cell in cells]))
    return MarkSheet(evaluations=[evaluation_out(one) for one in evaluations], cells=cells)


@router.put(
    ADDRESS,
    summary=_("Écrire un lot de notes ; une réponse par case, les autres restent écrites"),
    response=answers(MarkAnswers),
)
def write_batch(
    request: ApiRequest, department: str, promotion: Key, module: Text, edits: MarkEdits
) -> MarkAnswers:
    """Write what can be written; the other cells stay as they are and say why."""
    found = promotion_of(request, promotion)
    people = _enrolments(found)
    cells = [CellEdit(e.evaluation, people.get(e.nip, 0), e.text, e.version) for e in edits.marks]
    if len({cell.cell for cell in cells}) != len(cells):
        raise HttpError(422, _("Une case est deux fois dans la demande, ou un étudiant n’est pas inscrit."))
    given = write_marks(request.place.author, found, cells, edits.why, module=code_of(module))
    return MarkAnswers(results=[_answer(e.nip, one) for e, one in zip(edits.marks, given, strict=True)])


@router.put(
    f"{ADDRESS}/{{int:evaluation}}/{{nip}}",
    url_name="api.mark",
    summary=_("Écrire une note ; If-Match porte la version lue, « 0 » pour une case vierge"),
    response=answers(MarkAnswer),
)
def write_one(  # noqa: PLR0913, PLR0917 each names a part of the address
    request: ApiRequest,
    response: HttpResponse,
    department: str,
    promotion: Key,
    module: Text,
    evaluation: Key,
    nip: Text,
    one: MarkTyped,
    if_match: IfMatch = None,
) -> MarkAnswer:
    """Write one cell; `If-Match` holds the version that was read (« "3" », « "0" » for an untouched cell)."""
    version = number_read(if_match)
    found = promotion_of(request, promotion)
    person = _enrolments(found).get(nip)
    if person is None:
        raise Http404
    edit = CellEdit(evaluation, person, one.text, version)
    [given] = write_marks(request.place.author, found, [edit], one.why, module=code_of(module))
    if given.verdict not in {Verdict.SAVED, Verdict.SAME}:
        raise HttpError(412 if given.verdict is Verdict.CONFLICT else 422, given.message)
    tag(response, given.version)
    return _answer(nip, given)


def _enrolments(promotion: Promotion) -> dict[str, int]:
    found = Enrolment.objects.filter(promotion=promotion)
    return dict(found.values_list("student__nip", "pk"))


def _answer(nip: str, one: CellAnswer) -> MarkAnswer:
    return MarkAnswer(
        evaluation=one.evaluation,
        nip=nip,
        text=one.text,
        version=one.version,
        verdict=one.verdict,
        message=one.message,
        likely=one.likely,
    )
