# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the grid. The module is an Apogée code, or « bonus » for sport, culture and engagement."""

from django.urls import path

from delibere.web.marks import moodle, saving, views, workbook

_GRID = "promotions/<int:promotion>/notes/<str:module>"

PAGES = [
    path(f"{_GRID}/", views.grid, name="marks.grid"),
    path(f"{_GRID}/enregistrer/", saving.write, name="marks.write"),
    path(f"{_GRID}/coller/", saving.preview, name="marks.preview"),
    path(f"{_GRID}/historique/<int:evaluation>/<int:enrolment>/", views.cell_history, name="marks.history"),
    path(f"{_GRID}/classeur/", workbook.download, name="marks.workbook"),
    path(f"{_GRID}/classeur/lire/", workbook.upload, name="marks.upload"),
    path(f"{_GRID}/classeur/enregistrer/", workbook.record, name="marks.record"),
    path(f"{_GRID}/moodle/", moodle.download, name="marks.moodle"),
    path(f"{_GRID}/moodle/lire/", moodle.preview, name="marks.moodle_preview"),
]
