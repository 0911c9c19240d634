# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about who follows which semester, groups, teachers."""

from django.urls import URLPattern

PAGES: list[URLPattern] = []
