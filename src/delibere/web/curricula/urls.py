# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about maquettes and their versions."""

from django.urls import URLPattern

PAGES: list[URLPattern] = []
