# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the local rules."""

from django.urls import path

from delibere.web.local_rules import views

PAGES = [
    path("reglages/regles/", views.local_rules, name="local_rules.list"),
    path("reglages/regles/<slug:parameter>/", views.declare_rule, name="local_rules.declare"),
]
