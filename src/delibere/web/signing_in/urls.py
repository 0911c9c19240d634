# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about sign-in, invitation, password, CAS, OpenID Connect."""

from django.urls import URLPattern

PAGES: list[URLPattern] = []
