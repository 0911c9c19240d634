# SPDX-License-Identifier: EUPL-1.2
"""Address of the course of a student."""

from django.urls import path

from delibere.web.courses import views

PAGES = [path("etudiants/<str:nip>/parcours/", views.course, name="courses.one")]
