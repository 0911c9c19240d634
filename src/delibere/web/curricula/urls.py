# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about maquettes."""

from django.urls import path

from delibere.web.curricula import comparing, correcting, course, exporting, importing, naming, views

_YEAR = "maquettes/<int:start>-<int:end>"

PAGES = [
    path("maquettes/", views.maquettes, name="curricula.list"),
    path("maquettes/comparer/", comparing.compare_maquettes, name="curricula.compare"),
    path("maquettes/publier/", views.publish_drafts, name="curricula.publish"),
    path("maquettes/importer/", importing.upload, name="curricula.upload"),
    path("maquettes/importer/<int:upload>/", importing.review_page, name="curricula.review"),
    path("maquettes/importer/<int:upload>/lu.xlsx", importing.as_read, name="curricula.as_read"),
    path("maquettes/importer/<int:upload>/accepter/", importing.accept_repairs, name="curricula.accept"),
    path("maquettes/importer/<int:upload>/corriger/", importing.correct_line, name="curricula.correct"),
    path("maquettes/importer/<int:upload>/enregistrer/", importing.record_drafts, name="curricula.record"),
    path("maquettes/importer/<int:upload>/abandonner/", importing.abandon_upload, name="curricula.abandon"),
    path("maquettes/referentiel/", naming.frameworks, name="curricula.frameworks"),
    path("maquettes/referentiel/<int:framework>/", naming.framework, name="curricula.framework"),
    path(
        "maquettes/referentiel/<int:framework>/abandonner/",
        naming.abandon,
        name="curricula.abandon_framework",
    ),
    path(f"{_YEAR}/annexe.<str:form>", exporting.export_year, name="curricula.export"),
    path(f"{_YEAR}/<slug:slug>.<str:form>", exporting.export_maquette, name="curricula.export_maquette"),
    path(f"{_YEAR}/parcours/", course.course, name="curricula.course"),
    path(f"{_YEAR}/<slug:slug>/corriger/", correcting.correct, name="curricula.correct_maquette"),
    path(f"{_YEAR}/<slug:slug>/", views.maquette, name="curricula.maquette"),
]
