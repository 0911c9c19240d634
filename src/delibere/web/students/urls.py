# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about students, their files and their past."""

from django.urls import URLPattern

PAGES: list[URLPattern] = []
