# SPDX-License-Identifier: EUPL-1.2
"""One student at a time: proposals with their rule, lawful choices only, what is decided."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.jury.deciding import Ruling
from delibere.services.records.absences.register import unjustified_half_days
from delibere.services.records.juries.conditions import standing_of
from delibere.services.records.juries.decided import history_of
from delibere.services.records.juries.deciding import DecidedMeanwhileError, decide
from delibere.services.records.juries.sitting import Person, Sitting, ruling_with, sitting_of
from delibere.store.models import JurySession, SessionState
from delibere.web.gate import PlacedRequest
from delibere.web.juries.choosing import CODE, choices_of, questions
from delibere.web.juries.rows import competence_rows, earlier_lines
from delibere.web.juries.telling import told
from delibere.web.juries.views import session_of

PROJECTION = "projection"


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form holds: nothing yet, a trial, or what was refused.

    Attributes:
        version: of the decisions that the form was made from; None for those that hold now.
        why: what is wrong, in French; `findings`: line by line.
        conflict: somebody else decided meanwhile.
    """

    sent: Mapping[str, str] = field(default_factory=dict)
    version: int | None = None
    why: str = ""
    findings: tuple[Finding, ...] = ()
    conflict: bool = False

    @property
    def is_trial(self) -> bool:
        """Something was chosen that is not written."""
        return any(name.startswith(CODE) for name in self.sent)


@told
def student(request: PlacedRequest, department: str, session: int, nip: str) -> HttpResponse:
    """One student, as it stands."""
    found = session_of(request, session)
    if found.is_sealed:
        return redirect("juries.minutes", department, found.pk)
    shown = {PROJECTION: "1"} if request.GET.get(PROJECTION) else {}
    return _page(request, sitting_of(found), nip, Typed(shown), 200)


@told
@require_POST
def try_student(request: PlacedRequest, department: str, session: int, nip: str) -> HttpResponse:
    """What these choices would give: nothing is written, and no motive goes into an address."""
    found, sent = session_of(request, session), request.POST.dict()
    if found.is_sealed:
        return redirect("juries.minutes", department, found.pk)
    return _page(request, sitting_of(found), nip, Typed(sent, _version(sent)), 200)


def _version(sent: Mapping[str, str]) -> int:
    """Of the decisions that the form was made from."""
    text = sent.get("version", "")
    return int(text) if text.isdecimal() else 0


@require_POST
@told
def decide_student(request: PlacedRequest, department: str, session: int, nip: str) -> HttpResponse:
    """Write what is chosen, and go to the next student."""
    found, sent = session_of(request, session), request.POST.dict()
    try:
        chosen = choices_of(sent)
        made = decide(request.place.author, found, nip, chosen, _version(sent))
    except DecidedMeanwhileError as error:
        typed = Typed(sent, error.theirs.version, str(error), (), conflict=True)
        return _page(request, sitting_of(found), nip, typed, 409)
    except UnusableInputError as error:
        return _page(request, sitting_of(found), nip, Typed(sent, None, str(error), error.findings), 422)
    sitting = sitting_of(found)
    person = sitting.person(nip)
    messages.success(
        request,
        _("{name} : décision enregistrée, version {n}.").format(name=person.student.name, n=made.version),
    )
    if sent.get("motive", "").strip() and not chosen:
        messages.warning(request, _("Le motif n’est pas gardé : rien n’a été choisi hors proposition."))
    after = _beside(sitting, person)[1] or person
    address = reverse("juries.student", args=[department, found.pk, after.nip])
    return redirect(address + (f"?{PROJECTION}=1" if sent.get(PROJECTION) else ""))


def _beside(sitting: Sitting, person: Person) -> tuple[Person | None, Person | None]:
    place = sitting.people.index(person)
    after = sitting.people[place + 1] if place + 1 < len(sitting.people) else None
    return (sitting.people[place - 1] if place else None), after


def _page(request: PlacedRequest, sitting: Sitting, nip: str, typed: Typed, status: int) -> HttpResponse:
    try:
        person = sitting.person(nip)
    except UnusableInputError as error:
        raise Http404 from error
    ruling, why = _ruling(sitting, person, typed)
    before, after = _beside(sitting, person)
    sent = {**_written(person), **typed.sent}
    context = {
        "session": sitting.session,
        "sitting": sitting,
        "person": person,
        "number": sitting.people.index(person) + 1,
        "before": before,
        "after": after,
        "ruling": ruling,
        "rows": competence_rows(ruling),
        "earlier": earlier_lines(ruling),
        "standing": standing_of(sitting, person, ruling),
        "questions": questions(ruling, person.alone),
        "absences": unjustified_half_days(person.student, sitting.session.year),
        "chosen": {line.choice.code for line in ruling.chosen if line.choice},
        "typed": typed,
        "why": typed.why or why,
        "sent": sent,
        "version": person.version if typed.version is None else typed.version,
        "history": history_of(sitting.session, person.student),
        "projection": bool(sent.get(PROJECTION)),
        "open": sitting.session.state == SessionState.OPEN,
        "decides": request.place.may("juries.decide", act=True),
    }
    return render(request, "juries/student.html", context, status=status)


def _ruling(sitting: Sitting, person: Person, typed: Typed) -> tuple[Ruling, str]:
    """With what the form holds, or as written; and why the form cannot be tried."""
    if not typed.is_trial:
        return person.ruling, ""
    try:
        return ruling_with(sitting, person.nip, choices_of(typed.sent)), ""
    except UnusableInputError as error:
        return person.ruling, str(error)


def _written(person: Person) -> dict[str, str]:
    """What the fields beside the codes hold, from the choices written down."""
    choices = [line.choice for line in person.ruling.chosen if line.choice]
    names = ("motive", "guidance", "hearing", "director")
    return {name: next((text for one in choices if (text := getattr(one, name))), "") for name in names}


@told
def first_student(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """Where to begin: the first student about whom nothing is decided."""
    found = session_of(request, session)
    sitting = sitting_of(found)
    start: JurySession | Person | None = next(iter(sitting.undecided or sitting.people), None)
    if not isinstance(start, Person):
        messages.error(request, _("Ce jury ne concerne personne."))
        return redirect("juries.one", department, session)
    return redirect("juries.student", department, session, start.nip)
