# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about absences."""

from django.urls import path

from delibere.web.absences import importing, views

_FILE = "absences/importer/<int:upload>"
_STUDENT = "etudiants/<str:nip>/absences"

PAGES = [
    path("absences/", views.register, name="absences.list"),
    path("absences/importer/", importing.upload, name="absences.import"),
    path(f"{_FILE}/", importing.review, name="absences.review"),
    path(f"{_FILE}/enregistrer/", importing.record, name="absences.record"),
    path(f"{_FILE}/abandonner/", importing.forget, name="absences.abandon"),
    path(f"{_FILE}/erreurs.csv", importing.errors, name="absences.errors"),
    path(f"{_STUDENT}/", views.student_page, name="absences.student"),
    path(f"{_STUDENT}/ajouter/", views.add, name="absences.add"),
    path(f"{_STUDENT}/<int:absence>/retirer/", views.remove, name="absences.remove"),
    path(f"{_STUDENT}/justificatifs/", views.add_proof, name="absences.add_proof"),
    path(
        f"{_STUDENT}/justificatifs/<int:proof>/retirer/",
        views.take_back_proof,
        name="absences.withdraw_proof",
    ),
]
