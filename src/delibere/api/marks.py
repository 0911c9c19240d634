# SPDX-License-Identifier: EUPL-1.2
"""Marks of a module: read with their versions, written cell by cell; nobody's change is lost."""

from hashlib import sha256
from typing import Annotated

from django.http import Http404, HttpResponse
from ninja import Field, Header, Router, Schema
from ninja.errors import HttpError

from delibere.api.promotions import EvaluationOut, evaluation_out, promotion_of
from delibere.api.requests import ApiRequest
from delibere.api.shapes import Key, Text, answers
from delibere.foundation.language import _
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


class Sheet(Schema):
    """The marks of a module; cells that nobody touched are left out."""

    evaluations: list[EvaluationOut]
    cells: list[CellOut]


class Edit(Schema):
    """What to write in a cell, and the version that was read."""

    evaluation: Key
    nip: Text
    text: Text
    version: Annotated[int, Field(ge=0, le=2**31 - 1)]


class Edits(Schema):
    """Cells to write; `why` once an evaluation was locked."""

    marks: Annotated[list[Edit], Field(max_length=2000)]
    why: Text = ""


class Answer(CellOut):
    """What became of a cell: saved, same, refused, conflict, locked or unexplained; and why."""

    verdict: str
    message: str
    likely: str


class Answers(Schema):
    """In the order of the edits."""

    results: list[Answer]


class One(Schema):
    """What to write in one cell."""

    text: Text
    why: Text = ""


@router.get(ADDRESS, url_name="api.marks", response=answers(Sheet))
def marks(
    request: ApiRequest, response: HttpResponse, department: str, promotion: Key, module: Text
) -> Sheet:
    """Every cell of the module; the ETag changes with any of them."""
    evaluations = promotion_of(request, promotion).evaluations.filter(module=module)
    found = Mark.objects.filter(evaluation__in=evaluations).select_related("enrolment__student")
    cells = [
        CellOut(evaluation=m.evaluation_id, nip=m.enrolment.student.nip, text=m.text, version=m.version)
        for m in found.order_by("pk")
    ]
    stamp = ",".join(f"{cell.evaluation}:{cell.nip}:{cell.version}" for cell in cells)
    response["ETag"] = f'"{sha256(stamp.encode()).hexdigest()[:24]}"'
    return Sheet(evaluations=[evaluation_out(one) for one in evaluations], cells=cells)


@router.put(ADDRESS, response=answers(Answers))
def write_batch(request: ApiRequest, department: str, promotion: Key, module: Text, edits: Edits) -> Answers:
    """Write what can be written; the other cells stay as they are and say why."""
    found = promotion_of(request, promotion)
    people = _enrolments(found)
    cells = [CellEdit(e.evaluation, people.get(e.nip, 0), e.text, e.version) for e in edits.marks]
    if len({cell.cell for cell in cells}) != len(cells):
        raise HttpError(422, _("Une case est deux fois dans la demande, ou un étudiant n’est pas inscrit."))
    given = write_marks(request.place.author, found, cells, edits.why, module=module)
    return Answers(results=[_answer(e.nip, one) for e, one in zip(edits.marks, given, strict=True)])


@router.put(f"{ADDRESS}/{{int:evaluation}}/{{nip}}", url_name="api.mark", response=answers(Answer))
def write_one(  # noqa: PLR0913, PLR0917 each names a part of the address
    request: ApiRequest,
    response: HttpResponse,
    department: str,
    promotion: Key,
    module: Text,
    evaluation: Key,
    nip: Text,
    one: One,
    if_match: Annotated[str | None, Header(None, alias="If-Match")] = None,
) -> Answer:
    """Write one cell; `If-Match` holds the version that was read (« "3" », « "0" » for an untouched cell)."""
    version = (if_match or "").removeprefix("W/").strip('"')
    if not (version.isascii() and version.isdecimal() and len(version) < 10):
        raise HttpError(428, _('Donnez la version lue : « If-Match: "3" ».'))
    found = promotion_of(request, promotion)
    person = _enrolments(found).get(nip)
    if person is None:
        raise Http404
    edit = CellEdit(evaluation, person, one.text, int(version))
    [given] = write_marks(request.place.author, found, [edit], one.why, module=module)
    if given.verdict not in {Verdict.SAVED, Verdict.SAME}:
        raise HttpError(412 if given.verdict is Verdict.CONFLICT else 422, given.message)
    response["ETag"] = f'"{given.version}"'
    return _answer(nip, given)


def _enrolments(promotion: Promotion) -> dict[str, int]:
    found = Enrolment.objects.filter(promotion=promotion)
    return dict(found.values_list("student__nip", "pk"))


def _answer(nip: str, one: CellAnswer) -> Answer:
    return Answer(
        evaluation=one.evaluation,
        nip=nip,
        text=one.text,
        version=one.version,
        verdict=one.verdict.value,
        message=one.message,
        likely=one.likely,
    )
