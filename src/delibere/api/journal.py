# SPDX-License-Identifier: EUPL-1.2
"""Who did what."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Query, Router, Schema

from delibere.api.requests import ApiRequest
from delibere.api.shapes import PageSize, answers
from delibere.store.models import JournalEntry

router = Router(tags=["journal"])


class Entry(Schema):
    """One act."""

    id: int
    at: datetime
    actor_name: str
    action: str
    subject: str
    student_nip: str
    details: dict[str, Any]
    origin: str


@router.get("{slug:department}/journal", url_name="api.journal", response=answers(list[Entry]))
def journal(
    request: ApiRequest,
    department: str,
    before: Annotated[int | None, Query(None, ge=1, le=2**31 - 1)] = None,
    size: PageSize = 50,
) -> list[Entry]:
    """The newest first; `before` the last key that was read."""
    found = JournalEntry.objects.filter(department=request.place.department)
    found = found.filter(pk__lt=before) if before else found
    return [Entry.model_validate(one, from_attributes=True) for one in found[:size]]
