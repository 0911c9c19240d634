# SPDX-License-Identifier: EUPL-1.2
"""Shapes that several resources have."""

from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from ninja import Field, Query
from pydantic import AfterValidator, AwareDatetime, StringConstraints
from typing_extensions import TypeAliasType

from delibere.api.problems import Problem
from delibere.foundation.language import _

_NO_NUL = r"^[^\x00]*$"
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 12, 31, tzinfo=UTC)


def _within_reach(moment: datetime) -> datetime:
    if not _FIRST <= moment <= _LAST:
        raise ValueError(_("donnez un moment entre 2000 et 2100"))
    return moment


Text = Annotated[str, StringConstraints(pattern=_NO_NUL, max_length=250)]
LongText = Annotated[str, StringConstraints(pattern=_NO_NUL, max_length=4000)]
Key = Annotated[int, Field(ge=1, le=2**31 - 1)]
Version = Annotated[int, Field(ge=0, le=2**31 - 1)]
Year = Annotated[int, Field(ge=2000, le=2100, description=_("première année civile : 2023 pour 2023-2024"))]
Moment = Annotated[
    AwareDatetime, AfterValidator(_within_reach), Field(description=_("jour et heure, avec le fuseau"))
]
Exact = Annotated[str, Field(description=_("valeur exacte, « n/d » ou entière"))]
Shown = Annotated[int | None, Field(description=_("en centièmes, comme on l’affiche"))]
Credits = Annotated[str, Field(description=_("crédits ECTS, en décimales"))]
Plain = TypeAliasType("Plain", "str | int | float | bool | list[Plain] | dict[str, Plain] | None")
"""What an act of the journal noted: each has its own details."""
Row = TypeVar("Row", bound=Model)

PageNumber = Annotated[int, Query(1, ge=1, le=100_000)]
PageSize = Annotated[int, Query(50, ge=1, le=200)]
REFUSALS = (400, 401, 403, 404, 409, 412, 422, 428, 429)
PDF, ZIP, OCTETS = "application/pdf", "application/zip", "application/octet-stream"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def answers(shape: Any, status: int = 200) -> dict[Any, Any]:  # noqa: ANN401 whatever ninja takes
    """What an operation may answer: this, or a problem."""
    return {status: shape, **dict.fromkeys(REFUSALS, Problem)}


def sends(*media_types: str) -> dict[str, Any]:
    """For the schema: what an operation answers is a file of one of these types."""
    content = {media_type: {"schema": {"type": "string", "format": "binary"}} for media_type in media_types}
    return {"responses": {200: {"content": content}}}


def page_of(found: QuerySet[Row], number: int, size: int) -> tuple[int, list[Row]]:
    """How many there are, and those of a page; none beyond the last."""
    pages = Paginator(found, size)
    return pages.count, list(pages.page(number)) if number <= pages.num_pages else []
