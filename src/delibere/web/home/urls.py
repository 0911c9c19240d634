# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the first pages and of the department's own settings."""

from django.urls import path

from delibere.web.home import settings_views, views

PAGES = [
    path("", views.home, name="home.home"),
    path("reglages/", settings_views.settings, name="home.settings"),
    path("reglages/dates/", settings_views.add_date, name="home.add_date"),
    path("reglages/dates/<int:milestone>/", settings_views.remove_date, name="home.remove_date"),
]
