# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the journal."""

from django.urls import path

from delibere.web.journal import views

PAGES = [path("journal/", views.entries, name="journal.entries")]
