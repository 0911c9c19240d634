# SPDX-License-Identifier: EUPL-1.2
"""The classes that a session judges, read from the database as values that the core judges."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from delibere.curriculum.model import Curriculum, Maquette
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.local_rules import DatedLocalRules, read_declared
from delibere.jury.codes import Code
from delibere.jury.judged import JudgedClass
from delibere.jury.outcomes import Subject
from delibere.services.records.juries.sessions import judged_promotions
from delibere.services.records.local_rules import Declarations, declared_by
from delibere.services.records.maquettes import curriculum_of, published_versions
from delibere.services.records.past import Moment, past_of
from delibere.services.records.results import ClassMarks, marks_of, semester_marks, semesters_judged
from delibere.store.models import (
    Enrolment,
    EnrolmentStatus,
    JuryDecision,
    JurySession,
    Promotion,
    SessionState,
    Student,
)

FACT_OF = {EnrolmentStatus.RESIGNED: Code.DEM, EnrolmentStatus.DEFAULTING: Code.DEF}


@dataclass(frozen=True, slots=True)
class Room:
    """Everything a session decides from, as of now.

    Attributes:
        curriculum: in force for the year; `versions`: number of each maquette, by slug.
        day: whose rules hold.
        declared: what the institution declared, as docs/formats/local-rules.md writes it.
        students: rows of the database by NIP.
    """

    session: JurySession
    curriculum: Curriculum
    versions: dict[str, int]
    day: date
    declared: Declarations
    classes: tuple[JudgedClass, ...]
    students: dict[str, Student]

    @property
    def local(self) -> DatedLocalRules:
        """The same, as rules."""
        return read_declared(self.declared)


def room_of(session: JurySession) -> Room:
    """Read it all.

    Raises:
        UnusableInputError: a maquette is no longer published.
    """
    versions = published_versions(session.department, session.year)
    curriculum = curriculum_of(session.department, versions)
    if curriculum is None:
        raise UnusableInputError(_("Aucune maquette n’est publiée pour cette année."))
    numbers = [version.number for version in versions]
    published = {one.id: (one, number) for one, number in zip(curriculum.maquettes, numbers, strict=True)}
    promotions, settled = judged_promotions(session), _settled_elsewhere(session)
    students: dict[str, Student] = {}
    classes = tuple(_class(session, promotion, published, settled, students) for promotion in promotions)
    return Room(
        session=session,
        curriculum=curriculum,
        versions={slug: number for slug, (_maquette, number) in published.items()},
        day=session.academic_year.last_day,
        declared=declared_by(session.department),
        classes=classes,
        students=students,
    )


def _class(
    session: JurySession,
    promotion: Promotion,
    published: Mapping[str, tuple[Maquette, int]],
    settled: set[int],
    students: dict[str, Student],
) -> JudgedClass:
    read = [_semester(one, published) for one in semesters_judged(promotion)]
    enrolments = {one.student_id: one for marks, _version in read for one in marks.enrolments}
    students.update({one.student.nip: one.student for one in enrolments.values()})
    outcomes = past_of(enrolments, Moment(session.year, session.stage, session))
    concerned = _concerned(promotion, enrolments.values(), settled)
    return JudgedClass(
        slug=promotion.slug,
        semesters=tuple(semester_marks(marks, version) for marks, version in read),
        outcomes=outcomes,
        facts={
            one.student.nip: FACT_OF[EnrolmentStatus(one.status)]
            for one in enrolments.values()
            if one.status in FACT_OF
        },
        concerned=tuple(one.student.nip for one in sorted(concerned, key=lambda e: e.student.sort_key)),
    )


def _semester(promotion: Promotion, published: Mapping[str, tuple[Maquette, int]]) -> tuple[ClassMarks, int]:
    if promotion.slug not in published:
        message = _("La maquette de {promotion} n’est pas publiée : rien ne peut être calculé.")
        raise UnusableInputError(message.format(promotion=promotion))
    maquette, version = published[promotion.slug]
    return marks_of(promotion, maquette=maquette), version


def _concerned(promotion: Promotion, enrolments: Iterable[Enrolment], settled: set[int]) -> list[Enrolment]:
    """Everybody; whoever followed the odd semester only, unless the even one is followed in another class."""
    enrolments = [one for one in enrolments if one.student_id not in settled]
    absent = [one.student_id for one in enrolments if one.promotion_id != promotion.pk]
    moved: set[int] = set()
    if absent:
        others = Enrolment.objects.filter(
            student__in=absent,
            promotion__year=promotion.year,
            promotion__slug__startswith=f"s{promotion.semester}-",
        )
        moved = set(others.exclude(promotion=promotion).values_list("student", flat=True))
    return [one for one in enrolments if one.student_id not in moved]


def _settled_elsewhere(session: JurySession) -> set[int]:
    """Keys of those about whom another closed session of this stage decided, without leaving them waiting."""
    others = JurySession.objects.filter(
        department=session.department_id,
        year=session.year,
        stage=session.stage,
        state=SessionState.CLOSED,
        superseded_by=None,
    )
    others = others.exclude(pk__in=[session.pk, session.supersedes_id or 0])
    lines = JuryDecision.objects.filter(session__in=others).order_by("version")
    last: dict[tuple[int, int], list[tuple[int, str, str]]] = {}
    for key, student, version, subject, code in lines.values_list(
        "session", "student", "version", "subject", "code"
    ):
        rows = last.setdefault((key, student), [])
        if rows and rows[0][0] < version:
            rows.clear()
        rows.append((version, subject, code))
    return {student for (_session, student), rows in last.items() if not _waits(rows)}


def _waits(rows: Iterable[tuple[int, str, str]]) -> bool:
    codes = {(subject, code) for _version, subject, code in rows}
    if any(subject == Subject.YEAR for subject, _code in codes):
        return (Subject.YEAR, Code.ATJ) in codes
    return any(code == Code.ATJ for _subject, code in codes)
