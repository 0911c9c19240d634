# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages that take a semester from ScoDoc."""

from django.urls import path

from delibere.web.scodoc import views

_ONE = "venir-de-scodoc/<int:upload>"

PAGES = [
    path("venir-de-scodoc/", views.drop, name="scodoc.drop"),
    path(f"{_ONE}/", views.review, name="scodoc.review"),
    path(f"{_ONE}/maquette/", views.choose_maquette, name="scodoc.choose"),
    path(f"{_ONE}/reprendre/", views.take_parts, name="scodoc.take"),
    path(f"{_ONE}/abandonner/", views.forget, name="scodoc.abandon"),
]
