# SPDX-License-Identifier: EUPL-1.2
"""Promotions, and who is in them."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from delibere.api.requests import ApiRequest
from delibere.api.shapes import Key, PageNumber, PageSize, Year, answers, page_of
from delibere.foundation.language import _
from delibere.store.models import EnrolmentStatus, Promotion

router = Router(tags=["promotions"])


class PromotionOut(Schema):
    """A semester followed by a class."""

    id: int
    slug: str
    name: str
    year: int


class Promotions(Schema):
    """A page of them."""

    count: int
    items: list[PromotionOut]


class Enrolled(Schema):
    """Somebody in a promotion."""

    enrolment: int
    nip: str
    surname: str
    first_name: str
    status: EnrolmentStatus
    repeating: bool


@router.get(
    "{slug:department}/promotions",
    url_name="api.promotions",
    summary=_("Les promotions d’une année, ou toutes"),
    response=answers(Promotions),
)
def promotions(
    request: ApiRequest,
    department: str,
    year: Annotated[Year | None, Query(None)] = None,
    page: PageNumber = 1,
    size: PageSize = 50,
) -> Promotions:
    """Those of a year, or all."""
    found = Promotion.objects.filter(department=request.place.department)
    count, items = page_of(found.filter(year=year) if year else found, page, size)
    return Promotions(count=count, items=[_out(one) for one in items])


@router.get(
    "{slug:department}/promotions/{int:promotion}",
    url_name="api.promotion",
    summary=_("Une promotion"),
    response=answers(PromotionOut),
)
def promotion(request: ApiRequest, department: str, promotion: Key) -> PromotionOut:
    """One of them."""
    return _out(promotion_of(request, promotion))


@router.get(
    "{slug:department}/promotions/{int:promotion}/students",
    url_name="api.enrolled",
    summary=_("Ses étudiants, dans l’ordre des noms"),
    response=answers(list[Enrolled]),
)
def enrolled(request: ApiRequest, department: str, promotion: Key) -> list[Enrolled]:
    """Who is in it, in the order of names."""
    found = promotion_of(request, promotion).enrolments.select_related("student")
    return [
        Enrolled(
            enrolment=one.pk,
            nip=one.student.nip,
            surname=one.student.surname,
            first_name=one.student.first_name,
            status=EnrolmentStatus(one.status),
            repeating=one.repeating,
        )
        for one in found
    ]


def promotion_of(request: ApiRequest, key: int) -> Promotion:
    """The promotion of this key, in this department.

    Raises:
        Http404: there is none.
    """
    found = Promotion.objects.select_related("department")
    return get_object_or_404(found, department=request.place.department, pk=key)


def _out(one: Promotion) -> PromotionOut:
    return PromotionOut.model_validate(one, from_attributes=True)
