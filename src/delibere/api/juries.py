# SPDX-License-Identifier: EUPL-1.2
"""Sessions of juries, and what they decided."""

from datetime import datetime

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Schema

from delibere.api.requests import ApiRequest
from delibere.api.shapes import Key, answers
from delibere.services.records.juries.decided import decided_in
from delibere.store.models import JurySession

router = Router(tags=["juries"])


class SessionOut(Schema):
    """A meeting; `state` is « prepared », « open », « closed » or « published »."""

    id: int
    title: str
    kind: str
    year: int
    held_at: datetime | None
    state: str


class Decision(Schema):
    """What a jury decided of one thing; `competence` is empty for a year."""

    subject: str
    semester: int
    competence: str
    code: str
    proposed: str


class DecidedOut(Schema):
    """What it decided about one student."""

    nip: str
    version: int
    decisions: list[Decision]


@router.get("{slug:department}/juries", url_name="api.juries", response=answers(list[SessionOut]))
def juries(request: ApiRequest, department: str) -> list[SessionOut]:
    """Every session of the department, the newest first."""
    return [_out(one) for one in JurySession.objects.filter(department=request.place.department)]


@router.get(
    "{slug:department}/juries/{int:session}/decisions",
    url_name="api.decisions",
    response=answers(list[DecidedOut]),
)
def decisions(request: ApiRequest, department: str, session: Key) -> list[DecidedOut]:
    """What holds now, student by student; nothing for those of whom nothing is decided."""
    found = get_object_or_404(JurySession, department=request.place.department, pk=session)
    return [
        DecidedOut(
            nip=nip,
            version=one.version,
            decisions=[
                Decision(
                    subject=key[0].value,
                    semester=key[1],
                    competence=key[2] or "",
                    code=code.value if code else "",
                    proposed=(one.proposed.get(key) or ""),
                )
                for key, code in one.codes.items()
            ],
        )
        for nip, one in decided_in(found).items()
    ]


def _out(one: JurySession) -> SessionOut:
    return SessionOut(
        id=one.pk,
        title=one.title,
        kind=one.kind,
        year=one.year,
        held_at=one.held_at,
        state=one.state_at(timezone.now()).value,
    )
