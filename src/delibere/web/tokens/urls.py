# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about the API."""

from django.urls import path

from delibere.web.tokens import views

PAGES = [
    path("api/", views.tokens, name="tokens.list"),
    path("api/essayer/", views.explore, name="tokens.explore"),
    path("api/<int:api_token>/revoquer/", views.revoke, name="tokens.revoke"),
]
