# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about accounts and roles."""

from django.urls import path

from delibere.web.staff import students, views

_ONE = "equipe/<int:account>"

PAGES = [
    path("equipe/", views.staff, name="staff.list"),
    path("equipe/inviter/", views.invite_page, name="staff.invite"),
    path("equipe/etudiants/", students.invite_students, name="staff.students"),
    path(f"{_ONE}/", views.person, name="staff.one"),
    path(f"{_ONE}/roles/", views.change_roles, name="staff.roles"),
    path(f"{_ONE}/relancer/", views.invite_again, name="staff.invite_again"),
    path(f"{_ONE}/fermer/", views.close_account, name="staff.close"),
    path(f"{_ONE}/rouvrir/", views.reopen_account, name="staff.reopen"),
]
