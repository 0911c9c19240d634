# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the first pages."""

from django.urls import path

from delibere.web.home import views

PAGES = [path("", views.home, name="home.home")]
