# SPDX-License-Identifier: EUPL-1.2
"""Averages and proposals of a promotion, the explanation of a figure, and what other rules would change."""

from datetime import date
from typing import Annotated

from ninja import Field, Router, Schema
from pydantic import ConfigDict

from delibere.api.promotions import promotion_of
from delibere.api.proposed import DecisionProposed, StudentProposed
from delibere.api.requests import ApiRequest
from delibere.api.shapes import Exact, Key, Shown, Text, answers
from delibere.calculation.explanation import Operation
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.local_rules.reading import PARAMETERS
from delibere.jury.codes import Code
from delibere.jury.student import to_json
from delibere.services.files.explain_figure import explain_figure
from delibere.services.records.local_rules import tried
from delibere.services.records.results import results_of
from delibere.services.records.simulations import Simulation, simulate

router = Router(tags=["results"])
ADDRESS = "{slug:department}/promotions/{int:promotion}"


@router.get(
    f"{ADDRESS}/results",
    url_name="api.results",
    summary=_("Tout ce qui est proposé, étudiant par étudiant"),
    response=answers(list[StudentProposed]),
)
def results(request: ApiRequest, department: str, promotion: Key) -> object:
    """Everything proposed, student by student."""
    proposals = results_of(promotion_of(request, promotion)).proposals
    return [to_json(person) for person in proposals.everyone()]


@router.get(
    f"{ADDRESS}/results/{{nip}}",
    url_name="api.result",
    summary=_("Tout ce qui est proposé pour un étudiant"),
    response=answers(StudentProposed),
)
def result(request: ApiRequest, department: str, promotion: Key, nip: Text) -> object:
    """Everything proposed about one student."""
    found = results_of(promotion_of(request, promotion))
    return to_json(found.proposals.student(found.row(nip)))


class ExplanationOut(Schema):
    """A figure, how it was made, and from what."""

    label: str
    operation: Operation
    value: Exact | None
    display: str | None
    note: str | None
    parameters: list[Exact]
    terms: list["TermOut"]


class TermOut(ExplanationOut):
    """What entered a figure, or was left out of it."""

    weight: Exact
    left_out: str | None = Field(description=_("pourquoi il ne compte pas ; rien s’il compte"))


class RuleUsedOut(Schema):
    """A local rule that the figure met."""

    rule: str
    value: str
    origin: str


class FigureOpened(ExplanationOut):
    """A figure of one student, from the marks to the rounding."""

    student: str
    decision: DecisionProposed | None
    local_rules: list[RuleUsedOut]


@router.get(
    f"{ADDRESS}/results/{{nip}}/figures/{{figure}}",
    url_name="api.figure",
    summary=_("Un chiffre ouvert jusqu’aux notes : « UE31 », « R3.04 », « UE31+UE41 »"),
    response=answers(FigureOpened),
)
def figure(request: ApiRequest, department: str, promotion: Key, nip: Text, figure: Text) -> object:
    """A figure opened down to the marks: « UE31 », « R3.04 », « UE31+UE41 »."""
    return explain_figure(results_of(promotion_of(request, promotion)), nip, figure).to_json()


class BonusRule(Schema):
    """A bonus, as docs/formats/local-rules.md describes it."""

    model_config = ConfigDict(extra="forbid")
    source: Text = "meilleure"
    poids: dict[Text, Text] | None = None
    seuil: Text | None = None
    taux: Text | None = None
    paliers: Annotated[list[list[Text]], Field(max_length=50)] | None = None
    plafond: Text | None = None
    mode: Text | None = None
    ues: list[Text] | None = None


class RuleTried(Schema):
    """A local rule to try (docs/formats/local-rules.md): nothing of it is kept."""

    parameter: Text = Field(description=_("« arrondi », « bonus »… : docs/formats/local-rules.md"))
    value: Text | Annotated[int, Field(ge=0, le=10_000)] | list[Text] | BonusRule

    @property
    def plain(self) -> object:
        """The value, as the format writes it.

        Raises:
            UnusableInputError: no such parameter.
        """
        if self.parameter not in PARAMETERS:
            message = _("Paramètre inconnu ; au choix : {names}.")
            raise UnusableInputError(message.format(names=", ".join(PARAMETERS)))
        return self.value.model_dump(exclude_none=True) if isinstance(self.value, BonusRule) else self.value


class Trial(RuleTried):
    """The same, from a day on."""

    since: date


class FigureSimulated(Schema):
    """A figure, and the code proposed."""

    shown: Shown
    code: Code | None


class Difference(Schema):
    """A figure that other rules would change."""

    nip: str
    subject: str = Field(description=_("« UE31 », « UE31 + UE41 », « année »"))
    before: FigureSimulated
    after: FigureSimulated


class SimulationOut(Schema):
    """What would change on a promotion."""

    students: int
    figures: int = Field(description=_("combien de chiffres ont été comparés"))
    differences: list[Difference]


@router.post(
    f"{ADDRESS}/simulations",
    url_name="api.simulation",
    summary=_("Ce qu’une règle locale changerait ; rien n’est écrit"),
    response=answers(SimulationOut),
)
def simulation(request: ApiRequest, department: str, promotion: Key, trial: Trial) -> SimulationOut:
    """What a local rule would change on this promotion; nothing is written."""
    found = promotion_of(request, promotion)
    rules = tried(request.place.department, trial.parameter, trial.since, trial.plain, _("simulation"))
    return _told(simulate(found, rules.at(found.academic_year.last_day)))


def _told(made: Simulation) -> SimulationOut:
    return SimulationOut(
        students=made.students,
        figures=made.figures,
        differences=[
            Difference(
                nip=one.student.nip,
                subject=one.subject,
                before=FigureSimulated(shown=one.before.shown, code=one.before.code),
                after=FigureSimulated(shown=one.after.shown, code=one.after.code),
            )
            for one in made.differences
        ],
    )
