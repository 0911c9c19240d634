# SPDX-License-Identifier: EUPL-1.2
"""The invented diploma in the database: its maquettes published, its classes with their marks and past."""

from collections.abc import Iterable, Mapping

from delibere.curriculum.model import Maquette, Regime
from delibere.foundation.marks import Reason
from delibere.foundation.numbers import read_decimal
from delibere.jury.outcomes import Outcome
from delibere.services.records.enrolments import open_promotion
from delibere.services.records.journal import command_line
from delibere.services.records.juries.sessions import TypedSession, open_session, prepare_session
from delibere.services.records.maquettes import draft, publish
from delibere.services.records.past import past_row
from delibere.store.models import (
    Department,
    Enrolment,
    Evaluation,
    JurySession,
    Mark,
    Promotion,
    SessionKind,
    Student,
)
from invented_courses import NOW, WHOLE, maquette

US = command_line()


def sow(department: Department, extra: Iterable[Maquette] = (), year: int = NOW.start) -> None:
    """Publish the maquettes of the diploma."""
    for one in (*WHOLE.maquettes, *extra):
        publish(US, draft(US, department, year, one, source="jardins"))


def in_alternance(semester: int) -> Maquette:
    """The same semester in FA."""
    return maquette(semester, Regime.FA, None if semester < 3 else "FLE")


def plant(department: Department, slug: str, rows: Mapping[str, str]) -> Promotion:
    """Open a promotion, with one evaluation a module and the marks of its people: NIP → « 12 9.5 ATT - »."""
    promotion = open_promotion(US, department, NOW.start, slug)
    modules = [f"M{slug[1]}{place}" for place in range(3 if slug[1] < "3" else 4)]
    evaluations = Evaluation.objects.bulk_create(
        Evaluation(promotion=promotion, module=module, title="Contrôle") for module in modules
    )
    people = [_student(department, nip, number) for number, nip in enumerate(rows)]
    enrolments = Enrolment.objects.bulk_create(Enrolment(promotion=promotion, student=one) for one in people)
    Mark.objects.bulk_create(
        _mark(evaluation, enrolment, text)
        for enrolment, row in zip(enrolments, rows.values(), strict=True)
        for evaluation, text in zip(evaluations, row.split(), strict=True)
        if text != "-"
    )
    return promotion


def _student(department: Department, nip: str, number: int) -> Student:
    found = Student.objects.filter(department=department, nip=nip).first()
    return found or Student.objects.create(
        department=department, nip=nip, surname="FRAMBOISE", first_name=f"Félix {number:03}"
    )


def _mark(evaluation: Evaluation, enrolment: Enrolment, text: str) -> Mark:
    value = read_decimal(text)
    if value is None:
        return Mark(evaluation=evaluation, enrolment=enrolment, reason=Reason(text))
    return Mark(evaluation=evaluation, enrolment=enrolment, hundredths=int(value * 100))


def remember_past(department: Department, outcomes: Iterable[Outcome]) -> None:
    """Write the past of people who are there."""
    for outcome in outcomes:
        student = Student.objects.get(department=department, nip=outcome.nip)
        past_row(student, outcome, "procès-verbal").save()


def jury(*promotions: Promotion, kind: SessionKind = SessionKind.ANNUAL, title: str = "Jury") -> JurySession:
    """A session, open."""
    typed = TypedSession(kind, promotions, title, president="Paule PEUPLIER", act="arrêté du 12/09/2023")
    return open_session(US, prepare_session(US, promotions[0].department, typed))
