# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about accounts and roles of a department."""

from django.urls import URLPattern

PAGES: list[URLPattern] = []
