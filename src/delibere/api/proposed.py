# SPDX-License-Identifier: EUPL-1.2
"""What is proposed about a student, as `delibere jury propose --json` says it."""

from ninja import Field, Schema

from delibere.api.shapes import Credits, Exact, Shown
from delibere.foundation.language import _
from delibere.jury.codes import Code


class PersonOut(Schema):
    """Somebody on a list."""

    nip: str
    surname: str
    first_name: str
    ine: str | None
    group: str | None
    email: str | None


class DecisionProposed(Schema):
    """A proposal, and what remains open."""

    code: Code | None
    sentence: str = Field(description=_("pourquoi"))
    reference: str = Field(description=_("le point du texte"))
    lawful: list[Code] = Field(description=_("ce que le jury peut choisir d’autre"))
    conditions: dict[str, str] = Field(description=_("par code, ce qu’il demande"))
    refused: dict[str, str] = Field(description=_("par code, pourquoi le jury ne peut pas le choisir"))


class UeProposed(Schema):
    """A UE."""

    semester: int
    code_ue: str
    title: str
    competence: str
    mean: Exact | None
    shown: Shown
    provisional: bool = Field(description=_("une note est attendue"))
    ects: Credits
    decision: DecisionProposed


class RcueProposed(Schema):
    """Two UE of one level of one competence."""

    year: int
    ues: list[str]
    title: str
    competence: str
    mean: Exact | None
    shown: Shown
    provisional: bool = Field(description=_("une note est attendue"))
    decision: DecisionProposed


class YearProposed(Schema):
    """A year, 1 to 3."""

    year: int
    decision: DecisionProposed
    next_semester: int | None


class CountersOut(Schema):
    """What passage of right counts."""

    acquired: int = Field(description=_("RCUE acquis, sur total ; needed suffisent"))
    total: int
    needed: int
    lowest: Exact | None
    text: str


class CreditsOut(Schema):
    """Credits acquired."""

    semesters: dict[str, Credits] = Field(description=_("par numéro de semestre"))
    year: Credits
    total: Credits


class DiplomaProposed(Schema):
    """The DUT or the BUT."""

    name: str
    obtained: bool
    missing: list[str] = Field(description=_("codes des UE qui manquent"))
    sentence: str
    reference: str


class StudentProposed(Schema):
    """Everything proposed about one student."""

    student: PersonOut
    ues: list[UeProposed]
    rcues: list[RcueProposed]
    earlier_ues: list[UeProposed] = Field(description=_("des années d’avant : acquises ici, ou manquantes"))
    earlier_rcues: list[RcueProposed]
    year: YearProposed | None
    earlier_years: list[YearProposed]
    passage: str
    counters: CountersOut | None
    ects: CreditsOut
    dut: DiplomaProposed | None
    but: DiplomaProposed | None
    blocking: list[str] = Field(description=_("ce qui manque pour proposer"))
