# SPDX-License-Identifier: EUPL-1.2
"""What a closed session leads to: who may enter which semester, and their enrolment, proposed then made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from delibere.curriculum.model import Curriculum, Maquette
from delibere.curriculum.pairing import next_maquette, partner, successors
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.jury.codes import Code
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.journal import Author
from delibere.services.records.juries.minutes import minutes_of
from delibere.services.records.maquettes import published_curriculum
from delibere.store.models import Enrolment, JurySession, Student


@dataclass(frozen=True, slots=True)
class Authorisation:
    """What one student may do next.

    Attributes:
        code: of the year, None after an odd semester.
        semester: number; `year`: first calendar year of the academic year it is followed in.
        possible: slugs of the maquettes one may enter, as published for that year.
        proposed: the only one possible, or the one that goes on as before; None: a person has to choose.
        enrolled: in one of them already.
    """

    student: Student
    code: Code | None
    semester: int
    year: int
    possible: tuple[str, ...]
    proposed: str | None
    enrolled: bool


def authorisations(session: JurySession) -> list[Authorisation]:
    """Who may enter which semester after a closed session, in the order of its minutes.

    Raises:
        UnusableInputError: not closed.
    """
    if not session.is_sealed:
        raise UnusableInputError(_("Les autorisations viennent des décisions : closez d’abord la session."))
    minutes = minutes_of(session)
    results = [r for r in minutes.results if r.decided and r.next_semester is not None]
    people = {s.nip: s for s in Student.objects.filter(department=session.department_id)}
    curricula = {y: published_curriculum(session.department, y) for y in (session.year, session.year + 1)}
    there = _enrolled(session, [people[result.nip].pk for result in results if result.nip in people])
    found = []
    for result in results:
        semester, student = result.next_semester or 0, people.get(result.nip)
        if student is None:
            continue
        year = session.year + (0 if semester == int(result.slug[1]) + 1 and semester % 2 == 0 else 1)
        possible, proposed = _choices(minutes.record.curriculum, curricula[year], result.slug, semester)
        enrolled = any((student.pk, year, slug) in there for slug in possible)
        code = result.year.code if result.year else None
        found.append(Authorisation(student, code, semester, year, possible, proposed, enrolled))
    return found


def _choices(
    judged: Curriculum, then: Curriculum | None, slug: str, semester: int
) -> tuple[tuple[str, ...], str | None]:
    """The slugs of a year's maquettes that may follow this one, and the one proposed."""
    if then is None:
        return (), None
    here = judged.maquette(slug)
    if semester == here.semester + 1:
        following, going_on = successors(then, here), next_maquette(then, here)
        return tuple(m.id for m in following), going_on.id if going_on else None
    again = [m for m in _same(judged, here, semester) if m.id in {one.id for one in then.maquettes}]
    return tuple(m.id for m in again), again[0].id if len(again) == 1 else None


def _same(judged: Curriculum, here: Maquette, semester: int) -> Iterator[Maquette]:
    """The semester of the year judged that is to be followed again."""
    other = here if semester == here.semester else partner(judged, here)
    if other is not None:
        yield other


def _enrolled(session: JurySession, students: Sequence[int]) -> set[tuple[int, int, str]]:
    found = Enrolment.objects.filter(
        student__in=students, promotion__department=session.department_id, promotion__year__gte=session.year
    )
    return set(found.values_list("student", "promotion__year", "promotion__slug"))


@transaction.atomic
def enrol_authorised(author: Author, session: JurySession, chosen: Mapping[str, str]) -> int:
    """Enrol those who may be; a promotion that is not open yet is opened.

    Args:
        author: who acts.
        session: closed.
        chosen: NIP → slug of the maquette, one of those possible.

    Returns:
        How many were enrolled; those who are already stay as they are.

    Raises:
        UnusableInputError: not closed, or somebody is not authorised there; nothing is written.
    """
    by_nip = {one.student.nip: one for one in authorisations(session)}
    groups: dict[tuple[int, str], list[Student]] = {}
    for nip, slug in chosen.items():
        one = by_nip.get(nip)
        if one is None or slug not in one.possible:
            message = _("L’étudiant {nip} n’est pas autorisé à suivre {slug} par cette session.")
            raise UnusableInputError(message.format(nip=nip, slug=slug))
        groups.setdefault((one.year, slug), []).append(one.student)
    return sum(
        enrol(author, open_promotion(author, session.department, year, slug), students)
        for (year, slug), students in groups.items()
    )
