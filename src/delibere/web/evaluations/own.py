# SPDX-License-Identifier: EUPL-1.2
"""Which modules and evaluations a request may read, and which it may act on."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from delibere.store.models import Evaluation, Promotion
from delibere.web.gate import PlacedRequest


def readable(request: PlacedRequest, promotion: Promotion) -> frozenset[str] | None:
    """Apogée codes; None for all of them, the local bonus too."""
    return request.place.modules("evaluations.promotion", promotion)


def changeable(request: PlacedRequest, promotion: Promotion) -> frozenset[str] | None:
    """Apogée codes; None for all of them, the local bonus too."""
    return request.place.modules("evaluations.states", promotion, act=True)


def evaluations_to_change(request: PlacedRequest, promotion: Promotion) -> QuerySet[Evaluation]:
    """Those of the promotion that this person may change."""
    found = Evaluation.objects.filter(promotion=promotion).select_related("promotion__department", "group")
    return within(found, changeable(request, promotion))


def evaluation_to_change(request: PlacedRequest, promotion: Promotion, pk: int) -> Evaluation:
    """The one of this key.

    Raises:
        Http404: none here, or not this person's.
    """
    return get_object_or_404(evaluations_to_change(request, promotion), pk=pk)


def within(evaluations: QuerySet[Evaluation], modules: Collection[str] | None) -> QuerySet[Evaluation]:
    """Those of these modules."""
    return evaluations if modules is None else evaluations.filter(module__in=modules)
