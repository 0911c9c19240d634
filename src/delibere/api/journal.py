# SPDX-License-Identifier: EUPL-1.2
"""Who did what."""

from datetime import datetime
from typing import Annotated

from ninja import Query, Router, Schema

from delibere.api.requests import ApiRequest
from delibere.api.shapes import PageSize, Plain, answers
from delibere.foundation.language import _
from delibere.store.models import JournalEntry

router = Router(tags=["journal"])


class JournalEntryOut(Schema):
    """One act."""

    id: int
    at: datetime
    actor_name: str
    action: str
    subject: str
    student_nip: str
    details: dict[str, Plain]
    origin: str


@router.get(
    "{slug:department}/journal",
    url_name="api.journal",
    summary=_("Qui a fait quoi, du plus récent au plus ancien ; before : la dernière clé lue"),
    response=answers(list[JournalEntryOut]),
)
def journal(
    request: ApiRequest,
    department: str,
    before: Annotated[int | None, Query(None, ge=1, le=2**31 - 1)] = None,
    size: PageSize = 50,
) -> list[JournalEntryOut]:
    """The newest first; `before` the last key that was read."""
    found = JournalEntry.objects.filter(department=request.place.department)
    found = found.filter(pk__lt=before) if before else found
    return [JournalEntryOut.model_validate(one, from_attributes=True) for one in found[:size]]
