# SPDX-License-Identifier: EUPL-1.2
"""Addresses of results; « ?format=json » and « ?format=xlsx » give the same figures at the same address."""

from django.urls import path

from delibere.web.results import figures, semester

_ONE = "promotions/<int:promotion>/resultats"

PAGES = [
    path("resultats/", semester.promotions, name="results.list"),
    path(f"{_ONE}/", semester.semester_page, name="results.semester"),
    path(f"{_ONE}/<str:nip>/<str:figure>/", figures.figure_page, name="results.figure"),
]
