# SPDX-License-Identifier: EUPL-1.2
"""Shapes that several resources have."""

from typing import Annotated, Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from ninja import Field, Query
from pydantic import StringConstraints

from delibere.api.problems import Problem

Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$", max_length=250)]
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]
Year = Annotated[int, Field(ge=2000, le=2100)]
Json = dict[str, Any]
Row = TypeVar("Row", bound=Model)

PageNumber = Annotated[int, Query(1, ge=1, le=100_000)]
PageSize = Annotated[int, Query(50, ge=1, le=200)]
REFUSALS = (400, 401, 403, 404, 409, 412, 422, 428, 429)


def answers(shape: Any, status: int = 200) -> dict[Any, Any]:  # noqa: ANN401 whatever ninja takes
    """What an operation may answer: this, or a problem."""
    return {status: shape, **dict.fromkeys(REFUSALS, Problem)}


def page_of(found: QuerySet[Row], number: int, size: int) -> tuple[int, list[Row]]:
    """How many there are, and those of a page; none beyond the last."""
    pages = Paginator(found, size)
    return pages.count, list(pages.page(number)) if number <= pages.num_pages else []
