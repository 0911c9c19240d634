# SPDX-License-Identifier: EUPL-1.2
"""Students: found by name, NIP or INE; their own published results."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from delibere.api.requests import ApiRequest
from delibere.api.shapes import Key, PageNumber, PageSize, Shown, Text, answers, page_of
from delibere.foundation.language import _
from delibere.foundation.people import without_zeros
from delibere.jury.codes import Code
from delibere.jury.outcomes import Subject
from delibere.services.records.juries.publishing import own_decisions
from delibere.services.records.own_results import OwnFigure, OwnSemester, own_semesters
from delibere.services.records.students import search
from delibere.store.models import Student

router = Router(tags=["students"])


class CivilOut(Schema):
    """What papers print beside the name; lines of the address apart by a line feed."""

    civility: str
    birth_date: date | None
    birth_place: str
    address: str


class StudentOut(Schema):
    """A student; `civil` is null for a role that may not see it."""

    id: int
    nip: str
    ine: str
    surname: str
    first_name: str
    email: str
    civil: CivilOut | None


class Students(Schema):
    """A page of them."""

    count: int
    items: list[StudentOut]


class StudentsSought(Schema):
    """Whom to find: every word of `q` in the name, the NIP or the INE; or one of the three keys."""

    q: Text = ""
    id: Key | None = None
    nip: Text | None = None
    ine: Text | None = None


@router.get(
    "{slug:department}/students",
    url_name="api.students",
    summary=_("Chercher des étudiants, par mots du nom, NIP, INE ou clé"),
    response=answers(Students),
)
def students(
    request: ApiRequest,
    department: str,
    sought: Annotated[StudentsSought, Query(...)],
    page: PageNumber = 1,
    size: PageSize = 50,
) -> Students:
    """Everybody, or those who answer."""
    found = search(request.place.department, sought.q)
    exact = {"pk": sought.id, "nip_key": sought.nip and without_zeros(sought.nip), "ine": sought.ine}
    count, items = page_of(found.filter(**{key: value for key, value in exact.items() if value}), page, size)
    return Students(count=count, items=[_out(request, one) for one in items])


@router.get(
    "{slug:department}/students/{nip}",
    url_name="api.student",
    summary=_("Un étudiant, par son NIP"),
    response=answers(StudentOut),
)
def student(request: ApiRequest, department: str, nip: Text) -> StudentOut:
    """One of them."""
    return _out(request, student_of(request, nip))


class FigureOut(Schema):
    """A mean as of now, in hundredths; `missing` marks make it provisional."""

    code: str
    title: str
    hundredths: Shown
    reached: bool | None
    missing: int = Field(description=_("notes attendues : au-dessus de 0, la moyenne est provisoire"))


class MarkOut(Schema):
    """A published mark."""

    evaluation: int
    module: str
    title: str
    text: str


class SemesterOut(Schema):
    """A semester as the student sees it: published marks only, never a proposal."""

    promotion: int
    slug: str
    year: int
    ues: list[FigureOut]
    modules: list[FigureOut]
    marks: list[MarkOut]


@router.get(
    "{slug:department}/students/{nip}/results",
    url_name="api.own_results",
    summary=_("Ce qu’un étudiant voit : notes publiées et moyennes du jour, jamais une proposition"),
    response=answers(list[SemesterOut]),
)
def own_results(request: ApiRequest, department: str, nip: Text) -> list[SemesterOut]:
    """What a student sees today."""
    return [_semester(one) for one in own_semesters(student_of(request, nip), timezone.now())]


class OwnDecisionOut(Schema):
    """A line that a jury decided, as its student reads it."""

    subject: Subject
    semester: int
    competence: str | None
    code: Code
    words: str = Field(description=_("ce que le code veut dire"))
    motive: str


class OwnDecisionsOut(Schema):
    """What a published session decided about a student."""

    session: int
    title: str
    lines: list[OwnDecisionOut]


@router.get(
    "{slug:department}/students/{nip}/decisions",
    url_name="api.own_decisions",
    summary=_("Les décisions publiées d’un étudiant, la session la plus récente d’abord"),
    response=answers(list[OwnDecisionsOut]),
)
def published_decisions(request: ApiRequest, department: str, nip: Text) -> list[OwnDecisionsOut]:
    """What a student may read of juries."""
    return [
        OwnDecisionsOut(
            session=one.session.pk,
            title=one.session.title,
            lines=[OwnDecisionOut.model_validate(line, from_attributes=True) for line in one.lines],
        )
        for one in own_decisions(student_of(request, nip), timezone.now())
    ]


def student_of(request: ApiRequest, nip: str) -> Student:
    """The student of this NIP, in this department.

    Raises:
        Http404: there is none.
    """
    found = Student.objects.select_related("department")
    return get_object_or_404(found, department=request.place.department, nip=nip)


def _out(request: ApiRequest, one: Student) -> StudentOut:
    civil = CivilOut(**asdict(one.civil)) if request.place.sees_civil_data_of(one) else None
    return StudentOut(
        id=one.pk,
        nip=one.nip,
        ine=one.ine,
        surname=one.surname,
        first_name=one.first_name,
        email=one.email,
        civil=civil,
    )


def _semester(own: OwnSemester) -> SemesterOut:
    promotion = own.enrolment.promotion
    return SemesterOut(
        promotion=promotion.pk,
        slug=promotion.slug,
        year=promotion.year,
        ues=[_figure(one) for one in own.ues],
        modules=[_figure(one) for one in own.modules],
        marks=[
            MarkOut(
                evaluation=one.evaluation.pk,
                module=one.evaluation.module,
                title=one.evaluation.title,
                text=one.text,
            )
            for one in own.latest
        ],
    )


def _figure(one: OwnFigure) -> FigureOut:
    return FigureOut(
        code=one.code, title=one.title, hundredths=one.shown, reached=one.reached, missing=one.missing
    )
