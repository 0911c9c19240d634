# SPDX-License-Identifier: EUPL-1.2
"""Addresses of results; « ?format=json » and « ?format=xlsx » give the same figures at the same address."""

from django.urls import path

from delibere.web.results import figures, semester, students, year

_ONE = "promotions/<int:promotion>/resultats"

PAGES = [
    path("resultats/", semester.promotions, name="results.list"),
    path(f"{_ONE}/", semester.semester_page, name="results.semester"),
    path(f"{_ONE}/annee/", year.year_page, name="results.year"),
    path(f"{_ONE}/<str:nip>/<str:figure>/", figures.figure_page, name="results.figure"),
    path("etudiants/<str:nip>/resultats/", students.student_page, name="results.student"),
]
