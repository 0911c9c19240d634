# SPDX-License-Identifier: EUPL-1.2
"""Averages and proposals of a promotion, the explanation of a figure, and what other rules would change."""

from datetime import date

from ninja import Router, Schema

from delibere.api.promotions import promotion_of
from delibere.api.requests import ApiRequest
from delibere.api.shapes import Json, Key, Text, answers
from delibere.calculation.explanation import to_json as explanation_to_json
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.local_rules.reading import PARAMETERS
from delibere.jury.student import to_json
from delibere.services.files.explain_figure import explain_figure
from delibere.services.records.local_rules import tried
from delibere.services.records.results import results_of
from delibere.services.records.simulations import Simulation, simulate

router = Router(tags=["results"])
ADDRESS = "{slug:department}/promotions/{int:promotion}"


@router.get(f"{ADDRESS}/results", url_name="api.results", response=answers(list[Json]))
def results(request: ApiRequest, department: str, promotion: Key) -> list[Json]:
    """Everything proposed, student by student; exact averages are texts « n/d »."""
    proposals = results_of(promotion_of(request, promotion)).proposals
    return [to_json(person) for person in proposals.everyone()]


@router.get(f"{ADDRESS}/results/{{nip}}", url_name="api.result", response=answers(Json))
def result(request: ApiRequest, department: str, promotion: Key, nip: Text) -> Json:
    """Everything proposed about one student."""
    found = results_of(promotion_of(request, promotion))
    return dict(to_json(found.proposals.student(found.row(nip))))


@router.get(f"{ADDRESS}/results/{{nip}}/figures/{{figure}}", url_name="api.figure", response=answers(Json))
def figure(request: ApiRequest, department: str, promotion: Key, nip: Text, figure: Text) -> Json:
    """A figure opened down to the marks: « UE31 », « R3.04 », « UE31+UE41 »."""
    opened = explain_figure(results_of(promotion_of(request, promotion)), nip, figure)
    decision = opened.decision and to_json(opened.decision)
    return {"student": nip, "decision": decision, **explanation_to_json(opened.explanation)}


class Trial(Schema):
    """A local rule to try (docs/formats/local-rules.md): nothing of it is kept."""

    parameter: Text
    since: date
    value: str | int | list[str] | Json


@router.post(f"{ADDRESS}/simulations", url_name="api.simulation", response=answers(Json))
def simulation(request: ApiRequest, department: str, promotion: Key, trial: Trial) -> Json:
    """What a local rule would change on this promotion; nothing is written."""
    found = promotion_of(request, promotion)
    if trial.parameter not in PARAMETERS:
        message = _("Paramètre inconnu ; au choix : {names}.")
        raise UnusableInputError(message.format(names=", ".join(PARAMETERS)))
    rules = tried(request.place.department, trial.parameter, trial.since, trial.value, _("simulation"))
    return _told(simulate(found, rules.at(found.academic_year.last_day)))


def _told(made: Simulation) -> Json:
    return {
        "students": made.students,
        "figures": made.figures,
        "differences": [
            {
                "nip": one.student.nip,
                "subject": one.subject,
                "before": to_json(one.before),
                "after": to_json(one.after),
            }
            for one in made.differences
        ],
    }
