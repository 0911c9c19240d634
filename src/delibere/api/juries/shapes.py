# SPDX-License-Identifier: EUPL-1.2
"""What a jury reads about a student, chooses, and decides."""

from datetime import datetime
from typing import Annotated

from ninja import Field, Schema
from pydantic import AfterValidator

from delibere.api.problems import Fault
from delibere.api.proposed import CountersOut, CreditsOut, DecisionProposed, DiplomaProposed
from delibere.api.shapes import Credits, Exact, LongText, Shown, Text
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.numbers import minimal
from delibere.jury.codes import Code
from delibere.jury.deciding import Choice, Key, read_points
from delibere.jury.outcomes import Subject
from delibere.services.records.juries.decided import Decided
from delibere.services.records.juries.sitting import Readiness


def _points(text: str) -> str:
    try:
        read_points(text)
    except UnusableInputError as error:
        raise ValueError(str(error)) from error
    return text


class ChoiceOut(Schema):
    """A code that the jury chose itself."""

    subject: Subject
    semester: int = Field(description=_("le semestre pair d’un RCUE ou d’une année"))
    competence: str | None
    code: Code | None
    motive: str
    points: str | None = Field(description=_("points de jury qui expliquent un ADJ ; aucune note ne change"))
    guidance: str = Field(description=_("pour NAR : les conseils d’orientation donnés"))
    hearing: str = Field(description=_("pour NAR : comment l’étudiant a été entendu"))
    director: str = Field(description=_("pour RED au-delà du texte : la décision du directeur"))


class ChoiceTyped(Schema):
    """A code that the jury chooses, to write."""

    subject: Subject
    semester: Annotated[int, Field(ge=1, le=6)]
    competence: Text | None = None
    code: Code
    motive: LongText = Field("", description=_("demandé dès que le code n’est pas celui proposé"))
    points: Annotated[Text, AfterValidator(_points)] = ""
    guidance: LongText = ""
    hearing: LongText = ""
    director: LongText = ""

    @property
    def choice(self) -> Choice:
        """As the rules take it."""
        return Choice(
            subject=self.subject,
            semester=self.semester,
            competence=self.competence or None,
            code=self.code,
            motive=self.motive,
            points=read_points(self.points),
            guidance=self.guidance,
            hearing=self.hearing,
            director=self.director,
        )


def _each_once(choices: list[ChoiceTyped]) -> list[ChoiceTyped]:
    if len({one.choice.key for one in choices}) != len(choices):
        raise ValueError(_("une même ligne est choisie deux fois"))
    return choices


Chosen = Annotated[
    list[ChoiceTyped],
    Field(max_length=60, description=_("tout ce qui diffère des propositions, à chaque fois")),
    AfterValidator(_each_once),
]


class LineOut(Schema):
    """One thing decided, or to be decided, about one student."""

    subject: Subject
    semester: int
    competence: str | None
    label: str = Field(description=_("« UE33 », « UE33 + UE43 », « BUT 2 »"))
    mean: Exact | None
    shown: Shown
    ects: Credits | None
    code: Code | None = Field(description=_("ce qui est décidé ou, sinon, proposé"))
    proposal: DecisionProposed
    choice: ChoiceOut | None
    earlier: bool = Field(description=_("d’une année d’avant celle qui est jugée"))


class NearnessOut(Schema):
    """A figure under a bar."""

    label: str
    mean: Exact
    bar: Exact
    lacking: Exact


class PersonBefore(Schema):
    """One student before the jury, as of now."""

    nip: str
    surname: str
    first_name: str
    maquette: str = Field(description=_("slug de la classe, « s4-fi-osc »"))
    readiness: Readiness = Field(description=_("ce que ce cas demande au jury"))
    version: int = Field(description=_("à rendre pour décider ; 0 tant que rien n’est écrit"))
    stale: bool = Field(description=_("quelque chose a changé depuis la décision"))
    blocking: list[str] = Field(description=_("ce qui manque"))
    fact: Code | None = Field(description=_("démission ou défaillance : rien d’autre à décider"))
    next_semester: int | None
    passage: str
    counters: CountersOut | None
    ects: CreditsOut
    dut: DiplomaProposed | None
    but: DiplomaProposed | None
    nearest: list[NearnessOut] = Field(description=_("chiffres sous une barre, le plus proche d’abord"))
    lines: list[LineOut]


class PersonTried(PersonBefore):
    """The same with choices that are not written."""

    faults: list[Fault] = Field(description=_("ce qui empêcherait de l’écrire"))


class DecidedLine(Schema):
    """What a jury decided of one thing."""

    subject: Subject
    semester: int
    competence: str | None
    code: Code | None
    proposed: Code | None = Field(description=_("ce que les règles donnaient alors"))


class DecidedOut(Schema):
    """What it decided about one student."""

    nip: str
    version: int
    at: datetime
    by_name: str
    by_hand: bool = Field(description=_("faux : un cas clair, accepté avec d’autres"))
    decisions: list[DecidedLine]
    choices: list[ChoiceOut]


def decided_out(nip: str, one: Decided) -> DecidedOut:
    """As programs read it."""
    return DecidedOut(
        nip=nip,
        version=one.version,
        at=one.at,
        by_name=one.by_name,
        by_hand=one.by_hand,
        decisions=[_line(key, code, one.proposed.get(key)) for key, code in one.codes.items()],
        choices=[_choice(choice) for choice in one.choices],
    )


def _line(key: Key, code: Code | None, proposed: Code | None) -> DecidedLine:
    subject, semester, competence = key
    return DecidedLine(
        subject=subject, semester=semester, competence=competence, code=code, proposed=proposed
    )


def _choice(choice: Choice) -> ChoiceOut:
    return ChoiceOut(
        subject=choice.subject,
        semester=choice.semester,
        competence=choice.competence,
        code=choice.code,
        motive=choice.motive,
        points=None if choice.points is None else minimal(choice.points),
        guidance=choice.guidance,
        hearing=choice.hearing,
        director=choice.director,
    )
