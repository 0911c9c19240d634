# SPDX-License-Identifier: EUPL-1.2
"""What the frame of every page shows: the department, the person, the way to the journeys."""

from dataclasses import dataclass

from django.http import HttpRequest

from delibere.foundation.language import _
from delibere.web.gate import Place

WITHIN = {"marks": "evaluations"}
"""Journeys that one opens from the tab of another."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One journey in the top bar."""

    title: str
    page: str


def tabs() -> tuple[Tab, ...]:
    """In the order of the year."""
    return (
        Tab(_("Accueil"), "home.home"),
        Tab(_("Maquettes"), "curricula.list"),
        Tab(_("Promotions"), "promotions.list"),
        Tab(_("Notes"), "evaluations.overview"),
        Tab(_("Résultats"), "results.list"),
        Tab(_("Étudiants"), "students.list"),
        Tab(_("Jurys"), "juries.list"),
        Tab(_("Documents"), "documents.list"),
        Tab(_("Scolarité"), "registry.list"),
    )


def department_tabs() -> tuple[Tab, ...]:
    """What is about the department itself, behind its name."""
    return (
        Tab(_("Équipe"), "staff.list"),
        Tab(_("Règles locales"), "local_rules.list"),
        Tab(_("Année et dates"), "home.settings"),
        Tab(_("Journal"), "journal.entries"),
    )


def frame(request: HttpRequest) -> dict[str, object]:
    """Context of every template: `place` (None outside a department), the tabs that the person may open."""
    place = getattr(request, "place", None)

    def open_to(found: tuple[Tab, ...]) -> list[Tab]:
        return [tab for tab in found if isinstance(place, Place) and place.may(tab.page)]

    here = request.resolver_match.view_name if request.resolver_match else ""
    journey = here.partition(".")[0]
    return {
        "place": place,
        "tabs": open_to(tabs()),
        "department_tabs": open_to(department_tabs()),
        "here": here,
        "journey": WITHIN.get(journey, journey),
        "request": request,
    }
