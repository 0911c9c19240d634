# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about who did what."""

from django.urls import URLPattern

PAGES: list[URLPattern] = []
