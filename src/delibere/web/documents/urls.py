# SPDX-License-Identifier: EUPL-1.2
"""Addresses of papers; those of verification stand outside a department, short enough to be typed."""

from django.urls import path

from delibere.web.documents import issuing, letters, reading, settings_views, verifying

_ONE = "promotions/<int:promotion>/documents"

PAGES = [
    path("documents/", reading.documents, name="documents.list"),
    path("documents/reglages/", settings_views.settings, name="documents.settings"),
    path("documents/reglages/lettre/", letters.wording, name="documents.wording"),
    path("documents/<int:document>/", reading.file, name="documents.file"),
    path("documents/travaux/<int:job>/", reading.job, name="documents.job"),
    path("documents/travaux/<int:job>/etat", reading.state, name="documents.state"),
    path("documents/travaux/<int:job>/zip", reading.archive, name="documents.archive"),
    path("documents/travaux/<int:job>/annuler/", issuing.cancel_job, name="documents.cancel"),
    path(f"{_ONE}/", issuing.promotion_papers, name="documents.promotion"),
    path(f"{_ONE}/demander/", issuing.ask_bulletins, name="documents.ask"),
    path(f"{_ONE}/listes/<slug:printed>", issuing.print_lists, name="documents.lists"),
    path("jurys/<int:session>/documents/projet", issuing.draft, name="documents.draft"),
    path("jurys/<int:session>/documents/", issuing.session_papers, name="documents.session"),
    path("jurys/<int:session>/documents/editer/", issuing.issue_for_session, name="documents.issue_session"),
    path("jurys/<int:session>/documents/lettres/", letters.ask_letters, name="documents.letters"),
    path("etudiants/<str:nip>/documents/releve.xlsx", reading.transcript, name="documents.transcript"),
    path("etudiants/<str:nip>/documents/", reading.student_papers, name="documents.student"),
    path("etudiants/<str:nip>/documents/editer/", issuing.issue_for_student, name="documents.issue_student"),
    path("etudiants/<str:nip>/documents/<int:document>/", reading.own_file, name="documents.own_file"),
]
VERIFICATION = [
    path("v/", verifying.ask, name="documents.verify"),
    path("v/<str:code>", verifying.show, name="documents.verified"),
]
