# SPDX-License-Identifier: EUPL-1.2
"""A session as a record that stands alone: what is sealed, or what the minutes of an open one would say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from typing import Any

from delibere.curriculum.model import Curriculum
from delibere.interchange.jury_sessions import Member, SessionRecord, StudentResult, Superseded, Written
from delibere.interchange.jury_sessions.judging import student_result
from delibere.interchange.jury_sessions.record import RuleVersion
from delibere.jury.parameters import sources
from delibere.jury.rules.registry import RULES
from delibere.services.records.juries.classes import Room
from delibere.services.records.juries.decided import Decided
from delibere.services.records.juries.sitting import Sitting
from delibere.store.models import JurySession


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record comes in the chain of a department. `previous`: hash of the one before."""

    number: int
    previous: str


def record_of(sitting: Sitting, place: Place) -> SessionRecord:
    """The record of a session as it is now."""
    room, session = sitting.room, sitting.session
    return SessionRecord(
        department=(session.department.slug, session.department.name, session.department.diploma),
        number=place.number,
        previous=place.previous,
        software=version("delibere"),
        title=session.title,
        kind=session.kind,
        held_at=_moment(session.held_at),
        opened_at=_moment(session.opened_at),
        closed_at=_moment(session.closed_at),
        closed_by=session.closed_by.name if session.closed_by else "",
        place=session.place,
        president=session.president,
        act=session.act,
        members=tuple(Member(one.name, one.quality, one.present) for one in session.members.all()),
        supersedes=_superseded(session),
        day=room.day,
        parameters=sources(room.day),
        rules=tuple(
            RuleVersion(rule.id, rule.name, rule.since.isoformat(), str(rule.reference))
            for rule in RULES.values()
        ),
        local=_in_force(room),
        curriculum=_concerned(room),
        versions=room.versions,
        classes=room.classes,
        decisions={person.nip: _written(person.decided) for person in sitting.people if person.decided},
    )


def results_of(sitting: Sitting) -> tuple[StudentResult, ...]:
    """The minutes of a session as it is now, line by line."""
    return tuple(
        student_result(person.ruling, person.alone, person.slug, decided=person.decided is not None)
        for person in sitting.people
    )


def _moment(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""


def _superseded(session: JurySession) -> Superseded | None:
    if session.supersedes is None:
        return None
    seal = session.supersedes.seal
    return Superseded(seal.number, seal.sha256, session.reason)


def _in_force(room: Room) -> Mapping[str, list[dict[str, Any]]]:
    """What holds that day: the last value of each parameter."""
    held = {name: [e for e in entries if e["depuis"] <= room.day] for name, entries in room.declared.items()}
    return {name: [max(entries, key=lambda e: e["depuis"])] for name, entries in held.items() if entries}


def _concerned(room: Room) -> Curriculum:
    """The maquettes that can matter: those of the parcours judged, and the common ones."""
    parcours = {semester.maquette.parcours for judged in room.classes for semester in judged.semesters}
    kept = tuple(m for m in room.curriculum.maquettes if m.parcours in {None, *parcours})
    return Curriculum(room.curriculum.diploma, room.curriculum.academic_year, kept)


def _written(decided: Decided) -> Written:
    return Written(
        decided.version,
        _moment(decided.at),
        decided.by_name,
        decided.by_hand,
        decided.choices,
        {
            f"{subject.value} S{semester} {competence or ''}".strip(): code or ""
            for (subject, semester, competence), code in decided.codes.items()
        },
    )
