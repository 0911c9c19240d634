# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about promotions: who follows them, in which groups, with which teachers."""

from django.urls import path

from delibere.web.promotions import enrolling, enrolments, groups, teachers, views

_ONE = "promotions/<int:promotion>"
_ENROLMENT = f"{_ONE}/inscriptions/<int:enrolment>"

PAGES = [
    path("promotions/", views.promotions, name="promotions.list"),
    path("promotions/ouvrir/", views.open_promotions, name="promotions.open"),
    path(f"{_ONE}/", views.promotion_page, name="promotions.one"),
    path(f"{_ONE}/inscrire/", enrolling.enrol_page, name="promotions.enrol"),
    path(f"{_ONE}/etat/", enrolments.statuses, name="promotions.status"),
    path(f"{_ENROLMENT}/", enrolments.enrolment_page, name="promotions.enrolment"),
    path(f"{_ENROLMENT}/redoublement/", enrolments.repeating, name="promotions.repeating"),
    path(f"{_ENROLMENT}/dispenses/", enrolments.add_exemption, name="promotions.exempt"),
    path(
        f"{_ENROLMENT}/dispenses/<int:exemption>/",
        enrolments.remove_exemption,
        name="promotions.withdraw_exemption",
    ),
    path(f"{_ENROLMENT}/annuler/", enrolments.cancel_enrolment, name="promotions.cancel"),
    path(f"{_ONE}/groupes/", groups.groups_page, name="promotions.groups"),
    path(f"{_ONE}/groupes/ajouter/", groups.add, name="promotions.add_group"),
    path(f"{_ONE}/groupes/<int:group>/retirer/", groups.remove, name="promotions.remove_group"),
    path(f"{_ONE}/groupes/deplacer/", groups.move, name="promotions.move"),
    path(f"{_ONE}/groupes/coller/", groups.paste, name="promotions.paste_groups"),
    path(f"{_ONE}/enseignants/", teachers.teachers_page, name="promotions.teachers"),
    path(f"{_ONE}/enseignants/confier/", teachers.give, name="promotions.assign"),
    path(f"{_ONE}/enseignants/<int:teaching>/retirer/", teachers.take, name="promotions.unassign"),
]
