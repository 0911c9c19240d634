# SPDX-License-Identifier: EUPL-1.2
"""Address of a student's own marks."""

from django.urls import path

from delibere.web.own_results import views

PAGES = [path("etudiants/<str:nip>/notes/", views.own_results, name="own_results.page")]
