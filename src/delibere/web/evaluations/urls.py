# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about evaluations."""

from django.urls import path

from delibere.web.evaluations import copying, editing, progress, states, views

_ONE = "promotions/<int:promotion>"
_MODULE = f"{_ONE}/modules/<str:module>/evaluations"

PAGES = [
    path("notes/", progress.overview, name="evaluations.overview"),
    path("notes/relances/", progress.reminder_page, name="evaluations.reminders"),
    path(f"{_ONE}/evaluations/", views.promotion_page, name="evaluations.promotion"),
    path(f"{_ONE}/evaluations/manquantes/", progress.missing_page, name="evaluations.missing"),
    path(f"{_ONE}/evaluations/copier/", copying.copy_page, name="evaluations.copy"),
    path(f"{_ONE}/evaluations/etat/", states.change_states, name="evaluations.states"),
    path(f"{_ONE}/evaluations/<int:evaluation>/deverrouiller/", states.unlock, name="evaluations.unlock"),
    path(f"{_ONE}/evaluations/<int:evaluation>/retirer/", states.remove, name="evaluations.remove"),
    path(f"{_MODULE}/ajouter/", editing.create, name="evaluations.create"),
    path(f"{_MODULE}/<int:evaluation>/", editing.change, name="evaluations.change"),
    path(f"{_ONE}/bonus/ajouter/", editing.create_bonus, name="evaluations.add_bonus"),
    path(f"{_ONE}/bonus/<int:source>/", editing.change_bonus, name="evaluations.change_bonus"),
]
