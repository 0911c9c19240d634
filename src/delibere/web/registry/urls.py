# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the registry's pages."""

from django.urls import path

from delibere.web.registry import declaring, views

_FILE = "scolarite/<int:registry_file>"

PAGES = [
    path("scolarite/", views.files, name="registry.list"),
    path(f"{_FILE}/", views.file, name="registry.one"),
    path(f"{_FILE}/remplir/", views.fill, name="registry.fill"),
    path(f"{_FILE}/rapport.csv", views.report, name="registry.report"),
    path(f"{_FILE}/promotion/", views.enrol, name="registry.enrol"),
    path(f"{_FILE}/abandonner/", views.abandon, name="registry.abandon"),
    path("scolarite/codes/", declaring.codes, name="registry.codes"),
    path("scolarite/reglages/", declaring.settings, name="registry.settings"),
]
