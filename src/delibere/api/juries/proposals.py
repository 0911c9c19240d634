# SPDX-License-Identifier: EUPL-1.2
"""Where a session stands, what is proposed about each student, what choices would give."""

from typing import Any

from django.http import Http404, HttpResponse
from ninja import Field, Router, Schema

from delibere.api.juries.sessions import ONE, session_of
from delibere.api.juries.shapes import Chosen, PersonBefore, PersonTried
from delibere.api.problems import Fault, fault
from delibere.api.requests import ApiRequest
from delibere.api.results import FigureSimulated, RuleTried
from delibere.api.shapes import Key, Text, answers
from delibere.api.versions import tag
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.jury.deciding import Ruling, faults
from delibere.jury.student import to_json
from delibere.services.records import local_rules
from delibere.services.records.juries.closing import obstacles
from delibere.services.records.juries.sessions import refuse_closed
from delibere.services.records.juries.sitting import Person, Readiness, Sitting, ruling_with, sitting_of
from delibere.services.records.juries.trials import tried

router = Router(tags=["juries"])
STUDENT = f"{ONE}/proposals/{{nip}}"


class Progress(Schema):
    """Where a session stands."""

    total: int
    decided: int
    codes: dict[str, int] = Field(description=_("codes d’année décidés"))
    chosen: int = Field(description=_("décisions hors proposition, dont motives ont un motif"))
    motives: int
    blocked: int = Field(description=_("étudiants à qui il manque quelque chose"))
    clear: list[str] = Field(description=_("NIP des cas clairs qui restent, à nommer pour les accepter"))
    obstacles: list[Fault] = Field(description=_("ce qui empêche de clore"))


@router.get(
    f"{ONE}/progress",
    url_name="api.jury_progress",
    summary=_("Où en est une session : décidés, cas clairs, ce qui empêche de clore"),
    response=answers(Progress),
)
def progress(request: ApiRequest, department: str, session: Key) -> Progress:
    """Where a session stands, and what keeps it from being closed."""
    sitting = _sitting(request, session)
    count = sitting.counters
    clear = {Readiness.CLEAR, Readiness.FACT}
    return Progress(
        total=count.total,
        decided=count.decided,
        codes={code.value: number for code, number in count.codes.items()},
        chosen=count.chosen,
        motives=count.motives,
        blocked=count.blocked,
        clear=[one.nip for one in sitting.people if one.decided is None and one.readiness in clear],
        obstacles=[fault(one) for one in obstacles(sitting)],
    )


@router.get(
    f"{ONE}/proposals",
    url_name="api.proposals",
    summary=_("Ce qui est proposé ou décidé, étudiant par étudiant, dans une session qui n’est pas close"),
    response=answers(list[PersonBefore]),
)
def proposals(request: ApiRequest, department: str, session: Key) -> object:
    """Everybody whom a session concerns, class by class."""
    return [_told(one, one.ruling) for one in _sitting(request, session).people]


@router.get(
    STUDENT,
    url_name="api.proposal",
    summary=_("La même chose pour un étudiant ; l’ETag est la version à rendre pour décider"),
    response=answers(PersonBefore),
)
def proposal(request: ApiRequest, response: HttpResponse, department: str, session: Key, nip: Text) -> object:
    """One of them."""
    person = _person(_sitting(request, session), nip)
    tag(response, person.version)
    return _told(person, person.ruling)


class ChoicesTried(Schema):
    """Choices to try."""

    choices: Chosen


@router.post(
    f"{STUDENT}/trial",
    url_name="api.try_decision",
    summary=_("Ce que des choix donneraient ; rien n’est écrit"),
    response=answers(PersonTried),
)
def try_choices(request: ApiRequest, department: str, session: Key, nip: Text, asked: ChoicesTried) -> object:
    """What these choices would give, and what would keep them from being written."""
    sitting = _sitting(request, session)
    person, choices = _person(sitting, nip), [one.choice for one in asked.choices]
    ruling = ruling_with(sitting, nip, choices)
    return _told(person, ruling) | {"faults": [fault(one) for one in faults(ruling, choices)]}


class LineChanged(Schema):
    """A line that would be another."""

    nip: str
    label: str
    before: FigureSimulated
    after: FigureSimulated


class SessionSimulated(Schema):
    """What another rule would change in a session."""

    students: int
    lines: int = Field(description=_("combien de lignes ont été comparées"))
    changes: list[LineChanged] = Field(description=_("celles dont le code change d’abord"))


@router.post(
    f"{ONE}/simulations",
    url_name="api.jury_simulation",
    summary=_("Ce qu’une autre règle locale changerait à toute la session ; rien n’est écrit"),
    response=answers(SessionSimulated),
)
def simulation(request: ApiRequest, department: str, session: Key, rule: RuleTried) -> SessionSimulated:
    """Judge the session under another rule, its decisions kept."""
    found = session_of(request, session)
    day = found.academic_year.last_day
    dated = local_rules.tried(found.department, rule.parameter, day, rule.plain, "–")
    made = tried(sitting_of(found), dated.at(day))
    return SessionSimulated(
        students=made.students,
        lines=made.lines,
        changes=[
            LineChanged(
                nip=one.person.nip,
                label=one.label,
                before=FigureSimulated(shown=one.figures[0], code=one.codes[0]),
                after=FigureSimulated(shown=one.figures[1], code=one.codes[1]),
            )
            for one in made.changes
        ],
    )


def _sitting(request: ApiRequest, key: int) -> Sitting:
    """As of now.

    Raises:
        UnusableInputError: it is closed: its decisions are read, nothing is proposed any more.
    """
    found = session_of(request, key)
    refuse_closed(found)
    return sitting_of(found)


def _person(sitting: Sitting, nip: str) -> Person:
    try:
        return sitting.person(nip)
    except UnusableInputError as error:
        raise Http404 from error


def _told(person: Person, ruling: Ruling) -> dict[str, Any]:
    proposed, student = ruling.proposal, person.student
    return {
        "nip": person.nip,
        "surname": student.surname,
        "first_name": student.first_name,
        "maquette": person.slug,
        "readiness": person.readiness,
        "version": person.version,
        "stale": person.stale,
        "blocking": list(proposed.blocking),
        "fact": ruling.fact,
        "next_semester": ruling.next_semester,
        **{name: to_json(getattr(proposed, name)) for name in ("passage", "counters", "ects", "dut", "but")},
        "nearest": to_json(person.nearest),
        "lines": [{**to_json(line), "code": line.code} for line in ruling.lines],
    }
