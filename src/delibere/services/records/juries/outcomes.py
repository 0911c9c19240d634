# SPDX-License-Identifier: EUPL-1.2
"""What a closed session decided, written where later juries read it: never over what was there."""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from delibere.jury.codes import ACQUIRED
from delibere.jury.deciding import Line
from delibere.jury.outcomes import Outcome, Subject
from delibere.services.records.journal import Author
from delibere.services.records.juries.sitting import Person, Sitting
from delibere.services.records.past import past_row
from delibere.store.models import JurySession, PastOutcome


def write_outcomes(author: Author, sitting: Sitting) -> None:
    """Write the past that this session makes; what the session it supersedes had written is withdrawn."""
    session = sitting.session
    if session.supersedes is not None:
        _withdraw(session.supersedes, session.reason)
    rows = []
    for person in sitting.people:
        if person.decided is not None:
            known = _known(sitting, person)
            rows += [
                past_row(person.student, outcome, str(session)) for outcome in made_by(sitting, person, known)
            ]
    for row in rows:
        row.recorded_by, row.decided_in = author.account, session
    PastOutcome.objects.bulk_create(rows, batch_size=500)


def _withdraw(superseded: JurySession, reason: str) -> None:
    standing = PastOutcome.objects.filter(decided_in=superseded, withdrawn_at=None)
    standing.update(withdrawn_at=timezone.now(), withdrawal_reason=reason)


def _known(sitting: Sitting, person: Person) -> set[tuple[object, ...]]:
    """What the past says already: the same again adds nothing."""
    outcomes = sitting.of_class(person.slug).judged.outcomes
    return {_what(outcome) for outcome in outcomes if outcome.nip == person.nip and outcome.code in ACQUIRED}


def _what(outcome: Outcome) -> tuple[object, ...]:
    return outcome.subject, outcome.semester, outcome.competence, outcome.code, outcome.mark


def made_by(sitting: Sitting, person: Person, known: Iterable[tuple[object, ...]] = ()) -> Iterator[Outcome]:
    """The lines about one student, marks as exact quotients; the semesters followed come first."""
    if person.ruling.fact is None:
        yield from _followed(sitting, person)
    for line in person.ruling.lines:
        outcome = _outcome(sitting, person, line)
        if _counts(line) and _what(outcome) not in known:
            yield outcome


def _followed(sitting: Sitting, person: Person) -> Iterator[Outcome]:
    for semester in sitting.of_class(person.slug).judged.semesters:
        if person.nip in {student.nip for student in semester.table.students}:
            year = sitting.session.academic_year
            yield Outcome(person.nip, year, Subject.ENROLMENT, semester.maquette.semester, None, None)


def _counts(line: Line) -> bool:
    """A UE of an earlier year that is still missing was told by the jury of that year."""
    return line.code is not None and (not line.earlier or line.acquired or line.choice is not None)


def _outcome(sitting: Sitting, person: Person, line: Line) -> Outcome:
    ects = line.ects if line.subject is Subject.UE and line.acquired else None
    year = sitting.session.academic_year
    return Outcome(person.nip, year, *line.key, line.code, line.mean, ects)
