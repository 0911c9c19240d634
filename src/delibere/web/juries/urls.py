# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages of a jury."""

from django.urls import path

from delibere.web.juries import closing, consequences, deliberating, trying, views

_ONE = "jurys/<int:session>"
_STUDENT = f"{_ONE}/etudiants/<str:nip>"

PAGES = [
    path("jurys/", views.sessions, name="juries.list"),
    path("jurys/preparer/", views.create, name="juries.create"),
    path(f"{_ONE}/", views.session, name="juries.one"),
    path(f"{_ONE}/modifier/", views.change, name="juries.change"),
    path(f"{_ONE}/ouvrir/", views.start, name="juries.open"),
    path(f"{_ONE}/presences/", views.presence, name="juries.presence"),
    path(f"{_ONE}/accepter/", views.accept, name="juries.accept"),
    path(f"{_ONE}/essai/", trying.trial, name="juries.trial"),
    path(f"{_ONE}/clore/", closing.close, name="juries.close"),
    path(f"{_ONE}/abandonner/", closing.discard, name="juries.discard"),
    path(f"{_ONE}/pv/", closing.minutes, name="juries.minutes"),
    path(f"{_ONE}/scelle.json", closing.sealed_file, name="juries.sealed"),
    path(f"{_ONE}/corriger/", closing.correct, name="juries.correct"),
    path(f"{_ONE}/publier/", closing.publish, name="juries.publish"),
    path(f"{_ONE}/suites/", consequences.consequences, name="juries.consequences"),
    path(f"{_ONE}/etudiants/", deliberating.first_student, name="juries.deliberate"),
    path(f"{_STUDENT}/", deliberating.student, name="juries.student"),
    path(f"{_STUDENT}/essayer/", deliberating.try_student, name="juries.try"),
    path(f"{_STUDENT}/decider/", deliberating.decide_student, name="juries.decide"),
]
