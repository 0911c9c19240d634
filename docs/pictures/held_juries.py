# SPDX-License-Identifier: EUPL-1.2
"""Two juries of the demo for its pictures: one half held, one closed with a grant and a refusal."""

from decimal import Decimal

from delibere.jury.codes import Code
from delibere.jury.deciding import Choice
from delibere.jury.outcomes import Subject
from delibere.services.records.journal import command_line
from delibere.services.records.juries.closing import close_session
from delibere.services.records.juries.deciding import accept_clear_cases, decide
from delibere.services.records.juries.sessions import (
    TypedMember,
    TypedSession,
    open_session,
    prepare_session,
)
from delibere.services.records.juries.sitting import Person, sitting_of
from delibere.store.models import Department, JurySession, Promotion, SessionKind

US = command_line()
MEMBERS = (
    TypedMember("Mme Tanaisie", "enseignante"),
    TypedMember("M. Troène", "enseignant"),
    TypedMember("Mme Viorne", "professionnelle"),
)


def annual(department: Department, slug: str, title: str) -> JurySession:
    """A jury of a year, open."""
    promotion = Promotion.objects.get(department=department, slug=slug)
    typed = TypedSession(
        SessionKind.ANNUAL,
        (promotion,),
        title,
        place="salle des conseils",
        president="M. Charme, directeur des études, par délégation",
        act="acte du 12/09/2023",
        members=MEMBERS,
    )
    return open_session(US, prepare_session(US, department, typed))


def half_held(department: Department) -> tuple[JurySession, str]:
    """The clear cases of the first half accepted; and the NIP of somebody in trouble."""
    session = annual(department, "s4-fi-osc", "Jury annuel · BUT2 · FI · OSC")
    people = sitting_of(session).people
    accept_clear_cases(US, session, [person.nip for person in people[: len(people) // 2]])
    return session, next(person.nip for person in people if person.nearest and not person.blocking)


def closed(department: Department) -> JurySession:
    """Everybody decided: one RCUE granted, one repeat refused, the others as proposed."""
    session = annual(department, "s2-fi", "Jury annuel · BUT1 · FI")
    accept_clear_cases(US, session)
    left = [person for person in sitting_of(session).people if not person.decided and not person.blocking]
    for place, person in enumerate(left):
        choices = [_grant(person), _refusal(person), []][min(place, 2)]
        decide(US, session, person.nip, choices, person.version)
    close_session(US, session)
    session.refresh_from_db()
    return session


def _grant(person: Person) -> list[Choice]:
    failed = [line for line in person.ruling.lines if line.subject is Subject.RCUE and not line.acquired]
    return [
        Choice(*line.key, Code.ADJ, motive="progression constante au second semestre", points=Decimal("0.5"))
        for line in failed[:1]
    ]


def _refusal(person: Person) -> list[Choice]:
    year = person.ruling.year
    if year is None or Code.NAR not in year.proposal.lawful:
        return []
    return [
        Choice(
            *year.key,
            Code.NAR,
            motive="absences répétées malgré deux entretiens",
            guidance="BTS proposé, rendez-vous au service d’orientation",
            hearing="entendu le 26 juin",
        )
    ]
