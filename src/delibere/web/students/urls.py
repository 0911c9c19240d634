# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about students, their files and their past."""

from django.urls import path

from delibere.web.students import importing, past, views

_FILE = "etudiants/importer/<int:upload>"
_PAST = "etudiants/decisions"

PAGES = [
    path("etudiants/", views.students, name="students.list"),
    path("etudiants/creer/", views.create_student, name="students.create"),
    path("etudiants/importer/", importing.upload, name="students.import"),
    path(f"{_FILE}/", importing.review, name="students.review"),
    path(f"{_FILE}/colonnes/", importing.columns, name="students.columns"),
    path(f"{_FILE}/enregistrer/", importing.record, name="students.record"),
    path(f"{_FILE}/abandonner/", importing.forget, name="students.abandon"),
    path(f"{_FILE}/erreurs.csv", importing.errors, name="students.errors"),
    path(f"{_PAST}/", past.upload, name="students.import_past"),
    path(f"{_PAST}/<int:upload>/", past.review, name="students.review_past"),
    path("etudiants/<str:nip>/", views.student, name="students.one"),
    path("etudiants/<str:nip>/corriger/", views.edit_student, name="students.edit"),
    path("etudiants/<str:nip>/decisions/", past.add, name="students.add_past"),
    path("etudiants/<str:nip>/decisions/<int:line>/", past.withdraw, name="students.withdraw_past"),
]
